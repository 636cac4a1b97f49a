import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCues } from '../../src/lib/cues.ts';
import { labelCues, phrasesOf } from '../../src/lib/cue-list.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Cue } from '../../src/spec/language.ts';

const english = { prefixes: '', negations: ['not', "don't|doesn't"] };
const hebrew = { prefixes: 'והבלמשכ', negations: ['לא'] };

const cue = (...phrases: string[]): Cue => ({ id: 'c', phrases, weight: 1, negatable: true });
const found = (phrases: string[], text: string, language = english): string[] => compileCues([cue(...phrases)], language).find(text).map(({ start, end }) => text.slice(start, end));

describe('phrases', () => {
  test.each<[string, string, string[]]>([
    ['bad', 'Bad, BAD, badly', ['Bad', 'BAD']],
    ['disappoint~', 'disappointed by a disappointment', ['disappointed', 'disappointment']],
    ['thank you', 'Thank   you. Thank. You', ['Thank   you']],
    ['sorry * feel', 'sorry you feel; sorry feel; sorry that you feel', ['sorry you feel']],
    ['sorry ... feel', 'sorry feel', ['sorry feel']],
    ['sorry ... feel', 'sorry that you all feel', ['sorry that you all feel']],
    ['sorry ... feel', 'sorry that any of you feel', []],
    ['i|we want', 'I want, we want, they want', ['I want', 'we want']],
    ["can't|won't help", 'cant help, won’t help', ['cant help', 'won’t help']],
    ["we'll see", 'well see', []],
    ['fail', '#Fail', ['#Fail']],
    ['#fail', 'fail #fail', ['#fail']],
    ['@acme', '@Acme acme', ['@Acme']],
    ['😡', 'no 😡🏽!', ['😡🏽']],
    [':|', 'meh :|', [':|']],
    ['love', 'loooove', ['loooove']],
    ['ham-fisted', 'a ham fisted job', ['ham fisted']],
    ['10/10', 'it is 10/10', ['10/10']],
  ])('%s in %j', (phrase, text, expected) => expect(found([phrase], text)).toEqual(expected));

  test('do not cross the end of a sentence', () => expect(found(['very bad', 'sorry ... but'], 'very. Bad! Sorry. It is late. But')).toEqual([]));
  test('of one cue do not overlap: the leftmost and longest stands', () => expect(found(['thank you', 'thank you so much', 'so much love'], 'thank you so much love')).toEqual(['thank you so much']));
  test('of several cues are told by place, then by order of the cues', () => {
    const finder = compileCues([{ ...cue('late'), id: 'b' }, { ...cue('so late', 'late'), id: 'a' }], english);
    expect(finder.find('so late').map((hit) => hit.cue.id)).toEqual(['a', 'b']);
    expect(finder.find('late').map((hit) => hit.cue.id)).toEqual(['b', 'a']);
  });

  test.each(['', '  ', '*', '... bad', '* bad', 'bad *', 'bad ...', '!!!', 'ham-fisted|clumsy', 'a||b'])('%j is refused', (phrase) => {
    expect(() => compileCues([cue(phrase)], english)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'c' }) as KashuvError);
  });
});

describe('negation', () => {
  const negated = (text: string, language = english): boolean[] => compileCues([cue('good', 'טוב')], language).find(text).map((hit) => hit.negated);
  test.each<[string, boolean]>([
    ['good', false],
    ['not good', true],
    ['not at all good', true],
    ['not one of the good', false],
    ['not, but good', false],
    ['I said not. Good', false],
    ['it doesnt look good', true],
    ['good not', false],
  ])('%s', (text, expected) => expect(negated(text)).toEqual([expected]));
  test('in Hebrew, with a prefix', () => expect(negated('אמר שלא טוב', hebrew)).toEqual([true]));
  test('the prison is no negation', () => expect(negated('כלא טוב', hebrew)).toEqual([false]));
  test('only for cues that ask for it', () => expect(compileCues([{ id: 'c', phrases: ['good'], weight: 1 }], english).find('not good')).toMatchObject([{ negated: false }]));
  test('a negation of two words is refused', () => expect(() => compileCues([], { prefixes: '', negations: ['by no means'] })).toThrow(KashuvError));
});

describe('Hebrew', () => {
  test.each<[string, string, string[]]>([
    ['שירות גרוע', 'כשהשירות הגרוע', ['כשהשירות הגרוע']],
    ['משלוח', 'משלוח ובמשלוח', ['משלוח', 'ובמשלוח']],
    ['בושה', 'בּוּשָׁה', ['בּוּשָׁה']],
    ['אדם~', 'האדמה', ['האדמה']],
    ['קסם', 'קסמ', ['קסמ']],
    ['לקוח', 'לקוח', ['לקוח']],
    ['רע', 'מרע ורע', ['ורע']],
    ['די', 'דיייי', ['דיייי']],
    ['צל"ש', 'מגיע לכם צל״ש', ['צל״ש']],
    ["ג'וק", 'מצאתי ג׳וק', ['ג׳וק']],
  ])('%s in %j', (phrase, text, expected) => expect(found([phrase], text, hebrew)).toEqual(expected));
});

const words = fc.constantFrom('bad', 'not', 'so', 'sooo', 'thank', 'you', 'טוב', 'ושטוב', 'לא', '😡', '#bad', '\ud800', '\u202e', '.', ',', '&amp;', '\\u2019', "'", '*', '\0');
const texts = fc.oneof(fc.array(words, { maxLength: 40 }).map((parts) => parts.join(' ')), fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')), fc.string({ unit: 'binary' }));

test('findings lie in the text, are not empty, and of one cue do not overlap', () => {
  const finder = compileCues([cue('bad', 'so ... bad', 'thank you', '😡'), { ...cue('טוב~', 'not *  bad', 'you|bad'), id: 'd' }], { prefixes: 'והבלמשכ', negations: ['not', 'לא'] });
  fc.assert(
    fc.property(texts, (text) => {
      const last = new Map<string, number>();
      let place = 0;
      for (const { cue: { id }, start, end } of finder.find(text)) {
        expect(text.slice(start, end)).not.toBe('');
        expect(end).toBeLessThanOrEqual(text.length);
        expect(start).toBeGreaterThanOrEqual(Math.max(place, last.get(id) ?? 0));
        last.set(id, end);
        place = start;
      }
    }),
    { numRuns: 500 },
  );
});

test('what is found depends on the text alone, not on what was read before', () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 6 }), (before) => {
      const used = compileCues([cue('bad', 'love', 'טוב')], hebrew);
      for (const text of before) used.find(text);
      expect(used.find('baaad loove וטוב')).toEqual(compileCues([cue('bad', 'love', 'טוב')], hebrew).find('baaad loove וטוב'));
    }),
    { numRuns: 50 },
  );
});

test.each(['i want ', 'so ', 'ושהכלמ', 'a', '#'])('a megabyte of %j is read to its end', (unit) => {
  const cues = Array.from({ length: 300 }, (_, index) => cue(`i want * ... thing${index}`, `so ... so ... so bad${index}`));
  const text = `${unit.repeat(Math.ceil(1_000_000 / unit.length))} the end`;
  const finder = compileCues([...cues, { ...cue('the end'), id: 'end' }], hebrew);
  expect(finder.find(text)).toMatchObject([{ cue: { id: 'end' }, start: text.length - 7 }]);
});

test('lists of phrases are written in one string', () => {
  expect(phrasesOf(' a b ; c\n d;;')).toEqual(['a b', 'c', 'd']);
  expect(labelCues('en', 'harm', 2, { loss: [0.5, 'lost', 'negatable'] })).toEqual([{ id: 'en.harm.2.loss', phrases: ['lost'], weight: 0.5, negatable: true, label: { task: 'harm', value: 2 } }]);
});
