import type { Arousal, Theme } from '../../spec/classification.ts';

export const arousals: readonly Arousal[] = ['low', 'medium', 'high'];

/** What severity rests on, counted of some mentions. */
export interface Tally {
  mentions: number;
  harm: number[];
  arousal: number[];
  themes: Partial<Record<Theme, number>>;
  reach: number;
  silenceComplaints: number;
}

export interface Tallied {
  harm: number | null;
  arousal: Arousal | null;
  themes: Theme[];
  silence: boolean;
  reach: number;
}

export function makeTally(): Tally {
  return { mentions: 0, harm: [0, 0, 0, 0, 0], arousal: [0, 0, 0], themes: {}, reach: 0, silenceComplaints: 0 };
}

export function tally(into: Tally, heard: Tallied, by: 1 | -1): void {
  const add = (counts: number[], at: number) => (counts[at] = Math.max(0, (counts[at] ?? 0) + by));
  into.mentions = Math.max(0, into.mentions + by);
  if (heard.harm !== null) add(into.harm, heard.harm);
  if (heard.arousal !== null) add(into.arousal, arousals.indexOf(heard.arousal));
  for (const theme of heard.themes) into.themes[theme] = Math.max(0, (into.themes[theme] ?? 0) + by);
  if (heard.silence) into.silenceComplaints = Math.max(0, into.silenceComplaints + by);
  into.reach = Math.max(0, into.reach + by * heard.reach);
}

/** `whole` without `part`. */
export function without(whole: Tally, part: Tally): Tally {
  return joined(whole, part, (a, b) => Math.max(0, a - b));
}

export function together(one: Tally, other: Tally): Tally {
  return joined(one, other, (a, b) => a + b);
}

function joined(one: Tally, other: Tally, join: (a: number, b: number) => number): Tally {
  const each = (a: readonly number[], b: readonly number[]): number[] => a.map((count, at) => join(count, b[at] ?? 0));
  const themes: Tally['themes'] = {};
  for (const theme of Object.keys({ ...one.themes, ...other.themes }) as Theme[]) themes[theme] = join(one.themes[theme] ?? 0, other.themes[theme] ?? 0);
  return {
    mentions: join(one.mentions, other.mentions),
    harm: each(one.harm, other.harm),
    arousal: each(one.arousal, other.arousal),
    themes,
    reach: join(one.reach, other.reach),
    silenceComplaints: join(one.silenceComplaints, other.silenceComplaints),
  };
}
