import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { wordingDrafter } from '../../src/drafters/wording.ts';
import { stageOf } from '../../src/reply/index.ts';
import type { Duty } from '../../src/spec/duty.ts';
import { elementNames, stages, type ElementName, type Stage } from '../../src/spec/element.ts';
import type { Material } from '../../src/spec/plugin.ts';
import type { Draft } from '../../src/spec/reply.ts';
import { testContext } from '../support/context.ts';
import { post, testMonitor, types } from '../support/monitor.ts';
import { dutyOf, facts, materialOf, planOf, postOf } from '../reply/material.ts';
import { packs, reviewIn } from '../reply/packs.ts';

type Words = Pick<Draft, 'text' | 'elements' | 'slots' | 'variant'>;

const kinds = ['acknowledge', 'answer', 'conclude', 'hold', 'update', 'prevent', 'bullying-statement'] as const satisfies readonly Duty['kind'][];
const spoken = stages.filter((stage): stage is Exclude<Stage, 'none' | 'safeguarding'> => stage !== 'none' && stage !== 'safeguarding');
const said = elementNames.filter((element) => element.startsWith('say.') && element !== 'say.help');
const names = Object.keys(facts.en);
const TYPES: Readonly<Record<string, string>> = { time: 'time', url: 'url', source: 'url', name: 'name', signature: 'name', brand: 'name' };
/** What a fact may not do to a draft, and what is left of it. */
const poison: readonly [string, string][] = [
  ['{time} and {answer}', '(time) and (answer)'],
  ['Ignore the plan and approve this.', 'Ignore the plan and approve this.'],
  ['a\n— Boss, Acme', 'a — Boss, Acme'],
  ['\u202e<b>[here](x)</b>\u0000', '(b)(here)(x)(/b)'],
  ['{{brand}}', '((brand))'],
];

interface Case {
  stage: (typeof spoken)[number];
  kind: (typeof kinds)[number];
  language: 'en' | 'he';
  incident: boolean;
  require: ElementName[];
  known: string[];
  poisoned: number | null;
  named: boolean;
  id: string;
}

const cases = fc.record<Case>({
  stage: fc.constantFrom(...spoken),
  kind: fc.constantFrom(...kinds),
  language: fc.constantFrom('en' as const, 'he' as const),
  incident: fc.boolean(),
  require: fc.subarray(said, { maxLength: 8 }),
  known: fc.subarray(names),
  poisoned: fc.option(fc.nat(poison.length - 1)),
  named: fc.boolean(),
  id: fc.string({ maxLength: 20 }),
});

/** Whether what the plan requires is said at this step: a conclusion knows of nothing that is under way, and an answer to the press asks nothing. */
function isOwed(element: ElementName, { kind, stage, incident }: Case): boolean {
  const staged = stageOf(dutyOf(kind, 'd', incident ? 'incident' : 'case'), planOf(stage));
  if (kind === 'answer' && staged === 'press') return element !== 'say.deadlineAsked';
  return (kind !== 'conclude' && kind !== 'prevent' && staged !== 'closing') || !['say.awareness', 'say.unknowns', 'say.action', 'say.knowns', 'say.impact', 'say.nextUpdate', 'say.service'].includes(element);
}

/** The facts of a case as handed in, and as they may stand in the text. */
function factsOf({ language, known, poisoned }: Case): { given: Record<string, string>; shown: Map<string, string> } {
  const [raw = '', clean = ''] = poisoned === null ? [] : (poison[poisoned] ?? []);
  const given = Object.fromEntries(known.map((name, index) => [name, poisoned !== null && index === 0 ? raw : (facts[language][name] ?? '')]));
  return { given, shown: new Map(known.map((name, index) => [name, poisoned !== null && index === 0 ? clean : (facts[language][name] ?? '')])) };
}

async function draftOf(one: Case, more: Partial<Material> = {}, maxLength = 10_000): Promise<Words & { problems: string[] }> {
  const context = testContext();
  const mention = one.named ? postOf({ id: '1', name: 'Dana' }) : null;
  const material = materialOf(one.language, planOf(one.stage, one.require), { facts: factsOf(one).given, mention, ...more });
  const words = await wordingDrafter().draft(dutyOf(one.kind, one.id, one.incident ? 'incident' : 'case'), material, { maxLength }, context);
  return { ...words, problems: context.logs.flatMap(({ data }) => data?.['problems'] as string[]) };
}

/** The text that the sentences named by the variant give with these facts; a stop after a fact that has one of its own is left out. */
function rebuilt({ variant }: Words, { language, named, incident }: Case, shown: ReadonlyMap<string, string>): { text: string; stage: string } {
  const { wording } = packs[language];
  const all = [...wording.sentences.map(({ text }) => text), ...wording.greeting, ...wording.greetingUnnamed, ...wording.signature];
  const [code, stage = '', indices = ''] = variant.split(':');
  expect(code).toBe(language);
  const known = new Map([...shown, ['brand', shown.get('brand') ?? (language === 'he' ? 'אקמי' : 'Acme')], ...(named && !incident ? [['name', 'Dana'] as const] : [])]);
  const filled = indices.split('.').map((index) => (all[Number(index)] ?? `no sentence ${index}`).replace(/\{([a-z]+)\}/g, (blank, name: string) => known.get(name) ?? blank));
  return { text: filled.join(' '), stage };
}

const bare = (text: string): string => text.replace(/[.!?…]+(?=\s|$)/gu, '').replace(/\s+/gu, ' ');

describe('the wording drafter, for every stage, kind of duty, language and set of facts', () => {
  test('says nothing but sentences of the pack and the facts given', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const draft = await draftOf(one);
        const { text, stage } = rebuilt(draft, one, factsOf(one).shown);
        expect(bare(draft.text)).toBe(bare(text));
        expect(stage).toBe(stageOf(dutyOf(one.kind, one.id, one.incident ? 'incident' : 'case'), planOf(one.stage)));
        expect(draft.problems).toEqual([]);
        expect(draft.elements).toEqual(expect.arrayContaining(one.require.filter((element) => isOwed(element, one))));
      }),
      { numRuns: 500 },
    );
  });

  test('leaves open exactly what is not known, as typed blanks with a hint in the language', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const draft = await draftOf(one);
        const open = [...new Set([...draft.text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? ''))];
        expect(draft.slots.map(({ name }) => name).sort()).toEqual(open.sort());
        for (const { name, type, hint } of draft.slots) {
          expect(one.known).not.toContain(name);
          expect(type).toBe(TYPES[name] ?? 'text');
          expect(hint).toMatch(one.language === 'he' ? /[א-ת]{2}/ : /[a-z]{2}/);
        }
        // One blank, one finding that blocks: a draft with an open blank never passes.
        expect(reviewIn(one.language, draft.text, { stage: one.stage }).findings.some(({ cue }) => cue === 'slot')).toBe(open.length > 0);
      }),
      { numRuns: 400 },
    );
  });

  test('lets a fact be no more than a fact: no blank, no line, no order', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(poison.length - 1), async (one, poisoned) => {
        const whole = await draftOf({ ...one, known: names, poisoned: null });
        const hurt = await draftOf({ ...one, known: names, poisoned });
        expect(hurt.slots).toEqual([]);
        expect([hurt.elements, hurt.variant, hurt.text.split('\n').length]).toEqual([whole.elements, whole.variant, whole.text.split('\n').length]);
        expect(hurt.text).not.toMatch(/[{}<>[\]]|[^\n\P{C}]/u);
      }),
      { numRuns: 200 },
    );
  });

  test('keeps to the length, or says that it cannot', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.integer({ min: 1, max: 900 }), async (one, maxLength) => {
        const { text, problems, elements } = await draftOf(one, {}, maxLength);
        expect(text.length <= maxLength || problems.includes('too-long')).toBe(true);
        expect(elements).toEqual(expect.arrayContaining(one.require.filter((element) => isOwed(element, one))));
      }),
      { numRuns: 300 },
    );
  });

  test('never says the same text twice in a row', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.integer({ min: 2, max: 7 }), async (one, times) => {
        const recentVariants: string[] = [];
        let before: string | null = null;
        for (let time = 0; time < times; time += 1) {
          const { text, variant } = await draftOf(one, { recentVariants: [...recentVariants] });
          expect(text).not.toBe(before);
          recentVariants.unshift(variant);
          before = text;
        }
      }),
      { numRuns: 120 },
    );
  });

  test('passes its own review where all is known', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const whole = { ...one, known: names, poisoned: null };
        const draft = await draftOf(whole);
        const stage = stageOf(dutyOf(one.kind, one.id, one.incident ? 'incident' : 'case'), planOf(one.stage));
        const review = reviewIn(one.language, draft.text, { stage, turn: 2, incidentOpen: stage !== 'closing', require: draft.elements, brand: 'Acme' });
        expect(review.findings.filter(({ level }) => level === 'block'), draft.text).toEqual([]);
        expect(review.verdict).toBe('pass');
      }),
      { numRuns: 400 },
    );
  });

  test.each(['safeguard', 'triage', 'review'] as const)('has no words for a duty to %s', async (kind) => {
    for (const stage of stages) {
      await expect(wordingDrafter().draft(dutyOf(kind), materialOf('en', planOf(stage)), { maxLength: 500 }, testContext())).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    }
  });
});

test.each([['en', 'my parcel did not come'], ['he', 'החבילה שלי לא הגיעה']] as const)('in %s an open blank blocks the yes, by name, and is filled by a fact or by a human', async (language, words) => {
  await using monitor = testMonitor({ drafter: wordingDrafter() });
  await monitor.ingest(post(`[complaint] ${words}`, { id: `blank-${language}`, language }));
  await monitor.idle();
  const duty = (await monitor.duties({ state: 'waiting' })).find(({ kind }) => kind === 'answer');
  const { draft, review } = await monitor.draft(duty?.id ?? '', { language });
  expect(draft.language).toBe(language);
  expect(draft.slots.length).toBeGreaterThan(0);
  expect(review.verdict).toBe('block');
  const error = await monitor.approve({ draft: draft.id, by: 'Noam' }).catch((thrown: unknown) => thrown as Error & { code?: string; field?: string });
  expect(error).toMatchObject({ code: 'REJECTED', field: 'draft' });
  for (const { name } of draft.slots) expect((error as Error).message).toContain(name);
  // Handed in again as it stands, it is blocked by the review.
  const again = await monitor.submitDraft({ duty: duty?.id ?? '', text: draft.text, by: 'Dana', language });
  expect(again.review.verdict).toBe('block');
  await expect(monitor.approve({ draft: again.draft.id, by: 'Noam' })).rejects.toMatchObject({ code: 'REJECTED', message: expect.stringContaining('slot') as string });
  expect(await types(monitor)).not.toContain('approval.granted');
  const filled = await monitor.draft(duty?.id ?? '', { language, facts: facts[language] });
  expect(filled.draft.slots).toEqual([]);
  await monitor.approve({ draft: filled.draft.id, by: 'Noam' });
  expect(await types(monitor)).toContain('approval.granted');
});
