import { describe, expect, test } from 'vitest';

import { aiSdkModel, modelDrafter, type AiSdkModel } from '../../../src/drafters/model/index.ts';
import { testContext } from '../../support/context.ts';
import { dutyOf, materialOf, planOf } from '../../reply/material.ts';

const GOOD = 'You are right, this should not have happened. I understand how frustrating it is, and I am sorry. I will stay with you on this until it is done.';
type Call = Parameters<AiSdkModel['doGenerate']>[0];
type Result = Awaited<ReturnType<AiSdkModel['doGenerate']>>;

/** A model as the providers of the AI SDK give it. */
function sdkModel(version: string, answer: Result | Error): AiSdkModel & { calls: Call[] } {
  const calls: Call[] = [];
  return {
    specificationVersion: version,
    provider: 'test',
    modelId: 'small',
    calls,
    async doGenerate(call) {
      calls.push(call);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

const said = (finishReason: unknown, ...content: { type: string; text?: string }[]): Result => ({ content, finishReason });
const draftWith = (model: AiSdkModel, options?: Parameters<typeof aiSdkModel>[1]): Promise<{ text: string; variant: string }> =>
  modelDrafter({ generate: aiSdkModel(model, options), attempts: 1 }).draft(dutyOf(), materialOf('en', planOf('complaint')), { maxLength: 1_000 }, testContext());

describe('a model of the AI SDK', () => {
  test.each<[string, unknown]>([['v2', 'stop'], ['v3', { unified: 'stop', raw: 'end_turn' }]])('of specification %s is asked for JSON and answers in parts', async (version, finish) => {
    const json = JSON.stringify({ text: GOOD });
    const model = sdkModel(version, said(finish, { type: 'reasoning', text: 'hm' }, { type: 'text', text: json.slice(0, 20) }, { type: 'text', text: json.slice(20) }));
    expect((await draftWith(model, { temperature: 0.2, maxOutputTokens: 500 })).text).toContain(GOOD);
    expect(model.calls).toMatchObject([{ temperature: 0.2, maxOutputTokens: 500, responseFormat: { type: 'json', schema: { type: 'object' } }, prompt: [{ role: 'system' }, { role: 'user', content: [{ type: 'text' }] }] }]);
    expect(model.calls[0]?.abortSignal).toBeInstanceOf(AbortSignal);
  });

  test.each<[unknown]>([['length'], ['content-filter'], [{ unified: 'length', raw: 'max_tokens' }]])('that stopped for %j has given no answer', async (finish) => {
    expect((await draftWith(sdkModel('v3', said(finish, { type: 'text', text: JSON.stringify({ text: GOOD }) })))).variant).not.toContain('model-');
  });

  test('that failed is an error of its kind', async () => {
    await expect(draftWith(sdkModel('v2', said('error')))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(draftWith(sdkModel('v2', Object.assign(new Error('slow'), { statusCode: 429, responseHeaders: { 'retry-after': '9' } })))).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 9_000 });
    await expect(draftWith(sdkModel('v2', { finishReason: 'stop' } as never))).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  test.each<[unknown]>([['gpt'], [null], [{ specificationVersion: 'v2' }], [sdkModel('v1', said('stop'))]])('is nothing else', (model) => {
    expect(() => aiSdkModel(model as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'model' }) as Error);
  });
});

test.each<[string, unknown]>([
  ['null', null], ['a list', []], ['an option that there is not', { maxTokens: 5 }], ['no number', { maxOutputTokens: NaN }], ['a text', { temperature: 'hot' }],
])('options that are none are refused: %s', (_, options) => {
  expect(() => aiSdkModel(sdkModel('v2', said('stop')), options as { temperature: number })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: expect.stringMatching(/^aiSdkModel/) as unknown }) as Error);
});
