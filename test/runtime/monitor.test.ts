import { describe, expect, it } from 'vitest';

import { systemClock, type Clock, type Monitor } from '../../src/core.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { planSchema } from '../../src/spec/plan.ts';
import { fixedClassifier, readLedger, scriptedSource, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { acme, dataOf, HOUR, labelsByMark, MINUTE, post, record, START, testMonitor, types, stoppedMonitors } from '../support/monitor.ts';

/** A clock whose waits are over at once: what would take ten seconds takes none. */
function systemClockSoon(): Clock {
  const clock = systemClock();
  return { ...clock, wait: async (_, signal) => (signal?.aborted === true ? Promise.reject(new Error('aborted')) : clock.wait(clock.now(), signal)) };
}

const monitorWith = stoppedMonitors();

describe('a post', () => {
  it('becomes a mention, a case, a plan and duties, each with an owner and a deadline', async () => {
    const monitor = monitorWith();
    expect(await monitor.ingest(post('[complaint] my parcel never came'))).toEqual({ accepted: 1, skipped: [] });
    await monitor.idle();
    expect(await types(monitor)).toEqual(expect.arrayContaining(['brand.added', 'mention.heard', 'mention.classified', 'speaker.judged', 'case.opened', 'plan.made', 'duty.opened']));
    const [plan] = await monitor.plans();
    expect(planSchema.safeParse(plan).success).toBe(true);
    expect(plan?.decision.action).toBe('respond-then-private');
    const duties = await monitor.duties({ state: 'waiting' });
    expect(duties.map(({ kind }) => kind)).toContain('answer');
    for (const duty of duties) {
      expect(duty.owner).toEqual({ role: 'care', name: 'Dana' });
      expect(duty.dueAt).toBeGreaterThan(START);
      expect(duty.venue).toBe('site:micro');
    }
  });

  it('that does not concern the brand leaves no trace', async () => {
    const monitor = monitorWith();
    await monitor.ingest({ id: '1', text: 'lovely weather [complaint]' });
    await monitor.idle();
    expect(await types(monitor)).toEqual(['brand.added']);
    expect(monitor.health().intake).toMatchObject({ posts: 1, heard: 0 });
  });

  it('is told by its language where a query asks for that', async () => {
    const monitor = monitorWith({ brands: [{ ...acme, query: 'acme lang:he OR title:acme' }] });
    await monitor.ingest([
      { id: 'en', text: 'acme keeps us all waiting for the parcels again today' },
      { id: 'he', text: 'שוב מחכים לחבילה של acme ואין מענה' },
      { id: 'title', text: 'a word', title: 'Acme' },
    ]);
    await monitor.idle();
    expect(monitor.health().intake).toMatchObject({ posts: 3, heard: 2 });
  });

  it('heard twice is heard once; with changed words it is an edit and the plan follows', async () => {
    const monitor = monitorWith();
    const first = post('[praise] a nice shop');
    await monitor.ingest([first, first]);
    await monitor.ingest(first);
    await monitor.ingest({ ...first, text: 'acme [complaint] it broke' });
    await monitor.idle();
    expect((await types(monitor)).filter((type) => type.startsWith('mention.'))).toEqual(['mention.heard', 'mention.classified', 'mention.edited', 'mention.classified']);
    expect(await types(monitor)).toContain('plan.revised');
    expect((await monitor.duties({ state: 'waiting' })).map(({ kind }) => kind)).toContain('answer');
    expect(monitor.health().intake.duplicates).toBe(2);
  });

  it('that asks for nothing is heard and understood, and no plan is made of it', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[statement] saw their van today'));
    await monitor.idle();
    expect(await types(monitor)).toEqual(['brand.added', 'mention.heard', 'mention.classified', 'speaker.judged', 'case.opened']);
    expect((await monitor.cases())[0]?.plan).toBeNull();
  });

  it('taken back by its author takes the duties with it; the text is gone, the tombstone stays', async () => {
    const monitor = monitorWith({ sources: [scriptedSource([
      { at: START, signals: [{ type: 'posted', post: post('[complaint] secret words', { id: 'a' }) }] },
      { at: START + MINUTE, signals: [{ type: 'deleted', ref: 'a', by: 'author' }] },
    ])] });
    await monitor.run();
    expect(await monitor.duties({ state: 'waiting' })).toEqual([]);
    expect((await monitor.duties()).every(({ state }) => state.is === 'withdrawn' && state.cause === 'deleted')).toBe(true);
    const [only] = await monitor.cases();
    expect(only?.state).toBe('gone');
    expect((await monitor.conversation(only?.id ?? '')).map(({ text }) => text)).toEqual([null]);
    expect(JSON.stringify(await readLedger(monitor))).not.toContain('secret words');
  });

  it('whose author is gone goes with all that author said, also what was said in the same breath; nobody else loses a word', async () => {
    const dana = { author: { id: 'dana' } };
    const monitor = monitorWith({ sources: [scriptedSource([
      { at: START, signals: [{ type: 'posted', post: post('[complaint] first words', { id: 'a', ...dana }) }, { type: 'posted', post: post('[complaint] words of noa', { id: 'b', author: { id: 'noa' } }) }] },
      { at: START + MINUTE, signals: [{ type: 'posted', post: post('[complaint] last words', { id: 'c', ...dana }) }, { type: 'author-deleted', author: 'dana', by: 'author' }, { type: 'author-deleted', author: 'nobody', by: 'platform' }] },
    ])] });
    await monitor.run();
    expect((await dataOf(monitor, 'mention.deleted')).map(({ by }) => by)).toEqual(['author', 'author']);
    const said = (await Promise.all((await monitor.cases()).map(({ id }) => monitor.conversation(id)))).flat().map(({ text }) => text);
    expect(said.toSorted()).toEqual(['acme [complaint] words of noa', null, null]);
    expect((await monitor.duties({ state: 'waiting' })).length).toBeGreaterThan(0);
  });

  it('taken away by the brand is a breach of the policy', async () => {
    const monitor = monitorWith({ sources: [scriptedSource([
      { at: START, signals: [{ type: 'posted', post: post('[complaint] no', { id: 'a' }) }] },
      { at: START + MINUTE, signals: [{ type: 'deleted', ref: 'a', by: 'brand' }] },
    ])] });
    await monitor.run();
    expect((await dataOf(monitor, 'policy.breached')).map(({ what }) => what)).toEqual([expect.stringContaining('R-27')]);
  });

  it('by the same author in the same thread continues the case; after an answer it reopens it with new duties', async () => {
    const monitor = monitorWith();
    const first = post('[complaint] it broke', { id: 'root' });
    await monitor.ingest(first);
    await monitor.ingest(post('[complaint] hello?', { thread: { root: 'root', parent: 'root' } }));
    await monitor.idle();
    expect(await monitor.cases()).toHaveLength(1);
    await monitor.ingest({ id: 'reply', text: "I'm sorry this happened. I am looking into it now and will write to you by six. Dana", author: { id: 'acme' }, thread: { root: 'root', parent: 'root' }, venue: { id: 'site:micro', kind: 'site', class: 'microblog', name: 'Micro' } });
    await monitor.idle();
    expect((await monitor.duties({ state: 'answered' })).map(({ kind, state }) => [kind, state.is === 'answered' && state.by])).toContainEqual(['answer', 'outside']);
    expect((await monitor.cases())[0]).toMatchObject({ state: 'answered', answers: [expect.any(String)] });
    await monitor.ingest(post('[complaint] it broke again', { thread: { root: 'root', parent: 'reply' } }));
    await monitor.idle();
    expect((await monitor.cases())[0]).toMatchObject({ state: 'open', reopened: 1 });
    expect((await monitor.duties({ state: 'waiting' })).map(({ kind }) => kind)).toContain('answer');
    const [one] = await monitor.cases();
    expect((await monitor.conversation(one?.id ?? '')).map(({ by }) => by)).toEqual(['author', 'author', 'author', 'brand'].sort());
  });

  it('after something was met by telephone, or changed after an answer, is owed anew', async () => {
    const monitor = monitorWith();
    const first = post('[complaint] the kettle leaks', { id: 'root' });
    await monitor.ingest(first);
    await monitor.idle();
    for (const duty of await monitor.duties({ state: 'waiting' })) await monitor.tell({ about: 'answered', duty: duty.id, with: 'a call', by: 'Dana' });
    expect(await monitor.duties({ state: 'waiting' })).toEqual([]);
    await monitor.ingest(post('[complaint] [harm:4] the second one burned my child', { thread: { root: 'root', parent: 'root' } }));
    await monitor.idle();
    expect((await monitor.duties({ state: 'waiting' })).map(({ kind }) => kind)).toContain('answer');
    for (const duty of await monitor.duties({ state: 'waiting' })) await monitor.waive({ duty: duty.id, by: 'Dana', reason: 'settled' });
    await monitor.ingest({ ...first, text: 'acme [complaint] [harm:4] it burned me too' });
    await monitor.idle();
    expect((await monitor.duties({ state: 'waiting' })).map(({ kind }) => kind)).toContain('answer');
  });

  it('by somebody who only took the name of the brand meets nothing', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] it broke', { id: 'root' }));
    await monitor.ingest({ id: 'fake', text: 'acme: all is fine, thank you', author: { id: 'evil-99', handle: '@acme', name: 'Acme' }, thread: { root: 'root', parent: 'root' } });
    await monitor.idle();
    expect(await monitor.duties({ state: 'answered' })).toEqual([]);
    expect(await monitor.cases()).toHaveLength(2);
  });

  it('of the brand that only makes it small meets no duty', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] [harm:3] I was hurt', { id: 'root' }));
    await monitor.ingest({ id: 'reply', text: 'It was just a small glitch.', author: { id: 'acme' }, thread: { root: 'root', parent: 'root' } });
    await monitor.idle();
    expect((await dataOf(monitor, 'policy.breached')).map(({ what }) => what)).toEqual([expect.stringContaining('R-24')]);
    expect(await monitor.duties({ state: 'answered' })).toEqual([]);
  });

  it('of the brand that mocks counts as a failure: who speaks after it comes back, and somebody senior takes over', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] it broke', { id: 'root' }));
    await monitor.ingest({ id: 'reply', text: 'Calm down. It was just a small glitch.', author: { id: 'acme' }, thread: { root: 'root', parent: 'root' } });
    await monitor.idle();
    expect(await dataOf(monitor, 'case.reopened')).toEqual([]);
    await monitor.ingest(post('[complaint] and now you mock me', { id: 'again', thread: { root: 'root', parent: 'reply' } }));
    await monitor.idle();
    expect((await dataOf(monitor, 'case.reopened')).map(({ case: one }) => one.reopened)).toEqual([1]);
    const [plan] = await monitor.plans();
    expect(plan?.rules.map(({ id }) => id)).toContain('R-50');
  });

  it('that is a repost spreads words without a case of its own', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] it broke', { id: 'a' }));
    await monitor.ingest(post('[complaint] it broke', { by: 'customer-2', thread: { repost: 'a' } }));
    await monitor.idle();
    expect(await monitor.cases()).toHaveLength(1);
    expect(await dataOf(monitor, 'mention.heard')).toHaveLength(2);
  });
});

describe('who speaks', () => {
  it('gives four different plans for the same words', async () => {
    const monitor = monitorWith();
    for (const by of ['customer-1', 'employee-1', 'competitor-1', 'journalist-1']) await monitor.ingest(post('[complaint] they cheat', { by }));
    await monitor.idle();
    const plans = await monitor.plans();
    expect(new Set(plans.map(({ owner, require, forbid }) => JSON.stringify([owner.role, require, forbid]))).size).toBe(4);
  });

  it('a human\'s correction beats the judge, now and for the next post of the same author', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] they cheat', { by: 'unknown-1' }));
    await monitor.idle();
    const [heard] = await dataOf(monitor, 'mention.heard');
    await monitor.correct({ mention: heard?.mention.id ?? '', role: 'employee', by: 'Dana' });
    await monitor.ingest(post('[complaint] and again', { by: 'unknown-1' }));
    await monitor.idle();
    const plans = await monitor.plans();
    expect(plans.map(({ owner }) => owner.role)).toEqual(['hr', 'hr']);
    await expect(monitor.correct({ mention: 'nothing', role: 'employee', by: 'Dana' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('deadlines', () => {
  it('missed are told, the duty stays owed and goes to the next human', async () => {
    const monitor = monitorWith({ sources: [scriptedSource([{ at: START, signals: [{ type: 'posted', post: post('[complaint] it broke') }] }, { at: START + 100 * HOUR, signals: [] }])] });
    await monitor.run();
    const missed = await dataOf(monitor, 'duty.missed');
    expect(missed.length).toBeGreaterThan(0);
    for (const { duty, next } of missed) {
      expect(duty.missedAt).toBe(duty.dueAt);
      expect(next).toEqual({ role: 'on-call', name: 'Tal' });
    }
    expect((await monitor.duties({ state: 'waiting' })).length).toBe(missed.length);
  });

  it('are waived by a named human with a reason, or told to be met elsewhere', async () => {
    const monitor = monitorWith();
    await monitor.ingest([post('[complaint] one', { by: 'customer-1' }), post('[complaint] two', { by: 'customer-2' })]);
    await monitor.idle();
    const [first, second] = (await monitor.duties({ state: 'waiting' })).filter(({ kind }) => kind === 'answer');
    await expect(monitor.waive({ duty: first?.id ?? '', by: '', reason: 'no' })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'by' });
    await monitor.waive({ duty: first?.id ?? '', by: 'Dana', reason: 'answered by phone last week' });
    await monitor.tell({ about: 'answered', duty: second?.id ?? '', with: 'a call', by: 'Dana' });
    const states = (await monitor.duties()).filter(({ kind }) => kind === 'answer').map(({ state }) => state.is);
    expect(states.sort()).toEqual(['answered', 'waived']);
    await expect(monitor.waive({ duty: first?.id ?? '', by: 'Dana', reason: 'again' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('a long conversation', () => {
  it('is decided by the gravest of what was said since the last answer, and kept in bounds', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] [harm:3] [safety] it burned me', { id: 'root' }));
    const more = Array.from({ length: 700 }, (_, index) => post(`[question] ${index}?`, { id: `q${index}`, thread: { root: 'root', parent: 'root' } }));
    await monitor.ingest(more);
    await monitor.idle();
    const [one] = await monitor.cases();
    expect([one?.mentionCount, one?.mentions.length]).toEqual([701, 500]);
    const [plan] = await monitor.plans();
    expect(plan?.understanding.find(({ fact }) => fact === 'what.harm')?.value).toBe(3);
    expect((await monitor.duties({ state: 'waiting' })).length).toBeLessThan(5);
  });
});

describe('a classifier that fails', () => {
  it('leaves unknown facts and a human\'s duty, and a later success revises the plan', async () => {
    let broken = true;
    const classifier = fixedClassifier(({ text }) => {
      if (broken) throw new Error('out of order');
      return labelsByMark(text);
    });
    const clock = virtualClock({ start: START });
    const source = scriptedSource([{ at: START, signals: [{ type: 'posted', post: post('[complaint] it broke') }] }, { at: START + HOUR, signals: [] }]);
    const monitor = monitorWith({ classifiers: [classifier], sources: [source], clock });
    const events = record(monitor);
    monitor.on('duty.opened', ({ duty }) => {
      if (duty.kind === 'triage') broken = false;
    });
    await monitor.run();
    expect(events.some(({ type }) => type === 'classifier.failed')).toBe(true);
    const classified = await dataOf(monitor, 'mention.classified');
    expect(classified.map(({ classification }) => classification.status)).toEqual(['failed', 'labelled']);
    expect(classified[0]?.classification.sentiment.known).toBe(false);
    const duties = await monitor.duties();
    expect(duties.find(({ kind }) => kind === 'triage')).toBeDefined();
    expect(duties.find(({ kind }) => kind === 'answer')?.state.is).toBe('waiting');
  });

  it('in part keeps what it said, says so, and is asked again', async () => {
    let asked = 0;
    const whole = fixedClassifier(({ text }) => labelsByMark(text));
    const classifier: typeof whole = {
      ...whole,
      async classify(texts, context) {
        const results = await whole.classify(texts, context);
        asked += 1;
        return asked > 1 ? results : results.map((result) => (result.status === 'labelled' ? { ...result, incomplete: 'the dear one is down' } : result));
      },
    };
    const source = scriptedSource([{ at: START, signals: [{ type: 'posted', post: post('[complaint] it broke') }] }, { at: START + HOUR, signals: [] }]);
    const monitor = monitorWith({ classifiers: [classifier], sources: [source], clock: virtualClock({ start: START }) });
    const events = record(monitor);
    await monitor.run();
    expect(events.filter(({ type }) => type === 'classifier.failed').map(({ data }) => data)).toMatchObject([{ message: 'the dear one is down' }]);
    expect((await dataOf(monitor, 'mention.classified'))[0]?.classification).toMatchObject({ status: 'labelled', kind: { known: true, value: 'complaint' } });
    expect(asked).toBe(2);
  });

  const sound = (text: string) => fixedClassifier(() => labelsByMark(text));
  it.each<[string, unknown]>([
    ['labels that are none', [{ id: 'x', status: 'labelled', labels: null }]],
    ['a kind there is not', [{ id: 'x', status: 'labelled', labels: [{ task: 'kind', value: 'lizard', confidence: 1, evidence: [] }] }]],
    ['evidence behind the end of the text', [{ id: 'x', status: 'labelled', labels: [{ task: 'kind', value: 'praise', confidence: 1, evidence: [{ source: 'text', cue: 'c', span: { start: 900, end: 905 } }] }] }]],
    ['a confidence of seven', [{ id: 'x', status: 'labelled', labels: [{ task: 'kind', value: 'praise', confidence: 7, evidence: [] }] }]],
    ['a status of its own', [{ id: 'x', status: 'dunno' }]],
    ['nothing', undefined],
  ])('by answering with %s has failed, and the post is not lost', async (_, answer) => {
    const odd = { ...sound(''), classify: async (texts: readonly { id: string }[]) => (Array.isArray(answer) ? answer.map((one: object) => ({ ...one, id: texts[0]?.id })) : answer) as never };
    const monitor = monitorWith({ classifiers: [odd] });
    await monitor.ingest(post('[complaint] it broke'));
    await monitor.idle();
    expect((await dataOf(monitor, 'mention.classified'))[0]?.classification.status).toBe('failed');
    expect((await monitor.duties({ state: 'waiting' })).map(({ kind }) => kind)).toContain('triage');
  });

  it('by throwing what is not even an error, or by emptying its input, harms nothing', async () => {
    const throwing = { ...sound(''), instance: 'throwing', classify: () => Promise.reject(Object.create(null) as Error) };
    const emptying = { ...sound(''), instance: 'emptying', classify: async (texts: readonly unknown[]) => ((texts as unknown[]).splice(0), []) as never };
    const judge = { contract: 1 as const, name: 'odd', instance: 'odd', version: '1', capabilities: { maxInFlight: 1, sendsTextOut: false }, judge: async () => ({ known: true, value: 'king', confidence: 1, evidence: [] }) as never };
    const monitor = monitorWith({ classifiers: [throwing, emptying], judges: [judge] });
    await monitor.ingest(post('[complaint] it broke'));
    await monitor.idle();
    expect((await monitor.duties({ state: 'waiting' })).map(({ kind }) => kind)).toContain('triage');
    expect((await dataOf(monitor, 'speaker.judged'))[0]?.role.known).toBe(false);
  });

  it('in another way than it may (wrong length, wrong order) is a failure too, never an absence', async () => {
    const odd = { ...fixedClassifier(() => []), classify: async () => [] };
    const monitor = monitorWith({ classifiers: [odd] });
    await monitor.ingest(post('[complaint] it broke'));
    await monitor.idle();
    expect((await dataOf(monitor, 'mention.classified'))[0]?.classification.status).toBe('failed');
  });
});

describe('sources', () => {
  it('that fail are tried again with growing pauses, told of, and never stop the others', async () => {
    const failing = scriptedSource(
      [
        { at: START, fails: new KashuvError('UNAVAILABLE', 'down') },
        { at: START, fails: new KashuvError('RATE_LIMITED', 'slowly', { retryAfterMs: 600_000 }) },
        { at: START, signals: [{ type: 'posted', post: post('[complaint] from the broken one') }] },
      ],
      { instance: 'broken' },
    );
    const well = scriptedSource([{ at: START, signals: [{ type: 'posted', post: post('[complaint] from the other', { by: 'customer-2' }) }] }], { instance: 'well' });
    const monitor = monitorWith({ sources: [failing, well] });
    const events = record(monitor);
    await monitor.run();
    const failures = events.flatMap((event) => (event.type === 'source.failed' ? [event.data] : []));
    expect(failures.map(({ source, code }) => [source, code])).toEqual([['broken', 'UNAVAILABLE'], ['broken', 'RATE_LIMITED']]);
    expect(failures[1]?.retryInMs).toBeGreaterThanOrEqual(600_000);
    expect(events.some(({ type }) => type === 'source.recovered')).toBe(true);
    expect(await dataOf(monitor, 'mention.heard')).toHaveLength(2);
  });

  it('that cannot be read for good end, and say that they will not be asked again', async () => {
    const broken = scriptedSource([{ at: START, fails: new KashuvError('INPUT_INVALID', 'no JSON at all') }], { instance: 'broken' });
    const monitor = monitorWith({ sources: [broken] });
    const events = record(monitor);
    await monitor.run();
    expect(events.flatMap((event) => (event.type === 'source.failed' ? [event.data] : []))).toMatchObject([{ code: 'INPUT_INVALID', retryInMs: null }]);
    expect(monitor.health().sources[0]?.state).toBe('ended');
  });

  it('skip a poison item with an event that names it, and go on', async () => {
    const source = scriptedSource([{ at: START, signals: [{ type: 'posted', post: { id: 'bad', text: 7 } as never }, { type: 'skipped', reason: 'line 3 is broken', ref: 'line 3' }, { type: 'posted', post: post('[complaint] fine') }] }]);
    const poisoned = { ...source, instance: 'poisoned', signals: () => { throw new Error('cannot read this item'); } };
    const monitor = monitorWith({ sources: [source, poisoned] });
    const events = record(monitor);
    await monitor.run();
    const skipped = events.flatMap((event) => (event.type === 'item.skipped' ? [event.data] : []));
    expect(skipped.map(({ source: from, ref }) => [from, ref])).toEqual(expect.arrayContaining([['scripted', 'bad'], ['scripted', 'line 3'], ['poisoned', null]]));
    expect(await dataOf(monitor, 'mention.heard')).toHaveLength(1);
  });

  it('are read no faster than posts are understood', async () => {
    let waiting = 0;
    let most = 0;
    const slow = fixedClassifier(({ text }) => labelsByMark(text));
    const classify: typeof slow.classify = async (texts, context) => {
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return slow.classify(texts, context);
    };
    const steps = Array.from({ length: 300 }, (_, index) => ({ at: START, signals: [{ type: 'posted' as const, post: post(`[complaint] ${index}`, { by: `customer-${index}` }) }] }));
    const monitor = monitorWith({ classifiers: [{ ...slow, classify }], sources: [scriptedSource(steps)], limits: { backlog: 50 } });
    monitor.on('*', () => {
      waiting = monitor.health().backlog;
      most = Math.max(most, waiting);
    });
    await monitor.run();
    expect(most).toBeLessThanOrEqual(51);
    expect(await dataOf(monitor, 'mention.heard')).toHaveLength(300);
  });
});

describe('listeners', () => {
  it('that throw or reject harm nothing and are told of', async () => {
    const monitor = monitorWith();
    const events = record(monitor);
    monitor.on('mention.heard', () => {
      throw new Error('mine');
    });
    monitor.on('plan.made', () => Promise.reject(new Error('later')));
    const off = monitor.on('case.opened', () => {
      throw new Error('never heard');
    });
    off();
    await monitor.ingest(post('[complaint] it broke'));
    await monitor.idle();
    await new Promise((resolve) => setImmediate(resolve));
    expect(events.flatMap((event) => (event.type === 'listener.failed' ? [event.data] : []))).toEqual([
      { type: 'mention.heard', message: 'mine' },
      { type: 'plan.made', message: 'later' },
    ]);
    expect(await monitor.plans()).toHaveLength(1);
  });

  it('hear ledger events numbered without gaps, which can be read again from the store', async () => {
    const monitor = monitorWith();
    const events = record(monitor);
    await monitor.ingest([post('[complaint] one'), post('[question] two', { by: 'customer-2' })]);
    await monitor.idle();
    const ledger = await readLedger(monitor);
    expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_, index) => index + 1));
    expect(events.filter(({ seq }) => seq !== null)).toEqual(ledger);
    expect((await readLedger(monitor, { afterSeq: 3 })).map(({ seq }) => seq)).toEqual(ledger.slice(3).map(({ seq }) => seq));
  });
});

describe('the monitor', () => {
  it('names the option that cannot work', () => {
    const brands = [acme];
    for (const [options, field] of [
      [{ brands: [{ ...acme, query: '(' }] }, 'brands[0].query'],
      [{ brands: [{ ...acme, colour: 'red' }] }, 'brands[0].colour'],
      [{ brands: [acme, acme] }, 'brands[1].id'],
      [{ brands, sourcs: [] }, 'sourcs'],
      [{ brands: [{ ...acme, languages: ['fr'] }] }, 'brands[0].languages[0]'],
      [{ brands, limits: { batch: -1 } }, 'limits.batch'],
      [{ brands, sources: [() => 1] }, 'sources[0]'],
      [{ brands, sources: [{ ...scriptedSource([]), read: 5 }] }, 'sources[0].read'],
      [{ brands, sources: [scriptedSource([]), scriptedSource([])] }, 'sources[1].instance'],
      [{ brands, classifiers: [{ ...fixedClassifier(() => []), capabilities: { maxBatch: 0 } }] }, 'classifiers[0].capabilities.maxBatch'],
      [{ brands, store: {} }, 'store'],
      [{ brands, policy: null }, 'policy'],
      [{ brands, clock: 5 }, 'clock'],
      [{ brands, limits: { concurrency: 0.5 } }, 'limits.concurrency'],
    ] as const) {
      expect(() => testMonitor(options as never), field).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }));
    }
  });

  it('refuses nonsense by name, and does not hang on a plugin that ignores the end', async () => {
    const deaf = { ...scriptedSource([]), read: async function* () { yield await new Promise<never>(() => undefined); } };
    const monitor = monitorWith({ sources: [deaf], clock: systemClockSoon() });
    for (const call of [() => monitor.approve(null as never), () => monitor.submitDraft(7 as never), () => monitor.waive(undefined as never), () => monitor.forget({ id: 'x' } as never)]) {
      await expect(call()).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    }
    expect(() => monitor.on('plan.maid!' as never, () => undefined)).toThrow(expect.objectContaining({ field: 'type' }));
    expect(() => monitor.on('plan.made', 5 as never)).toThrow(expect.objectContaining({ field: 'listener' }));
    const running = monitor.run();
    await monitor.idle();
    await monitor.stop();
    await running;
    expect(monitor.health().state).toBe('stopped');
  });

  it('stops with nothing half done, can be read afterwards, and does not start again', async () => {
    const monitor = testMonitor();
    void monitor.ingest(post('[complaint] just before the end'));
    await Promise.resolve();
    await monitor.ingest(post('[complaint] and one more', { by: 'customer-2' }));
    await monitor.stop();
    expect(monitor.health()).toMatchObject({ state: 'stopped', backlog: 0 });
    expect(await dataOf(monitor, 'mention.heard')).toHaveLength(2);
    await expect(monitor.ingest(post('[complaint] too late'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(monitor.run()).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is disposed of at the end of its scope', async () => {
    let seen: Monitor;
    {
      await using monitor = testMonitor();
      seen = monitor;
      await monitor.ingest(post('[complaint] it broke'));
    }
    expect(seen.health().state).toBe('stopped');
  });

  it('ends when the signal aborts', async () => {
    const abort = new AbortController();
    const monitor = monitorWith({ sources: [scriptedSource([{ at: START, signals: [{ type: 'posted', post: post('[complaint] it broke') }] }], { afterwards: 'wait' })] });
    monitor.on('plan.made', () => abort.abort());
    await monitor.run({ signal: abort.signal });
    expect(monitor.health().state).toBe('stopped');
  });

  it('does not run through time because a source waits for ever', async () => {
    const abort = new AbortController();
    const monitor = monitorWith({ sources: [scriptedSource([{ at: START, signals: [] }], { afterwards: 'wait' })] });
    const running = monitor.run({ signal: abort.signal });
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await monitor.ingest(post('[complaint] it broke'));
    await monitor.idle();
    expect((await monitor.cases()).map(({ openedAt }) => openedAt)).toEqual([START]);
    abort.abort();
    await running;
  });

  it('takes brands in and lets them go while it runs', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] one'));
    await monitor.addBrand({ id: 'bolt', name: 'Bolt', query: 'bolt' });
    await expect(monitor.addBrand({ id: 'bolt', name: 'Bolt', query: 'bolt' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await monitor.ingest({ id: 'both', text: 'acme and bolt [complaint]', author: { id: 'customer-9' } });
    await monitor.idle();
    expect((await dataOf(monitor, 'mention.heard')).map(({ mention }) => mention.brand)).toEqual(['acme', 'acme', 'bolt']);
    await monitor.removeBrand('bolt');
    await expect(monitor.removeBrand('bolt')).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'brand' });
    await monitor.ingest({ id: 'gone', text: 'bolt [complaint]' });
    await monitor.idle();
    expect(monitor.health().brands.map(({ id }) => id)).toEqual(['acme']);
  });

  it('a correction holds for the words it was made of, not for those that come in their place', async () => {
    const monitor = monitorWith();
    await monitor.ingest({ id: 'e', text: 'acme [praise] fine', author: { id: 'customer-7' } });
    await monitor.idle();
    const [heard] = await dataOf(monitor, 'mention.heard');
    const mention = heard?.mention.id ?? '';
    await monitor.correct({ mention, kind: 'statement', by: 'Dana' });
    await monitor.ingest({ id: 'e', text: 'acme [threat] I know where you work', author: { id: 'customer-7' } });
    await monitor.idle();
    const plans = await monitor.plans();
    expect(plans.at(-1)?.duties.map(({ kind }) => kind)).toContain('safeguard');
  });

  it('refuses to correct who was forgotten', async () => {
    const monitor = monitorWith();
    await monitor.ingest(post('[complaint] mine', { by: 'customer-7' }));
    await monitor.idle();
    const [heard] = await dataOf(monitor, 'mention.heard');
    await monitor.forget({ source: 'host', id: 'customer-7' });
    await monitor.idle();
    await expect(monitor.correct({ mention: heard?.mention.id ?? '', role: 'troll', by: 'Dana' })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'mention' });
  });

  it('forgets an author: words and drafts are gone, tombstones and the count stay', async () => {
    const monitor = monitorWith();
    await monitor.ingest([post('[complaint] very private words', { by: 'customer-7' }), post('[complaint] others', { by: 'customer-8' })]);
    await monitor.idle();
    expect(await monitor.forget({ source: 'host', id: 'customer-7' })).toEqual({ posts: 1 });
    await monitor.idle();
    const cases = await monitor.cases();
    const said = (await Promise.all(cases.map(({ id }) => monitor.conversation(id)))).flat();
    expect(said.map(({ text }) => text)).toEqual(expect.arrayContaining([null, 'acme [complaint] others']));
    expect(said.map(({ text }) => text).join()).not.toContain('private words');
    expect((await dataOf(monitor, 'author.forgotten')).map(({ posts }) => posts)).toEqual([1]);
    expect(await monitor.forget({ source: 'host', id: 'nobody' })).toEqual({ posts: 0 });
  });
});
