import type { TrackedState } from '../incident/tracked.ts';
import type { RememberedMention } from '../remembered.ts';
import type { UsualTalk } from '../words/usual-talk.ts';
import type { SharedWord } from '../words/words.ts';
import { authorsOf } from './grouping.ts';
import { commonAmong, likenessAbove, spokenWords } from './word-group.ts';

/** Of fewer people's words nothing is learnt. */
const leastPeople = 3;
const wordsKept = 48;

/** What the people of an incident have in common is learnt anew from those of them who are remembered. */
export function learnWords(incident: TrackedState, remembered: readonly RememberedMention[], talk: UsualTalk, others: readonly TrackedState[]): void {
  takeWords(incident, remembered.filter((one) => one.incident === incident.id), talk, others);
}

/** What these have in common becomes the words of the incident; where too few are left who were read, its words stay. */
export function takeWords(incident: TrackedState, members: readonly RememberedMention[], talk: UsualTalk, others: readonly TrackedState[]): void {
  const read = members.filter(({ words }) => words !== undefined && words.length > 0);
  if (authorsOf(read) < leastPeople) return;
  const usual = talk.without([]);
  // Who came by the time alone may speak of something else: where there are others, these say what it is about.
  const firm = read.filter(({ loose }) => loose !== true);
  const spoken = spokenWords(read, usual);
  const common = commonAmong(authorsOf(firm) < leastPeople ? spoken : spokenWords(firm, usual));
  incident.words = joinedWords(common, incident.ownWords).filter((word) => !belongsToAnother(word, incident, others));
  incident.likeAbove = likenessAbove(incident.words, usual);
  incident.vocabulary = spoken.map(({ form }) => form);
}

/** The words of both, those of the first as they are there; the most shared first. */
export function joinedWords(one: readonly SharedWord[], other: readonly SharedWord[]): SharedWord[] {
  const known = new Set(one.map(({ form }) => form));
  return [...one, ...other.filter(({ form }) => !known.has(form))].sort((a, b) => b.share - a.share || b.weight - a.weight || a.form - b.form).slice(0, wordsKept);
}

/** A word is that incident's whose people say it most. */
function belongsToAnother({ form, share }: SharedWord, { id }: TrackedState, others: readonly TrackedState[]): boolean {
  return others.some((other) => other.id !== id && other.words.some((word) => word.form === form && word.share > share));
}
