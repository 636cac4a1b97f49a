import { countDistinct, hashOf } from '../../lib/distinct.ts';
import type { Coordination } from '../../spec/coordination.ts';
import type { Amplifier, Surge } from '../../spec/incident.ts';
import type { RememberedMention } from '../remembered.ts';
import { sumOfBins, type BinsState } from '../rises/bins.ts';
import { longestWindow } from '../rises/detector.ts';
import { carriersOf, noteCarrier, notePlace, type CarrierState, type PlaceState } from './carriers.ts';
import { coordinationOf, forgetVoice, isApart, makeCoordination, noteVoice, peopleKept, peopleOf, wordingOf, type CoordinationState } from './coordination.ts';
import type { CrowdEntry } from './crowd.ts';
import { beginnersOf, type Member, type OriginatorState } from './participants.ts';
import { without, type Tally } from './tally.ts';

/** Threads whose beginning was deleted that are remembered. */
const lostKept = 16;
const minuteMs = 60_000;

/** What is kept of how an incident spreads, beside who began it and who is followed. */
export interface SpreadState {
  coordination: CoordinationState;
  /** Those who reposted, quoted or copied, earliest first. */
  carriers: CarrierState[];
  /** The first word in each venue, earliest first. */
  places: PlaceState[];
  /** Ids of roots that were deleted: nobody can be answered in their threads. */
  lost: string[];
}

/** What of an incident is looked at here. */
interface Spreading extends Tally {
  detectedBy: Surge;
  voices: BinsState;
  crowd: CrowdEntry[];
  originators: OriginatorState[];
  spread: SpreadState;
}

export function makeSpread(): SpreadState {
  return { coordination: makeCoordination(), carriers: [], places: [], lost: [] };
}

/** Notes a mention that was taken in; `followed`: what it is tied to belongs to the incident. False: its copies are counted apart, and its author spreads nothing. */
export function noteSpread(tracked: Spreading, heard: RememberedMention, member: Member, followed: boolean): boolean {
  const { spread } = tracked;
  const { expected, windowMs } = tracked.detectedBy;
  noteVoice(spread.coordination, heard, tracked.voices, (expected * minuteMs) / windowMs);
  const wording = wordingOf(heard);
  if (isApart(spread.coordination, wording)) {
    spread.carriers = spread.carriers.filter((one) => !isApart(spread.coordination, one.wording));
    spread.places = spread.places.filter(({ first }) => !isApart(spread.coordination, first.wording));
    return false;
  }
  const { link } = heard;
  // What somebody quotes or answers may be another matter; what is reposted or copied is this one, whoever began it.
  const carries = link === 'repost' || link === 'copy' || (link === 'quote' && followed);
  if (carries && heard.parent !== member.author) noteCarrier(spread.carriers, { ...member, how: link, wording });
  const place = heard.venues.find(({ kind }) => kind !== 'hashtag');
  if (place !== undefined) notePlace(spread.places, hashOf(place.id), { ...member, how: 'new-venue', wording });
  return true;
}

/** Notes that a mention is gone, before the incident lets go of it. */
export function noteLost(tracked: Spreading, mention: string): void {
  const { spread } = tracked;
  const entry = tracked.crowd.find((one) => one.mention === mention);
  forgetVoice(spread.coordination, mention, entry);
  const began = entry !== undefined && entry.root === entry.post ? entry : tracked.originators.find((one) => one.mention === mention && one.root);
  if (began !== undefined && !spread.lost.includes(began.post)) {
    spread.lost.push(began.post);
    if (spread.lost.length > lostKept) spread.lost.shift();
  }
  spread.carriers = spread.carriers.filter((one) => one.mention !== mention);
  spread.places = spread.places.filter(({ first }) => first.mention !== mention);
}

export function amplifiersOf(tracked: Spreading): Amplifier[] {
  const { spread } = tracked;
  return carriersOf(spread.carriers, spread.places, new Set(beginnersOf(tracked.originators).map(({ authorKey }) => authorKey)));
}

export function coordinationIn(tracked: Spreading): Coordination | null {
  const { voices } = tracked;
  return coordinationOf(tracked.spread.coordination, voices.head === null ? 0 : sumOfBins(voices, voices.head, longestWindow));
}

/** What is counted of people: without the copies that are counted apart. */
export function peopleIn(tracked: Spreading): Tally & { voices: BinsState; authors: number | null } {
  const { coordination } = tracked.spread;
  const { voices, apart } = peopleOf(coordination, tracked);
  const counted = apart.reduce<Tally>((whole, part) => without(whole, part), tracked);
  const { mentions, harm, arousal, themes, reach, silenceComplaints } = counted;
  return { mentions, harm, arousal, themes, reach, silenceComplaints, voices, authors: apart.length === 0 ? null : countDistinct(coordination.people, peopleKept) };
}

/** The crowd without the copies that are counted apart, or all of it where nobody else is left. */
export function peopleAmong(tracked: Spreading): CrowdEntry[] {
  const { coordination } = tracked.spread;
  const people = tracked.crowd.filter((entry) => !isApart(coordination, wordingOf(entry)));
  return people.length === 0 ? [...tracked.crowd] : people;
}

/** Place in the crowd of what can best be let go: the earliest that is counted apart, else the earliest. */
export function leastOf(tracked: Spreading): number {
  const { coordination } = tracked.spread;
  return Math.max(0, tracked.crowd.findIndex((entry) => isApart(coordination, wordingOf(entry))));
}
