import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, defineRule, explainPlan, prPolicy, prRules, whyNot } from '../../src/policy/index.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { complaint, facts, outcomeOf, requires, START } from './support.ts';

const standing = prRules.find(({ id }) => id === 'R-07') as RuleInput;
/** The rule of how customers are answered, with an owner and a reason of the host's own. */
const ours = defineRule({
  ...standing,
  revision: standing.revision + 1,
  title: { en: 'our customers', he: 'הלקוחות שלנו' },
  reason: { en: 'We have people for that.', he: 'יש לנו אנשים לזה.' },
  basis: { ...standing.basis, design: 'our own' },
  then: [...standing.then.filter(({ element }) => element !== 'owner'), { op: 'set', element: 'owner', value: 'senior-care' }, { op: 'require', element: 'act.personalContact' }],
});

describe('a rule that takes the place of a default one', () => {
  const [byDefault, policy] = [prPolicy(), prPolicy({ replace: [ours] })];
  const [before, plan] = [byDefault, policy].map((one) => decide(one, complaint(), { at: START })) as [ReturnType<typeof decide>, ReturnType<typeof decide>];
  test('stands alone under its id, among as many rules', () => {
    expect(policy.rules.map(({ id }) => id)).toEqual(byDefault.rules.map(({ id }) => id));
    expect(policy.rules.find(({ id }) => id === 'R-07')).toMatchObject({ title: ours.title, revision: standing.revision + 1 });
    expect(policy.switchedOff).toEqual([]);
  });
  test('decides, and does what it says', () => {
    expect(plan.decision).toEqual(before.decision);
    expect([before, plan].map((one) => requires(one).includes('act.personalContact'))).toEqual([false, true]);
    expect([before, plan].map(({ gaps }) => gaps.filter((gap) => gap.endsWith('care')))).toEqual([['owner:care'], ['owner:senior-care']]);
    expect(plan.trace.find(({ rule }) => rule === 'R-07')?.did).toContainEqual({ op: 'set', element: 'owner', value: 'senior-care' });
  });
  test('is another policy, which every plan names', () => {
    expect([before.policyVersion, plan.policyVersion]).toEqual([byDefault.version, policy.version]);
    expect(policy.version).not.toBe(byDefault.version);
    expect(plan.id).not.toBe(before.id);
    expect(prPolicy({ replace: [standing] }).version).toBe(byDefault.version);
  });
  test('is told in its own words, beside the seed it rests on', () => {
    expect(explainPlan(plan, 'en', { policy })).toContain(`  R-07 our customers: We have people for that. [${[...standing.basis.seed ?? [], ...standing.basis.literature ?? [], 'our own'].join(', ')}]`);
    expect(explainPlan(plan, 'he', { policy })).toContain('R-07 הלקוחות שלנו: יש לנו אנשים לזה.');
    expect(whyNot(decide(policy, facts({ 'who.role': 'journalist' }), { at: START }), 'R-07', 'en', { policy })).toMatch(/^R-07 our customers: did not apply\. It saw speaker: journalist/);
  });
  test('can be switched off like the one before', () => {
    const off = decide(prPolicy({ replace: [ours], switchOff: ['R-07'] }), complaint(), { at: START });
    expect([outcomeOf(off, 'R-07'), off.switchedOff]).toEqual(['off', ['R-07']]);
  });
});

describe('rules kept as JSON', () => {
  const again = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const policy = prPolicy({ replace: [ours] });
  test('are loaded again, to the same policy', () => {
    expect(compilePolicy({ rules: again(policy.rules) }).version).toBe(policy.version);
    expect(compilePolicy({ rules: again(prRules) }).version).toBe(prPolicy().version);
  });
  test.each(prPolicy().rules.map(({ id }) => id))('%s comes back as it was', (id) => {
    const written = prPolicy().rules.find((one) => one.id === id) as RuleInput;
    const kept = prPolicy({ replace: [again(written)] });
    expect(kept.rules.find((one) => one.id === id)).toEqual(written);
    expect(kept.version).toBe(prPolicy().version);
  });
});
