/** A post's theme beside what a human says it is about. */
export interface Pairing {
  /** Null: none. */
  readonly theme: string | null;
  readonly reason: string;
}

export interface Alignment {
  posts: number;
  /** Share of posts that have a theme. */
  coverage: number;
  /** Over posts with a theme: those whose reason is the commonest of their theme. */
  purity: number;
  /** The same where all posts had one theme. */
  purityOfOne: number;
  /** Mutual information over the mean of the two entropies (Strehl and Ghosh 2002, with the arithmetic mean). */
  nmi: number;
}

/** How well themes line up with reasons. */
export function alignmentOf(pairings: readonly Pairing[]): Alignment {
  const told = pairings.filter((pairing): pairing is { theme: string; reason: string } => pairing.theme !== null);
  const cells = counts(told.map(({ theme, reason }) => JSON.stringify([theme, reason])));
  const themes = counts(told.map(({ theme }) => theme));
  const reasons = counts(told.map(({ reason }) => reason));
  const best = new Map<string, number>();
  let shared = 0;
  for (const [cell, count] of cells) {
    const [theme, reason] = JSON.parse(cell) as [string, string];
    best.set(theme, Math.max(count, best.get(theme) ?? 0));
    shared += (count / told.length) * Math.log((count * told.length) / ((themes.get(theme) ?? 0) * (reasons.get(reason) ?? 0)));
  }
  const entropies = entropyOf(themes, told.length) + entropyOf(reasons, told.length);
  const right = [...best.values()].reduce((sum, count) => sum + count, 0);
  return {
    posts: pairings.length,
    coverage: share(told.length, pairings.length),
    purity: share(right, told.length),
    purityOfOne: share(Math.max(0, ...reasons.values()), told.length),
    nmi: entropies === 0 ? 0 : rounded((2 * shared) / entropies),
  };
}

function counts(values: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function entropyOf(found: ReadonlyMap<string, number>, total: number): number {
  return [...found.values()].reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : rounded(part / whole));

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
