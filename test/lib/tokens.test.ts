import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenise } from '../../src/lib/tokens.ts';

const norms = (text: string): string[] => tokenise(text).map(({ norm }) => norm);

describe('words', () => {
  test.each<[string, string[]]>([
    ['Don’t SHOUT', ["don't", 'shout']],
    ["rock 'n' roll", ['rock', 'n', 'roll']],
    ['#Fail @Acme_Care', ['#fail', '@acme_care']],
    ['write to a@b.example', ['write', 'to', 'a', 'b', 'example']],
    ['see https://acme.example/x?y=1&z now', ['see', 'https://', 'now']],
    ['ham-fisted', ['ham', 'fisted']],
    ['f*ck this *now*', ['f*ck', 'this', 'now']],
    ['ｆｕｌｌ', ['full']],
    ['cafe\u0301 café', ['café', 'café']],
    ['שָׁלוֹם', ['שלום']],
    ['צה״ל וצה"ל', ['צה"ל', 'וצה"ל']],
    ['צ׳ק "ציטוט"', ["צ'ק", 'ציטוט']],
    ['לא־טוב', ['לא', 'טוב']],
    ['\u200eמודגש\u202c', ['מודגש']],
    ['co\u00adop\u200ber', ['cooper']],
  ])('%s', (text, expected) => expect(norms(text)).toEqual(expected));
});

describe('what is drawn out', () => {
  test('stands twice, and once in the squeezed form', () => expect(tokenise('sooo LOOOVE')).toMatchObject([{ norm: 'soo', squeezed: 'so' }, { norm: 'loove', squeezed: 'love' }]));
  test('two of a letter are a spelling', () => expect(tokenise('too good')).toEqual([expect.not.objectContaining({ squeezed: expect.anything() }), expect.not.objectContaining({ squeezed: expect.anything() })]));
  test('numbers are not feelings', () => expect(norms('1000 x')).toEqual(['1000', 'x']));
  test('in Hebrew too', () => expect(tokenise('דייייי')).toMatchObject([{ norm: 'דיי', squeezed: 'די' }]));
});

describe('entities and escapes', () => {
  test('are read as what they stand for, at their place', () => {
    const text = String.raw`you don\u2019t &amp; we can&#39;t`;
    expect(tokenise(text).map(({ start, end, norm }) => [norm, text.slice(start, end)])).toEqual([
      ['you', 'you'],
      ["don't", String.raw`don\u2019t`],
      ['we', 'we'],
      ["can't", 'can&#39;t'],
    ]);
  });
  test('an escaped pair of surrogates is one picture', () => expect(norms(String.raw`\ud83d\ude21 ok`)).toEqual(['😡', 'ok']));
});

test('pictures come alone, without skin tone, a joined sequence as its first', () => expect(norms('👍🏽😡😡 🤦🏽‍♀️ ❤️')).toEqual(['👍', '😡', '😡', '🤦', '❤']));

test('emoticons come in one form', () => expect(norms(":-) :( :'( ;) =D <3 &lt;3 :/ http://a.example a:b")).toEqual([':)', ':(', ":'(", ':)', ':d', '<3', '<3', ':/', 'https://', 'a', 'b']));

test('the gap before a word is told', () => expect(tokenise('One two, three. Four 3.5').map(({ before }) => before)).toEqual(['none', 'none', 'pause', 'stop', 'none', 'none']));

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom('\ud800', '\udc00', '\0', '\u202e', '\u200d', '&', '&amp', ';', '\\u', '\\ud83d', '#', '@', "'", '"', '*', ':', '-', 'http://', 'www.', 'ש', '״', '😀', '🏽', 'aaa', '\n'), { maxLength: 60 }).map((parts) => parts.join('')),
);

test('tokens are in order, never empty, never overlap, whatever the text', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      let last = 0;
      for (const { start, end, norm } of tokenise(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(norm.length).toBeLessThanOrEqual(256 * 18);
        last = end;
      }
    }),
    { numRuns: 500 },
  );
});

test.each(['a', '\u0301', '#', '*', "'a", 'a*', '&#x', '\\u00', ':', '\u200d😀', 'ﷺ', '\ud800', '@a '])('a megabyte of %j passes', (unit) => {
  const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
  expect(tokenise(text).length).toBeLessThanOrEqual(text.length);
});
