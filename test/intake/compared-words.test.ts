import { describe, expect, test } from 'vitest';
import { comparedWords, MOST_WORDS } from '../../src/intake/compared-words.ts';

const words = (text: string, title?: string): string => comparedWords(text, title).words.join(' ');

describe('what stays the same when a text is passed on', () => {
  const plain = 'the kettle caught fire and nobody answers';
  test.each([
    ['case and marks', 'The KETTLE caught fire… and nobody answers!!!'],
    ['a retold post', 'RT @dana: the kettle caught fire and nobody answers'],
    ['a retold post without a handle', 'RT the kettle caught fire and nobody answers'],
    ['a remark-less retelling within', 'the kettle caught fire RT @dana and nobody answers'],
    ['links', 'the kettle caught fire https://a.example/x?utm_source=y and nobody answers bit.ly/3xY pic.twitter.com/zz www.acme.example'],
    ['a link that was cut off', 'the kettle caught fire and nobody answers http: …'],
    ['handles', '@acme @acme.help@social.example the kettle caught fire and nobody answers @dana'],
    ['hashtags around it', '#acme #fail the kettle caught fire and nobody answers #fire #help'],
    ['a hashtag as a word', 'the #kettle caught fire and nobody answers'],
    ['via, with a handle', 'the kettle caught fire and nobody answers via @citynews'],
    ['via, with a name', 'the kettle caught fire and nobody answers (via The City News)'],
    ['pictures', 'the kettle 🔥🔥 caught fire 👩‍🚒 and nobody answers 😡'],
    ['invisible characters and entities', 'the ket\u200btle caught fire &amp; and nobody answers'],
    ['drawn-out letters', 'the kettle caught fiiiire and nobody answerssss'],
    ['wide letters', 'ｔｈｅ ｋｅｔｔｌｅ caught fire and nobody answers'],
    ['a word cut off', 'the kettle caught fire and nobody answers th…'],
    ['a device', 'the kettle caught fire and nobody answers\n\nSent from my iPhone'],
    ['initials', 'the kettle caught fire and nobody answers ^DK'],
    ['a name below', 'the kettle caught fire and nobody answers\n--\nDana K.'],
    ['regards', 'the kettle caught fire and nobody answers\nBest regards,\nDana Katz'],
  ])('%s', (_, text) => expect(words(text)).toBe(plain));

  test.each([
    ['points', 'הַחֲבִילָה לֹא הִגִּיעָה', 'החבילה לא הגיעה'],
    ['final letters', 'מכתבים', 'מכתבימ'],
    ['and, the', 'והחבילה', 'חבילה'],
    ['marks within words', 'ארה״ב וצה"ל', 'ארהב וצהל'],
    ['accents', 'Café déjà', 'cafe deja'],
    ['apostrophes', 'it’s Acme\'s', 'its acmes'],
    ['numbers', '3,000 and 4.50', '3000 and 450'],
  ])('spelling: %s', (_, one, other) => expect(words(one)).toBe(words(other)));

  test('a title comes first', () => expect(words('and nobody answers', 'Kettle on fire')).toBe('kettle on fire and nobody answers'));
  test('no more than the beginning', () => expect(comparedWords('word and another '.repeat(1_000)).words).toHaveLength(MOST_WORDS));
  test('scripts without blanks go by characters', () => expect(words('水壶着火了')).toBe('水 壶 着 火 了'));
});

describe('what makes one case differ from another', () => {
  test('numbers', () => expect(comparedWords('My order #12345 of 3,000 is late').numbers).toEqual(['12345', '3000']));
  test('names, by their first letters', () => expect(comparedWords('Flying from Haifa. Nobody told us in Larnaca').names).toEqual(['hai', 'lar']));
  test('no names in headlines and shouting', () => {
    expect(comparedWords('Acme Recalls Heaters In Haifa').names).toEqual([]);
    expect(comparedWords('ACME RECALLS HEATERS IN HAIFA').names).toEqual([]);
  });
  test.each([
    ['It does not work and never did', 2],
    ["It doesn't work", 1],
    ['זה לא עובד ואין מענה', 2],
    ['It works', 0],
    ['It does not wo…', null],
  ])('denials: %s', (text, count) => expect(comparedWords(text).negations).toBe(count));
});

test.each([
  ['one word', 'a'.repeat(1_000_000)],
  ['one repeated word', 'refund '.repeat(150_000)],
  ['dots', 'a.'.repeat(500_000)],
  ['dashes', '-'.repeat(1_000_000)],
  ['blanks', ` ${'\n \t'.repeat(300_000)}`],
  ['handles', '@'.repeat(1_000_000)],
  ['carets', '^a'.repeat(500_000)],
  ['lone surrogates', '\ud83d'.repeat(500_000)],
])('a megabyte of %s is read in part', (_, text) => {
  const { words: found } = comparedWords(text);
  expect(found.length).toBeLessThanOrEqual(MOST_WORDS);
  for (const word of found) expect(word.length).toBeLessThanOrEqual(64);
});
