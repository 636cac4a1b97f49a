import type { Arousal, Theme } from '../spec/classification.ts';

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
  const less = (a: readonly number[], b: readonly number[]): number[] => a.map((count, at) => Math.max(0, count - (b[at] ?? 0)));
  const themes: Tally['themes'] = {};
  for (const theme of Object.keys(whole.themes) as Theme[]) themes[theme] = Math.max(0, (whole.themes[theme] ?? 0) - (part.themes[theme] ?? 0));
  return {
    mentions: Math.max(0, whole.mentions - part.mentions),
    harm: less(whole.harm, part.harm),
    arousal: less(whole.arousal, part.arousal),
    themes,
    reach: Math.max(0, whole.reach - part.reach),
    silenceComplaints: Math.max(0, whole.silenceComplaints - part.silenceComplaints),
  };
}
