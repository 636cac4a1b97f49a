import { describe, expect, it } from 'vitest';

import { decide, prPolicy } from '../../src/policy/index.ts';
import { known } from '../../src/spec/fact.ts';

describe('plans decided on the same facts', () => {
  const policy = prPolicy({ settings: { owners: { complaint: 'senior-care' } } });
  const facts = { 'what.kind': known('complaint'), 'what.sentiment': known('negative', 0.7), 'who.role': known('customer') } as const;

  it('share what does not change, and nobody can change it', () => {
    const [first, second] = [decide(prPolicy(), facts, { at: 0 }), decide(prPolicy(), facts, { at: 0 })];
    expect(second).toEqual(first);
    expect(() => first.forbid.push({ element: 'say.apology', level: 'may', rule: 'X' })).toThrow(TypeError);
    expect(() => first.trace.pop()).toThrow(TypeError);
  });

  it('are told apart where anything else differs', () => {
    const [first, later] = [decide(policy, facts, { at: 0 }), decide(policy, { ...facts, 'what.sentiment': known('negative', 0.9) }, { at: 60_000 })];
    expect([first.createdAt, later.createdAt]).toEqual([0, 60_000]);
    expect(first.understanding.find(({ fact }) => fact === 'what.sentiment')?.confidence).toBe(0.7);
    expect(later.understanding.find(({ fact }) => fact === 'what.sentiment')?.confidence).toBe(0.9);
    expect(later.trace.filter(({ rule }) => rule === 'I-03')).toHaveLength(1);
    expect(later.trace).toEqual(first.trace);
  });
});
