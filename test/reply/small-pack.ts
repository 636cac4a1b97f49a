import { reviewReply } from '../../src/reply/index.ts';
import type { ElementName } from '../../src/spec/element.ts';
import type { LanguagePack, ReviewCue } from '../../src/spec/language.ts';
import type { FindingLevel, Review, ReviewContextInput } from '../../src/spec/reply.ts';
import { packs } from './packs.ts';

export const cueFor = (cue: string, phrase: string, ...shows: ElementName[]): ReviewCue => ({ id: `${cue}: ${phrase}`, cue, phrases: [phrase], weight: 1, shows });

const cues: readonly ReviewCue[] = [
  cueFor('W02', 'thank you', 'say.thanks'), cueFor('W04', 'i understand', 'say.empathy'), cueFor('W05', 'you are right', 'say.acceptance'), cueFor('W06', 'i am sorry', 'say.apology'),
  cueFor('W07', 'our mistake', 'say.responsibility'), cueFor('W08', 'i will call', 'say.service'), cueFor('W09', 'tell me more'), cueFor('W10', 'refund', 'say.remedy'),
  cueFor('W11', 'from now on', 'say.prevention'), cueFor('W14', 'stand by', 'say.protection'), cueFor('E.distance', 'reject this', 'say.distance'), cueFor('E.update', 'next word', 'say.nextUpdate'),
  cueFor('E.unknowns', 'not known', 'say.unknowns'), cueFor('E.impact', 'many wait', 'say.impact'), cueFor('M.greeting', 'hello'), cueFor('M.agent', 'we'), cueFor('M.self', 'i'), cueFor('M.stillopen', 'still failing'),
  cueFor('L08', 'hiccup'), cueFor('L04', 'hiccup'), cueFor('L02', 'feel that way'), cueFor('L04', 'glitch'), cueFor('L05', 'inconvenience'), cueFor('L06.passive', 'was removed'), cueFor('L06', 'mistakes happened'),
  cueFor('L07.third', 'supplier failed'), cueFor('L07.customer', 'failed to read'), cueFor('L09.thanks', 'your patience'), cueFor('L18.over', 'is over'), cueFor('L19', 'probably'),
];

/** English with few phrases, each for one cue: what a review makes of cues does not hang on the words of a language. */
export const packWith = (...more: ReviewCue[]): LanguagePack => ({ ...packs.en, review: [...cues, ...more] });

const small = packWith();
export const reviewSmall = (text: string, context: ReviewContextInput, pack: LanguagePack = small): Review => reviewReply(text, context, pack);

export type Seen = [cue: string, level: FindingLevel, words: string | null];
/** The findings in their order, with the words they stand on. */
export const seenIn = ({ findings }: Review, text: string): Seen[] => findings.map(({ cue, level, span }) => [cue, level, span === null ? null : text.slice(span.start, span.end)]);
