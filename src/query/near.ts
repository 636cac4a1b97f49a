import { wordFields } from '../spec/query.ts';
import type { Found } from './found.ts';
import { SEARCH, type Budget, type Place, type Places } from './place.ts';
import { Stretches, type Rows } from './stretches.ts';
import { windows } from './windows.ts';

/** Things by place: a term, one of several, several in any order, or two that are near each other. */
export type Placed =
  | { readonly type: 'place'; readonly number: number }
  | { readonly type: 'some'; readonly of: readonly Placed[] }
  | { readonly type: 'window'; readonly numbers: readonly number[]; readonly within: number }
  | { readonly type: 'near'; readonly left: Placed; readonly right: Placed; readonly within: number; readonly ordered: boolean };

/** Steps taken for one query and one post: what goes beyond is a text made to be slow. */
export const MOST_STEPS = 30_000_000;

/** The first stretch of each field in which it all holds, in the order of the fields. */
export function firstStretches(all: Placed, found: Found, budget: Budget): Place[] {
  const stretches: Place[] = [];
  for (const field of wordFields) {
    const places: Places = (number) => found.placesIn(field, number);
    const placed = budget.steps < 0 ? null : present(all, places);
    if (placed === null) continue;
    for (const part of partsOf(placed, places, (number) => found.longestIn(field, number), budget)) {
      const first = firstOf(placed, part, budget);
      if (first === null) continue;
      stretches.push({ field, ...first });
      break;
    }
  }
  return stretches;
}

/** Without what is nowhere in the field; null where nothing can come of the rest. */
function present(placed: Placed, places: Places): Placed | null {
  switch (placed.type) {
    case 'place':
      return places(placed.number).length > 0 ? placed : null;
    case 'some': {
      const of = placed.of.map((one) => present(one, places)).filter((one) => one !== null);
      return of.length > 0 ? { type: 'some', of } : null;
    }
    case 'window':
      return placed.numbers.every((number) => places(number).length > 0) ? placed : null;
    case 'near': {
      const [left, right] = [present(placed.left, places), present(placed.right, places)];
      return left === null || right === null ? null : { ...placed, left, right };
    }
  }
}

function firstOf(placed: Placed, places: Places, budget: Budget): Pick<Place, 'first' | 'last' | 'span'> | null {
  if (placed.type === 'window') {
    for (const place of windows(placed.numbers, placed.within, places, budget)) return place;
    return null;
  }
  const all = numbersOf(placed).flatMap((number): readonly Place[] => places(number));
  budget.steps -= SEARCH * all.length;
  const stretches = new Stretches(all, budget);
  const resolve = (one: Placed): Rows => {
    switch (one.type) {
      case 'place':
        return stretches.of(places(one.number));
      case 'some':
        return stretches.either(one.of.map(resolve));
      case 'window':
        return stretches.of(windows(one.numbers, one.within, places, budget));
      case 'near': {
        const [left, right] = [resolve(one.left), resolve(one.right)];
        const forward = stretches.follow(left, right, one.within);
        return one.ordered ? forward : stretches.either([forward, stretches.follow(right, left, one.within)]);
      }
    }
  };
  return stretches.first(resolve(placed));
}

/**
 * Parts of the field, in order, one of which holds a whole stretch if the field does: around the places of what is rarest, as far as a stretch may reach, and
 * no longer than two of them. A text of nothing but the common words has none.
 */
function* partsOf(placed: Placed, places: Places, longest: Longest, budget: Budget): Generator<Places> {
  if (placed.type !== 'near') {
    yield places;
    return;
  }
  const operands = operandsOf(placed).map(numbersOf);
  const rarest = rarestOf(operands, places, budget);
  const reach = reachOf(placed, longest);
  for (let index = 0, from = -1; index < rarest.length; ) {
    from = Math.max(from, (rarest[index] as Place).first - reach);
    const to = from + 2 * reach;
    const inPart = memory((number) => between(places(number), from, to, budget));
    if (operands.every((numbers) => numbers.some((number) => inPart(number).length > 0))) yield inPart;
    if (budget.steps < 0) return;
    from += reach;
    // Whoever has to do with places before that lies in this part as a whole.
    while (index < rarest.length && (rarest[index] as Place).first < from) index += 1;
  }
}

/** The places of the operand that has fewest, in the order of the text. */
function rarestOf(operands: readonly (readonly number[])[], places: Places, budget: Budget): readonly Place[] {
  const count = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + places(number).length, 0);
  let rarest = operands[0] ?? [];
  let least = count(rarest);
  for (const one of operands.slice(1)) {
    const size = count(one);
    if (size < least) [rarest, least] = [one, size];
  }
  const [only, more] = rarest;
  if (only !== undefined && more === undefined) return places(only);
  budget.steps -= SEARCH * least;
  return rarest.flatMap((number): readonly Place[] => places(number)).sort((a, b) => a.first - b.first);
}

/** Places are in the order of the text. */
function between(places: readonly Place[], from: number, to: number, budget: Budget): Place[] {
  const found: Place[] = [];
  for (let index = firstFrom(places, from); index < places.length && (places[index] as Place).first <= to; index += 1) {
    if ((places[index] as Place).last <= to) found.push(places[index] as Place);
  }
  budget.steps -= SEARCH + found.length;
  return found;
}

function firstFrom(places: readonly Place[], from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Place).first >= from) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What all has to be there. */
const operandsOf = (placed: Placed): readonly Placed[] => (placed.type === 'near' ? [...operandsOf(placed.left), ...operandsOf(placed.right)] : [placed]);

/** Words of the longest place of a term. */
type Longest = (number: number) => number;

/** From the first word to the last at most. */
function reachOf(placed: Placed, longest: Longest): number {
  switch (placed.type) {
    case 'place':
      return longest(placed.number);
    case 'some':
      return placed.of.reduce((most, one) => Math.max(most, reachOf(one, longest)), 1);
    case 'window':
      return placed.numbers.length + placed.within;
    case 'near':
      return reachOf(placed.left, longest) + reachOf(placed.right, longest) + placed.within;
  }
}

/** The terms in it. */
function numbersOf(placed: Placed): readonly number[] {
  switch (placed.type) {
    case 'place':
      return [placed.number];
    case 'some':
      return placed.of.flatMap(numbersOf);
    case 'window':
      return placed.numbers;
    case 'near':
      return [...numbersOf(placed.left), ...numbersOf(placed.right)];
  }
}

function memory(places: Places): Places {
  const known = new Map<number, readonly Place[]>();
  return (number) => {
    let list = known.get(number);
    if (list === undefined) known.set(number, (list = places(number)));
    return list;
  };
}
