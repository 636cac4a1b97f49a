import type { Belonging } from '../../spec/incident.ts';

/** One word of a post: salted hashes of the form it stands in and of the simpler ones it may be a form of. */
export type Word = readonly number[];

// Hostile posts are made of thousands of words: so many are looked at.
const wordsKept = 24;
const formsKept = 4;

/** The words that are looked at, in order. */
export function trimmedWords(words: readonly Word[]): number[][] {
  return words.slice(0, wordsKept).map((forms) => forms.slice(0, formsKept));
}

/** A word as a mark that a human can name. */
export function wordMark(form: number): string {
  return `word:${(form >>> 0).toString(16).padStart(8, '0')}`;
}

/** A word that the people of a grievance share. */
export interface SharedWord {
  form: number;
  /** Of these people, the share who say it, 0–1. */
  share: number;
  /** Natural logarithm of how many times likelier it is said here than in the usual talk. */
  weight: number;
}

/** Why they belong together. */
export function becauseOf(words: readonly SharedWord[]): Belonging {
  return { by: 'words', shared: words.map(({ form }) => wordMark(form)) };
}

/** What some words have in common with those of a grievance. */
export interface Likeness {
  /** Sum of the weights: the logarithm of how many times likelier such words are there than in the usual talk, were they said apart from each other. */
  score: number;
  shared: SharedWord[];
}

/** What makes people come together by words: so many words and so much weight, or one word of this weight; before there is an incident one word has to weigh more. */
const fewestWords = 2;
const leastWeight = 6;
const leastAlone = 5.5;
export const leastAloneAtFirst = 6;
const nothing: Likeness = { score: 0, shared: [] };

/** The words of a grievance, to be held against many posts. */
export type WordsByForm = ReadonlyMap<number, SharedWord>;

export function byForm(words: readonly SharedWord[]): WordsByForm {
  return new Map(words.map((word) => [word.form, word]));
}

/** A word counts once, in the form that most people say. */
export function likeness(words: readonly Word[] | undefined, grievance: WordsByForm): Likeness {
  if (words === undefined || grievance.size === 0) return nothing;
  let score = 0;
  const shared: SharedWord[] = [];
  for (const forms of words) {
    let best: SharedWord | undefined;
    for (const form of forms) {
      const found = grievance.get(form);
      if (found !== undefined && (best === undefined || found.share > best.share)) best = found;
    }
    if (best === undefined || shared.includes(best)) continue;
    shared.push(best);
    score += best.weight;
  }
  return { score, shared };
}

/** `above`: a score that must be surpassed. */
export function isAlike({ score, shared }: Likeness, { above = 0, alone = leastAlone }: { above?: number; alone?: number } = {}): boolean {
  if (score <= above) return false;
  return shared.length >= fewestWords ? score >= leastWeight : score >= alone;
}
