import type { Span } from '../spec/fact.ts';
import type { NormalText } from '../spec/post.ts';
import type { WordField } from '../spec/query.ts';
import { emojiIn } from './emoji.ts';
import type { Place } from './place.ts';
import { nextToken, type TokenSpan } from './tokenise.ts';

/** Where a term is, first in each field. Without a span: the post says so, not its words. */
export interface Occurrence {
  field: WordField | 'venue' | 'source' | 'post';
  span?: Span;
}

/** What a document holds of what was asked for, by number. */
export class Found {
  readonly terms = new Map<number, Occurrence[]>();
  /** Of terms whose every place counts. */
  readonly places = new Map<number, Place[]>();
  /** The same by field, where they were asked for; few documents come to that. */
  #byField: Map<WordField, Map<number, readonly Place[]>> | null = null;
  #longest: Map<readonly Place[], number> | null = null;

  /** Places of a term in one field, in the order of the text. Once all is found. */
  placesIn(field: WordField, number: number): readonly Place[] {
    const all = this.places.get(number);
    if (all === undefined) return NOWHERE;
    this.#byField ??= new Map<WordField, Map<number, readonly Place[]>>();
    let known = this.#byField.get(field);
    if (known === undefined) this.#byField.set(field, (known = new Map<number, readonly Place[]>()));
    let inField = known.get(number);
    if (inField === undefined) known.set(number, (inField = all.filter((place) => place.field === field)));
    return inField;
  }

  /** Words of the longest of them. */
  longestIn(field: WordField, number: number): number {
    const places = this.placesIn(field, number);
    this.#longest ??= new Map<readonly Place[], number>();
    let longest = this.#longest.get(places);
    if (longest === undefined) this.#longest.set(places, (longest = places.reduce((most, { first, last }) => Math.max(most, last - first + 1), 1)));
    return longest;
  }
}

const NOWHERE: readonly Place[] = [];

/** First in each field. */
export function occur({ terms }: Found, number: number, field: WordField, span: Span): void {
  const before = terms.get(number);
  if (before === undefined) terms.set(number, [{ field, span }]);
  else if (!before.some((occurrence) => occurrence.field === field)) before.push({ field, span });
}

/** A place whose like is not there yet. */
export function put({ places }: Found, number: number, place: Place): void {
  const before = places.get(number);
  if (before === undefined) places.set(number, [place]);
  else {
    const last = before.at(-1);
    if (last?.field !== place.field || last.first !== place.first || last.last !== place.last) before.push(place);
  }
}

/** Where the words of a text begin in the original. */
export function wordStarts(normal: NormalText): number[] {
  const token: TokenSpan = { start: 0, end: 0, plain: true };
  const starts: number[] = [];
  while (nextToken(normal.text, token.end, token)) starts.push(normal.toOriginal(token.start));
  return starts;
}

/** How many of them begin before an offset. */
export function wordsBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A span that ends within something the normal form expanded (ﬁ → fi) covers all of it in the original. */
export function originalSpan(normal: NormalText, start: number, end: number): Span {
  const from = normal.toOriginal(start);
  const last = normal.toOriginal(end - 1);
  let next = end;
  while (next < normal.text.length && normal.toOriginal(next) === last) next++;
  return { start: from, end: normal.toOriginal(next) };
}

/** Emoji written as entities or escapes, by where those stand. */
export function writtenOut(normal: NormalText): { value: string; start: number; end: number }[] {
  return [...emojiIn(normal.text)].flatMap(({ value, start, end }) => {
    const span = originalSpan(normal, start, end);
    return /^[&\\]/.test(normal.original.slice(span.start, span.end)) ? [{ value, ...span }] : [];
  });
}
