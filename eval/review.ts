import { parseArgs } from 'node:util';

import { runCommand, textOf } from './run-command.ts';
import { KashuvError } from '../src/spec/errors.ts';
import { latinIdentifier } from '../src/languages/identify.ts';
import { loadReviewer } from '../src/review.ts';
import { judge, readReplyLines, reviewLine, type JudgedLine } from './review/lines.ts';

const USAGE = 'node eval/review.ts --file <replies.jsonl> [--json]';

/** How often the review agrees with what people expect of it: `node eval/review.ts --file replies.jsonl [--json]`. */
async function main(args: readonly string[]): Promise<void> {
  const { file, json } = optionsOf(args);
  const lines = readReplyLines(textOf(file, USAGE), file);
  const [reviewer, identify] = await Promise.all([loadReviewer(), latinIdentifier()]);
  const judged = lines.map((line) => judge(line, reviewLine(line, reviewer, identify)));
  const agreeing = judged.filter(({ agrees }) => agrees).length;
  const agreement = agreeing / judged.length;
  if (json) process.stdout.write(`${JSON.stringify({ n: judged.length, agreement, lines: judged })}\n`);
  else process.stdout.write(table(judged, `${agreeing} of ${judged.length} agree (${(agreement * 100).toFixed(1)} %).`));
}

function optionsOf(args: readonly string[]): { file: string; json: boolean } {
  try {
    const { values } = parseArgs({ args: [...args], options: { file: { type: 'string' }, json: { type: 'boolean', default: false } } });
    if (values.file === undefined) throw new KashuvError('INPUT_INVALID', 'no file is named.', { field: '--file', fix: USAGE });
    return { file: values.file, json: values.json };
  } catch (error) {
    throw KashuvError.is(error) ? error : new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

function table(judged: readonly JudgedLine[], summary: string): string {
  const width = Math.max(...judged.map(({ id }) => id.length));
  const rows = judged.map(({ id, agrees, verdict, findings, failed }) => {
    const cues = findings.filter(({ level }) => level !== 'info').map(({ cue, level }) => `${cue}${level === 'block' ? '!' : ''}`);
    return `${agrees ? ' ' : '×'} ${id.padEnd(width)}  ${verdict.padEnd(6)}  ${cues.join(' ')}${agrees ? '' : `   ← ${failed.join('; ')}`}`;
  });
  return `${rows.join('\n')}\n\n${summary}\n`;
}

await runCommand(main, USAGE);
