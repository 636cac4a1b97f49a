import { SEARCH, type Budget, type Place, type Places } from './place.ts';

/** A word of the text, and which of the wanted ones it can be. */
interface Seat {
  readonly place: Place;
  readonly numbers: readonly number[];
}

/**
 * From each word on, the shortest stretch in which every wanted one has a word of its own, with so many other words at most. Places are of one field.
 */
export function* windows(numbers: readonly number[], within: number, places: Places, budget: Budget): Generator<Place> {
  const wanted = countsOf(numbers);
  for (const [number, count] of wanted) if (places(number).length < count) return;
  for (const number of wanted.keys()) budget.steps -= SEARCH * places(number).length;
  if (budget.steps < 0) return;
  const seats = seatsOf([...wanted.keys()], places);
  const tally = new Tally(wanted);
  const widest = numbers.length + within;
  let end = 0;
  for (const [start, opening] of seats.entries()) {
    // As far as the widest stretch from here reaches: without enough words for each there is no need to seat them.
    for (; end < seats.length && (seats[end] as Seat).place.last - opening.place.first < widest; end += 1) tally.enter(seats[end] as Seat);
    if (tally.complete) {
      const stretch = shortest(seats, start, end, numbers, budget);
      if (stretch !== null) yield stretch;
      if (budget.steps < 0) return;
    }
    tally.leave(opening);
  }
}

function countsOf(numbers: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** How many words of a stretch there are for each wanted one. */
class Tally {
  readonly #wanted: ReadonlyMap<number, number>;
  readonly #here = new Map<number, number>();
  #short: number;

  constructor(wanted: ReadonlyMap<number, number>) {
    this.#wanted = wanted;
    this.#short = wanted.size;
  }

  get complete(): boolean {
    return this.#short === 0;
  }

  enter({ numbers }: Seat): void {
    for (const number of numbers) {
      const count = (this.#here.get(number) ?? 0) + 1;
      this.#here.set(number, count);
      if (count === this.#wanted.get(number)) this.#short -= 1;
    }
  }

  leave({ numbers }: Seat): void {
    for (const number of numbers) {
      const count = this.#here.get(number) as number;
      this.#here.set(number, count - 1);
      if (count === this.#wanted.get(number)) this.#short += 1;
    }
  }
}

/** The shortest one whose first word has a part in it; a stretch whose first word has none is found from a later one. */
function shortest(seats: readonly Seat[], start: number, end: number, numbers: readonly number[], budget: Budget): Place | null {
  const opening = (seats[start] as Seat).place;
  /** Who sits for each wanted word. */
  const taken = new Array<Seat | undefined>(numbers.length).fill(undefined);
  let missing = numbers.length;
  for (let index = start; index < end; index += 1) {
    const seat = seats[index] as Seat;
    const tried = new Set<number>();
    const seated = sit(seat, numbers, taken, tried);
    if ((budget.steps -= 1 + tried.size) < 0) return null;
    if (!seated) continue;
    missing -= 1;
    if (missing === 0) return { field: opening.field, first: opening.first, last: seat.place.last, span: { start: opening.span.start, end: Math.max(opening.span.end, seat.place.span.end) } };
  }
  return null;
}

function seatsOf(numbers: readonly number[], places: Places): Seat[] {
  const seats = new Map<number, { place: Place; numbers: number[] }>();
  for (const number of numbers) {
    for (const place of places(number)) {
      const seat = seats.get(place.first);
      if (seat === undefined) seats.set(place.first, { place, numbers: [number] });
      else seat.numbers.push(number);
    }
  }
  return [...seats.values()].sort((a, b) => a.place.first - b.place.first);
}

/** Gives the seat a wanted word, where others that move over leave one. */
function sit(seat: Seat, numbers: readonly number[], taken: (Seat | undefined)[], tried: Set<number>): boolean {
  for (const [index, number] of numbers.entries()) {
    if (tried.has(index) || !seat.numbers.includes(number)) continue;
    tried.add(index);
    const sitting = taken[index];
    if (sitting !== undefined && !sit(sitting, numbers, taken, tried)) continue;
    taken[index] = seat;
    return true;
  }
  return false;
}
