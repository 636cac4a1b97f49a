import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { KashuvError } from '../../src/spec/errors.ts';

/** A row of a recorded series. */
export interface Row {
  /** As it stands in the file. */
  timestamp: string;
  /** Epoch ms; a time without a zone is read as UTC. */
  at: number;
  count: number;
}

/** The `*.csv` files below a folder, by their path in it, in order. Throws INPUT_INVALID where there is none. */
export function csvFilesBelow(folder: string, option: string, usage: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.csv') && statSync(join(folder, name)).isFile()).sort();
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', `${folder} cannot be read.`, { field: option, fix: usage, cause: error });
  }
  if (names.length === 0) throw new KashuvError('INPUT_INVALID', `${folder} holds no .csv file.`, { field: option, fix: usage });
  return names;
}

/** Of these files, those that could be a series: their head names a time or a value. */
export function seriesAmong(folder: string, names: readonly string[]): string[] {
  return names.filter((name) => headOf(readFileSync(join(folder, name), 'utf8')).some((cell) => cell === 'timestamp' || cell === 'value'));
}

const headOf = (text: string): string[] => (text.split(/\r?\n/, 1)[0] ?? '').split(',').map((cell) => cell.trim());

/** Reads a series: a head that names `timestamp` and `value`, then a row a step. Throws INPUT_INVALID with file and line. */
export function readSeries(folder: string, name: string): Row[] {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  const lines = text.split(/\r?\n/);
  const head = headOf(text);
  const timeColumn = head.indexOf('timestamp');
  const countColumn = head.indexOf('value');
  if (timeColumn < 0 || countColumn < 0) throw new KashuvError('INPUT_INVALID', 'expected the columns timestamp and value.', { field: `${path}:1`, fix: 'Name them in the first line.' });
  return lines.slice(1).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const cells = line.split(',');
    const timestamp = (cells[timeColumn] ?? '').trim();
    const at = timeOf(timestamp);
    const cell = (cells[countColumn] ?? '').trim();
    const count = Number(cell);
    // An empty cell is not known, which is not zero.
    if (Number.isNaN(at) || cell === '' || !Number.isInteger(count) || count < 0) {
      throw new KashuvError('INPUT_INVALID', 'expected a time and a whole number, 0 or more.', { field: `${path}:${index + 2}`, fix: 'Write rows like 2026-01-05 09:00:00,12.' });
    }
    return [{ timestamp, at, count }];
  });
}

/** Epoch ms of `2026-01-05 09:00[:00]`; NaN where it is none. */
export function timeOf(timestamp: string): number {
  const plain = timestamp.trim().replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(plain) ? plain : `${plain}Z`);
}
