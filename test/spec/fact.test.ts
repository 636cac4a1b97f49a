import { describe, expect, test } from 'vitest';

import { spanSchema, evidenceSchema } from '../../src/spec/fact.ts';
import { known, KashuvError } from '../../src/spec/index.ts';

describe('what nobody can know is no known fact', () => {
  test.each<[string, unknown, number, string, string]>([
    ['no value', undefined, 1, 'value', 'a known fact has a value.'],
    ['null', null, 1, 'value', 'a known fact has a value.'],
    ['more than certain', 'complaint', 5, 'confidence', 'expected a confidence from 0 to 1, got 5.'],
    ['less than a guess', 'complaint', -0.1, 'confidence', 'expected a confidence from 0 to 1, got -0.1.'],
    ['a confidence that is no number', 'complaint', Number.NaN, 'confidence', 'expected a confidence from 0 to 1, got NaN.'],
  ])('%s', (_name, value, confidence, field, message) => {
    const make = (): unknown => known(value, confidence);
    expect(make).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field, message: expect.stringContaining(`${field}: ${message}`) }));
    expect(make).toThrow(KashuvError);
  });
  test.each([[false, 0], [0, 1], ['', 0.5], [[], 1]])('accepted: %o with %d', (value, confidence) => {
    expect(known(value, confidence)).toEqual({ known: true, value, confidence, evidence: [] });
  });
});

describe('a range of offsets', () => {
  test('holds a unit at least', () => {
    expect(spanSchema.parse({ start: 0, end: 1 })).toEqual({ start: 0, end: 1 });
    for (const span of [{ start: 1, end: 1 }, { start: 2, end: 1 }]) {
      expect(spanSchema.safeParse(span).error?.issues).toMatchObject([{ path: ['end'], message: expect.stringContaining('expected an end after the start') }]);
    }
  });

  test('so does the place of evidence in a profile', () => {
    const evidence = { source: 'profile', cue: 'customer' } as const;
    expect(evidenceSchema.safeParse({ ...evidence, place: { field: 'bio', start: 3, end: 9 } }).success).toBe(true);
    expect(evidenceSchema.safeParse({ ...evidence, place: { field: 'bio', start: 9, end: 3 } }).error?.issues).toMatchObject([{ path: ['place', 'end'] }]);
  });
});
