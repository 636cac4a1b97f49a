import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { WordTable } from '../../src/lib/word-table.ts';

const vocabulary = ['so', 'the', "don't", 'l', 'été', 'straße', 'łódź', 'cool', 'ñ'];
const table = new WordTable(vocabulary, 100);
const found = (text: string): string[] => {
  const { found: numbers, hits } = table.read(text);
  return [...numbers.subarray(0, hits)].map((number) => vocabulary[number] ?? '');
};

describe('the words of a vocabulary in a text', () => {
  test.each<[string, string[]]>([
    ['So THE', ['so', 'the']],
    ['soooo Theeee', ['so', 'the']],
    ['cool', ['cool']],
    ['DON’T don\'t dont', ["don't", "don't"]],
    ["l'été, l’ÉTÉ", ['l', 'été', 'l', 'été']],
    ['Straße Łódź', ['straße', 'łódź']],
    ['e\u0301te\u0301 s\u0301o', ['so']],
    ['(the) "so"... so,the', ['the', 'so', 'so', 'the']],
    ['@the #so http://the/so www.the.so x:the', ['the']],
    ['acme.so end.The so4 4so', ['the']],
    ['soon then', []],
    ['שלום the мир', ['the']],
    ["'", []],
  ])('%j', (text, words) => {
    expect(found(text)).toEqual(words);
  });

  test('words and letters are counted, and marked letters shown', () => {
    const { words, letters, marked, marks } = table.read('Été at 3 www.x.y @z');
    expect({ words, letters, marked: String.fromCharCode(...marked.subarray(0, marks)) }).toEqual({ words: 2, letters: 5 + 3, marked: 'éé' });
  });

  test('no more than the limit is read', () => {
    expect(found(`${'x '.repeat(50)}the`)).toEqual([]);
    expect(found(`${'x '.repeat(48)}the`)).toEqual(['the']);
    expect(table.read('a'.repeat(1_000_000)).letters).toBe(100);
  });

  test('what is not spelt in it is not found, whatever the text', () => {
    const letters = fc.array(fc.constantFrom('s', 'o', 't', 'h', 'e', "'", '’', ' ', 'é', '#', '.', '1', '́', '\ud800')).map((units) => units.join(''));
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: 'binary' })), (text) => {
        for (const word of found(text)) expect(vocabulary).toContain(word);
        expect(found(`the ${text}`)[0]).toBe('the');
      }),
    );
  });
});
