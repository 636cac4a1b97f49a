import { describe, expect, test } from 'vitest';

import { fill, slotsIn, slotType } from '../../src/reply/index.ts';

const filled = (template: string, facts: Record<string, string> = {}): string => fill(template, new Map(Object.entries(facts))).text;

describe('a sentence with blanks', () => {
  test.each<[string, Record<string, string>, { text: string; open: string[]; used: number }]>([
    ['We write again at {time}.', { time: '16:00' }, { text: 'We write again at 16:00.', open: [], used: 1 }],
    ['We write again at {time}.', {}, { text: 'We write again at {time}.', open: ['time'], used: 0 }],
    ['{brand} opens at {time}.', { brand: 'Acme', time: 'nine' }, { text: 'Acme opens at nine.', open: [], used: 1 }],
    ['{brand} is open.', { brand: 'Acme' }, { text: 'Acme is open.', open: [], used: 0 }],
    ['{time}, {topic} and {time}.', { topic: 'the lift' }, { text: '{time}, the lift and {time}.', open: ['time', 'time'], used: 1 }],
    ['{fact} {action}', { fact: '{action}.', action: 'Done.' }, { text: '{action}. Done.', open: [], used: 2 }],
  ])('%s takes its facts once and keeps what is not known: %j', (template, facts, expected) => {
    expect(fill(template, new Map(Object.entries(facts)))).toEqual(expected);
  });
});

describe('the end of a sentence', () => {
  test.each([
    ['a word gets a full stop', 'The lift stands', 'The lift stands.'],
    ['a full stop stays alone', 'The lift stands.', 'The lift stands.'],
    ['two full stops are one', 'The lift stands..', 'The lift stands.'],
    ['a stop after a question goes', 'Which lift?.', 'Which lift?'],
    ['a stop after a cry goes', 'Thank you!.', 'Thank you!'],
    ['a stop after dots goes', 'And so on….', 'And so on…'],
    ['a stop in the middle is left alone', 'Wait.. the lift moves.', 'Wait.. the lift moves.'],
    ['a comma is an end', 'Hello Dana,', 'Hello Dana,'],
    ['a quotation that ends is an end', 'They said “it stands.”', 'They said “it stands.”'],
    ['a straight quotation that ends is an end', 'They said "it stands."', 'They said "it stands."'],
    ['a bracket that ends is an end', 'It stands (we saw it.)', 'It stands (we saw it.)'],
    ['a bracket around the last word is none', 'It stands (again)', 'It stands (again).'],
    ['a decimal is none', 'The fee is 4.5', 'The fee is 4.5.'],
    ['an abbreviation is none', 'We open at 9 a.m', 'We open at 9 a.m.'],
    ['an emoji is an end', 'Thank you 🙏', 'Thank you 🙏'],
    ['a heart with its selector is an end', 'Thank you ❤️', 'Thank you ❤️'],
    ['an emoji in the middle is none', 'Thank you 🙏 all', 'Thank you 🙏 all.'],
    ['a signature gets no stop', '— Maya, Acme', '— Maya, Acme'],
    ['a dash at the end is no signature', 'Maya, Acme —', 'Maya, Acme —.'],
    ['an address gets no stop', 'All about it: https://acme.example/status', 'All about it: https://acme.example/status'],
    ['an old address gets no stop', 'All about it: http://acme.example/status', 'All about it: http://acme.example/status'],
    ['an address in the middle does not end it', 'See https://acme.example/status for more', 'See https://acme.example/status for more.'],
    ['a Hebrew word gets a full stop', 'המעלית עומדת', 'המעלית עומדת.'],
    ['a Hebrew question keeps its mark', 'איזו מעלית?', 'איזו מעלית?'],
  ])('%s', (_, text, expected) => {
    expect(filled(text)).toBe(expected);
    expect(filled('{fact}', { fact: text })).toBe(expected);
  });
});

describe('blanks', () => {
  test.each<[string, string[]]>([
    ['Nothing is open here.', []],
    ['{time} is when, {topic} is what, {time} it stays.', ['time', 'topic']],
    ['{Time}, {a b}, {} and {time2} are none; {url} is one', ['url']],
    ['נחזור אליכם ב-{time} לגבי {topic}', ['time', 'topic']],
  ])('in "%s" are %j', (text, names) => {
    expect(slotsIn(text)).toEqual(names);
  });

  test.each([
    ['time', 'time'],
    ['url', 'url'],
    ['source', 'url'],
    ['name', 'name'],
    ['signature', 'name'],
    ['brand', 'name'],
    ['topic', 'text'],
    ['fact', 'text'],
  ])('of %s ask for a %s', (name, type) => {
    expect(slotType(name)).toBe(type);
  });
});
