import { addDistinct } from '../../lib/distinct.ts';
import { addToBin, countOf } from '../rises/bins.ts';
import { noteCarrier, notePlace } from './carriers.ts';
import { addSparse, clusterOf, type Cluster, type SparseBins } from './clusters.ts';
import { peopleKept, type CoordinationState } from './coordination.ts';
import type { SpreadState } from './spread.ts';
import { together } from './tally.ts';

const evidenceKept = 5;
const lostKept = 16;

/** What is known of how `from` spread is known of `into`. */
export function absorbSpread(into: SpreadState, from: SpreadState): void {
  for (const carrier of from.carriers) noteCarrier(into.carriers, carrier);
  for (const { venue, first } of from.places) notePlace(into.places, venue, first);
  into.lost = [...new Set([...from.lost, ...into.lost])].slice(-lostKept);
  absorbCoordination(into.coordination, from.coordination);
}

function absorbCoordination(into: CoordinationState, from: CoordinationState): void {
  for (const cluster of from.clusters) absorbCluster(clusterOf(into.clusters, cluster.kind, cluster.key), cluster);
  addAll(into.accounts.told, from.accounts.told);
  addAll(into.accounts.bare, from.accounts.bare);
  into.accounts.evidence = both(into.accounts.evidence, from.accounts.evidence);
  const { minutes } = from;
  if (minutes.head !== null) for (let minute = minutes.head - minutes.counts.length + 1; minute <= minutes.head; minute += 1) if (countOf(minutes, minute) > 0) addToBin(into.minutes, minute, countOf(minutes, minute));
  if (from.fullest.count > into.fullest.count) into.fullest = structuredClone(from.fullest);
  into.compared += from.compared;
  const strongest = from.signals.filter(({ kind, count }) => !into.signals.some((known) => known.kind === kind && known.count >= count));
  into.signals = [...into.signals.filter(({ kind }) => !strongest.some((other) => other.kind === kind)), ...structuredClone(strongest)];
  for (const author of from.people) addDistinct(into.people, author, peopleKept);
}

function absorbCluster(into: Cluster, from: Cluster): void {
  addAll(into.voices, from.voices);
  into.total += from.total;
  into.evidence = both(into.evidence, from.evidence);
  into.apart ||= from.apart;
  into.authors = into.apart ? [] : [...new Set([...into.authors, ...from.authors])];
  into.tally = together(into.tally, from.tally);
}

function addAll(into: SparseBins, from: SparseBins): void {
  for (const [bin, voices] of from) addSparse(into, bin, voices);
}

const both = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])].slice(0, evidenceKept);
