import type { Amplifier } from '../../spec/incident.ts';
import type { Member } from './participants.ts';

/** Somebody who carried the story, and how. */
export interface CarrierState extends Member {
  how: Amplifier['how'];
  /** Key of the wording it repeats; null: none. */
  wording: number | null;
}

/** The first word of the story in a venue. */
export interface PlaceState {
  /** Hash of the venue. */
  venue: number;
  first: CarrierState;
}

const carriersKept = 24;
const placesKept = 24;
const shown = 10;

/** Keeps the earliest, one an author. What has no time has no place in the order. */
export function noteCarrier(carriers: CarrierState[], carrier: CarrierState): void {
  if (carrier.postedAt === null) return;
  const own = carriers.findIndex(({ author }) => author === carrier.author);
  const before = carriers[own];
  if (before !== undefined) {
    if (byTime(before, carrier) <= 0) return;
    carriers.splice(own, 1);
  }
  insert(carriers, carrier, carriersKept);
}

/** Keeps the earliest word of the story in each venue. */
export function notePlace(places: PlaceState[], venue: number, first: CarrierState): void {
  if (first.postedAt === null) return;
  const at = places.findIndex((place) => place.venue === venue);
  const before = places[at];
  if (before !== undefined) {
    if (byTime(before.first, first) <= 0) return;
    places.splice(at, 1);
  }
  let index = places.length;
  while (index > 0 && byTime(first, places[index - 1]?.first ?? first) < 0) index -= 1;
  places.splice(index, 0, { venue, first });
  if (places.length > placesKept) places.pop();
}

/** The first who carried it, earliest first. The venue it was first heard in is its own, and those who began it carried nothing. */
export function carriersOf(carriers: readonly CarrierState[], places: readonly PlaceState[], began: ReadonlySet<string>): Amplifier[] {
  const found: CarrierState[] = [];
  for (const one of [...carriers, ...places.slice(1).map(({ first }) => first)].sort(byTime)) {
    if (began.has(one.authorKey) || found.some(({ author }) => author === one.author)) continue;
    found.push(one);
    if (found.length === shown) break;
  }
  return found.map(({ authorKey, post, postedAt, role, how }) => ({ authorKey, post, postedAt, role, how }));
}

function insert(carriers: CarrierState[], carrier: CarrierState, most: number): void {
  let at = carriers.length;
  while (at > 0 && byTime(carrier, carriers[at - 1] ?? carrier) < 0) at -= 1;
  carriers.splice(at, 0, carrier);
  if (carriers.length > most) carriers.pop();
}

/** Between equals a repost or copy says more than the venue it stands in. */
function byTime(a: CarrierState, b: CarrierState): number {
  return (a.postedAt ?? Infinity) - (b.postedAt ?? Infinity) || (a.post < b.post ? -1 : a.post > b.post ? 1 : 0);
}
