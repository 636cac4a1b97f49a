import { describe, expect, it } from 'vitest';

import { decide, prPolicy } from '../../src/policy/index.ts';
import { known } from '../../src/spec/fact.ts';

describe('plans decided on the same facts', () => {
  const policy = prPolicy({ settings: { owners: { complaint: 'senior-care' } } });
  const facts = { 'what.kind': known('complaint'), 'what.sentiment': known('negative', 0.7), 'who.role': known('customer') } as const;

  it('have lists of their own: who changes one plan changes no other', () => {
    const fresh = decide(policy, facts, { at: 0 });
    const first = decide(policy, facts, { at: 0 });
    for (const list of [first.trace, first.rules, first.require, first.forbid, first.passed, first.actions, first.flags, first.venues, first.duties, first.understanding, first.switchedOff, first.posture.use, first.posture.avoid]) list.length = 0;
    Object.assign(first.posture, { apology: 'none' });
    expect(decide(policy, facts, { at: 0 })).toEqual(fresh);
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
