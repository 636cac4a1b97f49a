import { parseArgs } from 'node:util';

import { runCommand, textOf } from './run-command.ts';
import { KashuvError } from '../src/spec/errors.ts';
import { ASK_NETWORK } from '../src/understand/trained.ts';
import { judgeFor } from './classify/judge.ts';
import { classifyLines, readClassifiedLines, type ClassifyFigures } from './classify/lines.ts';

const USAGE = 'node eval/classify.ts --task sentiment --lang en --file posts.jsonl [--network unsure|always|never] [--json]';

/** How well the shipped models label texts: `node eval/classify.ts --task T --lang L --file F.jsonl [--network unsure|always|never] [--json]`. A line holds text and label; for speakers the profile. */
function main(args: readonly string[]): void {
  const { task, lang, file, network, json } = optionsOf(args);
  const judge = judgeFor(task, lang, network);
  const figures = classifyLines(readClassifiedLines(textOf(file, USAGE), file, task), task, judge);
  process.stdout.write(json ? `${JSON.stringify(figures)}\n` : table(figures));
}

function optionsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { task: { type: 'string' }, lang: { type: 'string', default: 'en' }, file: { type: 'string' }, network: { type: 'string', default: 'unsure' }, json: { type: 'boolean', default: false } },
    });
    const { task, lang, file, json } = values;
    const network = ASK_NETWORK.find((one) => one === values.network);
    if (task === undefined) throw new KashuvError('INPUT_INVALID', 'no task is named.', { field: '--task', fix: USAGE });
    if (file === undefined) throw new KashuvError('INPUT_INVALID', 'no file is named.', { field: '--file', fix: USAGE });
    if (network === undefined) throw new KashuvError('INPUT_INVALID', `expected ${ASK_NETWORK.join(', ')}.`, { field: '--network', fix: USAGE });
    return { task, lang, file, network, json };
  } catch (error) {
    throw KashuvError.is(error) ? error : new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

function table({ perClass, ...figures }: ClassifyFigures): string {
  const rows = Object.entries(perClass).map(([label, { n, precision, recall, f1 }]) => `  ${label.padEnd(20)} ${String(n).padStart(6)}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}`);
  return `${Object.entries(figures).map(([name, value]) => `${name.padEnd(20)} ${value}`).join('\n')}\n${rows.join('\n')}\n`;
}

await runCommand(main, USAGE);
