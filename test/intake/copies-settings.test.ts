import { expect, test } from 'vitest';
import { copiesSettings } from '../../src/intake/index.ts';

const week = { windowMs: 604_800_000, most: 100_000 };

test.each([
  [undefined, week],
  [{}, week],
  [{ most: 10_000_000 }, { ...week, most: 10_000_000 }],
  [{ windowMs: 1, most: 1 }, { windowMs: 1, most: 1 }],
  [{ windowMs: undefined }, week],
])('%o', (given, settings) => expect(copiesSettings(given as object)).toEqual(settings));

test.each([
  [null, 'copies'],
  [true, 'copies'],
  [[], 'copies'],
  [{ window: 1 }, 'copies.window'],
  [{ windowMs: 0 }, 'copies.windowMs'],
  [{ windowMs: Number.NaN }, 'copies.windowMs'],
  [{ windowMs: Number.POSITIVE_INFINITY }, 'copies.windowMs'],
  [{ windowMs: '7d' }, 'copies.windowMs'],
  [{ most: 0 }, 'copies.most'],
  [{ most: 1.5 }, 'copies.most'],
  [{ most: 10_000_001 }, 'copies.most'],
])('refuses %o by name', (given, field) => {
  expect(() => copiesSettings(given as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field, fix: expect.stringMatching(/./) as string }));
});
