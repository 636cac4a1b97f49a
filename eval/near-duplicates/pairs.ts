import { readFileSync } from 'node:fs';

export interface Pair {
  a: string;
  b: string;
  /** Does `b` repeat `a`? */
  copy: boolean;
  /** What was done to it. */
  kind: string;
}

interface Line {
  text: string;
  copies: [kind: string, text: string, why: string][];
  others: [kind: string, text: string, why: string][];
}

/** Every third text and its pairs are held back from whoever tunes. */
const isHeld = (line: number): boolean => line % 3 === 2;

/** The pairs written by hand: a text, what repeats it and what only resembles it. `texts`: those that are not held back. */
export function writtenPairs(): { tune: Pair[]; held: Pair[]; texts: string[] } {
  const lines = ['a', 'b', 'c'].flatMap((part) => linesOf(readFileSync(new URL(`pairs-${part}.jsonl`, import.meta.url), 'utf8')) as Line[]);
  const parts = { tune: [] as Pair[], held: [] as Pair[] };
  for (const [index, { text, copies, others }] of lines.entries()) {
    const part = isHeld(index) ? parts.held : parts.tune;
    for (const [kind, copy] of copies) part.push({ a: text, b: copy, copy: true, kind });
    for (const [kind, other] of others) part.push({ a: text, b: other, copy: false, kind });
  }
  return { ...parts, texts: lines.filter(({ copies }, index) => copies.length > 0 && !isHeld(index)).map(({ text }) => text) };
}

/** `{ "a": …, "b": …, "copy": true }` a line; `kind` may be there. Throws with the number of a line that says less. */
export function pairsOf(file: string): Pair[] {
  return linesOf(readFileSync(file, 'utf8')).map((value, index) => {
    const { a, b, copy, kind } = value as Partial<Pair>;
    if (typeof a !== 'string' || typeof b !== 'string' || typeof copy !== 'boolean') throw new Error(`${file}:${index + 1}: expected { a, b, copy }`);
    return { a, b, copy, kind: kind ?? 'given' };
  });
}

function linesOf(text: string): unknown[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown);
}
