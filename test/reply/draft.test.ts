import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { composeDraft, similarity, stageOf } from '../../src/reply/index.ts';
import { elementNames, type ElementName, type Stage } from '../../src/spec/element.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { dutyOf, facts, materialOf, planOf, postOf } from './material.ts';
import { cuesOf, packs, reviewIn } from './packs.ts';

const ROOM = { maxLength: 10_000 };
const worded = ['holding', 'complaint', 'bullying', 'update', 'closing', 'question', 'praise', 'press', 'employee', 'note', 'own-post-error'] as const satisfies readonly Stage[];
const CROWD: readonly Stage[] = ['holding', 'update', 'closing', 'own-post-error'];
const said = elementNames.filter((element) => element.startsWith('say.') && element !== 'say.help');
/** What is no longer said in an answer of the stage, whatever the plan requires. */
const over: Partial<Record<Stage, readonly ElementName[]>> = { closing: ['say.awareness', 'say.unknowns'], press: ['say.deadlineAsked'] };
const language = fc.constantFrom('en' as const, 'he' as const);

describe('a draft', () => {
  test('with all facts at hand passes the review of its own stage, whatever the plan requires', () => {
    fc.assert(
      fc.property(fc.constantFrom(...worded), language, fc.subarray(said, { maxLength: 12 }), fc.string(), fc.boolean(), (stage, code, require, id, named) => {
        const plan = planOf(stage, require);
        const mention = named && !CROWD.includes(stage) ? postOf({ id: '1', name: 'Dana' }) : null;
        const draft = composeDraft(dutyOf('answer', id), materialOf(code, plan, { mention }), ROOM);
        const review = reviewIn(code, draft.text, { stage, severity: 'critical', harm: 3, ownFault: require.includes('say.responsibility'), incidentOpen: stage !== 'closing', turn: 2, require: draft.elements });
        expect(review.findings.filter(({ level }) => level !== 'info'), draft.text).toEqual([]);
        expect(review.verdict).toBe('pass');
        expect(draft.slots).toEqual([]);
        expect(draft.elements).toEqual(expect.arrayContaining(require.filter((element) => !over[stage]?.includes(element))));
      }),
      { numRuns: 600 },
    );
  });

  test('of what is open to everyone and of where one writes again sends nobody at anybody', () => {
    const text = 'We open at nine. The source is open to everyone: https://lab.example/report-12 We will write here again by 16:00 today.';
    expect(cuesOf(reviewIn('en', text, { stage: 'question' }))).not.toContain('never.brigade');
    expect(cuesOf(reviewIn('en', 'Everyone, go and write her what you think, and rate her shop.', { stage: 'complaint' }))).toContain('never.brigade');
  });

  test('of each stage has its own minimum without any plan', () => {
    for (const stage of worded) {
      for (const code of ['en', 'he'] as const) {
        // The press is asked for its deadline in the first word.
        const draft = composeDraft(dutyOf(stage === 'press' ? 'acknowledge' : 'answer'), materialOf(code, planOf(stage)), ROOM);
        expect(reviewIn(code, draft.text, { stage, turn: 2 }).verdict, draft.text).toBe('pass');
      }
    }
  });

  test('is the same for the same duty, and never in the same words as the one before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...worded), language, fc.string(), fc.integer({ min: 2, max: 8 }), (stage, code, id, times) => {
        const plan = planOf(stage, ['say.thanks', 'say.empathy', 'say.apology']);
        const recentVariants: string[] = [];
        let before = '';
        for (let time = 0; time < times; time += 1) {
          const draft = composeDraft(dutyOf('answer', id), materialOf(code, plan, { recentVariants: [...recentVariants] }), ROOM);
          expect(composeDraft(dutyOf('answer', id), materialOf(code, plan, { recentVariants: [...recentVariants] }), ROOM)).toEqual(draft);
          expect(draft.variant).not.toBe(recentVariants[0]);
          if (before !== '') expect(similarity(draft.text, before)).toBeLessThan(0.9);
          recentVariants.unshift(draft.variant);
          before = draft.text;
        }
      }),
      { numRuns: 100 },
    );
  });

  test('leaves open what nobody knows, visibly', () => {
    const draft = composeDraft(dutyOf('hold', 'd', 'incident'), materialOf('en', planOf('holding', ['say.awareness', 'say.action', 'say.nextUpdate']), { facts: {} }), ROOM);
    expect(draft.text).toContain('{time}');
    expect(draft.slots.map(({ name, type }) => [name, type])).toEqual([['time', 'time'], ['signature', 'name']]);
    for (const { hint } of draft.slots) expect(hint.length).toBeGreaterThan(5);
    expect(reviewIn('en', draft.text, { stage: 'holding' }).findings.filter(({ cue }) => cue === 'slot')).toHaveLength(2);
  });

  test('says what is known rather than that nothing is', () => {
    const draft = composeDraft(dutyOf('hold'), materialOf('en', planOf('holding', ['say.action']), { facts: { action: 'We are calling everyone whose order is late' } }), ROOM);
    expect(draft.text).toContain('We are calling everyone whose order is late.');
  });

  test('says nothing the plan forbids and nothing optional that would be blank', () => {
    const plan = planOf('complaint', ['say.apology', 'say.uptake', 'say.thanks'], { forbid: ['say.apology'], level: 'should' });
    const draft = composeDraft(dutyOf(), materialOf('en', plan, { facts: { signature: 'Maya' } }), ROOM);
    expect(draft.elements).not.toContain('say.apology');
    expect(draft.elements).not.toContain('say.uptake');
    expect(draft.elements).toContain('say.thanks');
    expect(draft.slots).toEqual([]);
  });

  test('follows the duty where the plan speaks of another stage', () => {
    const plan = planOf('holding');
    expect(stageOf(dutyOf('update'), plan)).toBe('update');
    expect(stageOf(dutyOf('prevent', 'd', 'incident'), plan)).toBe('closing');
    expect(stageOf(dutyOf('bullying-statement'), plan)).toBe('bullying');
    for (const kind of ['hold', 'acknowledge', 'answer'] as const) expect(stageOf(dutyOf(kind, 'd', 'incident'), planOf('own-post-error'))).toBe('own-post-error');
    expect(stageOf(dutyOf('conclude', 'd', 'incident'), planOf('own-post-error'))).toBe('closing');
    expect(composeDraft(dutyOf('conclude', 'd', 'incident'), materialOf('en', plan), ROOM).elements).toEqual(expect.arrayContaining(['say.apology', 'say.explanation', 'say.remedy', 'say.prevention']));
  });

  test('gives up optional sentences for room, never required ones', () => {
    const required: ElementName[] = ['say.empathy', 'say.acceptance', 'say.service'];
    const plan = planOf('complaint', required);
    plan.require.push({ element: 'say.invitation', level: 'should', rule: 'R-23' }, { element: 'say.thanks', level: 'should', rule: 'R-23' });
    const whole = composeDraft(dutyOf(), materialOf('en', plan), ROOM);
    expect(whole.elements).toEqual(expect.arrayContaining(['say.invitation', 'say.thanks']));
    const tight = composeDraft(dutyOf(), materialOf('en', plan), { maxLength: 160 });
    expect(tight.text.length).toBeLessThanOrEqual(160);
    expect(tight.elements).toEqual(expect.arrayContaining(required));
    expect(tight.elements).not.toContain('say.invitation');
    const impossible = composeDraft(dutyOf(), materialOf('en', plan), { maxLength: 20 });
    expect(impossible.elements).toEqual(expect.arrayContaining(required));
    expect(impossible.problems).toEqual(['too-long']);
  });

  test.each(['safeguard', 'triage', 'review'] as const)('is refused for a duty to %s', (kind) => {
    let error: unknown;
    try {
      composeDraft(dutyOf(kind), materialOf('en', planOf('complaint')), ROOM);
    } catch (thrown) {
      error = thrown;
    }
    expect(KashuvError.is(error) && error.code).toBe('UNSUPPORTED');
  });

  test('for danger to life is an approved text, word for word, or none', () => {
    const text = 'You matter to us. Please call 988, any hour.';
    expect(composeDraft(dutyOf('safeguard'), materialOf('en', planOf('safeguarding'), { facts: { approved: text } }), ROOM).text).toBe(text);
    expect(() => composeDraft(dutyOf('answer'), materialOf('en', planOf('complaint', [], { forbid: ['never.automate'] })), ROOM)).toThrow(/no automatic text/);
  });
});

describe('the name in the greeting', () => {
  const greeted = (name: string | undefined, handle?: string): string => {
    const mention = postOf({ id: '1', ...(name === undefined ? {} : { name }), ...(handle === undefined ? {} : { handle }) });
    return composeDraft(dutyOf(), materialOf('en', planOf('complaint'), { mention }), ROOM).text.split('\n')[0] ?? '';
  };

  test('is the one the author gave', () => {
    expect(greeted('Dana Levi')).toContain('Dana Levi');
    expect(greeted('דנה')).toContain('דנה');
    expect(greeted("Mary-Jane O'Neil")).toContain("Mary-Jane O'Neil");
    expect(greeted(undefined, 'dana_l')).toContain('@dana_l');
  });

  test.each([['Dana\n\nIgnore the plan'], ['\u202eanaD'], ['{time}'], ['<b>Dana</b>'], ['[Dana](http://x.example)'], ['x'.repeat(10_000)], ['Acme Is A Fraud'], ['http://x.example'], ['Dana\0'], ['']])('is left out where it is not a name: %j', (name) => {
    expect(greeted(name)).toMatch(/^(?:Hello|Hi|Hello there|Hi there),$/);
  });

  test('is nobody in a statement to a crowd', () => {
    const draft = composeDraft(dutyOf('hold', 'd', 'incident'), materialOf('en', planOf('holding'), { mention: postOf({ id: '1', name: 'Dana' }) }), ROOM);
    expect(draft.text).not.toContain('Dana');
  });

  test('facts and names of any kind leave no blank, no control and no second line that was not ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.constantFrom('{time}', '\u202e', '[x]', '\n— Boss', '\u0000', '\ud800'), language, (name, fact, poison, code) => {
        const mention = postOf({ id: '1', name: name + poison, handle: poison });
        const draft = composeDraft(dutyOf(), materialOf(code, planOf('complaint', ['say.uptake']), { mention, facts: { ...facts[code], topic: `x${fact}${poison}` } }), ROOM);
        expect(draft.slots).toEqual([]);
        expect(draft.text).not.toMatch(/[{}[\]<>]|[^\n\P{C}]/u);
        expect(draft.text.split('\n')).toHaveLength(3);
      }),
      { numRuns: 200 },
    );
  });
});

test('both languages can say all of it', () => {
  for (const code of ['en', 'he'] as const) {
    for (const stage of worded) {
      expect(composeDraft(dutyOf(), materialOf(code, planOf(stage, said)), ROOM).problems, `${packs[code].name} ${stage}`).toEqual([]);
    }
  }
});
