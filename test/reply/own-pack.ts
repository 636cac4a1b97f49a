import { reviewReply } from '../../src/reply/index.ts';
import type { LanguagePack, LanguageTools } from '../../src/spec/language.ts';
import type { Review, ReviewContextInput } from '../../src/spec/reply.ts';
import { packs } from './packs.ts';

/** Phrases by cue. */
export type OwnCues = Readonly<Record<string, string>>;

/** A pack that knows these phrases alone, made anew for each call. */
const packOf = (cues: OwnCues): LanguagePack => ({ ...packs.en, review: Object.entries(cues).map(([cue, phrase]) => ({ id: cue, cue, phrases: [phrase], weight: 1 })) });

export const reviewWith = (cues: OwnCues, text: string, context: ReviewContextInput = { stage: 'note' }, tools?: LanguageTools): Review => reviewReply(text, context, packOf(cues), tools);

/** So many words that mean nothing to the pack: without stops, one sentence. */
export const filler = (count: number): string => Array.from({ length: count }, () => 'oats').join(' ');

/** The findings of a cue: level, and what it stands on. */
export const seenAs = ({ findings }: Review, text: string, cue: string): [level: string, words: string | null][] =>
  findings.filter((finding) => finding.cue === cue).map(({ level, span }) => [level, span === null ? null : text.slice(span.start, span.end)]);
