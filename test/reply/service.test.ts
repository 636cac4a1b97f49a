import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import type { Review, ReviewContextInput } from '../../src/spec/reply.ts';
import { levelsOf, packs, reviewIn } from './packs.ts';

/** A pack that knows these words alone, one word for each cue. */
const packOf = (cues: Readonly<Record<string, string>>): LanguagePack => ({ ...packs.en, review: Object.entries(cues).map(([cue, phrase]) => ({ id: cue, cue, phrases: [phrase], weight: 1 })) });
const reviewWith = (cues: Readonly<Record<string, string>>, text: string, context: ReviewContextInput = { stage: 'complaint' }): Review => reviewReply(text, context, packOf(cues));

describe('a complaint is answered without any service (L13)', () => {
  test.each<[what: string, language: 'en' | 'he', text: string]>([
    ['a fact', 'en', 'Rye bread has four grains.'],
    ['a denial, and what was checked beside it', 'en', 'There was no mould, and we have done all we can about it.'],
    ['Hebrew, a fact', 'he', 'בלחם שיפון יש ארבעה דגנים.'],
  ])('%s', (_, language, text) => {
    const review = reviewIn(language, text, { stage: 'complaint' });
    expect(review.findings.filter(({ cue }) => cue === 'L13').map(({ level, span }) => [level, span])).toEqual([['block', null]]);
    expect(review.present).not.toContain('say.service');
    for (const stage of ['question', 'praise', 'note', 'update', 'holding'] as const) expect(levelsOf(reviewIn(language, text, { stage }), 'L13')).toEqual([]);
  });

  test.each<[what: string, language: 'en' | 'he', text: string]>([
    ['an apology', 'en', 'I am sorry about the mouldy loaf.'],
    ['an offer', 'en', 'May we bring you a fresh loaf?'],
    ['a promise with a time', 'en', 'I will knead a new dough for you this afternoon.'],
    ['two who are at it', 'en', 'Two of us are scrubbing the oven.'],
    ['Hebrew, an apology', 'he', 'סליחה על הלחם העבש.'],
    ['Hebrew, a deed', 'he', 'זרקתי את כל הכיכרות מהמדף.'],
    ['Hebrew, an offer', 'he', 'כתבו לנו ונביא לכם כיכר.'],
  ])('served: %s', (_, language, text) => {
    const review = reviewIn(language, text, { stage: 'complaint' });
    expect(levelsOf(review, 'L13')).toEqual([]);
    expect(review.present).toContain('say.service');
  });

  test.each(['W06', 'W08', 'W10', 'E.update', 'M.contact', 'L01.apology', 'L01.any'])('%s serves, beside a denial too', (cue) => {
    expect(levelsOf(reviewWith({ [cue]: 'grumm' }, 'Rye grumm'), 'L13')).toEqual([]);
    expect(levelsOf(reviewWith({ [cue]: 'grumm', L15: 'rye' }, 'Rye grumm'), 'L13')).toEqual([]);
  });

  test.each(['E.service', 'E.action'])('%s serves, but not beside a denial', (cue) => {
    expect(levelsOf(reviewWith({ [cue]: 'grumm' }, 'Rye grumm'), 'L13')).toEqual([]);
    expect(levelsOf(reviewWith({ [cue]: 'grumm', L15: 'rye' }, 'Rye grumm'), 'L13')).toEqual(['block']);
  });

  test.each(['W02', 'W04', 'W07', 'E.explanation', 'E.route', 'E.help', 'L01.audience'])('%s alone does not', (cue) => {
    expect(levelsOf(reviewWith({ [cue]: 'grumm' }, 'Rye grumm'), 'L13')).toEqual(['block']);
  });

  test.each(['E.route', 'E.help'])('%s is a service for those who need protection alone', (cue) => {
    for (const stage of ['employee', 'safeguarding'] as const) {
      expect(reviewWith({ [cue]: 'grumm' }, 'Rye grumm', { stage }).present).toContain('say.service');
      expect(reviewWith({ [cue]: 'grumm' }, 'Rye bread', { stage }).present).not.toContain('say.service');
    }
    for (const stage of ['question', 'press', 'bullying'] as const) expect(reviewWith({ [cue]: 'grumm' }, 'Rye grumm', { stage }).present).not.toContain('say.service');
  });
});

describe('the whole answer is "write to us in private" (L14)', () => {
  const cues = { 'M.contact': 'write us', 'M.greeting': 'hi' };
  const levels = (text: string, context: ReviewContextInput = { stage: 'complaint' }, more: Readonly<Record<string, string>> = {}): string[] => levelsOf(reviewWith({ ...cues, ...more }, text, context), 'L14');

  test('blocks where somebody complains, is warned of elsewhere, blocks where the plan forbids it', () => {
    expect(levels('Hi, write us')).toEqual(['block']);
    for (const stage of ['question', 'praise', 'note', 'update'] as const) {
      expect(levels('Hi, write us', { stage })).toEqual(['warn']);
      expect(levels('Hi, write us', { stage, forbid: ['never.privateOnly'] })).toEqual(['block']);
      expect(levels('Hi, write us', { stage, forbid: ['never.deny'] })).toEqual(['warn']);
    }
  });

  test('in private it is an answer, and where nobody is sent away there is none', () => {
    expect(levels('Hi, write us', { stage: 'complaint', public: false })).toEqual([]);
    expect(levels('Hi, bake us')).toEqual([]);
  });

  test('the words that send away are shown', () => {
    const text = 'Hi, please write us today';
    expect(reviewWith(cues, text).findings.filter(({ cue }) => cue === 'L14').map(({ span }) => span && text.slice(span.start, span.end))).toEqual(['write us']);
  });

  test.each(['W03', 'W04', 'W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'E.explanation', 'E.action'])('%s beside it makes it an addition', (cue) => {
    const more = { [cue]: 'grumm' };
    expect(levels('Rye grumm. Write us', undefined, more), 'a sentence before').toEqual([]);
    expect(levels('Write us. Rye grumm', undefined, more), 'a sentence after').toEqual([]);
    expect(levels('Rye grumm write us', undefined, more), 'before it in the sentence').toEqual([]);
    expect(levels('Write us rye grumm', undefined, more), 'after it in the sentence').toEqual(['block']);
  });

  test('what the words themselves say is no addition', () => {
    expect(levels('Rye, write us', undefined, { 'E.action': 'rye write' })).toEqual(['block']);
    expect(levels('Rye. Write us', undefined, { 'W02': 'rye', 'E.service': 'rye' })).toEqual(['block']);
  });

  test.each<[what: string, language: 'en' | 'he', text: string, level: string[]]>([
    ['a way to write in private', 'en', 'Please send us a private message about the loaf.', ['block']],
    ['an apology, and a way to write in private', 'en', 'I am sorry about the loaf. Please send us a private message.', []],
    ['Hebrew, a way to write in private', 'he', 'כתבו לנו בפרטי על הכיכר.', ['block']],
    ['Hebrew, an apology, and a way to write in private', 'he', 'סליחה על הכיכר. כתבו לנו בפרטי.', []],
  ])('%s', (_, language, text, level) => {
    expect(levelsOf(reviewIn(language, text, { stage: 'complaint' }), 'L14')).toEqual(level);
  });
});
