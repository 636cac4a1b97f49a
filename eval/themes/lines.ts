import { KashuvError } from '../../src/spec/errors.ts';
import { jsonLines } from '../jsonl.ts';

/** Fields of the user's own lines. */
export interface Fields {
  /** What the post is about, by a human's word. */
  readonly reason: string;
  /** Which brand it concerns; absent: all lines concern one. */
  readonly by?: string;
  /** When it was said; absent: a minute after the line before. */
  readonly time?: string;
}

export interface ThemeLine {
  readonly id: string;
  readonly text: string;
  readonly brand: string;
  readonly author: string;
  /** '' where nobody said. */
  readonly reason: string;
  readonly negative: boolean;
  readonly at: number;
}

const MINUTE = 60_000;
/** Numbers below are days as spreadsheets count them, from 30 December 1899. */
const MOST_DAYS = 1_000_000;
const DAYS_TO_1970 = 25_569;
const DAY = 86_400_000;

/** Posts of a file by brand, each brand's in order of time. Throws INPUT_INVALID that names line and field. */
export function readThemeLines(jsonl: string, file: string, fields: Fields): Map<string, ThemeLine[]> {
  const brands = new Map<string, ThemeLine[]>();
  for (const [index, { where, value }] of jsonLines(jsonl, file, 'posts').entries()) {
    const line = value as Record<string, unknown>;
    const textOf = (field: string, otherwise: string): string => {
      const said = line[field] ?? otherwise;
      if (typeof said !== 'string') throw new KashuvError('INPUT_INVALID', 'expected a text.', { field: `${where} ${field}` });
      return said;
    };
    const text = textOf('text', '');
    if (text === '') throw new KashuvError('INPUT_INVALID', 'is missing.', { field: `${where} text`, fix: 'Write { "text": "…", "reason": "…" } a line.' });
    const brand = fields.by === undefined ? 'brand' : textOf(fields.by, '');
    if (brand === '') throw new KashuvError('INPUT_INVALID', 'is missing.', { field: `${where} ${fields.by}`, fix: 'Name the field that says the brand with --by, or leave --by out.' });
    const posts = brands.get(brand) ?? [];
    posts.push({
      id: where,
      text,
      brand,
      author: textOf('author', where),
      reason: textOf(fields.reason, ''),
      negative: line['label'] === 'negative',
      at: fields.time === undefined ? index * MINUTE : timeOf(line[fields.time], `${where} ${fields.time}`),
    });
    brands.set(brand, posts);
  }
  for (const posts of brands.values()) posts.sort((a, b) => a.at - b.at);
  return brands;
}

function timeOf(value: unknown, field: string): number {
  const number = Number(value);
  const at = Number.isFinite(number) && value !== '' && value !== null ? (number < MOST_DAYS ? (number - DAYS_TO_1970) * DAY : number) : Date.parse(String(value));
  if (!Number.isFinite(at)) throw new KashuvError('INPUT_INVALID', 'is no time.', { field, fix: 'Write epoch milliseconds, an ISO date, or days as a spreadsheet counts them.' });
  return Math.round(at);
}
