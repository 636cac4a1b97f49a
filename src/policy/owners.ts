import { ownerRoleSchema, type Brand, type Owner, type OwnerRole } from '../spec/brand.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { digest, framed } from '../lib/digest.ts';
import { zoneOffset } from '../lib/time-zone.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;

/** Somebody to act: a role and, where one is named for this hour, a human. */
export interface Owned {
  role: OwnerRole;
  name: string | null;
}

/** Who acts for a role, and what is missing where it is not the role's own owner. */
type Resolved = Readonly<Owned & { gap: string | null }>;

/** What decisions need of a brand, worked out once per brand. */
export interface BrandContext {
  readonly language: string;
  readonly canonicalUrl: string | null;
  /** Digest of all settings a plan can depend on, ready for another. */
  readonly framedDigest: string;
  /** Roles nobody is named for at any hour. */
  readonly missing: readonly OwnerRole[];
  /**
   * Who acts for a role at a moment: its first owner on call then; else the first on-call owner; else nobody.
   * A gap is told where it was not the role's own owner.
   */
  resolve(role: OwnerRole, at: number): Resolved;
  /** Who takes over from somebody who does not act: another human on call, then the executive, then whoever else is named for this hour. */
  successor(after: Owned, at: number): Owned;
  /** False for a venue the brand says it cannot answer in. */
  answerable(venue: string): boolean;
}

export function contextOf(brand: Brand): BrandContext {
  const shifts = brand.owners.map((owner) => ({ owner, onCall: shiftOf(owner) }));
  const scheduled = brand.owners.some(({ days, hours }) => days !== undefined || hours !== undefined);
  const offsetAt = scheduled && brand.timeZone !== 'UTC' ? zoneOffset(brand.timeZone) : () => 0;
  const wallOf = (at: number): number => Math.floor((at + offsetAt(at)) / MINUTE);
  const named = (role: OwnerRole, at: number): string | null => {
    const wall = wallOf(at);
    return shifts.find(({ owner, onCall }) => owner.role === role && onCall(wall))?.owner.name ?? null;
  };
  const resolve = (role: OwnerRole, at: number): Resolved => {
    const name = named(role, at);
    if (name !== null) return { role, name, gap: null };
    return { role: 'on-call', name: role === 'on-call' ? null : named('on-call', at), gap: `owner:${role}` };
  };
  const successor = (after: Owned, at: number): Owned => {
    const wall = wallOf(at);
    const there = shifts.filter(({ owner, onCall }) => owner.name !== after.name && onCall(wall)).map(({ owner }) => owner);
    const next = there.find(({ role }) => role === 'on-call') ?? there.find(({ role }) => role === 'executive') ?? there[0];
    return next === undefined ? { role: 'on-call', name: null } : { role: next.role, name: next.name };
  };
  return {
    language: brand.languages[0] ?? 'en',
    canonicalUrl: brand.canonicalUrl ?? null,
    framedDigest: framed(digest(canonicalJson({ id: brand.id, zone: brand.timeZone, languages: brand.languages, owners: brand.owners, venues: brand.venues, url: brand.canonicalUrl ?? null }))),
    missing: ownerRoleSchema.options.filter((role) => !brand.owners.some((owner) => owner.role === role)),
    // Where nobody has hours of their own, the answer is the same at any.
    resolve: scheduled ? resolve : onceFor((role) => role, resolve),
    successor: scheduled ? successor : onceFor(({ name }) => name, successor),
    answerable: (venue) => brand.venues.find(({ id }) => (id.endsWith('*') ? venue.startsWith(id.slice(0, -1)) : venue === id))?.answerable ?? true,
  };
}

/** Names and roles are those of the brand, so what is kept is small. */
function onceFor<A, R extends object>(keyOf: (asked: A) => string | null, answer: (asked: A, at: number) => R): (asked: A, at: number) => R {
  const kept = new Map<string | null, R>();
  return (asked, at) => {
    const key = keyOf(asked);
    let found = kept.get(key);
    if (found === undefined) kept.set(key, (found = Object.freeze(answer(asked, at))));
    return found;
  };
}

/** Nobody is configured: every role is missing, and the plan says so. */
export const nobody: BrandContext = {
  language: 'en',
  canonicalUrl: null,
  framedDigest: framed(''),
  missing: ownerRoleSchema.options,
  resolve: (role) => ({ role: 'on-call', name: null, gap: `owner:${role}` }),
  successor: () => ({ role: 'on-call', name: null }),
  answerable: () => true,
};

/** Tells, for minutes since the epoch on the brand's wall clock, whether this human is on call. A shift past midnight belongs to the day it began. */
function shiftOf({ days, hours }: Owner): (wall: number) => boolean {
  const onDay = (day: number): boolean => days === undefined || days.includes(((day % 7) + 7) % 7);
  const from = hours === undefined ? 0 : minutesOf(hours.from);
  const to = hours === undefined ? DAY_MINUTES : minutesOf(hours.to);
  return (wall) => {
    const date = Math.floor(wall / DAY_MINUTES);
    const minute = wall - date * DAY_MINUTES;
    // 1 January 1970 was a Thursday.
    const today = date + 4;
    if (from < to) return onDay(today) && minute >= from && minute < to;
    if (from === to) return onDay(today);
    return (onDay(today) && minute >= from) || (onDay(today - 1) && minute < to);
  };
}

/** Of a time of day, `HH:MM`. */
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
