import { longestWindow } from '../rises/detector.ts';
import { makeTally, together, type Tally } from './tally.ts';

/** Voices by five minutes, sparse; what has left the longest window is let go. */
export type SparseBins = [bin: number, voices: number][];

export function addSparse(bins: SparseBins, bin: number, by: number): void {
  const entry = bins.find(([one]) => one === bin);
  if (entry !== undefined) entry[1] = Math.max(0, entry[1] + by);
  else if (by > 0) bins.push([bin, by]);
  if (bins.length <= longestWindow) return;
  const newest = bins.reduce((latest, [one]) => Math.max(latest, one), -Infinity);
  const young = bins.filter(([one]) => one > newest - longestWindow);
  bins.splice(0, bins.length, ...young);
}

/** Voices of the longest window that ends with the bin `end`. */
export function sumSparse(bins: SparseBins, end: number): number {
  let sum = 0;
  for (const [bin, voices] of bins) if (bin > end - longestWindow && bin <= end) sum += voices;
  return sum;
}

/** Voices that have a text or a link in common. */
export interface Cluster {
  kind: 'wording' | 'links';
  /** Hash of what they share. */
  key: number;
  voices: SparseBins;
  total: number;
  /** The first mentions, 5 at most. */
  evidence: string[];
  /** Hashes of the first authors, until it is counted apart. */
  authors: number[];
  /** Coordination was found in it: its voices are no longer counted as people's. */
  apart: boolean;
  tally: Tally;
}

const clustersKept = 24;
const evidenceKept = 5;
const authorsKept = 64;

/** The cluster of a key, made where there is none; the smallest, of those the oldest, makes room. */
export function clusterOf(clusters: Cluster[], kind: Cluster['kind'], key: number): Cluster {
  const found = clusters.find((one) => one.key === key && one.kind === kind);
  if (found !== undefined) return found;
  if (clusters.length >= clustersKept) makeRoom(clusters);
  const made: Cluster = { kind, key, voices: [], total: 0, evidence: [], authors: [], apart: false, tally: makeTally() };
  clusters.push(made);
  return made;
}

function makeRoom(clusters: Cluster[]): void {
  const byRank = [...clusters].sort((a, b) => Number(a.apart) - Number(b.apart) || a.total - b.total);
  const [least, next] = byRank;
  if (least === undefined) return;
  clusters.splice(clusters.indexOf(least), 1);
  // What is counted apart must not become people's again: another one takes its counts over.
  if (!least.apart || next === undefined) return;
  for (const [bin, count] of least.voices) addSparse(next.voices, bin, count);
  next.total += least.total;
  next.tally = together(next.tally, least.tally);
}

export function noteInCluster(cluster: Cluster, mention: string, author: number, bin: number): void {
  addSparse(cluster.voices, bin, 1);
  cluster.total += 1;
  if (cluster.evidence.length < evidenceKept) cluster.evidence.push(mention);
  if (!cluster.apart && cluster.authors.length < authorsKept && !cluster.authors.includes(author)) cluster.authors.push(author);
}
