import { describe, expect, test } from 'vitest';

import type { ReviewContextInput } from '../../src/spec/reply.ts';
import { levelsOf, placesOf, reviewIn } from './packs.ts';

type Language = 'en' | 'he';

describe('a blank nobody filled', () => {
  const rows: readonly (readonly [name: string, language: Language, text: string, places: readonly string[]])[] = [
    ['braces', 'en', 'We will write by {time} today.', ['{time}']],
    ['braces, several words', 'en', 'Hello {first name}, we saw it.', ['{first name}']],
    ['braces, the name of a field', 'en', 'Hello {user.name_1-b}, we saw it.', ['{user.name_1-b}']],
    ['braces, a digit', 'en', 'Hello {2}, we saw it.', ['{2}']],
    ['braces, Hebrew', 'he', 'שלום {שם פרטי}, ראינו.', ['{שם פרטי}']],
    ['forty characters', 'en', `Hello {${'n'.repeat(40)}}, we saw it.`, [`{${'n'.repeat(40)}}`]],
    ['forty-one characters', 'en', `Hello {${'n'.repeat(41)}}, we saw it.`, []],
    ['braces around nothing', 'en', 'The file held {} alone.', []],
    ['braces around a list', 'en', 'The set is {a, b} alone.', []],
    ['brackets', 'en', 'Hello [name], we saw it.', ['[name]']],
    ['brackets, dots', 'en', 'We will write by […].', ['[…]']],
    ['brackets, one within the other', 'en', 'Hello [your [name]], we saw it.', ['[name]']],
    ['brackets over two lines', 'en', 'Hello [first\nlast], we saw it.', []],
    ['brackets around nothing', 'en', 'The list is [] now.', []],
    ['brackets of a link', 'en', 'Read [the notes](https://example.org/notes) first.', []],
    ['angles', 'en', 'Hello <first-name>, we saw it.', ['<first-name>']],
    ['angles, Hebrew', 'he', 'שלום <שם>, ראינו.', ['<שם>']],
    ['angles around one letter', 'en', 'Between <b> and that we wait.', []],
    ['angles around a number', 'en', 'Press <10> first.', []],
    ['a line', 'en', 'We will write by ______ today.', ['______']],
    ['a line of four', 'en', 'We will write by ____ today.', ['____']],
    ['a line of three', 'en', 'We will write by ___ today.', []],
    ['crosses', 'en', 'Call XXXXXX first.', ['XXXXXX']],
    ['three crosses', 'en', `It is size ${'X'.repeat(3)} there.`, []],
    ['crosses within a word', 'en', 'It is called MAXXXX there.', []],
    ['a clock of crosses', 'en', 'We will write at XX:XX today.', ['XX:XX']],
    ['several', 'he', 'שלום {שם}, נחזור אליך עד [שעה].', ['{שם}', '[שעה]']],
  ];
  test.each(rows)('%s (%s)', (_, language, text, places) => {
    const review = reviewIn(language, text, { stage: 'note' });
    expect(placesOf(review, text, 'slot')).toEqual(places);
    expect(levelsOf(review, 'slot')).toEqual(places.map(() => 'block'));
  });
});

describe('words that others got already', () => {
  const copied = (language: Language, text: string, earlierReplies: readonly string[]): string[] => levelsOf(reviewIn(language, text, { stage: 'note', earlierReplies: [...earlierReplies] }), 'L10');
  const six = 'our fitter repairs your lift tomorrow';
  const five = 'our fitter comes back tomorrow';

  const rows: readonly (readonly [name: string, language: Language, text: string, earlier: readonly string[], levels: readonly string[]])[] = [
    ['nothing was written before', 'en', `Hi Dana, ${six}.`, [], []],
    ['the same text', 'en', `Hi Dana, ${six}.`, [`Hi Dana, ${six}.`], ['warn']],
    ['another greeting', 'en', `Hi Dana, ${six}.`, [`Good evening Ben, ${six}.`], ['warn']],
    ['a greeting of four words', 'en', `A very good evening, ${six}.`, [`Hi, ${six}.`], ['warn']],
    ['five words are no greeting', 'en', `A very good evening Dana, ${six}.`, [`Hi, ${six}.`], []],
    ['no greeting', 'en', `${six}.`, [`Hi Ben, ${six}.`], ['warn']],
    ['another signature', 'en', `${six}. Marit`, [`${six}. Olav`], ['warn']],
    ['a signature of four words', 'en', `${six}. Marit of Acme service`, [`${six}. Olav`], ['warn']],
    ['five words are no signature', 'en', `${six}. Marit of the Acme service`, [`${six}. Olav`], []],
    ['another greeting and another signature', 'en', `Hi Dana, ${six}. Marit`, [`Good evening Ben, ${six}. Olav`], ['warn']],
    ['five words within are too few', 'en', `Hi Dana, ${five}. Marit`, [`Good evening Ben, ${five}. Olav`], []],
    ['five words after the greeting are too few', 'en', `Hi Dana, ${five}.`, [`Good evening Ben, ${five}.`], []],
    ['two short texts of nothing in common', 'en', 'Hi Dana, thanks.', ['Good evening Ben, sure.'], []],
    ['the same short text', 'en', 'Thanks.', ['Thanks.'], ['warn']],
    ['another body', 'en', `Hi Dana, ${six}.`, ['Hi Dana, we have opened a second counter near the gate.'], []],
    ['two persons before', 'en', `Hi Dana, ${six}.`, [`Hi Ben, ${six}.`, `Hi Gil, ${six}.`], ['block']],
    ['one person got it twice as near', 'en', `Hi Dana, ${six}.`, [`Hi Dana, ${six}.`, 'We are open.'], ['warn']],
    ['one by the whole, one by the body', 'en', `Hi Dana, ${six}.`, [`Hi Dana, ${six}.`, `Good evening Ben, ${six}. Olav`], ['block']],
    ['Hebrew, another greeting and signature', 'he', 'היי דנה, הטכנאי שלנו מתקן לך את המעלית מחר. מארית', ['שלום בן, הטכנאי שלנו מתקן לך את המעלית מחר. אולב'], ['warn']],
    ['Hebrew, two persons before', 'he', 'היי דנה, הטכנאי שלנו מתקן לך את המעלית מחר.', ['היי בן, הטכנאי שלנו מתקן לך את המעלית מחר.', 'גיל, הטכנאי שלנו מתקן לך את המעלית מחר.'], ['block']],
    ['Hebrew, another body', 'he', 'היי דנה, הטכנאי שלנו מתקן לך את המעלית מחר.', ['היי דנה, פתחנו היום קופה שנייה ליד השער הדרומי.'], []],
  ];
  test.each(rows)('%s (%s)', (_, language, text, earlier, levels) => {
    expect(copied(language, text, earlier)).toEqual(levels);
  });

  test('one word in ten may differ', () => {
    const words = ['we', 'took', 'eleven', 'old', 'lamps', 'down', 'and', 'hung', 'brighter', 'ones'];
    expect(copied('en', words.join(' '), [[...words.slice(0, 9), 'lights'].join(' ')])).toEqual([]);
    const more = [...words, 'over', 'every', 'step', 'before', 'sunset', 'came', 'yesterday', 'for', 'your', 'children'];
    expect(copied('en', more.join(' '), [[...more.slice(0, 19), 'guests'].join(' ')])).toEqual(['warn']);
  });
});

describe('an emoji party', () => {
  const party = (text: string, context: Partial<ReviewContextInput> = {}): readonly [(string | null)[], string[]] => {
    const review = reviewIn('en', text, { stage: 'note', ...context });
    return [placesOf(review, text, 'L25'), levelsOf(review, 'L25')];
  };
  const rows: readonly (readonly [name: string, text: string, place: string | null])[] = [
    ['none', 'We saw it.', null],
    ['two', 'We saw it 🎉 there 🎈.', null],
    ['three', 'We saw it 🎉 there 🎈🥳.', '🎉'],
    ['four of one kind', '🎈🎈🎈🎈 We saw it.', '🎈'],
    ['one family is one', 'We saw the 👨‍👩‍👧‍👦 there.', null],
    ['a skin tone adds none', 'We saw it 👍🏽 there 👋🏿.', null],
    ['signs of trade marks are none', 'CoffeeMax®, TeaMax™ and the book © Acme are here.', null],
  ];
  test.each(rows)('%s', (_, text, place) => {
    expect(party(text)).toEqual(place === null ? [[], []] : [[place], ['info']]);
  });

  test('it blocks where it is serious, and where the plan forbids to sell', () => {
    expect(party('We saw it 🎉🎈🥳.', { severity: 'high' })).toEqual([['🎉'], ['block']]);
    expect(party('We saw it 🎉🎈🥳.', { severity: 'critical' })).toEqual([['🎉'], ['block']]);
    expect(party('We saw it 🎉🎈🥳.', { forbid: ['never.marketing'] })).toEqual([['🎉'], ['block']]);
    expect(party('We saw it 🎉🎈.', { severity: 'high' })).toEqual([[], []]);
  });
});

describe('an answer in another language', () => {
  const strange = (language: Language, text: string, context: Partial<ReviewContextInput>): string[] => levelsOf(reviewIn(language, text, { stage: 'note', ...context }), 'L29');

  describe('by what is known of the post', () => {
    const rows: readonly (readonly [asked: string | undefined, language: string, strange: boolean])[] = [
      [undefined, 'en', false], ['en', 'en', false], ['en-GB', 'en', false], ['EN_us', 'en-AU', false], ['en', 'EN', false], ['fr', 'en', true], ['fr-CA', 'en-CA', true], ['en', 'he', true],
    ];
    test.each<[string, Language, string, string, string | undefined, boolean]>([
      ['Hebrew letters', 'he', 'הי רון, הטלפון היה תקול. — דנה', 'lama atem lo onim la telefon', 'he', false],
      ['the same letters', 'he', 'hi ron, ha telefon haya takul. Dana', 'lama atem lo onim la telefon', 'he', false],
      ['English', 'en', 'Ron, the phone line was down. — Dana', 'lama atem lo onim la telefon', 'he', true],
      ['Hebrew letters, where nobody could tell', 'he', 'הי רון, הטלפון היה תקול. — דנה', 'lama atem lo onim la telefon', undefined, true],
      ['English words said to be Hebrew', 'he', 'Ron, the phone line was down. — Dana', 'למה אתם לא עונים לטלפון', 'he', true],
    ])('Hebrew in Latin letters, answered in %s', (_, language, text, mention, mentionLanguage, foreign) => {
      expect(strange(language, text, { language, mention, ...(mentionLanguage !== undefined && { mentionLanguage }) })).toEqual(foreign ? ['warn'] : []);
    });
    test.each(rows)('a post in %s, a reply in %s', (mentionLanguage, language, foreign) => {
      expect(levelsOf(reviewIn('en', 'We saw it.', { stage: 'note', language, mentionLanguage }), 'L29')).toEqual(foreign ? ['warn'] : []);
    });
  });

  describe('by script', () => {
    const latin = 'My parcel never came';
    const hebrew = 'החבילה שלי לא הגיעה';
    const arabic = 'لم يصل الطرد حتى الآن';
    const cyrillic = 'Моя посылка не пришла';
    const texts = { latin, hebrew, arabic, cyrillic };
    const pairs = Object.entries(texts).flatMap(([name, mention]) => Object.entries(texts).map(([other, text]) => [name, other, mention, text] as const));
    test.each(pairs)('a post in %s letters, a reply in %s ones', (name, other, mention, text) => {
      expect(strange('en', text, { mention })).toEqual(name === other ? [] : ['warn']);
    });

    const rows: readonly (readonly [name: string, mention: string | undefined, text: string, strange: boolean])[] = [
      ['no post', undefined, hebrew, false],
      ['accents are Latin too', 'ÀÉÎÕÜ ąęłńż', 'We looked at it', false],
      ['seven letters tell nothing', 'איפה זהו', latin, false],
      ['eight letters do', 'איפה זהוא', latin, true],
      ['seven letters of the reply tell nothing', latin, 'הנה זהוא', false],
      ['eight letters of the reply do', latin, 'והנה זהוא', true],
      ['vowel points are no letters', 'אֵיפֹה זֶהוּ', latin, false],
      ['digits and emoji are no letters', '123456789 🎉🎉🎉 !!!!!!!!', hebrew, false],
      ['a name in other letters does not matter', 'החבילה של Acme לא הגיעה אליי', hebrew, false],
      ['two thirds are not more than two thirds', 'החבילה של Acme', latin, false],
      ['a letter more is', 'החבילה שלי Acme', latin, true],
      ['half and half is neither', 'החבילה parcel', hebrew, false],
    ];
    test.each(rows)('%s', (_, mention, text, foreign) => {
      expect(strange('he', text, { mention })).toEqual(foreign ? ['warn'] : []);
    });
  });

  describe('by the words that every text of the language has', () => {
    const mention = 'My parcel is still not here and you never call.';
    const twelve = 'Wir haben Ihr Paket gestern gefunden und bringen es morgen frueh vorbei.';
    const eleven = 'Wir haben Ihr Paket gestern gefunden und bringen es morgen vorbei.';
    const rows: readonly (readonly [name: string, text: string, mention: string | undefined, strange: boolean])[] = [
      ['twelve words, none of them', twelve, mention, true],
      ['eleven words tell nothing', eleven, mention, false],
      ['one of them', `${twelve} Thanks.`, mention, false],
      ['the post has none either', twelve, 'Paket fehlt seit Montag', false],
      ['no post', twelve, undefined, false],
    ];
    test.each(rows)('%s', (_, text, asked, foreign) => {
      expect(strange('en', text, { mention: asked })).toEqual(foreign ? ['warn'] : []);
    });
    test('a pack without such words tells nothing', () => {
      expect(strange('he', twelve, { mention })).toEqual([]);
    });
  });
});
