import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import type { ElementName } from '../../src/spec/element.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import type { ReviewContextInput } from '../../src/spec/reply.ts';
import { packs, reviewIn } from './packs.ts';

/** The few words a small pack knows, by cue, and what they show. */
const WORDS: readonly [cue: string, phrase: string, shows?: ElementName][] = [
  ['M.self', 'myself'], ['M.agent', 'folk'], ['W06', 'sorry'], ['W08', 'handled'], ['W10', 'refund'], ['W14.protection', 'shelter'], ['W04', 'heartfelt', 'say.empathy'], ['E.service', 'serve'], ['E.remedy', 'mended', 'say.remedy'], ['E.action', 'busy', 'say.action'],
  ['L02', 'feelings'], ['L04', 'hiccup'], ['L09', 'valued'], ['L20', 'shortly'], ['L24', 'voucher'], ['L26', 'haha'], ['L15', 'untrue'],
];
const pack: LanguagePack = { ...packs.en, review: WORDS.map(([cue, phrase, shows]) => ({ id: cue, cue, phrases: [phrase], weight: 1, shows: shows === undefined ? [] : [shows] })) };
const accepted = (text: string, context: Partial<ReviewContextInput> = {}): boolean => reviewReply(text, { stage: 'note', ...context }, pack).present.includes('say.acceptance');

const mention = 'The rye from your oven was cold';
type Row = [what: string, text: string];

describe('a complaint is accepted by deed', () => {
  test.each<Row>([
    ['sorry, and repairs', 'Sorry, refund'],
    ['sorry, and repairs, beside something cold', 'Sorry, refund for the hiccup'],
    ['a person who is sorry', 'Sorry, myself'],
    ['a person who handles it', 'Handled, myself'],
    ['a person who made it good', 'Mended, myself'],
    ['a person who is at it', 'Busy, myself'],
    ['a person who protects', 'Shelter, myself'],
    ['a name who is sorry', 'Sorry about the loaf.\n— Odile'],
    ['a person with a name', 'Sorry, myself.\n— Odile'],
  ])('%s', (_, text) => {
    expect(accepted(text)).toBe(true);
  });

  test.each<Row>([
    ['nobody is sorry', 'Sorry about the loaf'],
    ['nobody repairs', 'Refund for the loaf'],
    ['nobody handles it', 'Handled, the loaf'],
    ['a person alone', 'The loaf, myself'],
    ['a person who feels', 'Heartfelt, myself'],
    ['a person who serves, and takes up nothing', 'Serve, myself'],
    ['"we" are sorry', 'Sorry, folk'],
  ])('not by this: %s', (_, text) => {
    expect(accepted(text)).toBe(false);
  });
});

describe('what of the post comes back', () => {
  test.each<[...Row, taken: boolean]>([
    ['a person serves, and takes up two things', 'Serve rye, the oven, myself', true],
    ['a person serves, and takes up three', 'Serve cold rye, the oven, myself', true],
    ['a person serves, and takes up one', 'Serve rye, myself', false],
    ['a person takes up two things, and does nothing', 'Rye, the oven, myself', false],
    ['a person is sorry, and takes up one', 'Sorry, rye, myself', true],
    ['a person is sorry, and takes up nothing', 'Sorry, myself', false],
    ['a person is sorry, takes up nothing, and feels with them', 'Sorry, heartfelt, myself', true],
    ['a person protects, and takes up nothing', 'Shelter, myself', false],
    ['sorry, and repairs, and takes up nothing', 'Sorry, refund', true],
    ['"we" are sorry, and take up two things', 'Sorry, rye, the oven, folk', true],
    ['"we" are sorry, and take up three', 'Sorry, cold rye, the oven, folk', true],
    ['"we" are sorry, and take up one', 'Sorry, rye, folk', false],
    ['"we" take up two things, and do nothing', 'Rye, the oven, folk', false],
    ['nobody is sorry, and takes up two things', 'Sorry, rye, the oven', false],
  ])('%s', (_, text, taken) => {
    expect(accepted(text, { mention })).toBe(taken);
  });
});

describe('something cold beside it', () => {
  test.each<[...Row, context: Partial<ReviewContextInput>, taken: boolean]>([
    ['what is warned of', 'Handled, myself, a hiccup', {}, false],
    ['what blocks', 'Handled, myself, feelings', {}, false],
    ['what blocks in this situation', 'Handled, myself, a hiccup', { severity: 'high' }, false],
    ['a hint', 'Handled, myself, haha', { stage: 'praise' }, true],
    ['what does not matter here', 'Handled, myself, voucher', { public: false }, true],
    ['a hint before what is warned of', 'Haha, handled, myself, a hiccup', { stage: 'praise' }, false],
    ['a hint after what is warned of', 'A hiccup, handled, myself, haha', { stage: 'praise' }, false],
    ['what is verified as false, denied', 'Handled, myself, untrue', { claim: 'false' }, true],
    ['what is open, denied', 'Handled, myself, untrue', {}, false],
  ])('%s', (_, text, context, taken) => {
    expect(accepted(text, context)).toBe(taken);
  });
});

describe('in whole replies', () => {
  test.each<['en' | 'he', string, taken: boolean]>([
    ['en', 'I threw the mouldy rye away and I am baking you another loaf.', true],
    ['en', 'I threw the mouldy rye away, it was a tiny mistake, and I am baking you another loaf.', false],
    ['en', 'Our shop has rye and oats.', false],
    ['he', 'זרקתי את הלחם העבש ואפיתי כיכר חדשה.', true],
    ['he', 'זרקתי את הלחם העבש, זו הייתה תקלה קטנה, ואפיתי כיכר חדשה.', false],
    ['he', 'בחנות יש לחם שיפון.', false],
  ])('%s: %s', (language, text, taken) => {
    expect(reviewIn(language, text, { stage: 'complaint', mention: language === 'en' ? 'My rye was mouldy' : 'הלחם שקניתי היה עבש' }).present.includes('say.acceptance')).toBe(taken);
  });
});
