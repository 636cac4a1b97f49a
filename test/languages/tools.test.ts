import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { english } from '../../src/languages/en/index.ts';
import type { LanguageTools } from '../../src/spec/language.ts';

describe('English tools', () => {
  let tools: LanguageTools;
  beforeAll(async () => {
    const loaded = await english().tools?.();
    if (loaded === undefined) throw new Error('English has tools');
    tools = loaded;
  });

  test('tell the polarity of words, with negation', () => {
    expect(tools.analyse('a wonderful, happy day').polarity).toBeGreaterThan(0.2);
    expect(tools.analyse('a horrible, sad day').polarity).toBeLessThan(-0.2);
    expect(tools.analyse('this is not good').polarity).toBeLessThan(tools.analyse('this is good').polarity ?? 0);
    expect(tools.analyse('the lamp is on the table').polarity).toBe(0);
  });
  test('cannot say where there are no plain words', () => {
    for (const text of ['', '   ', '12 34', 'https://a.example/b', 'שלום']) expect(tools.analyse(text).polarity === null || tools.analyse(text).polarity === 0).toBe(true);
    expect(tools.analyse('').evidence).toEqual([]);
  });
  test('point to the words that were read', () => {
    const text = '\u202e @acme great stuff \ud800';
    const [evidence] = tools.analyse(text).evidence;
    expect(evidence).toMatchObject({ source: 'model' });
    expect(text.slice(evidence?.span?.start, evidence?.span?.end)).toBe('great stuff');
  });
  test.each(['http://', 'a-', "'", '#a', 'a.b@', '😀', 'great ', 'w\u0301'])('a megabyte of %j is read', (unit) => {
    const { polarity } = tools.analyse(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    expect(polarity === null || Math.abs(polarity) <= 1).toBe(true);
  });
  test('the same text has the same polarity, whatever was read before', () => {
    const text = 'a rather nice and clean room, though not cheap';
    const before = tools.analyse(text);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (noise) => {
      tools.analyse(noise);
      expect(tools.analyse(text)).toEqual(before);
    }), { numRuns: 100 });
    // Enough new words for the tools to start anew.
    for (let index = 0; index < 200; index += 1) tools.analyse(Array.from({ length: 300 }, (_, word) => `w${letters(index * 300 + word)}`).join(' '));
    expect(tools.analyse(text)).toEqual(before);
  });
});

test('sixty instances in one process are read as the first', async () => {
  const [first, ...others] = await Promise.all(Array.from({ length: 60 }, async () => (await english().tools?.())?.analyse('a wonderful, happy day')));
  expect(first?.polarity).toBeGreaterThan(0.2);
  for (const other of others) expect(other).toEqual(first);
});

const letters = (number: number): string => [...number.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('');
