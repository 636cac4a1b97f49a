import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jsonText } from '../../src/lib/json-text.ts';
import { decide, prPolicy } from '../../src/policy/index.ts';
import { anyFacts } from '../policy/support.ts';

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

const json = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.date()),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.array(tie('node'), { maxLength: 4 }).map(frozen),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('node'), { maxKeys: 4 }),
    fc.dictionary(fc.string(), tie('node'), { maxKeys: 3 }).map(frozen),
  ),
})).node;

describe('JSON of values that share parts', () => {
  it('is what JSON.stringify gives, the first time and again (property)', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), fc.nat({ max: 6 }), (value, depth) => {
        expect(jsonText(value, depth)).toBe(JSON.stringify(value));
        expect(jsonText(value, depth)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('holds for plans, also of the same facts again (property)', () => {
    const policy = prPolicy();
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const at of [0, 60_000]) {
          const event = { seq: 1, data: { plan: decide(policy, facts, { at }) } };
          expect(jsonText(event, 3)).toBe(JSON.stringify(event));
        }
      }),
    );
  });
});
