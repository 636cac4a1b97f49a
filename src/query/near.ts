import type { Span } from '../spec/fact.ts';
import type { WordField } from '../spec/query.ts';

/** Where something stands, counted in words of its field; emoji stand between words. */
export interface Place {
  readonly field: WordField;
  readonly first: number;
  readonly last: number;
  /** Into the original. */
  readonly span: Span;
}

/** Things by place: a term, one of several, several in any order, or two that are near each other. */
export type Placed =
  | { readonly type: 'place'; readonly number: number }
  | { readonly type: 'some'; readonly of: readonly Placed[] }
  | { readonly type: 'window'; readonly numbers: readonly number[]; readonly within: number }
  | { readonly type: 'near'; readonly left: Placed; readonly right: Placed; readonly within: number; readonly ordered: boolean };

/** Where terms stand, by number, in the order of the text. */
export type Places = (number: number) => readonly Place[];

/** Most places looked at for one NEAR: what goes beyond is a text made to be slow. */
const MOST = 20_000;

/** Where it all holds, each place once, in the order of the fields and then of the words. */
export function placesOf(placed: Placed, places: Places): readonly Place[] {
  switch (placed.type) {
    case 'place':
      return places(placed.number);
    case 'some':
      return sorted(placed.of.flatMap((one) => placesOf(one, places)));
    case 'window':
      return windows(placed.numbers, placed.within, places);
    case 'near':
      return pairs(placesOf(placed.left, places), placesOf(placed.right, places), placed.within, placed.ordered);
  }
}

function pairs(left: readonly Place[], right: readonly Place[], within: number, ordered: boolean): Place[] {
  const found: Place[] = [];
  follow(left, right, within, found);
  if (!ordered) follow(right, left, within, found);
  return sorted(found);
}

/** Pairs in which the second comes after the first: places of one begin later and later, so each step of the outer loop goes on from where the last began. */
function follow(first: readonly Place[], second: readonly Place[], within: number, found: Place[]): void {
  for (const field of fieldsOf(first)) {
    const ones = first.filter((place) => place.field === field);
    const others = second.filter((place) => place.field === field);
    for (const one of ones) {
      for (let index = firstAfter(others, one.last); index < others.length && found.length < MOST; index += 1) {
        const other = others[index] as Place;
        // An emoji stands half-way between two words.
        if (Math.ceil(other.first - one.last) - 1 > within) break;
        found.push(join(one, other));
      }
    }
  }
}

const fieldsOf = (places: readonly Place[]): Set<WordField> => new Set(places.map(({ field }) => field));

/** The first that begins after `last`: places are in order. */
function firstAfter(places: readonly Place[], last: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Place).first > last) high = middle;
    else low = middle + 1;
  }
  return low;
}

const join = (one: Place, other: Place): Place => ({
  field: one.field, first: Math.min(one.first, other.first), last: Math.max(one.last, other.last),
  span: { start: Math.min(one.span.start, other.span.start), end: Math.max(one.span.end, other.span.end) },
});

/** A word of the text, and which of the wanted ones it can be. */
interface Seat {
  readonly place: Place;
  readonly numbers: Set<number>;
}

/** From each word on, the shortest stretch in which every wanted one has a word of its own, with so many other words at most. */
function windows(numbers: readonly number[], within: number, places: Places): Place[] {
  const found: Place[] = [];
  if (numbers.some((number) => places(number).length === 0)) return found;
  const seats = seatsOf(numbers, places);
  for (let start = 0; start < seats.length && found.length < MOST; start += 1) {
    const opening = (seats[start] as Seat).place;
    /** Who sits for each wanted word. */
    const taken = new Array<Seat | undefined>(numbers.length).fill(undefined);
    let missing = numbers.length;
    for (let index = start; index < seats.length; index += 1) {
      const seat = seats[index] as Seat;
      if (seat.place.field !== opening.field || seat.place.last - opening.first + 1 - numbers.length > within) break;
      if (sit(seat, numbers, taken, new Set())) missing -= 1;
      // A stretch whose first word has no part in it is found from a later one.
      else if (index === start) break;
      if (missing > 0) continue;
      found.push(join(opening, seat.place));
      break;
    }
  }
  return found;
}

function seatsOf(numbers: readonly number[], places: Places): Seat[] {
  const seats = new Map<string, Seat>();
  for (const number of new Set(numbers)) {
    for (const place of places(number)) {
      const key = `${place.field} ${place.first}`;
      const seat = seats.get(key);
      if (seat === undefined) seats.set(key, { place, numbers: new Set([number]) });
      else seat.numbers.add(number);
    }
  }
  return [...seats.values()].sort((a, b) => compare(a.place, b.place));
}

/** Gives the seat a wanted word, where others that move over leave one. */
function sit(seat: Seat, numbers: readonly number[], taken: (Seat | undefined)[], tried: Set<number>): boolean {
  for (const [index, number] of numbers.entries()) {
    if (tried.has(index) || !seat.numbers.has(number)) continue;
    tried.add(index);
    const sitting = taken[index];
    if (sitting !== undefined && !sit(sitting, numbers, taken, tried)) continue;
    taken[index] = seat;
    return true;
  }
  return false;
}

const ORDER: Readonly<Record<WordField, number>> = { text: 0, title: 1, author: 2, url: 3 };
const compare = (a: Place, b: Place): number => ORDER[a.field] - ORDER[b.field] || a.first - b.first || a.last - b.last;

function sorted(places: Place[]): Place[] {
  places.sort(compare);
  return places.filter((place, index) => index === 0 || compare(places[index - 1] as Place, place) !== 0);
}
