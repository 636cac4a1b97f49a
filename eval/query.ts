import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { runCommand, textOf } from './run-command.ts';
import { KashuvError } from '../src/spec/errors.ts';
import { disagreementOf, readQueryCases, type Disagreement, type Verdict } from './query/lines.ts';

const USAGE = 'node eval/query.ts [--file <cases.jsonl>] [--json]';
const OWN_CASES = fileURLToPath(new URL('query/', import.meta.url));

/** Hard cases of the query language and what is expected of them. Ends with 1 where the matcher disagrees with one. */
function main(args: readonly string[]): void {
  const { files, json } = optionsOf(args);
  const taken = new Set<string>();
  const cases = files.flatMap((file) => readQueryCases(textOf(file, USAGE), file, taken));
  const disagreements = cases.map(disagreementOf).filter((found) => found !== null);
  const agreeing = cases.length - disagreements.length;
  const agreement = agreeing / cases.length;
  if (json) process.stdout.write(`${JSON.stringify({ n: cases.length, agreement, disagreements })}\n`);
  else process.stdout.write(`${disagreements.map(tell).join('')}${agreeing} of ${cases.length} agree (${(agreement * 100).toFixed(1)} %).\n`);
  if (disagreements.length > 0) process.exitCode = 1;
}

function optionsOf(args: readonly string[]): { files: readonly string[]; json: boolean } {
  try {
    const { values } = parseArgs({ args: [...args], options: { file: { type: 'string' }, json: { type: 'boolean', default: false } } });
    return { files: values.file === undefined ? ownFiles() : [values.file], json: values.json };
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

const ownFiles = (): string[] =>
  readdirSync(OWN_CASES)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => `${OWN_CASES}${name}`);

const verdict = ({ match, terms }: Verdict): string => `${match ? 'found' : 'not found'}${terms === undefined ? '' : ` ${JSON.stringify(terms)}`}`;
const tell = ({ id, query, why, expected, got }: Disagreement): string => `× ${id}  ${query}\n    expected ${verdict(expected)}, got ${verdict(got)}\n    ${why}\n`;

await runCommand(main, USAGE);
