import { wordFields } from '../spec/query.ts';
import type { Budget, Place, Places } from './place.ts';
import { Stretches, type Rows } from './stretches.ts';
import { windows } from './windows.ts';

/** Things by place: a term, one of several, several in any order, or two that are near each other. */
export type Placed =
  | { readonly type: 'place'; readonly number: number }
  | { readonly type: 'some'; readonly of: readonly Placed[] }
  | { readonly type: 'window'; readonly numbers: readonly number[]; readonly within: number }
  | { readonly type: 'near'; readonly left: Placed; readonly right: Placed; readonly within: number; readonly ordered: boolean };

/** Steps taken for one query and one post: what goes beyond is a text made to be slow. */
const MOST_STEPS = 30_000_000;

/** The first stretch of each field in which it all holds, in the order of the fields. */
export function firstStretches(placed: Placed, places: Places): Place[] {
  const found: Place[] = [];
  const budget = { steps: MOST_STEPS };
  for (const field of wordFields) {
    const inField = memory((number) => places(number).filter((place) => place.field === field));
    for (const part of partsOf(placed, inField)) {
      const first = firstOf(placed, part, budget);
      if (first === null && budget.steps >= 0) continue;
      if (first !== null) found.push({ field, ...first });
      break;
    }
  }
  return found;
}

function firstOf(placed: Placed, places: Places, budget: Budget): Pick<Place, 'first' | 'last' | 'span'> | null {
  if (placed.type === 'window') {
    for (const place of windows(placed.numbers, placed.within, places, budget)) return place;
    return null;
  }
  const stretches = new Stretches(numbersOf(placed).flatMap((number): readonly Place[] => places(number)), budget);
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
function* partsOf(placed: Placed, places: Places): Generator<Places> {
  if (placed.type !== 'near') {
    yield places;
    return;
  }
  const operands = operandsOf(placed).map((operand): Place[] => numbersOf(operand).flatMap((number): readonly Place[] => places(number)));
  const rarest = operands.reduce<Place[]>((best, one) => (one.length < best.length ? one : best), operands[0] ?? []).sort((a, b) => a.first - b.first);
  const reach = reachOf(placed, places);
  for (let index = 0, from = -1; index < rarest.length; ) {
    from = Math.max(from, (rarest[index] as Place).first - reach);
    const to = from + 2 * reach;
    const inPart = memory((number) => between(places(number), from, to));
    if (operandsOf(placed).every((operand) => numbersOf(operand).some((number) => inPart(number).length > 0))) yield inPart;
    from += reach;
    // Whoever has to do with places before that lies in this part as a whole.
    while (index < rarest.length && (rarest[index] as Place).first < from) index += 1;
  }
}

/** Places are in the order of the text. */
function between(places: readonly Place[], from: number, to: number): Place[] {
  const found: Place[] = [];
  for (let index = firstFrom(places, from); index < places.length && (places[index] as Place).first <= to; index += 1) {
    if ((places[index] as Place).last <= to) found.push(places[index] as Place);
  }
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

/** From the first word to the last at most. */
function reachOf(placed: Placed, places: Places): number {
  switch (placed.type) {
    case 'place':
      return places(placed.number).reduce((most, { first, last }) => Math.max(most, last - first + 1), 1);
    case 'some':
      return Math.max(...placed.of.map((one) => reachOf(one, places)));
    case 'window':
      return placed.numbers.length + placed.within;
    case 'near':
      return reachOf(placed.left, places) + reachOf(placed.right, places) + placed.within;
  }
}

/** The terms in it. */
export function numbersOf(placed: Placed): readonly number[] {
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
