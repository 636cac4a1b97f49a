import { describe, expect, test } from 'vitest';

import { tokenise } from '../../src/lib/tokens.ts';
import { disowned, echoed } from '../../src/reply/mute.ts';

/** What of a reply counts as the words of the post it answers. */
const echoesOf = (reply: string, mention?: string): string[] => echoed(reply, tokenise(reply), mention).map(({ start, end }) => reply.slice(start, end));

describe('a quotation whose words stand in the post is an echo', () => {
  test.each<[name: string, reply: string, mention: string | undefined, echoes: string[]]>([
    ['straight marks', 'You wrote "late again" to us.', 'The bus was late again today.', ['late again']],
    ['curly marks', 'You wrote “late again” to us.', 'The bus was late again today.', ['late again']],
    ['two right marks', 'You wrote ”late again” to us.', 'The bus was late again today.', ['late again']],
    ['low marks, closed to the left', 'You wrote „late again“ to us.', 'The bus was late again today.', ['late again']],
    ['low marks, closed to the right', 'You wrote „late again” to us.', 'The bus was late again today.', ['late again']],
    ['angle marks', 'You wrote «late again» to us.', 'The bus was late again today.', ['late again']],
    ['single curly marks', 'You wrote ‘late again’ to us.', 'The bus was late again today.', ['late again']],
    ['Hebrew marks', 'כתבתם ״שוב איחור״ בצדק.', 'שוב איחור של האוטובוס', ['שוב איחור']],
    ['at the very beginning and end', '"late again"', 'late again', ['late again']],
    ['another case and other punctuation', '"LATE, again"', 'Late again!', ['LATE, again']],
    ['several', '"late again" and "so slow"', 'So slow, and late again.', ['late again', 'so slow']],
    ['of several those that stand there', '"late again" and "so slow"', 'So slow.', ['so slow']],
    ['other words', 'You wrote "late again" to us.', 'The bus never came.', []],
    ['half a word', 'You wrote "late" to us.', 'A plate of cold soup, related to nothing.', []],
    ['words in another order', '"again late"', 'Late again.', []],
    ['no marks', 'You wrote late again to us.', 'Late again.', []],
    ['no partner', 'You wrote "late again to us.', 'late again to us', []],
    ['a partner of another kind', 'You wrote “late again" to us.', 'late again', []],
    ['the mark that closes stands before', 'You wrote» «late again', 'late again', []],
    ['an empty quotation before', '""late again""', 'late again', ['late again']],
    ['a mark without partner before', '“ You wrote "late again" to us.', 'late again', ['late again']],
    ['no words within', '"…"', '?!', []],
    ['no post', 'You wrote "late again" to us.', undefined, []],
    ['an empty post', 'You wrote "late again" to us.', '', []],
    ['an empty reply', '', 'late again', []],
  ])('%s', (_, reply, mention, echoes) => {
    expect(echoesOf(reply, mention)).toEqual(echoes);
  });

  test('the span lies within the marks', () => {
    const reply = 'Not "late again".';
    expect(echoed(reply, tokenise(reply), 'late again')).toEqual([{ start: 5, end: 15 }]);
  });
});

describe('how much is quoted', () => {
  /** A passage of so many letters and blanks. */
  const passage = (length: number): string => 'slow '.repeat(length / 5).padEnd(length, 'y');

  test.each<[name: string, before: string, length: number, echo: boolean]>([
    ['600 units with the first mark', '', 599, true],
    ['one more', '', 600, false],
    ['a short one late in the text', 'We read what you wrote. '.repeat(40), 20, true],
    ['the longest late in the text', 'We read what you wrote. '.repeat(40), 599, true],
  ])('%s', (_, before, length, echo) => {
    const words = passage(length);
    expect(echoesOf(`${before}"${words}"`, words)).toEqual(echo ? [words] : []);
  });

  test('the first hundred quotations', () => {
    expect(echoesOf('"late" '.repeat(99), 'late')).toHaveLength(99);
    expect(echoesOf('"late" '.repeat(100), 'late')).toHaveLength(100);
    expect(echoesOf('"late" '.repeat(101), 'late')).toHaveLength(100);
  });

  test('of which none need stand in the post', () => {
    expect(echoesOf(`${'"soon" '.repeat(99)}"late"`, 'late')).toEqual(['late']);
    expect(echoesOf(`${'"soon" '.repeat(100)}"late"`, 'late')).toEqual([]);
  });
});

describe('a word is disowned where it is named and called wrong in one sentence', () => {
  /** Words of five letters, from a place in the text on. */
  const at = (place: number, words = 1, sentence = 0): Parameters<typeof disowned>[0] => ({ start: place * 6, end: (place + words) * 6 - 1, first: place, last: place + words, sentence });
  /** A passage that touches the other one. */
  const touching = { before: { ...at(9), end: 60 }, after: { ...at(11), start: 65 } };

  test.each<[name: string, namings: ReturnType<typeof at>[], wrongness: ReturnType<typeof at>[], disowned: boolean]>([
    ['named before, wrong after', [at(8)], [at(12)], true],
    ['named before, wrong before that', [at(8)], [at(6)], true],
    ['wrong just before', [at(8)], [touching.before], true],
    ['wrong just after', [at(8)], [touching.after], true],
    ['the word itself is the wrongness', [at(8)], [at(10)], false],
    ['the wrongness reaches into the word', [at(8)], [at(9, 2)], false],
    ['the word reaches into the wrongness', [at(8)], [at(10, 3)], false],
    ['another wrongness besides', [at(8)], [at(10), at(14)], true],
    ['wrong in another sentence', [at(8)], [at(12, 1, 1)], false],
    ['wrong in another sentence before', [at(8)], [at(6, 1, 1)], false],
    ['never called wrong', [at(8)], [], false],
    ['never named', [], [at(12)], false],
    ['named after', [at(11)], [at(14)], false],
    ['named in another sentence', [at(8, 1, 1)], [at(12)], false],
    ['the naming begins with the word', [at(10, 2)], [at(14)], true],
    ['five words between', [at(4)], [at(12)], true],
    ['six words between', [at(3)], [at(12)], false],
    ['a long naming, five words between its end and the word', [at(1, 4)], [at(12)], true],
    ['one of two namings is near', [at(1), at(8)], [at(12)], true],
  ])('%s', (_, namings, wrongness, expected) => {
    expect(disowned(at(10), namings, wrongness)).toBe(expected);
  });
});
