import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import type { Stage } from '../../src/spec/element.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import { levelsOf, packs, reviewIn } from './packs.ts';

type Row = [what: string, language: 'en' | 'he', text: string];

/** What stands out of the text by a warm cue, in order. */
const warmIn = (language: 'en' | 'he', text: string, wanted: string): string[] =>
  reviewIn(language, text, { stage: 'note' }).warm.filter(({ cue }) => cue === wanted).map(({ span }) => text.slice(span.start, span.end));

describe('who says "I"', () => {
  test.each<[...Row, self: string]>([
    ['a pronoun', 'en', 'The rye is late; I saw it', 'I'],
    ['a short form', 'en', "Rye is late and that's on me", 'me'],
    ['the first of two', 'en', 'Let me see what my oven does', 'me'],
    ['Hebrew, a pronoun', 'he', 'הלחם אצל אני', 'אני'],
    ['Hebrew, a verb that begins the reply', 'he', 'שולחת לך לחם', 'שולחת'],
    ['Hebrew, a verb that begins the reply, after a quotation mark', 'he', '(שולחת לך לחם', 'שולחת'],
    ['Hebrew, a verb that begins a sentence', 'he', 'הלחם חזר. בודקת את התנור', 'בודקת'],
    ['Hebrew, a verb after a comma', 'he', 'הלחם חזר, בודקת את התנור', 'בודקת'],
    ['Hebrew, the past tense', 'he', 'את הלחם אפיתי בבוקר', 'אפיתי'],
    ['Hebrew, the past tense in four letters', 'he', 'אל התנור באתי', 'באתי'],
    ['Hebrew, the past tense with a prefix', 'he', 'הלחם חזר ומכרתי', 'ומכרתי'],
    ['Hebrew, the past tense after a word that ends like it', 'he', 'לחם ביתי אפיתי', 'אפיתי'],
    ['Hebrew, a pronoun before a verb', 'he', 'שולחת לך לחם שלי', 'שלי'],
  ])('%s', (_, language, text, self) => {
    expect(warmIn(language, text, 'W13')).toEqual([self]);
  });

  test.each<Row>([
    ['nobody', 'en', 'The rye is late'],
    ['we', 'en', 'We bake rye'],
    ['Hebrew, nobody', 'he', 'הלחם חזר למדף'],
    ['Hebrew, a verb with somebody before it', 'he', 'האופה שולחת לך לחם'],
    ['Hebrew, an adjective', 'he', 'יש לחם ביתי במדף'],
    ['Hebrew, an adjective that begins with a prefix letter', 'he', 'יש שינוי מהותי במדף'],
    ['Hebrew, an adjective with a prefix', 'he', 'יש לחם טרי וביתי במדף'],
    ['Hebrew, a question word with a prefix', 'he', 'הלחם חזר ומתי'],
    ['Hebrew, a word of three letters', 'he', 'שתי כיכרות במדף'],
  ])('nobody does: %s', (_, language, text) => {
    expect(warmIn(language, text, 'W13')).toEqual([]);
  });
});

describe('a reply in which nobody speaks (L11)', () => {
  test.each<[Stage, 'warn' | 'info']>([
    ['complaint', 'warn'], ['question', 'warn'], ['praise', 'warn'], ['bullying', 'warn'], ['press', 'warn'], ['employee', 'warn'], ['update', 'warn'], ['closing', 'warn'], ['safeguarding', 'warn'],
    ['holding', 'info'], ['note', 'info'], ['own-post-error', 'info'],
  ])('%s: %s', (stage, level) => {
    expect(levelsOf(reviewIn('en', 'The bread is back.', { stage }), 'L11')).toEqual([level]);
    expect(levelsOf(reviewIn('he', 'הלחם חזר למדף.', { stage }), 'L11')).toEqual([level]);
  });

  test.each<[Stage, 'warn' | 'info']>([['update', 'info'], ['closing', 'info'], ['complaint', 'warn'], ['question', 'warn'], ['note', 'info']])('"we" in %s: %s', (stage, level) => {
    expect(levelsOf(reviewIn('en', 'We bake bread again.', { stage }), 'L11')).toEqual([level]);
    expect(levelsOf(reviewIn('he', 'אנחנו אופים לחם.', { stage }), 'L11')).toEqual([level]);
  });

  test.each<Row>([
    ['"I"', 'en', 'The bread is back, and I bake it.'],
    ['a name', 'en', 'The bread is back.\n— Odile'],
    ['no words', 'en', ''],
    ['Hebrew, "I"', 'he', 'הלחם חזר, ואני אופה אותו.'],
    ['Hebrew, a name', 'he', 'הלחם חזר למדף.\n— עדינה'],
    ['Hebrew, no words', 'he', ' \n'],
    ['the company, and a person beside it', 'en', 'The bank regrets the delay. I will call you.'],
    ['the company, and a name beside "we"', 'en', 'The bank regrets the delay. We call everyone.\n— Odile'],
    ['Hebrew, the company, and a person beside it', 'he', 'החברה מודיעה על עיכוב. אני מתקשרת.'],
    ['Hebrew, the company, and a name beside "we"', 'he', 'החברה מודיעה על עיכוב. אנחנו אופים.\n— עדינה'],
  ])('somebody does: %s', (_, language, text) => {
    expect(levelsOf(reviewIn(language, text, { stage: 'complaint' }), 'L11')).toEqual([]);
  });

  test.each<[...Row, third: string]>([
    ['the company', 'en', 'Good day. The bank regrets the delay.', 'The bank regrets'],
    ['the company, and "we"', 'en', 'The bank regrets the delay. We call everyone.', 'The bank regrets'],
    ['the company, and a name alone', 'en', 'The bank regrets the delay.\n— Odile', 'The bank regrets'],
    ['Hebrew, the company', 'he', 'החברה מודיעה על עיכוב.', 'החברה מודיעה'],
    ['Hebrew, the company is sorry', 'he', 'החברה מצטערת על העיכוב.', 'החברה מצטערת'],
    ['Hebrew, the company is sorry, and "we"', 'he', 'החברה מצטערת על העיכוב. אנחנו אופים.', 'החברה מצטערת'],
    ['Hebrew, the company is sorry, and a name', 'he', 'החברה מצטערת על העיכוב.\n— עדינה', 'החברה מצטערת'],
  ])('in place of a person: %s', (_, language, text, third) => {
    for (const stage of ['complaint', 'note', 'update'] as const) {
      const found = reviewIn(language, text, { stage }).findings.filter(({ cue }) => cue === 'L11');
      expect(found.map(({ level, span }) => [level, span && text.slice(span.start, span.end)])).toEqual([['warn', third]]);
    }
  });

  test('"I" within what is said of the company is the company', () => {
    const pack: LanguagePack = { ...packs.en, review: [['M.third', 'mill grumms'], ['M.self', 'grumms'], ['M.agent', 'folk']].map(([cue = '', phrase = '']) => ({ id: cue, cue, phrases: [phrase], weight: 1 })) };
    const levels = (text: string): string[] => levelsOf(reviewReply(text, { stage: 'complaint' }, pack), 'L11');
    expect(levels('The mill grumms, folk')).toEqual(['warn']);
    expect(levels('It grumms, the mill grumms, folk')).toEqual([]);
  });
});

describe('a person is addressed by name (W01)', () => {
  test.each<[...Row, address: string]>([
    ['a name', 'en', 'Hi Odile, the bread is back', 'Hi Odile'],
    ['a name and a full stop', 'en', 'Hi Odile. The bread is back', 'Hi Odile'],
    ['two names', 'en', 'Dear Odile Marsh, the bread is back', 'Dear Odile Marsh'],
    ['three names', 'en', 'Dear Odile Ann Marsh, the bread is back', 'Dear Odile Ann Marsh'],
    ['a greeting of two words', 'en', 'Good morning Odile, the bread is back', 'Good morning Odile'],
    ['a comma after the greeting', 'en', 'Hello, Odile, the bread is back', 'Hello, Odile'],
    ['a name and no more', 'en', 'Hi Odile', 'Hi Odile'],
    ['a name and two words', 'en', 'Hi Odile bread baked', 'Hi Odile'],
    ['a name, and all others later', 'en', 'Hi Odile, hi everyone', 'Hi Odile'],
    ['a handle', 'en', '@odile the bread is back', '@odile'],
    ['Hebrew, a name', 'he', 'היי עדינה, הלחם חזר', 'היי עדינה'],
    ['Hebrew, two names', 'he', 'שלום עדינה רמון, הלחם חזר', 'שלום עדינה רמון'],
    ['Hebrew, a greeting of two words', 'he', 'בוקר טוב עדינה, הלחם חזר', 'בוקר טוב עדינה'],
    ['Hebrew, a handle', 'he', '@עדינה הלחם חזר', '@עדינה'],
  ])('%s', (_, language, text, address) => {
    expect(warmIn(language, text, 'W01')).toEqual([address]);
  });

  test.each<Row>([
    ['no words', 'en', ''],
    ['no greeting', 'en', 'Odile, the bread is back'],
    ['a greeting later', 'en', 'Bread, hi Odile, is back'],
    ['a handle later', 'en', 'Bread for @odile, baked'],
    ['a mail address', 'en', 'odile@mill.example, bread is back'],
    ['a greeting alone', 'en', 'Hi'],
    ['a greeting that ends before the name', 'en', 'Hi! Odile, the bread is back'],
    ['everyone', 'en', 'Hi everyone, the bread is back'],
    ['four names', 'en', 'Dear Odile Ann Marsh Miller, the bread is back'],
    ['a sentence that goes on', 'en', 'Hi Odile bread baked again'],
    ['Hebrew, everyone', 'he', 'שלום לכולם, הלחם חזר'],
    ['Hebrew, a sentence that goes on', 'he', 'היי הלחם שלכם חזר היום'],
    ['Hebrew, a greeting that ends before the name', 'he', 'היי! עדינה, הלחם חזר'],
  ])('nobody is: %s', (_, language, text) => {
    expect(warmIn(language, text, 'W01')).toEqual([]);
  });
});
