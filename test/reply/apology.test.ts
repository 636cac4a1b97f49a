import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import type { Review, ReviewContextInput } from '../../src/spec/reply.ts';
import { packs, reviewIn } from './packs.ts';

/** One word for each part, and what counts as an explanation or a prevention without a phrase of it. */
const WORDS: Readonly<Record<string, string>> = {
  'W07': 'guilty', 'W10': 'refund', 'W06': 'sorry', 'E.explanation': 'because', 'W11': 'hereafter', 'E.forgiveness': 'forgive', 'M.agent': 'we', 'M.past': 'went', 'M.since': 'since', 'M.rule': 'only',
};
const pack: LanguagePack = { ...packs.en, review: Object.entries(WORDS).map(([cue, phrase]) => ({ id: cue, cue, phrases: [phrase], weight: 1 })) };

/** Score, and each part with its points and the words it stands on. */
function apologyOf({ apology }: Review, text: string): [score: number, ...parts: [string, number, string | null][]] {
  return [apology.score, ...apology.parts.map(({ part, points, span }): [string, number, string | null] => [part, points, span === null ? null : text.slice(span.start, span.end)])];
}
const found = (text: string, context: ReviewContextInput = { stage: 'note' }): ReturnType<typeof apologyOf> => apologyOf(reviewReply(text, context, pack), text);

describe('the parts of an apology and their points', () => {
  test.each<[text: string, score: number, ...parts: [string, number, string | null][]]>([
    ['Guilty', 30, ['responsibility', 30, 'Guilty']],
    ['Sorry', 15, ['regret', 15, 'Sorry']],
    ['Sorry, guilty', 45, ['responsibility', 30, 'guilty'], ['regret', 15, 'Sorry']],
    ['Guilty, refund', 55, ['responsibility', 30, 'Guilty'], ['repair', 25, 'refund']],
    ['Sorry, refund', 40, ['repair', 25, 'refund'], ['regret', 15, 'Sorry']],
    ['Sorry, because', 30, ['regret', 15, 'Sorry'], ['explanation', 15, 'because']],
    ['Sorry, hereafter', 30, ['regret', 15, 'Sorry'], ['forbearance', 15, 'hereafter']],
    ['Sorry, forgive', 20, ['regret', 15, 'Sorry'], ['forgiveness', 5, 'forgive']],
    [
      'Forgive, hereafter, because, sorry, refund, guilty', 105,
      ['responsibility', 30, 'guilty'], ['repair', 25, 'refund'], ['regret', 15, 'sorry'], ['explanation', 15, 'because'], ['forbearance', 15, 'hereafter'], ['forgiveness', 5, 'Forgive'],
    ],
  ])('%s: %i', (text, ...apology) => {
    expect(found(text)).toEqual(apology);
  });

  test('a part that is there twice counts once, where it first stands', () => {
    const text = 'So sorry, and sorry again';
    expect(reviewReply(text, { stage: 'note' }, pack).apology).toEqual({ score: 15, parts: [{ part: 'regret', points: 15, span: { start: 3, end: 8 } }] });
  });

  test.each(['', 'Rye bread', 'Refund', 'Because', 'Hereafter', 'Forgive', 'Forgive, hereafter, because, refund'])('without responsibility or regret there is none: %j', (text) => {
    expect(reviewReply(text, { stage: 'note' }, pack).apology).toEqual({ score: 0, parts: [] });
  });
});

describe('what is told without a phrase for it', () => {
  const told = 'Sorry. We baked bread for the whole town';
  test('what the brand did explains in a closing alone, and stands nowhere', () => {
    expect(found(told, { stage: 'closing' })).toEqual([30, ['regret', 15, 'Sorry'], ['explanation', 15, null]]);
    for (const stage of ['note', 'update', 'complaint', 'own-post-error'] as const) expect(found(told, { stage }), stage).toEqual([15, ['regret', 15, 'Sorry']]);
  });

  test('a phrase that explains stands where it is', () => {
    expect(found(`${told}, because`, { stage: 'closing' })).toEqual([30, ['regret', 15, 'Sorry'], ['explanation', 15, 'because']]);
  });

  test('a rule from now on keeps it from coming back, and stands nowhere', () => {
    expect(found('Sorry. Since Monday only rye')).toEqual([30, ['regret', 15, 'Sorry'], ['forbearance', 15, null]]);
    expect(found('Sorry. On Monday only rye')).toEqual([15, ['regret', 15, 'Sorry']]);
    expect(found('Sorry. Since Monday only rye, hereafter')).toEqual([30, ['regret', 15, 'Sorry'], ['forbearance', 15, 'hereafter']]);
  });
});

describe('apologies as people write them', () => {
  test.each<['en' | 'he', string, score: number, parts: string[]]>([
    ['en', 'The shop opens at nine.', 0, []],
    ['en', 'We are sorry if anyone was hurt.', 0, []],
    ['en', 'I am sorry about the mouldy loaf.', 15, ['regret']],
    ['en', 'We got this wrong.', 30, ['responsibility']],
    ['en', 'We got this wrong, and I am sorry. Your money is back on your card.', 70, ['responsibility', 'repair', 'regret']],
    ['he', 'המאפייה נפתחת בתשע.', 0, []],
    ['he', 'סליחה על הלחם העבש.', 15, ['regret']],
    ['he', 'טעינו, ואנחנו מצטערים.', 45, ['responsibility', 'regret']],
  ])('%s: %s', (language, text, score, parts) => {
    const { apology } = reviewIn(language, text, { stage: 'complaint' });
    expect([apology.score, apology.parts.map(({ part }) => part)]).toEqual([score, parts]);
  });
});
