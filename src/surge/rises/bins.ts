/** Counts in consecutive bins of equal width, the newest at `head`; older ones fall out. */
export interface BinsState {
  /** Absolute number of the newest bin; null: nothing was counted yet. */
  head: number | null;
  /** Bin `n` lies at `n` modulo the length. */
  counts: number[];
}

export function makeBins(size: number): BinsState {
  return { head: null, counts: new Array<number>(size).fill(0) };
}

/** Adds to a bin; moves on when it is a new one. Bins that have fallen out take nothing. */
export function addToBin(bins: BinsState, bin: number, by: number): void {
  advanceBins(bins, bin);
  const { head, counts } = bins;
  if (head === null || bin <= head - counts.length) return;
  const at = slot(bin, counts.length);
  counts[at] = Math.max(0, (counts[at] ?? 0) + by);
}

/** Moves on to `bin`; what lies between counts as nothing heard. */
function advanceBins(bins: BinsState, bin: number): void {
  const { head, counts } = bins;
  if (head !== null && bin <= head) return;
  if (head === null || bin - head >= counts.length) counts.fill(0);
  else for (let next = head + 1; next <= bin; next++) counts[slot(next, counts.length)] = 0;
  bins.head = bin;
}

/** Count of one bin; 0 outside of what is kept. */
export function countOf(bins: BinsState, bin: number): number {
  const { head, counts } = bins;
  if (head === null || bin > head || bin <= head - counts.length) return 0;
  return counts[slot(bin, counts.length)] ?? 0;
}

/** Sum of the `length` bins that end with `end`. */
export function sumOfBins(bins: BinsState, end: number, length: number): number {
  const { head, counts } = bins;
  if (head === null) return 0;
  const size = counts.length;
  const last = Math.min(end, head);
  const first = Math.max(end - length + 1, head - size + 1);
  let sum = 0;
  for (let bin = first, at = slot(first, size); bin <= last; bin++) {
    sum += counts[at] ?? 0;
    at = at + 1 === size ? 0 : at + 1;
  }
  return sum;
}

export function copyBins(bins: BinsState): BinsState {
  return { head: bins.head, counts: [...bins.counts] };
}

function slot(bin: number, size: number): number {
  const at = bin % size;
  return at < 0 ? at + size : at;
}
