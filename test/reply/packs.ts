import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { reviewReply } from '../../src/reply/index.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import type { Review, ReviewContextInput } from '../../src/spec/reply.ts';

export const packs: Readonly<Record<'en' | 'he', LanguagePack>> = { en: english(), he: hebrew() };

export const reviewIn = (language: 'en' | 'he', text: string, context: ReviewContextInput): Review => reviewReply(text, { language, ...context }, packs[language]);

export const cuesOf = (review: Review): string[] => [...new Set(review.findings.map(({ cue }) => cue))];

export const levelsOf = (review: Review, cue: string): string[] => review.findings.filter((finding) => finding.cue === cue).map(({ level }) => level);

/** What a cue's findings stand on in the text; null for one that is about the whole. */
export const placesOf = (review: Review, text: string, cue: string): (string | null)[] =>
  review.findings.filter((finding) => finding.cue === cue).map(({ span }) => (span === null ? null : text.slice(span.start, span.end)));
