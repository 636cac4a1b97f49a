import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, type Policy, type Situation } from '../../src/policy/index.ts';
import type { ElementName } from '../../src/spec/element.ts';
import type { DeadlineName, Plan } from '../../src/spec/plan.ts';
import { facts, MINUTE, rule, START } from './support.ts';

type Minutes = Partial<Record<DeadlineName, number>>;
const seven: Minutes = { ackBy: 11, holdingBy: 22, nextUpdateAt: 33, conclusiveBy: 44, preventionBy: 55, reviewAt: 66, humanBy: 77 };

interface Asked {
  readonly decision?: string;
  readonly stage?: string;
  readonly subject?: 'case' | 'incident';
  readonly minutes?: Minutes;
  readonly answered?: boolean;
}

/** A rule for each deadline, and one for what is decided. */
function policyOf({ decision = 'respond', stage = 'none', minutes = seven, answered = false }: Asked): Policy {
  const set = (element: ElementName, value: string | number) => ({ op: 'set' as const, element, value });
  return compilePolicy({
    rules: [
      rule({ id: 'D', then: [set('decision', decision), set('stage', stage)] }),
      ...Object.entries(minutes).map(([name, value]) => rule({ id: `T-${name}`, then: [set(`deadline.${name}` as ElementName, value)] })),
      ...(answered ? [rule({ id: 'F', then: [{ op: 'require', element: 'flag.answeredByIncident' }] })] : []),
    ],
  });
}
const made = (asked: Asked, situation: Situation = {}): Plan => decide(policyOf(asked), facts({ 'subject.type': asked.subject ?? 'incident' }), { at: START, ...situation });
const names = ({ deadlines }: Plan): string[] => Object.keys(deadlines);
/** When, in minutes from the start, and how long. */
const due = ({ deadlines }: Plan, name: DeadlineName): (number | undefined)[] => {
  const found = deadlines[name];
  return [found === undefined ? undefined : (found.at - START) / MINUTE, found?.minutes];
};
const after = (minutes: number): number => START + minutes * MINUTE;

describe('what a plan has a use for', () => {
  const { conclusiveBy: _, ...open } = seven;
  test.each<[string, Asked, string]>([
    ['a case that is answered', { subject: 'case' }, 'ackBy holdingBy conclusiveBy preventionBy humanBy'],
    ['a case whose answer updates', { subject: 'case', stage: 'update' }, 'ackBy holdingBy conclusiveBy preventionBy humanBy'],
    ['a case whose answer closes', { subject: 'case', stage: 'closing' }, 'ackBy holdingBy conclusiveBy preventionBy humanBy'],
    ['a case that is watched', { subject: 'case', decision: 'monitor' }, 'preventionBy reviewAt humanBy'],
    ['a case that stays inside', { subject: 'case', decision: 'internal-only' }, 'preventionBy humanBy'],
    ['an incident not spoken of yet', {}, 'ackBy holdingBy nextUpdateAt conclusiveBy preventionBy humanBy'],
    ['an incident that is held', { decision: 'holding-statement', stage: 'holding' }, 'ackBy holdingBy nextUpdateAt conclusiveBy preventionBy humanBy'],
    ['an incident with an update', { stage: 'update' }, 'nextUpdateAt conclusiveBy preventionBy humanBy'],
    ['an incident with an update and no last word', { stage: 'update', minutes: open }, 'nextUpdateAt preventionBy humanBy'],
    ['an incident that closes', { stage: 'closing' }, 'nextUpdateAt conclusiveBy preventionBy humanBy'],
    ['an incident that closes without a last word', { stage: 'closing', minutes: open }, 'ackBy nextUpdateAt preventionBy humanBy'],
    ['an incident that closes in quiet', { stage: 'closing', decision: 'monitor', minutes: open }, 'nextUpdateAt preventionBy reviewAt humanBy'],
    ['an incident that is watched', { decision: 'monitor' }, 'nextUpdateAt preventionBy reviewAt humanBy'],
    ['an incident that stays inside', { decision: 'internal-only' }, 'nextUpdateAt preventionBy humanBy'],
    ['a case that the statement answers', { subject: 'case', answered: true }, 'humanBy'],
    ['a case that the statement answers, and danger does not', { subject: 'case', answered: true, decision: 'escalate-first' }, 'ackBy holdingBy conclusiveBy preventionBy humanBy'],
    ['no incident is answered by itself', { answered: true }, 'ackBy holdingBy nextUpdateAt conclusiveBy preventionBy humanBy'],
  ])('%s', (_name, asked, expected) => {
    expect(names(made(asked))).toEqual(expected.split(' '));
  });
});

describe('from when it counts', () => {
  test('from the clock, else from the moment of deciding, else from the beginning', () => {
    expect(due(made({}, { clock: { basis: 'opened', start: after(-10) } }), 'ackBy')).toEqual([1, 11]);
    const now = made({});
    expect([now.clock, due(now, 'ackBy')]).toEqual([{ basis: 'first-seen', start: START }, [11, 11]]);
    const never = decide(policyOf({}), facts({ 'subject.type': 'incident' }));
    expect([never.clock, never.createdAt, never.deadlines.ackBy?.at]).toEqual([{ basis: 'first-seen', start: 0 }, 0, 11 * MINUTE]);
  });
  test('the next update counts from the last word, and before it from the holding statement, where one is due', () => {
    expect(due(made({}), 'nextUpdateAt')).toEqual([55, 55]);
    expect(due(made({ minutes: { nextUpdateAt: 33 } }), 'nextUpdateAt')).toEqual([33, 33]);
    expect(due(made({}, { lastStatementAt: after(-5) }), 'nextUpdateAt')).toEqual([28, 33]);
    expect(due(made({}, { clock: { basis: 'last-statement', start: after(-7) } }), 'nextUpdateAt')).toEqual([26, 33]);
    expect(due(made({}, { clock: { basis: 'last-statement', start: after(-7) }, lastStatementAt: after(-5) }), 'nextUpdateAt')).toEqual([28, 33]);
    expect(due(made({}, { clock: { basis: 'last-statement', start: after(-7) }, lastStatementAt: after(-9) }), 'nextUpdateAt')).toEqual([26, 33]);
    expect(due(made({}, { clock: { basis: 'opened', start: after(-7) }, lastStatementAt: after(-9) }), 'nextUpdateAt')).toEqual([24, 33]);
  });
  test('prevention counts from the cause, and never from before the clock', () => {
    expect(due(made({}, { identifiedAt: after(20) }), 'preventionBy')).toEqual([75, 55]);
    expect(due(made({}, { identifiedAt: after(-20) }), 'preventionBy')).toEqual([55, 55]);
    expect(due(made({}, { identifiedAt: after(20) }), 'humanBy')).toEqual([77, 77]);
  });
});

describe('a revision of it', () => {
  const clock = { basis: 'first-seen' as const, start: START };
  const revised = (before: Minutes, minutes: Minutes, situation: Situation = {}, at = 45): Plan => {
    const previous = made({ minutes: before }, { clock });
    return made({ minutes }, { clock, at: after(at), previous, ...situation });
  };
  const kept = ({ trace }: Plan): unknown => trace.find(({ rule: id }) => id === 'I-02')?.did;

  test('goes on with the clock that began first', () => {
    const on = (start: number): Plan['clock'] => made({}, { clock: { basis: 'opened', start }, at: after(45), previous: made({}, { clock }) }).clock;
    expect(on(after(5))).toEqual(clock);
    expect(on(START)).toEqual(clock);
    expect(on(after(-5))).toEqual({ basis: 'opened', start: after(-5) });
  });
  test('owes from now on what it asks for anew', () => {
    const plan = revised({}, { humanBy: 20 });
    expect([due(plan, 'humanBy'), kept(plan)]).toEqual([[65, 20], undefined]);
    expect(due(revised({}, { humanBy: 20 }, { at: undefined }), 'humanBy')).toEqual([20, 20]);
    expect(due(revised({}, { humanBy: 20 }, { clock: { basis: 'first-seen', start: START } }, -30), 'humanBy')).toEqual([20, 20]);
  });
  test('owes sooner what it asks for sooner, from now on, and no later than before', () => {
    expect(due(revised({ humanBy: 100 }, { humanBy: 20 }), 'humanBy')).toEqual([65, 20]);
    const late = revised({ humanBy: 100 }, { humanBy: 90 });
    expect([due(late, 'humanBy'), late.deadlines.humanBy?.rule, kept(late)]).toEqual([[100, 90], 'T-humanBy', undefined]);
    expect(due(revised({ humanBy: 100 }, { humanBy: 90 }, {}, 0), 'humanBy')).toEqual([90, 90]);
  });
  test('leaves what it asks for again as it was', () => {
    const plan = revised({ humanBy: 50 }, { humanBy: 50 });
    expect([due(plan, 'humanBy'), kept(plan)]).toEqual([[50, 50], undefined]);
  });
  test('keeps what it alone would have put off, and says what would have been later', () => {
    const plan = revised({ humanBy: 50, preventionBy: 70 }, { humanBy: 51, preventionBy: 90 });
    expect([due(plan, 'humanBy'), due(plan, 'preventionBy')]).toEqual([[50, 50], [70, 70]]);
    expect(kept(plan)).toEqual([{ op: 'set', element: 'deadline.preventionBy', value: 70 }, { op: 'set', element: 'deadline.humanBy', value: 50 }]);
    expect(plan.trace.find(({ rule: id }) => id === 'T-humanBy')?.lost).toEqual([{ effect: { op: 'set', element: 'deadline.humanBy', value: 51 }, to: 'I-02', why: 'stricter' }]);
  });
  test('is bound by nothing where it may loosen', () => {
    const plan = revised({ humanBy: 50 }, { humanBy: 90 }, { loosen: 'a joke between friends', clock: { basis: 'opened', start: after(10) } });
    expect([due(plan, 'humanBy'), plan.clock, kept(plan)]).toEqual([[100, 90], { basis: 'opened', start: after(10) }, undefined]);
  });
  test('a span between two words ends with the next word, and with nothing else', () => {
    const previous = made({ minutes: { nextUpdateAt: 30, humanBy: 30 } }, { clock, at: after(10), lastStatementAt: after(10) });
    expect(due(previous, 'nextUpdateAt')).toEqual([40, 30]);
    const next = (lastStatementAt: number | undefined): Plan => made({ minutes: { nextUpdateAt: 60, humanBy: 60 } }, { clock, at: after(35), previous, lastStatementAt });
    expect(due(next(after(10)), 'nextUpdateAt')).toEqual([40, 30]);
    expect(due(next(after(11)), 'nextUpdateAt')).toEqual([71, 60]);
    expect(due(next(undefined), 'nextUpdateAt')).toEqual([40, 30]);
    // Whatever is said, a human is waited for as long as before.
    expect(due(next(after(11)), 'humanBy')).toEqual([30, 30]);
  });
});
