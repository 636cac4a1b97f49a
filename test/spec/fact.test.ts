import { describe, expect, test } from 'vitest';

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
