import { describe, expect, test } from 'vitest';

import { modelClassifier, type Generate, type ModelUsage, type SpendingLimit } from '../../../src/classifiers/model/index.ts';
import { aiSdkModel, openAiCompatible } from '../../../src/drafters/model/index.ts';
import { KashuvError } from '../../../src/spec/errors.ts';
import type { CallContext } from '../../../src/spec/plugin.ts';
import { testContext } from '../../support/context.ts';
import { shownIn } from './fake-model.ts';

const HOUR = 3_600_000;
const text = { id: 'a', text: 'some words', language: 'en' };

/** A model that tells of each call what it took. */
const taking = (...usage: ModelUsage[]): Generate & { calls: () => number } => {
  let calls = 0;
  const generate: Generate = async ({ prompt, spent }) => {
    calls += 1;
    for (const one of usage) spent?.(one);
    return { results: shownIn(prompt).map(({ id }) => ({ id, labels: [{ label: 'kind/praise', confidence: 0.9, quotes: [] }] })) };
  };
  return Object.assign(generate, { calls: () => calls });
};
const limited = (limit: SpendingLimit, ...usage: ModelUsage[]) => {
  const generate = taking(...usage);
  const context = testContext({ now: 10 * HOUR });
  const classifier = modelClassifier({ generate, model: 'invented-1', limit });
  return { generate, context, ask: () => classifier.classify([text], context) };
};

describe('past the limit', () => {
  test('of calls the model is not called: the texts fail, for now, and it is said for how long', async () => {
    const { generate, context, ask } = limited({ per: 'hour', calls: 2 });
    expect(await ask()).toMatchObject([{ status: 'labelled' }]);
    context.advance(600_000);
    await ask();
    context.advance(1_000);
    await expect(ask()).rejects.toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterMs: HOUR - 601_000, field: 'modelClassifier.limit.calls' });
    expect(generate.calls()).toBe(2);
    context.advance(HOUR - 601_000 - 1);
    await expect(ask()).rejects.toMatchObject({ retryAfterMs: 1 });
    context.advance(1);
    expect(await ask()).toMatchObject([{ status: 'labelled' }]);
    await expect(ask()).rejects.toMatchObject({ retryAfterMs: 600_000 });
  });

  test('of tokens, as the calls tell them', async () => {
    const { generate, context, ask } = limited({ per: 'day', tokens: 100 }, { tokens: 30 }, { tokens: 10 });
    for (let call = 0; call < 3; call += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'RATE_LIMITED', field: 'modelClassifier.limit.tokens', retryAfterMs: 24 * HOUR });
    expect(generate.calls()).toBe(3);
    context.advance(24 * HOUR);
    await ask();
  });

  test('of tokens, guessed from the prompt where nobody tells them', async () => {
    const { ask } = limited({ per: 'hour', tokens: 1_000 });
    await ask();
    await expect((async () => { for (;;) await ask(); })()).rejects.toMatchObject({ field: 'modelClassifier.limit.tokens' });
  });

  test('waits until enough of it is out of the window, not only the oldest call', async () => {
    const { context, ask } = limited({ per: 'hour', tokens: 100 }, { tokens: 60 });
    await ask();
    context.advance(10_000);
    await ask();
    await expect(ask()).rejects.toMatchObject({ retryAfterMs: HOUR - 10_000 });
  });

  test('of cost, as the calls tell it', async () => {
    const { generate, ask } = limited({ per: 'hour', cost: 0.05 }, { cost: 0.02 });
    for (let call = 0; call < 3; call += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'RATE_LIMITED', field: 'modelClassifier.limit.cost' });
    expect(generate.calls()).toBe(3);
  });

  test('of cost that nobody tells, one call is the last: a limit that does not limit is none', async () => {
    const { generate, ask } = limited({ per: 'hour', cost: 0.05 }, { tokens: 3 });
    expect(await ask()).toMatchObject([{ status: 'labelled' }]);
    await expect(ask()).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'modelClassifier.limit.cost' });
    expect(generate.calls()).toBe(1);
  });

  test('what is told wrong does not count', async () => {
    const { ask } = limited({ per: 'hour', cost: 0.05 }, { cost: -1 }, { cost: NaN });
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  test('a clock that is put back makes no call uncounted, nor one count for longer than the window', async () => {
    const generate = taking();
    const [later, before, after] = [10 * HOUR, 5 * HOUR, 6 * HOUR].map((now) => testContext({ now }));
    const classifier = modelClassifier({ generate, model: 'invented-1', limit: { per: 'hour', calls: 1 } });
    await classifier.classify([text], later as CallContext);
    await expect(classifier.classify([text], before as CallContext)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: HOUR });
    await expect(classifier.classify([text], before as CallContext)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await classifier.classify([text], after as CallContext)).toMatchObject([{ status: 'labelled' }]);
  });

  test.each<[string, Generate, string]>([
    ['times out', () => new Promise(() => undefined), 'CONFIG_INVALID'],
    ['fails', () => Promise.reject(new Error('broken')), 'CONFIG_INVALID'],
    ['fails and tells', ({ spent }) => { spent?.({ cost: 0.01 }); return Promise.reject(new Error('broken')); }, 'INTERNAL'],
    ['is turned away', () => Promise.reject(new KashuvError('RATE_LIMITED', 'later.')), 'RATE_LIMITED'],
  ])('of cost, after a call that %s', async (call, generate, code) => {
    const context = testContext();
    const classifier = modelClassifier({ generate, model: 'invented-1', limit: { per: 'hour', cost: 1 }, timeoutMs: 1_000 });
    const first = classifier.classify([text], context);
    if (call === 'times out') context.advance(1_000);
    await expect(first).rejects.toThrow();
    const second = classifier.classify([text], context);
    await expect(second).rejects.toMatchObject({ code });
    // It counts no longer than the window.
    context.advance(HOUR);
    const third = classifier.classify([text], context);
    if (call === 'times out') context.advance(1_000);
    await expect(third).rejects.not.toMatchObject({ field: 'modelClassifier.limit.cost' });
  });

  test('of calls, one that failed counts', async () => {
    const classifier = modelClassifier({ generate: () => Promise.reject(new Error('broken')), model: 'invented-1', limit: { per: 'hour', calls: 1 } });
    const context = testContext();
    await expect(classifier.classify([text], context)).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(classifier.classify([text], context)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('a call under way counts', async () => {
    const context = testContext();
    let release: () => void = () => undefined;
    const classifier = modelClassifier({ generate: async ({ prompt }) => { await new Promise<void>((resolve) => (release = resolve)); return { results: shownIn(prompt).map(({ id }) => ({ id, labels: [] })) }; }, model: 'invented-1', limit: { per: 'hour', calls: 1 } });
    const first = classifier.classify([text], context);
    await expect(classifier.classify([text], context)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    release();
    expect(await first).toMatchObject([{ status: 'abstained' }]);
  });
});

describe('the models of kashuv/drafters/model tell what a call took', () => {
  const usageOf = async (generate: Generate, fetch: typeof globalThis.fetch = globalThis.fetch): Promise<ModelUsage[]> => {
    const told: ModelUsage[] = [];
    await generate({ system: '', prompt: '', schema: {}, signal: new AbortController().signal, fetch, now: () => 0, spent: (usage) => told.push(usage) });
    return told;
  };

  test('a server of the chat-completions protocol', async () => {
    const answering = (usage: unknown): typeof globalThis.fetch => async () => Response.json({ choices: [{ message: { content: '{}' } }], usage });
    const generate = openAiCompatible({ baseUrl: 'http://localhost:1/v1', model: 'invented-1' });
    expect(await usageOf(generate, answering({ total_tokens: 42 }))).toEqual([{ tokens: 42 }]);
    for (const odd of [undefined, null, 'many', { total_tokens: 'many' }, { total_tokens: -1 }]) expect(await usageOf(generate, answering(odd))).toEqual([]);
  });

  test('a model of the AI SDK, in either form', async () => {
    const model = (usage: unknown) => aiSdkModel({ specificationVersion: 'v2', provider: 'invented', modelId: 'invented-1', doGenerate: async () => ({ content: [{ type: 'text', text: '{}' }], finishReason: 'stop', usage }) });
    expect(await usageOf(model({ inputTokens: 3, outputTokens: 4, totalTokens: 9 }))).toEqual([{ tokens: 9 }]);
    expect(await usageOf(model({ inputTokens: { total: 3 }, outputTokens: { total: 4 } }))).toEqual([{ tokens: 7 }]);
    for (const odd of [undefined, null, {}, { inputTokens: undefined }]) expect(await usageOf(model(odd))).toEqual([]);
  });
});
