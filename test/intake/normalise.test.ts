import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { normaliseText } from '../../src/intake/index.ts';
import type { NormalText } from '../../src/spec/post.ts';

const offsets = (normal: NormalText): number[] => Array.from({ length: normal.text.length + 1 }, (_, index) => normal.toOriginal(index));

/** Strings full of what a normaliser has to look at, whole and in halves. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('&amp;', '&#39;', '&#x27;', '&nbsp', '&nope;', '&#xd83d;', '&#0;', '&shy;', '\\u2019', '\\ud83d\\ude00', '\\ud83d', '\\n', '\\', '\\U0001F600'),
      fc.constantFrom('\0', '\ud800', '\udc00', '\u200b', '\u202e', '\ufeff', '\u00ad', '\ufe0f', 'e\u0301', '\u0301', 'ﬁ', 'ﷺ', 'ｶﾞ', 'ㄱㅏ', 'שׁ', '…', '😀'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('normaliseText', () => {
  it('leaves a plain text alone', () => {
    const normal = normaliseText('Thanks @acme, great – שלום 😀!');
    expect(normal.text).toBe('Thanks @acme, great – שלום 😀!');
    expect(normal.notes).toEqual([]);
    expect(offsets(normal)).toEqual(Array.from({ length: normal.text.length + 1 }, (_, index) => index));
  });

  it.each([
    ['salt &amp; pepper', 'salt & pepper'],
    ['it&#39;s &#x27;fine&#X27; &quot;now&quot;', 'it\'s \'fine\' "now"'],
    ['a&nbsp;b', 'a b'],
    ['caf&eacute; &euro;5 &mdash; ok&hellip;', 'café €5 — ok...'],
    ['don&#146;t', 'don’t'],
    ['&amp;lt; once only', '&lt; once only'],
    ['?a=1&copy=2&b=3 R&D &unknown; &#x110000;', '?a=1&copy=2&b=3 R&D &unknown; \ufffd'],
  ])('decodes character references: %s', (original, text) => {
    expect(normaliseText(original).text).toBe(text);
  });

  it.each([
    ['don\\u2019t', 'don’t'],
    ['one\\ntwo\\tthree', 'one\ntwo\tthree'],
    ['\\ud83d\\ude00 and \\U0001F600 and \\u{1f600}', '😀 and 😀 and 😀'],
    ['say \\"hi\\" \\/ ok', 'say "hi" / ok'],
    ['half \\ud83d', 'half \ufffd'],
    ['C:\\data \\x', 'C:\\data \\x'],
  ])('decodes escapes written out: %s', (original, text) => {
    expect(normaliseText(original).text).toBe(text);
  });

  it.each([
    ['ac\u200bme', 'acme', ['zero-width']],
    ['\u202eevil\u202c', 'evil', ['bidi-control']],
    ['ac\u00adme\ufeff', 'acme', ['zero-width']],
    ['a\0b', 'ab', ['nul']],
    ['a\ud800b', 'a\ufffdb', ['lone-surrogate']],
    ['❤\ufe0f', '❤', []],
    ['&#8203;x&rlm;', 'x', ['entity', 'zero-width', 'bidi-control']],
    ['\\u200bx', 'x', ['escape', 'zero-width']],
  ])('takes out what cannot be seen or stored: %j', (original, text, notes) => {
    const normal = normaliseText(original);
    expect(normal.text).toBe(text);
    expect(normal.notes).toEqual(notes);
  });

  it('leads offsets back through every kind of change', () => {
    const original = '\u200bR&amp;D ﬁne e\u0301 \\u2019x';
    const normal = normaliseText(original);
    expect(normal.text).toBe('R&D fine é ’x');
    const back = (start: number, end: number): string => original.slice(normal.toOriginal(start), normal.toOriginal(end));
    expect(back(0, 3)).toBe('R&amp;D');
    expect(back(4, 8)).toBe('ﬁne');
    expect(back(9, 10)).toBe('e\u0301');
    expect(back(11, 12)).toBe('\\u2019');
    expect(normal.toOriginal(normal.text.length)).toBe(original.length);
  });

  it('gives exact offsets for any sequence of changed and unchanged pieces', () => {
    const pieces = fc.constantFrom(
      ['acme', 'acme'], [' ', ' '], ['שלום', 'שלום'], ['😀', '😀'], ['&amp;', '&'], ['&nbsp;', ' '], ['\\u2019', '’'], ['\u200b', ''], ['\0', ''],
      ['ﬁ', 'fi'], ['e\u0301', 'é'], ['Ａ', 'A'], ['\ud800 ', '\ufffd '], ['ﷺ', 'صلى الله عليه وسلم'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (list) => {
        const normal = normaliseText(list.map(([from]) => from).join(''));
        expect(normal.text).toBe(list.map(([, to]) => to).join(''));
        let from = 0;
        let to = 0;
        for (const [written, read] of list) {
          if (read !== '') expect(normal.toOriginal(to)).toBe(from);
          from += (written as string).length;
          to += (read as string).length;
        }
        expect(normal.toOriginal(to)).toBe(from);
      }),
    );
  });

  it('keeps offsets monotone and in range, and the text sound, for any input', () => {
    fc.assert(
      fc.property(hostile, (original) => {
        const normal = normaliseText(original);
        const list = offsets(normal);
        expect(list.every((offset, index) => offset >= (list[index - 1] ?? 0) && offset <= original.length)).toBe(true);
        expect(list.at(-1)).toBe(original.length);
        expect(normal.text.isWellFormed()).toBe(true);
        expect(normal.text).not.toMatch(/[\0\p{Bidi_Control}\u200b\ufeff]/u);
        expect(normal.original).toBe(original);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with NFKC of the whole text', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !/[&\\\0]/.test(text));
    const joining = fc.array(fc.constantFrom('a', 'か', '\u3099', 'ᄀ', 'ᅡ', 'ᆨ', 'ㅏ', 'ﾞ', 'ｶ', '\u0323', '\u0307', 'ṩ', 'ש', '\u05b8', '\u05c1', 'ำ'), { maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(anyText, joining.map((list) => list.join(''))), (text) => {
        expect(normaliseText(text).text).toBe(text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').normalize('NFKC'));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['marks that need sorting', `a${'\u0301'.repeat(500_000)}${'\u0323'.repeat(500_000)}`],
    ['ampersands', '&'.repeat(1_000_000)],
    ['references', '&amp;'.repeat(200_000)],
    ['backslashes', '\\u'.repeat(500_000)],
    ['bidi overrides', '\u202e'.repeat(1_000_000)],
    ['lone surrogates', '\ud800'.repeat(1_000_000)],
    ['ligatures', 'ﷺ'.repeat(60_000)],
  ])('comes to an end on a megabyte of %s', (_, text) => {
    const normal = normaliseText(text);
    expect(normal.toOriginal(normal.text.length)).toBe(text.length);
    expect(normal.text.isWellFormed()).toBe(true);
  });
});
