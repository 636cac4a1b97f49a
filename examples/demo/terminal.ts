// Colour, widths and line breaks for a terminal of about 100 columns.

export const WIDTH = 100;

type Style = (text: string) => string;
export type Paint = Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan', Style>;

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39] } as const;

export function paintWith(colour: boolean): Paint {
  const style = ([on, off]: readonly [number, number]): Style => (text) => (colour && text !== '' ? `\u001B[${on}m${text}\u001B[${off}m` : text);
  return Object.fromEntries(Object.entries(codes).map(([name, pair]) => [name, style(pair)])) as Paint;
}

/** The flag decides; without it NO_COLOR (https://no-color.org), then whether somebody looks at a terminal. */
export function wantsColour(flag: boolean | undefined, stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  if (flag !== undefined) return flag;
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  return stream.isTTY === true;
}

/** What others wrote must not steer the terminal or turn the line around. */
export const harmless = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');

/** A line of Hebrew: isolated, so that the terminal orders it from right to left and nothing beside it moves. */
export const rightToLeft = (line: string): string => `\u2067${line}\u2069`;

// eslint-disable-next-line no-control-regex -- the colours written above
const invisible = /\u001B\[\d+m|[\u2066-\u2069]/g;

export const widthOf = (text: string): number => [...text.replace(invisible, '')].length;

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padLeft = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** Uncoloured text cut to `width`, the cut shown. */
export function clip(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `${letters.slice(0, width - 1).join('').trimEnd()}…`;
}

/** Breaks uncoloured text at blanks; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** A label at the left, wrapped text beside it: `label  text…`, following lines under the text. */
export function hanging(label: string, text: string, labelWidth: number, width = WIDTH): string[] {
  return wrap(text, width - labelWidth).map((line, index) => pad(index === 0 ? label : '', labelWidth) + line);
}

/** `3 partner, 2 fan, 12 unknown`: the largest first, what is not known last, as many as fit. */
export function topOf(counts: ReadonlyMap<string, number>, width: number): string {
  const last = ([name]: [string, number]): number => (name === 'unknown' ? 1 : 0);
  const sorted = [...counts].sort((a, b) => last(a) - last(b) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name, amount]) => `${amount} ${name}`);
  while (sorted.length > 1 && sorted.join(', ').length > width) sorted.splice(sorted.length - (sorted.at(-1)?.endsWith('unknown') === true && sorted.length > 2 ? 2 : 1), 1);
  return clip(sorted.join(', '), width);
}

export const count = (counts: Map<string, number>, name: string, by = 1): unknown => counts.set(name, (counts.get(name) ?? 0) + by);
