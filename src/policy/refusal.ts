import { brief } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';

/** What the host configured cannot work. */
export function invalid(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('CONFIG_INVALID', message, { field, fix });
}

/** One thing handed in is malformed. */
export function malformed(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('INPUT_INVALID', message, { field, fix });
}

/** An object of names and values, of this realm or another: no list, date, map or promise that somebody forgot to await. */
export function isPlain<T>(value: T): value is T & object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** Refuses names that nobody would read: a misspelt one would silently be left out. */
export function checkNames(options: object, known: readonly string[], at: string): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw invalid(`${at}${brief(key)}`, 'there is no such option.', `Options are: ${known.join(', ')}.`);
  }
}

/** Where a rule stands in what somebody wrote. */
export interface Place {
  readonly list: string;
  readonly index: number;
}

/** The place as an error names it: `rules[R-07]`, or by its number where the rule has no id. */
export function placeIn({ list, index }: Place, rule: unknown): string {
  const id: unknown = isPlain(rule) && 'id' in rule ? rule.id : undefined;
  return `${list}[${typeof id === 'string' && id !== '' ? brief(id) : index}]`;
}

/** The path of a problem that a schema found, from the place of the whole. */
export function pathOf(place: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((at, part) => (typeof part === 'number' ? `${at}[${part}]` : `${at}.${brief(String(part))}`), place);
}
