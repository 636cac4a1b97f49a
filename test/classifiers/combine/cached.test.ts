import { describe, expect, test } from 'vitest';

import { cached } from '../../../src/classifiers/combine/index.ts';
import { callContext } from '../../../src/runtime/call-context.ts';
import { virtualClock } from '../../../src/runtime/clock.ts';
import { testContext } from '../../support/context.ts';
import { fake, label, text } from '../fake-classifier.ts';

const complaint = () => [label('kind', 'complaint', 0.9, 'a')];
const asked = (one: ReturnType<typeof fake>): string[][] => one.batches.map((batch) => batch.map((input) => input.text));

test('what cannot be copied costs its own text alone, and is not kept', async () => {
  const inner = fake('inner', (words) => (words === 'odd' ? [{ ...label('kind', 'praise'), why: () => 'odd' } as never] : complaint()));
  const classifier = cached(inner);
  const batch = [text('1', 'a'), text('2', 'odd'), text('3', 'b')];
  expect(await classifier.classify(batch, testContext())).toMatchObject([{ id: '1', status: 'labelled' }, { id: '2', status: 'failed' }, { id: '3', status: 'labelled' }]);
  await classifier.classify(batch, testContext());
  expect(asked(inner)).toEqual([['a', 'odd', 'b'], ['odd']]);
});

describe('the same words', () => {
  test('are asked about once, in a batch and later, each under its own id', async () => {
    const inner = fake('inner', complaint);
    const classifier = cached(inner);
    const first = await classifier.classify([text('1', 'a'), text('2', 'b'), text('3', 'a')], testContext());
    const second = await classifier.classify([text('4', 'b'), text('5', 'c')], testContext());
    expect(asked(inner)).toEqual([['a', 'b'], ['c']]);
    expect([...first, ...second].map(({ id, status }) => [id, status])).toEqual(['1', '2', '3', '4', '5'].map((id) => [id, 'labelled']));
    expect(second[0]).toMatchObject({ labels: [{ value: 'complaint', evidence: [{ cue: 'a' }] }] });
  });

  test('in another language, about another, or to another version, are not the same', async () => {
    const inner = { ...fake('inner', complaint), version: '1' };
    const classifier = cached(inner);
    for (const more of [{}, { language: 'he' }, { target: 'Acme' }, { target: 'Zenith' }, { target: 'Acme', targetNames: ['Zap'] }, { target: 'Acme', targetNames: ['Zap', 'Zip'] }]) await classifier.classify([text('1', 'a', more)], testContext());
    expect(inner.batches).toHaveLength(6);
    inner.version = '2';
    await classifier.classify([text('1', 'a')], testContext());
    expect(inner.batches).toHaveLength(7);
  });

  test('that are under way are waited for', async () => {
    const context = testContext();
    const inner = fake('inner', async (_, __, { sleep }) => { await sleep(10); return complaint(); });
    const classifier = cached(inner);
    const [first, second] = [classifier.classify([text('1', 'a')], context), classifier.classify([text('2', 'a'), text('3', 'b')], context)];
    await context.sleeping();
    context.advance(10);
    expect([...(await first), ...(await second)].map(({ id, status }) => [id, status])).toEqual([['1', 'labelled'], ['2', 'labelled'], ['3', 'labelled']]);
    expect(asked(inner)).toEqual([['a'], ['b']]);
  });
});

describe('is not kept', () => {
  test('a failure, or what is incomplete', async () => {
    let broken = true;
    const inner = fake('inner', (words) => (!broken ? complaint() : words === 'down' ? new Error('down') : 'failed'));
    const classifier = cached(inner);
    expect(await classifier.classify([text('1', 'a')], testContext())).toMatchObject([{ status: 'failed' }]);
    expect(await classifier.classify([text('1', 'down')], testContext())).toMatchObject([{ status: 'failed', why: expect.stringContaining('down') }]);
    broken = false;
    expect(await classifier.classify([text('1', 'a'), text('2', 'down')], testContext())).toMatchObject([{ status: 'labelled' }, { status: 'labelled' }]);
    const half = { ...fake('half', complaint), classify: async (texts: readonly { id: string }[]) => { calls += 1; return texts.map(({ id }) => ({ id, status: 'labelled' as const, labels: complaint(), incomplete: 'half of it' })); } };
    let calls = 0;
    const second = cached(half);
    await second.classify([text('1', 'a')], testContext());
    expect(await second.classify([text('1', 'a')], testContext())).toMatchObject([{ incomplete: 'half of it' }]);
    expect(calls).toBe(2);
  });

  test('what was given up: who waits beside asks itself', async () => {
    const [one, other] = [testContext(), testContext()];
    const inner = fake('inner', async (_, __, { sleep }) => { await sleep(10); return complaint(); });
    const classifier = cached(inner);
    const [first, second] = [classifier.classify([text('1', 'a')], one), classifier.classify([text('2', 'a')], other)];
    await one.sleeping();
    one.abort(new Error('stopped'));
    await expect(first).rejects.toThrow('stopped');
    await other.sleeping();
    other.advance(10);
    while (inner.batches.length < 2) await new Promise((resolve) => setImmediate(resolve));
    other.advance(10);
    expect(await second).toMatchObject([{ id: '2', status: 'labelled' }]);
  });

  test('for ever: who waits can be stopped', async () => {
    const [one, other] = [testContext(), testContext()];
    const classifier = cached(fake('inner', async (_, __, { sleep }) => { await sleep(10); return complaint(); }));
    const [first, second] = [classifier.classify([text('1', 'a')], one), classifier.classify([text('2', 'a')], other)];
    other.abort(new Error('stopped'));
    await expect(second).rejects.toThrow('stopped');
    one.advance(10);
    expect(await first).toMatchObject([{ status: 'labelled' }]);
  });
});

test('the one not asked for the longest goes first', async () => {
  const inner = fake('inner', complaint);
  const classifier = cached(inner, { most: 2 });
  for (const words of ['a', 'b', 'a', 'c', 'a', 'b']) await classifier.classify([text('1', words)], testContext());
  expect(asked(inner).flat()).toEqual(['a', 'b', 'c', 'b']);
});

test('what was handed out is a copy', async () => {
  const classifier = cached(fake('inner', complaint));
  const [first] = await classifier.classify([text('1', 'a')], testContext());
  if (first?.status === 'labelled') first.labels.pop();
  expect(await classifier.classify([text('2', 'a')], testContext())).toMatchObject([{ labels: [{ value: 'complaint' }] }]);
});

test('under a virtual clock, who waits for another lets time pass', async () => {
  const clock = virtualClock({ start: 0 });
  const context = () => callContext({ clock, fetch: globalThis.fetch, log: () => undefined }, clock.task(), new AbortController().signal);
  const classifier = cached(fake('inner', async (_, __, { sleep }) => { await sleep(3_600_000); return complaint(); }));
  const results = await Promise.all([classifier.classify([text('1', 'a')], context()), classifier.classify([text('2', 'a')], context())]);
  expect(results.flat()).toMatchObject([{ id: '1', status: 'labelled' }, { id: '2', status: 'labelled' }]);
  expect(clock.now()).toBe(3_600_000);
});

test('refuses what is no classifier, and no number of entries', () => {
  expect(() => cached(null as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'cached.classifier' }) as Error);
  expect(() => cached(fake('inner', complaint), { most: 0 })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'cached.most' }) as Error);
});
