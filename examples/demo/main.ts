// runnable
// npm run demo: #amazonfail replayed, or your own posts read. See --help.
import { KashuvError } from 'kashuv';

import { help, readArguments, UsageError, type OwnData } from './arguments.ts';
import { ownDataReport } from './own-data-report.ts';
import { readOwnData, type Progress } from './own-data.ts';
import { showReplay } from './show-replay.ts';
import { paintWith, wantsColour } from './terminal.ts';

export interface Output {
  stdout: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean };
  stderr: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean };
}

/** Runs the demo; resolves with the exit code. */
export async function main(args: readonly string[], { stdout, stderr }: Output): Promise<number> {
  try {
    const options = readArguments(args);
    const paint = paintWith(wantsColour(options.color, stdout, process.env));
    if (options.help) stdout.write(help);
    else if (options.own !== undefined) {
      const result = await readOwnData(options.own, progressOn(stderr, options.own));
      if (stderr.isTTY === true) stderr.write('\r\u001B[K');
      stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${ownDataReport(result, paint).join('\n')}\n`);
    } else stdout.write(await showReplay(options, paint));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) stderr.write(`demo: ${error.message} See npm run demo -- --help.\n`);
    else if (KashuvError.is(error)) stderr.write(`demo: ${error.message}\n`);
    else throw error;
    return error instanceof UsageError || error.code === 'CONFIG_INVALID' ? 2 : 1;
  }
}

/** On a terminal one line that changes; else a line every few seconds. */
function progressOn(stderr: Output['stderr'], { file }: OwnData): (read: () => Progress) => void {
  const terminal = stderr.isTTY === true;
  const everyMs = terminal ? 200 : 5_000;
  let next = performance.now() + everyMs;
  return (read) => {
    if (performance.now() < next) return;
    next = performance.now() + everyMs;
    const { posts, mentions, seconds } = read();
    const line = `${file}: ${posts.toLocaleString('en')} posts, ${mentions.toLocaleString('en')} mentions, ${seconds.toFixed(0)} s`;
    stderr.write(terminal ? `\r\u001B[K${line}` : `${line}\n`);
  };
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process);
