import { expect, test } from 'vitest';
import { KashuvError } from '../../src/spec/errors.ts';

test('what is no time is no time to wait', () => {
  const waitOf = (retryAfterMs: number): number | undefined => new KashuvError('RATE_LIMITED', 'it asks to wait.', { retryAfterMs }).retryAfterMs;
  expect([waitOf(0), waitOf(5_000), waitOf(-1), waitOf(Number.NaN)]).toEqual([0, 5_000, undefined, undefined]);
});
