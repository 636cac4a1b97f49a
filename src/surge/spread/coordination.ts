import { addDistinct, hashOf, removeDistinct } from '../../lib/distinct.ts';
import type { Coordination, CoordinationSignal } from '../../spec/coordination.ts';
import type { RememberedMention } from '../remembered.ts';
import { addToBin, copyBins, countOf, makeBins, sumOfBins, type BinsState } from '../rises/bins.ts';
import { fineBinOf, fineMs, longestWindow } from '../rises/detector.ts';
import { addSparse, clusterOf, noteInCluster, sumSparse, type Cluster, type SparseBins } from './clusters.ts';
import { tally, type Tally } from './tally.ts';

// Every bound here is a design choice of kashuv's; docs/incidents.md says what follows from them.
/** Fewer voices are looked at for nothing. */
const leastVoices = 10;
/** Copies of one text that are no longer a handful of people who passed it on. */
const leastOfText = 5;
const leastWordingShare = 0.2;
/** So many voices, nearly all in the same words, need no second sign: no crowd of people speaks like that. */
const manyInOneVoice = 30;
const nearlyAll = 0.8;
const leastLinkShare = 0.5;
const leastBareShare = 0.5;
const youngMs = 30 * 24 * 60 * 60_000;
const leastBurst = 20;
const kinds = ['wording', 'burst', 'accounts', 'links'] as const;
/** A minute that brings so many times what its other minutes bring. */
const burstTimes = 8;
/** Other minutes there must have been: the first minute of every storm is its fullest. */
const leastOthers = 10;
const minuteMs = 60_000;
const minutesKept = (longestWindow * fineMs) / minuteMs;
const evidenceKept = 5;
/** Authors up to which people are counted exactly. */
export const peopleKept = 256;

/** All that is kept of an incident to look for coordination. */
export interface CoordinationState {
  clusters: Cluster[];
  /** Voices of accounts of which the source tells something, and the young or empty ones among them. */
  accounts: { told: SparseBins; bare: SparseBins; evidence: string[] };
  /** First-time voices by the minute, and the mentions of the fullest one. */
  minutes: BinsState;
  fullest: { minute: number; count: number; evidence: string[] };
  /** Voices whose wording was compared with others'. */
  compared: number;
  /** Those of the last six hours; once coordination is found, the strongest of each kind. */
  signals: CoordinationSignal[];
  /** Smallest hashes of the authors who are not counted apart. */
  people: number[];
}

export function makeCoordination(): CoordinationState {
  return {
    clusters: [],
    accounts: { told: [], bare: [], evidence: [] },
    minutes: makeBins(minutesKept),
    fullest: { minute: -1, count: 0, evidence: [] },
    compared: 0,
    signals: [],
    people: [],
  };
}

/** The key of the near-copies a mention belongs to. A repost by the platform's button is how everybody passes things on: it is no copy here. */
export function wordingOf({ group, link }: Pick<RememberedMention, 'group' | 'link'>): number | null {
  return group == null || link === 'repost' ? null : group;
}

/** True where the voices of this wording are counted apart. */
export function isApart(state: CoordinationState, wording: number | null): boolean {
  return wording !== null && state.clusters.some(({ kind, key, apart }) => apart && kind === 'wording' && key === wording);
}

/** Notes a mention of the incident, whose voices (with this one) are `voices`. `usual`: voices a minute before it began. */
export function noteVoice(state: CoordinationState, heard: RememberedMention, voices: BinsState, usual: number): void {
  const author = hashOf(heard.authorKey);
  const wording = wordingOf(heard);
  const copies = wording === null ? null : clusterOf(state.clusters, 'wording', wording);
  if (copies !== null) tally(copies.tally, heard, 1);
  if (copies?.apart !== true) addDistinct(state.people, author, peopleKept);
  if (heard.at === null || !heard.voice) return;
  const bin = fineBinOf(heard.at);
  if (heard.group !== undefined) state.compared += 1;
  if (copies !== null) noteInCluster(copies, heard.mention, author, bin);
  for (const key of heard.keys) if (key.startsWith('link:')) noteInCluster(clusterOf(state.clusters, 'links', hashOf(key)), heard.mention, author, bin);
  noteAccount(state, heard, heard.at, bin);
  if (heard.firstTime !== false) noteMinute(state, heard.mention, heard.at);
  look(state, voices, usual);
}

/** What forgetting a voice takes. */
type GoneVoice = Pick<RememberedMention, 'group' | 'link' | 'voice' | 'harm' | 'arousal' | 'themes' | 'silence' | 'reach'> & { at: number; timed: boolean };

/**
 * A mention no longer belongs; `gone`: what is still at hand of it. A sign is gone with the last of its evidence; what was counted apart stays so, for of a
 * large flood too little is at hand to take its voices back one by one.
 */
export function forgetVoice(state: CoordinationState, mention: string, gone: GoneVoice | undefined): void {
  const wording = gone === undefined ? null : wordingOf(gone);
  const copies = state.clusters.find(({ kind, key }) => kind === 'wording' && key === wording);
  if (gone !== undefined && copies !== undefined) {
    tally(copies.tally, gone, -1);
    if (gone.voice && gone.timed) addSparse(copies.voices, fineBinOf(gone.at), -1);
  }
  for (const list of [...state.clusters, state.accounts, state.fullest]) list.evidence = list.evidence.filter((one) => one !== mention);
  state.signals = state.signals.map((signal) => ({ ...signal, evidence: signal.evidence.filter((one) => one !== mention) })).filter(({ evidence }) => evidence.length > 0);
  state.clusters = state.clusters.filter((cluster) => cluster.kind === 'links' || cluster.tally.mentions > 0);
}

/** What the signs come to; null where too little was looked at. */
export function coordinationOf({ signals, compared, accounts }: CoordinationState, voices: number): Coordination | null {
  const looked = voices >= leastVoices && (compared > 0 || accounts.told.length > 0);
  if (signals.length === 0 && !looked) return null;
  const share = signals.reduce((most, { count, of }) => Math.max(most, of === 0 ? 0 : count / of), 0);
  return { found: isFound(signals), share: Math.min(1, share), signals: signals.map((signal) => ({ ...signal, evidence: [...signal.evidence] })) };
}

/** Counts of people: of all that was counted, less what is counted apart. */
export function peopleOf(state: CoordinationState, whole: { voices: BinsState }): { voices: BinsState; apart: Tally[] } {
  const apart = state.clusters.filter((cluster) => cluster.apart);
  if (apart.length === 0) return { voices: whole.voices, apart: [] };
  const voices = copyBins(whole.voices);
  for (const cluster of apart) for (const [bin, count] of cluster.voices) addToBin(voices, bin, -count);
  return { voices, apart: apart.map((cluster) => cluster.tally) };
}

/** One sign can be chance, or fashion. Two of different kinds, one of them about the words or the accounts themselves, are not. */
function isFound(signals: readonly CoordinationSignal[]): boolean {
  const has = (kind: CoordinationSignal['kind']): boolean => signals.some((signal) => signal.kind === kind);
  if (signals.some(({ kind, count, of }) => kind === 'wording' && count >= manyInOneVoice && count >= nearlyAll * of)) return true;
  return (has('wording') && (has('burst') || has('accounts'))) || (has('accounts') && (has('burst') || has('links')));
}

function noteAccount({ accounts }: CoordinationState, { account, mention }: RememberedMention, at: number, bin: number): void {
  const { joinedAt, followers } = account ?? {};
  if (joinedAt === undefined && followers === undefined) return;
  addSparse(accounts.told, bin, 1);
  const bare = followers === 0 || (joinedAt !== undefined && at - joinedAt < youngMs);
  if (!bare) return;
  addSparse(accounts.bare, bin, 1);
  if (accounts.evidence.length < evidenceKept) accounts.evidence.push(mention);
}

function noteMinute(state: CoordinationState, mention: string, at: number): void {
  const minute = Math.floor(at / minuteMs);
  addToBin(state.minutes, minute, 1);
  const count = countOf(state.minutes, minute);
  const { fullest } = state;
  if (minute === fullest.minute) {
    fullest.count = count;
    if (fullest.evidence.length < evidenceKept) fullest.evidence.push(mention);
  } else if (count > fullest.count || (state.minutes.head ?? 0) - fullest.minute >= minutesKept) state.fullest = { minute, count, evidence: [mention] };
}

function look(state: CoordinationState, voices: BinsState, usual: number): void {
  const end = voices.head;
  const of = end === null ? 0 : sumOfBins(voices, end, longestWindow);
  if (end === null || of < leastVoices) return;
  const now = [wordingSign(state, end, of), burstSign(state, of, usual), accountsSign(state, end), linksSign(state, end, of)];
  // What was found stays found, as strong as it was, when people speak after it; before, only what is there now counts.
  const before = isFound(state.signals) ? state.signals : [];
  state.signals = now.flatMap((signal, at) => {
    const known = before.find(({ kind }) => kind === kinds[at]);
    const stronger = known !== undefined && known.count >= (signal?.count ?? 0) ? known : signal;
    return stronger === null ? [] : [stronger];
  });
  if (!isFound(state.signals)) return;
  for (const cluster of state.clusters) {
    if (cluster.apart || cluster.kind !== 'wording' || sumSparse(cluster.voices, end) < leastOfText) continue;
    cluster.apart = true;
    for (const author of cluster.authors) removeDistinct(state.people, author, peopleKept);
    cluster.authors = [];
  }
}

function wordingSign({ clusters }: CoordinationState, end: number, of: number): CoordinationSignal | null {
  const texts = clusters
    .filter(({ kind }) => kind === 'wording')
    .map((cluster) => ({ voices: sumSparse(cluster.voices, end), evidence: cluster.evidence }))
    .filter(({ voices }) => voices >= leastOfText)
    .sort((a, b) => b.voices - a.voices);
  const count = texts.reduce((sum, { voices }) => sum + voices, 0);
  if (count < leastVoices || count < leastWordingShare * of) return null;
  const repeated = texts.length === 1 ? 'one text' : `one of ${texts.length} texts`;
  return { kind: 'wording', count, of, why: `${count} of ${of} voices within six hours are near-identical: they repeat ${repeated}`, evidence: texts.flatMap(({ evidence }) => evidence).slice(0, evidenceKept) };
}

function burstSign({ minutes, fullest }: CoordinationState, of: number, usual: number): CoordinationSignal | null {
  const { count, minute, evidence } = fullest;
  if (count < leastBurst || evidence.length === 0) return null;
  const head = minutes.head ?? minute;
  const first = Math.max(head - minutesKept + 1, minute - minutesKept + 1);
  let earliest = head;
  for (let one = head; one >= first; one--) if (countOf(minutes, one) > 0) earliest = one;
  const others = head - earliest;
  if (others < leastOthers) return null;
  const rest = (sumOfBins(minutes, head, minutesKept) - count) / others;
  const rhythm = Math.max(rest, usual);
  if (count < burstTimes * rhythm) return null;
  return { kind: 'burst', count, of: Math.max(of, count), why: `${count} spoke for the first time within one minute, where ${rhythm.toFixed(1)} a minute are usual`, evidence: [...evidence] };
}

function accountsSign({ accounts }: CoordinationState, end: number): CoordinationSignal | null {
  const of = sumSparse(accounts.told, end);
  const count = sumSparse(accounts.bare, end);
  if (of < leastVoices || count < leastBareShare * of || accounts.evidence.length === 0) return null;
  return { kind: 'accounts', count, of, why: `${count} of the ${of} accounts of which the source tells something have no followers or are younger than 30 days`, evidence: [...accounts.evidence] };
}

function linksSign({ clusters }: CoordinationState, end: number, of: number): CoordinationSignal | null {
  let most: { count: number; evidence: string[] } | null = null;
  for (const { kind, voices, evidence } of clusters) {
    const count = kind === 'links' ? sumSparse(voices, end) : 0;
    if (count > (most?.count ?? 0)) most = { count, evidence };
  }
  if (most === null || most.count < leastVoices || most.count < leastLinkShare * of || most.evidence.length === 0) return null;
  return { kind: 'links', count: most.count, of, why: `${most.count} of ${of} voices within six hours carry one link`, evidence: [...most.evidence] };
}
