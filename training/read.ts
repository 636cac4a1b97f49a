import { readFileSync } from 'node:fs';

import { normaliseText } from '../src/intake/index.ts';
import { KashuvError } from '../src/spec/errors.ts';

export type Line = Readonly<Record<string, unknown>> & { readonly text: string };

/** The lines of a set, texts with escapes and entities decoded. Throws INPUT_INVALID that names the line. */
export function readSet(file: string): Line[] {
  let jsonl: string;
  try {
    jsonl = readFileSync(file, 'utf8');
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', 'cannot be read.', { field: file, fix: 'Name the folder of the sets: --data PATH.', cause: error });
  }
  const lines: Line[] = [];
  for (const [index, raw] of jsonl.split('\n').entries()) {
    if (raw.trim() === '') continue;
    const where = `${file}:${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch (error) {
      throw new KashuvError('INPUT_INVALID', 'is not JSON.', { field: where, cause: error });
    }
    if (typeof value !== 'object' || value === null) throw new KashuvError('INPUT_INVALID', 'is no object.', { field: where });
    lines.push(cleaned(value as Record<string, unknown>));
  }
  return lines;
}

function cleaned(line: Record<string, unknown>): Line {
  const entries = Object.entries(line).map(([key, value]) => [key, typeof value === 'string' ? normaliseText(value).text : value] as const);
  const text = line['text'];
  return { ...Object.fromEntries(entries), text: typeof text === 'string' ? normaliseText(text).text : '' };
}

/** What makes two texts copies of each other: the same letters and figures, links and handles aside. */
export function copyKey(text: string): string {
  return text.toLowerCase().replace(/https?:\/\/\S+|\bhttps?\b|@\w+/gu, '').replace(/[^\p{L}\p{N}\p{Emoji_Presentation}]+/gu, '');
}
