import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import peer from 'eld/small';

import { KashuvError } from '../src/spec/errors.ts';
import { runCommand, textOf } from './run-command.ts';
import { figuresOf, judge, monitorIdentify, readPostLines, type PostLine } from './language/lines.ts';

const USAGE = 'node eval/language.ts [--file <posts.jsonl>]';
const folder = new URL('language/', import.meta.url);
/** Texts looked at while the identifier was made, and texts it was first shown when it was done. */
const SEEN = ['posts.jsonl', 'more-posts.jsonl'];
const HELD_OUT = 'held-out.jsonl';

/**
 * How often a monitor tells the language of short posts, beside eld/small alone on the same posts: `npm run eval:language [-- --file posts.jsonl]`.
 * Without a file our own: they count together, and those held out also by themselves.
 */
async function main(args: readonly string[]): Promise<void> {
  const file = fileOf(args);
  const identify = await monitorIdentify();
  const judged = (lines: readonly PostLine[]) => lines.map((line) => judge(line, identify, (text) => peer.detect(text).language));
  if (file !== undefined) {
    write(figuresOf(judged(readPostLines(textOf(file, USAGE), file))));
    return;
  }
  const seen = judged(SEEN.flatMap((name) => readPostLines(readFileSync(new URL(name, folder), 'utf8'), name)));
  const heldOut = judged(readPostLines(readFileSync(new URL(HELD_OUT, folder), 'utf8'), HELD_OUT));
  const { n, accuracy, undecided, transliterated, peer: beside } = figuresOf(heldOut);
  write({ ...figuresOf([...seen, ...heldOut]), heldOut: { n, accuracy, undecided, transliterated, peer: beside } });
}

function write(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function fileOf(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { file: { type: 'string' }, json: { type: 'boolean' } } }).values.file;
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

await runCommand(main, USAGE);
