import { describe, expect, test } from 'vitest';

import { wordingDrafter } from '../../src/drafters/wording.ts';
import { stageOf } from '../../src/reply/index.ts';
import type { ElementName, Stage } from '../../src/spec/element.ts';
import type { DutyKind, Plan } from '../../src/spec/plan.ts';
import { dutyOf, facts, materialOf, planOf, postOf } from '../reply/material.ts';
import { reviewIn } from '../reply/packs.ts';
import { testContext } from '../support/context.ts';
import { post, testMonitor } from '../support/monitor.ts';

type Language = 'en' | 'he';

interface Asked {
  kind: DutyKind;
  stage: Stage;
  subject?: 'case' | 'incident';
  must?: readonly ElementName[];
  should?: readonly ElementName[];
  known?: readonly string[];
  believed?: Plan['understanding'];
}

/** As many drafts as there are ways to word one, each for a duty of its own. */
async function draftsOf(language: Language, { kind, stage, subject = 'case', must = [], should = [], known = [], believed = [] }: Asked): Promise<{ text: string; open: string[] }[]> {
  const plan = { ...planOf(stage, must), understanding: believed };
  plan.require.push(...planOf(stage, should, { level: 'should' }).require);
  const given = Object.fromEntries(['signature', ...known].map((name) => [name, facts[language][name] ?? '']));
  const material = materialOf(language, plan, { facts: given, mention: postOf({ id: '1', name: language === 'he' ? 'לנה' : 'Lena' }) });
  const drafts = await Promise.all(Array.from({ length: 40 }, (_, index) => wordingDrafter().draft(dutyOf(kind, `duty_${index}`, subject), material, { maxLength: 5_000 }, testContext())));
  for (const { text, elements } of drafts) {
    const review = reviewIn(language, text, { stage: stageOf(dutyOf(kind, 'd', subject), plan), turn: 2, require: elements });
    expect(review.findings.filter(({ cue, level }) => level !== 'info' && cue !== 'slot'), text).toEqual([]);
  }
  return drafts.map(({ text, slots }) => ({ text, open: slots.map(({ name }) => name) }));
}

const known = (fact: Plan['understanding'][number]['fact'], value: string): Plan['understanding'] => [{ fact, known: true, value }];
const both = (name: string): [string, string] => [facts.en[name] ?? '', facts.he[name] ?? ''];
const UNKNOWN_CAUSE: Record<Language, RegExp> = { en: /cause yet|caused it|Why it came|look for the cause/, he: /מה הסיבה|הסיבה עדיין|מדוע זה קרה|מה הביא לכך/ };
const THANKS: Record<Language, RegExp> = { en: /thank|grateful|Lena|Dear|Hello|Hi\b/i, he: /תודה|מודים לכם|לנה|שלום|היי|הי,/ };
const UNDER_WAY: Record<Language, RegExp> = { en: /look for the cause|looking into it|right now|as you read this|come back to you|until it is|do not know|cannot say/, he: /התחלנו לבדוק|ברגע זה|ברגעים אלה|ממש עכשיו|מטפלים בזה עכשיו|נחזור אליכם|עד שזה יסתדר|לא יודעים/ };

describe.each(['en', 'he'] as const)('a step on the way, in %s', (language) => {
  const shown = language === 'en' ? 0 : 1;

  test.each<[what: string, asked: Asked, says: string[], not: Record<Language, RegExp>, open: string[]]>([
    ['a statement against bullying greets and thanks nobody', { kind: 'bullying-statement', stage: 'complaint', must: ['say.distance', 'say.protection', 'say.houseRule'], should: ['say.uptake', 'say.thanks', 'say.invitation'], known: ['topic'] }, [], THANKS, []],
    ['nor without any plan', { kind: 'bullying-statement', stage: 'bullying' }, [], THANKS, []],
    ['nor where who attacks complains as well', { kind: 'bullying-statement', stage: 'bullying', must: ['say.distance', 'say.protection', 'say.empathy', 'say.acceptance', 'say.service'], should: ['say.thanks'] }, [], { en: /You deserve better|thank|until it is|meant to hurt/i, he: /מגיע לכם|תודה|עד שזה יסתדר|כדי להכאיב/ }, []],
    ['an update tells the cause that is given', { kind: 'update', stage: 'update', subject: 'incident', must: ['say.action'], known: ['fact', 'impact', 'time', 'explanation'] }, ['explanation'], UNKNOWN_CAUSE, []],
    ['an update asks for the cause that is confirmed', { kind: 'update', stage: 'update', subject: 'incident', must: ['say.action'], known: ['fact', 'impact', 'time'], believed: known('incident.cause', 'confirmed') }, [], UNKNOWN_CAUSE, ['explanation']],
    ['what else is not known is said beside a cause', { kind: 'update', stage: 'update', subject: 'incident', must: ['say.unknowns', 'say.action'], known: ['fact', 'impact', 'time', 'explanation'] }, ['explanation'], UNKNOWN_CAUSE, []],
    ['a holding statement tells a cause as well', { kind: 'hold', stage: 'holding', subject: 'incident', must: ['say.unknowns'], known: ['time', 'explanation'] }, ['explanation'], UNKNOWN_CAUSE, []],
    ['a conclusion leaves the outcome open', { kind: 'conclude', stage: 'complaint', must: ['say.empathy', 'say.acceptance', 'say.service', 'say.action'] }, [], UNDER_WAY, ['remedy']],
    ['a conclusion tells the remedy', { kind: 'conclude', stage: 'complaint', must: ['say.empathy', 'say.acceptance', 'say.service', 'say.action'], known: ['remedy'] }, ['remedy'], UNDER_WAY, []],
    ['a conclusion tells why, and the remedy', { kind: 'conclude', stage: 'complaint', must: ['say.action', 'say.unknowns'], known: ['remedy', 'explanation'] }, ['explanation', 'remedy'], UNDER_WAY, []],
    ['a conclusion of something else tells the answer', { kind: 'conclude', stage: 'note', must: ['say.action', 'say.uptake'], known: ['answer', 'topic'] }, ['answer'], UNDER_WAY, []],
    ['a conclusion of something else leaves the answer open', { kind: 'conclude', stage: 'note', must: ['say.action', 'say.uptake'], known: ['topic'] }, [], UNDER_WAY, ['answer']],
    ['prevention is told without what belongs to the way', { kind: 'prevent', stage: 'update', subject: 'incident', must: ['say.action', 'say.knowns', 'say.impact', 'say.unknowns', 'say.nextUpdate', 'say.prevention'], known: ['remedy', 'explanation', 'prevention'] }, ['explanation', 'remedy', 'prevention'], UNDER_WAY, []],
    ['who was heard wrongly is not told that they are right', { kind: 'answer', stage: 'complaint', must: ['say.correction', 'say.acceptance'], known: ['correction'] }, ['correction'], { en: /You are right|Your criticism is fair/, he: /אתם צודקים|הביקורת שלכם מוצדקת/ }, []],
    ['nor is who spoke of what is known to be false', { kind: 'answer', stage: 'complaint', must: ['say.acceptance'], believed: known('claim.status', 'false') }, [], { en: /You are right|Your criticism is fair/, he: /אתם צודקים|הביקורת שלכם מוצדקת/ }, []],
    ['what is told is not told twice', { kind: 'answer', stage: 'complaint', must: ['say.thanks', 'say.uptake'], known: ['topic'] }, ['topic'], { en: /told us.*told us/, he: /סיפרתם לנו.*סיפרתם לנו/ }, []],
    ['what asks nothing is not answered as a question', { kind: 'conclude', stage: 'note', known: ['answer'] }, ['answer'], { en: /question|To answer you/, he: /לשאלתכם|לשאלה/ }, []],
    ['of a claim no cause is sought', { kind: 'answer', stage: 'note', must: ['say.action', 'say.unknowns'] }, [], UNKNOWN_CAUSE, []],
    ['the press is answered, not asked again', { kind: 'answer', stage: 'press', must: ['say.deadlineAsked'], known: ['answer'] }, ['answer'], { en: /deadline|publish|By when/, he: /מפרסמים|מועד הפרסום|דדליין|עד מתי/ }, []],
    ['what others posted is not called our own', { kind: 'acknowledge', stage: 'own-post-error', subject: 'incident', must: ['say.retraction'], known: ['retraction'], believed: known('incident.ownPost', 'takeover') }, ['retraction'], { en: /our post|our own post|we posted/i, he: /הפרסום שלנו|פרסום שלנו|שפרסמנו/ }, []],
  ])('%s', async (_, asked, says, not, open) => {
    for (const draft of await draftsOf(language, asked)) {
      for (const name of says) expect(draft.text).toContain(both(name)[shown]);
      expect(draft.text).not.toMatch(not[language]);
      expect(draft.open).toEqual(open);
    }
  });

  test('against bullying first comes what is not acceptable, and what else was said last', async () => {
    const must: ElementName[] = ['say.acceptance', 'say.service', 'say.houseRule', 'say.protection', 'say.empathy', 'say.distance'];
    const draft = await wordingDrafter().draft(dutyOf('bullying-statement'), materialOf(language, planOf('bullying', must)), { maxLength: 5_000 }, testContext());
    expect(draft.elements).toEqual(['say.distance', 'say.empathy', 'say.protection', 'say.houseRule', 'say.acceptance', 'say.service', 'say.identity']);
  });

  test('the press is thanked and asked for its deadline first', async () => {
    for (const { text } of await draftsOf(language, { kind: 'acknowledge', stage: 'press', must: ['say.deadlineAsked'] })) expect(text).toMatch(language === 'en' ? /Thank you[^]*\?/ : /תודה[^]*\?/);
  });
});

describe.each(['en', 'he'] as const)('a text that nobody asks for, in %s', (language) => {
  test.each<[kind: DutyKind, forbid: ElementName[], why: RegExp]>([
    ['review', ['never.automate'], /a duty to review asks for no text/],
    ['triage', ['never.automate'], /a duty to triage asks for no text/],
    ['review', [], /a duty to review asks for no text/],
    ['answer', ['never.automate'], /a life may be in danger/],
    ['safeguard', [], /a life may be in danger/],
  ])('a duty to %s under %j is refused for its own reason', async (kind, forbid, message) => {
    const asked = wordingDrafter().draft(dutyOf(kind), materialOf(language, planOf('complaint', [], { forbid })), { maxLength: 500 }, testContext());
    await expect(asked).rejects.toMatchObject({ code: 'UNSUPPORTED', message: expect.stringMatching(message) as string });
  });

  test('of a post that nobody could classify', async () => {
    await using monitor = testMonitor({ drafter: wordingDrafter() });
    await monitor.ingest(post('[abstain] hm', { language }));
    await monitor.idle();
    const duties = await monitor.duties({ state: 'waiting' });
    expect(duties.length).toBeGreaterThan(0);
    for (const { id, kind } of duties) {
      expect(['review', 'triage']).toContain(kind);
      await expect(monitor.draft(id, { language })).rejects.toMatchObject({ code: 'UNSUPPORTED', field: 'duty.kind', message: expect.stringContaining(`a duty to ${kind} asks for no text`) as string });
    }
  });

  test('of a complaint that is concluded the review asks for nothing that was under way', async () => {
    await using monitor = testMonitor({ drafter: wordingDrafter() });
    await monitor.ingest(post('[silence-complaint] acme never answers', { language }));
    await monitor.idle();
    const duty = (await monitor.duties({ state: 'waiting' })).find(({ kind }) => kind === 'conclude');
    const { draft, review } = await monitor.draft(duty?.id ?? '', { language, facts: { signature: facts[language]['signature'] ?? '', remedy: facts[language]['remedy'] ?? '' } });
    expect(draft.slots).toEqual([]);
    expect(review.missing).toEqual([]);
    await expect(monitor.draft(duty?.id ?? '', { language })).resolves.toMatchObject({ draft: { slots: expect.arrayContaining([expect.objectContaining({ name: 'remedy' })]) as unknown } });
  });
});
