import { describe, expect } from 'vitest';
import { decide, prPolicy, prRules } from '../../src/policy/index.ts';
import { elementCatalogue, elementNames, type ElementName } from '../../src/spec/element.ts';
import { deadlineNameSchema, type Plan } from '../../src/spec/plan.ts';
import type { Effect } from '../../src/spec/rule.ts';
import { invariant } from '../support/invariant.ts';
import { anyFacts, anySituation, forbids, requires } from './support.ts';

const policy = prPolicy();
const plans = [anyFacts, anySituation] as [typeof anyFacts, typeof anySituation];

/** What the trace says was done: the effects of rules that acted, those left out that gave way. */
function standing(plan: Plan): (Effect & { rule: string })[] {
  return plan.trace.flatMap(({ rule, outcome, did = [], lost = [] }) => {
    expect(outcome === 'fired' || outcome === 'unknown-forbids' || did.length === 0).toBe(true);
    return did.filter((effect) => !lost.some((loss) => loss.effect.element === effect.element && loss.effect.op === effect.op)).map((effect) => ({ ...effect, rule }));
  });
}

/** Every slot of a plan that a rule can set and that is a plain value. */
const slots = (plan: Plan): [ElementName, string | number | null][] => [
  ['decision', plan.decision.action],
  ['stage', plan.stage],
  ['concession', plan.posture.concession],
  ['cluster', plan.posture.cluster],
  ['apology', plan.posture.apology],
  ['moderation', plan.moderation.action],
  ['humour', plan.tone.humour],
  ['warmth', plan.tone.warmth],
  ['maxSimilarity', plan.variation.maxSimilarity],
  ['turnLimit', plan.turns.limit],
];

describe('whatever the facts', () => {
  invariant('no effect without its entry in the trace', 600, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    const done = standing(plan);
    const did = (rule: string | null, element: string, op: string): boolean => done.some((effect) => (rule === null || effect.rule === rule) && effect.element === element && effect.op === op);
    for (const { element, rule } of [...plan.require, ...plan.actions, ...plan.flags, ...plan.posture.use]) expect(did(rule, element, 'require'), `${rule} ${element}`).toBe(true);
    for (const { element, rule } of [...plan.forbid, ...plan.posture.avoid]) expect(did(rule, element, 'forbid'), `${rule} ${element}`).toBe(true);
    for (const { target, rule } of plan.venues) expect(did(rule, `venue.${target}`, 'require'), `${rule} ${target}`).toBe(true);
    for (const [name, { rule }] of Object.entries(plan.deadlines)) expect(did(rule, `deadline.${name}`, 'set'), `${rule} ${name}`).toBe(true);
    for (const [element, value] of slots(plan)) {
      const set = done.filter((effect) => effect.op === 'set' && effect.element === element);
      expect(set.length > 0 || (element === 'turnLimit' && value === null), element).toBe(true);
      for (const effect of set) expect(effect.op === 'set' && effect.value, `${effect.rule} ${element}`).toBe(value);
    }
    expect(did(plan.decision.rule, 'decision', 'set')).toBe(true);
    if (plan.moderation.rule !== null) expect(did(plan.moderation.rule, 'moderation', 'set')).toBe(true);
    for (const { rule } of plan.duties) expect(plan.trace.some((entry) => entry.rule === rule && entry.did !== undefined), rule).toBe(true);
  });
  invariant('no entry in the trace without its effect', 600, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    const asked = new Set<string>([...requires(plan), ...plan.posture.use.map(({ element }) => element), ...plan.venues.map(({ target }) => `venue.${target}`)]);
    const barred = new Set<string>([...forbids(plan), ...plan.posture.avoid.map(({ element }) => element)]);
    for (const { op, element, rule } of standing(plan)) {
      if (op === 'require' && /^(?:say|act|flag|strategy)\./.test(element)) expect(asked, `${rule} ${element}`).toContain(element);
      if (op === 'forbid') expect(barred, `${rule} ${element}`).toContain(element);
    }
    if (standing(plan).some(({ op, element }) => op === 'require' && element.startsWith('approve.'))) expect(plan.approvers.length).toBeGreaterThan(0);
  });
  invariant('what is asked for is nowhere forbidden', 500, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    expect(requires(plan).filter((element) => forbids(plan).includes(element))).toEqual([]);
    expect(plan.posture.use.filter(({ element }) => plan.posture.avoid.some((avoided) => avoided.element === element))).toEqual([]);
  });
  invariant('every rule was consulted once, and what it names is of its kind', 500, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    expect([...plan.trace.map(({ rule }) => rule), ...plan.passed].sort()).toEqual([...prRules.map(({ id }) => id), 'I-00'].sort());
    for (const { element } of plan.require) expect(elementCatalogue[element].type).toBe('member');
  });
  invariant('whoever gave way gave way to somebody stronger who acted', 500, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    const rules = new Map(policy.rules.map((rule) => [rule.id, rule]));
    const blockOf = (id: string): string => rules.get(id)?.block ?? 'P9';
    for (const { rule, lost = [] } of plan.trace) {
      for (const { effect, to, why } of lost) {
        const winner = plan.trace.find((entry) => entry.rule === to);
        expect(winner?.did?.some(({ element }) => element === effect.element), `${rule} ${effect.element} ${to}`).toBe(true);
        expect(why === 'block' ? blockOf(to) < blockOf(rule) : blockOf(to) === blockOf(rule), `${rule} ${effect.element} ${why} ${to}`).toBe(true);
        if (why === 'forbid') expect(effect.op).toBe('require');
        if (why === 'stricter') expect(deadlineNameSchema.options.map((name) => `deadline.${name}`)).toContain(effect.element);
        if (why === 'order') expect(to < rule).toBe(true);
        expect(elementNames).toContain(effect.element);
      }
    }
  });
});
