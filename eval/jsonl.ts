import { KashuvError } from '../src/spec/errors.ts';

/** Values from JSON lines with their place, `file:line` from 1; blank lines are skipped. Throws INPUT_INVALID that names the line, or the file where it holds no `what`. */
export function jsonLines(jsonl: string, file: string, what: string): { where: string; value: unknown }[] {
  const lines: { where: string; value: unknown }[] = [];
  for (const [index, raw] of jsonl.replace(/^\uFEFF/u, '').split(/\r?\n/u).entries()) {
    if (raw.trim() === '') continue;
    const where = `${file}:${index + 1}`;
    try {
      lines.push({ where, value: JSON.parse(raw) as unknown });
    } catch (error) {
      throw new KashuvError('INPUT_INVALID', 'is not JSON.', { field: where, fix: 'Write one JSON object a line.', cause: error });
    }
  }
  if (lines.length === 0) throw new KashuvError('INPUT_INVALID', `holds no ${what}.`, { field: file, fix: 'Write one JSON object a line.' });
  return lines;
}
