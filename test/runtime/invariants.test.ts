import * as fc from 'fast-check';
import { describe, expect } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import { createMonitor, english, hebrew, prPolicy, type MonitorOptions } from '../../src/index.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import type { LedgerEvent } from '../../src/spec/event.ts';
import { planSchema, type Plan } from '../../src/spec/plan.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { fixedJudge, readLedger, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { hostilePosts, hostileText } from '../support/hostile-posts.ts';
import { invariant } from '../support/invariant.ts';
import { acme, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

/** Made once: what takes time to load and to compile holds no state of a monitor. */
const en = english();
const tools = en.tools?.();
const languages = [tools === undefined ? en : { ...en, tools: () => tools }, hebrew()];
const policy = prPolicy();
/** The monitor that a host gets who names nothing but the brand, on virtual time. */
const wholeMonitor = (options: Partial<MonitorOptions> = {}): Monitor => createMonitor({ brands: [acme], languages, policy, clock: virtualClock({ start: START }), random: () => 0.5, ...options });

async function ledgerOf(monitor: Monitor, posts: readonly PostInput[]): Promise<LedgerEvent[]> {
  await using open = monitor;
  const { accepted, skipped } = await open.ingest([...posts]);
  expect({ accepted, skipped }).toEqual({ accepted: posts.length, skipped: [] });
  await open.idle();
  expect(open.health().brands[0]).toMatchObject({ backlog: 0, broken: null });
  return readLedger(open);
}

const plansIn = (ledger: readonly LedgerEvent[]): Plan[] => ledger.flatMap(({ data }) => ('plan' in data && typeof data.plan === 'object' ? [data.plan] : []));

describe('whatever is said', () => {
  invariant('every plan is a plan, and every duty has an owner and a moment, or it is told who is missing', 30, [hostilePosts(4), fc.boolean()], async (posts, staffed) => {
    const ledger = await ledgerOf(wholeMonitor(staffed ? {} : { brands: [{ ...acme, owners: [] }] }), posts);
    for (const plan of plansIn(ledger)) expect(canonicalJson(planSchema.parse(plan))).toBe(canonicalJson(plan));
    const gaps = ledger.flatMap((event) => (event.type === 'readiness.lacked' ? [event.data.gap] : []));
    for (const event of ledger) {
      if (event.type !== 'duty.opened') continue;
      const { duty } = event.data;
      expect(Number.isFinite(duty.dueAt) && duty.dueAt >= duty.openedAt).toBe(true);
      expect(duty.owner.name !== null || gaps.includes('owner:on-call')).toBe(true);
    }
    expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_, index) => index + 1));
  });

  invariant('nobody who criticises, and nobody whom no machine understood, is left without a duty', 30, [hostilePosts(4)], async (posts) => {
    const ledger = await ledgerOf(wholeMonitor(), posts);
    const caseOf = new Map(ledger.flatMap((event) => (event.type === 'case.opened' ? [[[event.data.case.authorKey, event.data.case.threadRoot].join(' '), event.data.case.id] as const] : [])));
    const heard = new Map(ledger.flatMap((event) => (event.type === 'mention.heard' ? [[event.data.mention.id, event.data.mention] as const] : [])));
    const owed = new Set(ledger.flatMap((event) => (event.type === 'duty.opened' ? [event.data.duty.subject.id] : [])));
    const answered = new Set(plansIn(ledger).filter(({ flags }) => flags.some(({ element }) => element === 'flag.answeredByIncident')).map(({ subject }) => subject.id));
    for (const event of ledger) {
      if (event.type !== 'mention.classified') continue;
      const { mention, classification } = event.data;
      const mood = classification.targetSentiment.known ? classification.targetSentiment : classification.sentiment;
      if (classification.status === 'labelled' && !(mood.known && (mood.value === 'negative' || mood.value === 'mixed'))) continue;
      const of = heard.get(mention);
      const subject = caseOf.get([of?.authorKey, of?.threadRoot].join(' '));
      expect(subject !== undefined && (owed.has(subject) || answered.has(subject)), canonicalJson(classification)).toBe(true);
    }
    for (const plan of plansIn(ledger)) expect(plan.forbid.map(({ element }) => element)).toEqual(expect.arrayContaining(['never.ignore', 'never.flee', 'never.delete']));
  });

  invariant('the same posts give the same ledger, to the byte', 15, [hostilePosts(5)], async (posts) => {
    const first = canonicalJson(await ledgerOf(wholeMonitor(), posts));
    expect(canonicalJson(await ledgerOf(wholeMonitor(), posts))).toBe(first);
  });

  invariant('followers change the order at most, never what is owed', 20, [hostilePosts(4), fc.infiniteStream(fc.nat({ max: 100_000_000 }))], async (posts, chance) => {
    const plain = posts.map(({ author, ...rest }): PostInput => ({ ...rest, author: { id: author?.id ?? 'x', handle: author?.handle ?? 'x', name: author?.name ?? 'x' } }));
    const famous = plain.map(({ author, ...rest }): PostInput => ({ ...rest, author: { ...(author as NonNullable<typeof author>), followers: chance.next().value } }));
    const content = (ledger: readonly LedgerEvent[]): string[] => ledger.map(({ type, data }) => canonicalJson({ type, data })).sort();
    expect(content(await ledgerOf(wholeMonitor(), famous))).toEqual(content(await ledgerOf(wholeMonitor(), plain)));
  });

  invariant('no word of a post and no name of an author stands in the ledger', 15, [hostilePosts(3), fc.stringMatching(/^[qxzj]{12}$/), fc.stringMatching(/^[קצטז]{10}$/)], async (posts, word, name) => {
    const marked = posts.map((one, index): PostInput => ({ ...one, text: `${word} ${one.text} ${name}`, author: { id: `${word}-${index}`, handle: word, name, bio: word } }));
    const ledger = JSON.stringify(await ledgerOf(wholeMonitor(), marked));
    expect(ledger.includes(word) || ledger.includes(name)).toBe(false);
  });
});

describe('the same words', () => {
  /** Text that others chose beside a mark that says to the classifier of the tests what it is. */
  const marked = (mark: string, text: string): PostInput => post(`${mark} ${text.replaceAll('[', '(')}`, { id: 'one', by: 'somebody' });
  const planOf = async (mark: string, text: string, role: Parameters<typeof fixedJudge>[0]): Promise<Plan> => {
    const monitor = testMonitor({ judges: [fixedJudge(role)], languages, policy });
    const [plan] = plansIn(await ledgerOf(monitor, [marked(mark, text)]));
    if (plan === undefined) throw new Error('no plan');
    return plan;
  };

  invariant('of a customer, an employee and a competitor come to three plans', 25, [hostileText], async (text) => {
    const plans = await Promise.all((['customer', 'employee', 'competitor'] as const).map((role) => planOf('[complaint]', text, () => role)));
    expect(new Set(plans.map((plan) => canonicalJson([plan.stage, plan.require, plan.forbid, plan.approvers]))).size).toBe(3);
    expect(plans.map(({ stage }) => stage)).toEqual(['complaint', 'employee', 'note']);
  });
  invariant('that bully are answered whoever cheers', 25, [hostileText, fc.constantFrom('fan', 'customer', 'employee', 'troll', 'influencer', null)], async (text, role) => {
    expect(await planOf('[bullying]', text, () => role)).toMatchObject({ decision: { action: 'statement-against-bullying' }, stage: 'bullying', level: 'must' });
  });
  invariant('that speak of danger to life go to a human first', 25, [hostileText, fc.constantFrom('[threat]', '[self-harm]'), fc.constantFrom('fan', 'competitor', 'journalist', null)], async (text, mark, role) => {
    const plan = await planOf(`${mark} [bullying] [complaint]`, text, () => role);
    expect(plan).toMatchObject({ decision: { action: 'escalate-first' }, stage: 'safeguarding', level: 'must' });
    expect(plan.deadlines.humanBy?.at).toBe(plan.clock.start + 5 * MINUTE);
  });
});
