import { afterEach, describe, expect, test } from 'vitest';

import { modelDrafter, openAiCompatible } from '../../../src/drafters/model/index.ts';
import type { Drafter } from '../../../src/spec/plugin.ts';
import { testContext, type TestContext } from '../../support/context.ts';
import { post, testMonitor } from '../../support/monitor.ts';
import { dutyOf, materialOf, planOf } from '../../reply/material.ts';
import { chatServer, completion, saying, status, type ChatAnswer, type ChatRequest } from './fake-model.ts';

const GOOD = 'You are right, this should not have happened. I understand how frustrating it is, and I am sorry. I will stay with you on this until it is done: We are calling everyone whose order is late.';
const COLD = 'We apologise for any inconvenience caused.';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function talking(answers: ChatAnswer[], more: Partial<Parameters<typeof modelDrafter>[0]> = {}, ask: Partial<Parameters<typeof openAiCompatible>[0]> = {}): Promise<{ drafter: Drafter; bodies: ChatRequest[]; requests: { path: string; headers: Record<string, unknown> }[] }> {
  const server = await chatServer(...answers);
  open.push(server);
  const drafter = modelDrafter({ generate: openAiCompatible({ baseUrl: `${server.url}/v1/`, model: 'small', ...ask }), ...more });
  return { drafter, bodies: server.bodies, requests: server.requests };
}

const draftWith = (drafter: Drafter, context: TestContext = testContext()): ReturnType<Drafter['draft']> => drafter.draft(dutyOf(), materialOf('en', planOf('complaint')), { maxLength: 1_000 }, context);

describe('over the chat-completions protocol', () => {
  test('asks once and takes what is good', async () => {
    const { drafter, bodies, requests } = await talking([saying(GOOD)], {}, { apiKey: 'sk-secret', body: { temperature: 0.3, model: 'other' } });
    const draft = await draftWith(drafter);
    expect(draft.text).toContain(GOOD);
    expect(draft.elements).toEqual(expect.arrayContaining(['say.empathy', 'say.acceptance', 'say.service']));
    expect(draft.slots).toEqual([]);
    expect(requests.map(({ path, headers }) => [path, headers['authorization'], headers['content-type']])).toEqual([['/v1/chat/completions', 'Bearer sk-secret', 'application/json']]);
    const [body] = bodies;
    expect(body).toMatchObject({ model: 'small', temperature: 0.3, stream: false });
    expect(body?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(body?.response_format).toMatchObject({ type: 'json_schema', json_schema: { strict: true, schema: { type: 'object', required: ['text'], additionalProperties: false } } });
    expect(JSON.stringify(body)).not.toContain('sk-secret');
  });

  test.each(['json_object', 'none'] as const)('asks for the shape as %s where a server knows no schema', async (format) => {
    const { drafter, bodies } = await talking([completion(`\`\`\`json\n${JSON.stringify({ text: GOOD })}\n\`\`\``)], {}, { format });
    expect((await draftWith(drafter)).text).toContain(GOOD);
    expect(bodies[0]?.response_format?.type).toBe(format === 'none' ? undefined : format);
  });

  test.each<[string, ChatAnswer, string]>([
    ['no JSON', completion('I would say: sorry!'), 'was not JSON'],
    ['another shape', completion('{"reply":"sorry"}'), 'one property "text"'],
    ['a list', completion('["sorry"]'), 'one property "text"'],
    ['more than was asked for', completion(JSON.stringify({ text: GOOD, approved: true })), 'no other'],
    ['no words', completion('{"text":"  "}'), 'one property "text"'],
    ['nothing', completion(null), 'was not JSON'],
    ['a refusal', completion(null, { refusal: 'I cannot help' }), 'withheld'],
    ['half an answer', completion('{"text":"You are', { finish_reason: 'length' }), 'broke off'],
    ['a filtered one', completion('', { finish_reason: 'content_filter' }), 'withheld'],
    ['cold words', saying(COLD), 'inconvenience'],
  ])('asks again, and says why, after %s', async (_, first, why) => {
    const context = testContext();
    const { drafter, bodies } = await talking([first, saying(GOOD)]);
    const draft = await draftWith(drafter, context);
    expect(draft.text).toContain(GOOD);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]?.messages[1]?.content.toLowerCase()).toContain(why.toLowerCase());
    expect(context.logs).toMatchObject([{ level: 'debug', data: { attempt: 1 } }]);
  });

  test('gives the findings of the review back, with the words they are about', async () => {
    const { drafter, bodies } = await talking([saying(COLD), saying(GOOD)]);
    await draftWith(drafter);
    const second = bodies[1]?.messages[1]?.content ?? '';
    expect(second).toMatch(/L05: /);
    expect(second).toContain('Missing: ');
    expect(second).toContain(JSON.stringify(COLD));
    expect(bodies[0]?.messages[1]?.content).not.toContain('earlier answer');
  });

  test('falls back on the wording after the last attempt, and says so', async () => {
    const context = testContext();
    const { drafter, bodies } = await talking([saying(COLD)], { attempts: 2 });
    const draft = await draftWith(drafter, context);
    expect(bodies).toHaveLength(2);
    expect(draft.text).not.toContain('inconvenience');
    expect(draft.elements).toContain('say.acceptance');
    expect(context.logs.at(-1)).toMatchObject({ level: 'warn', data: { duty: 'duty_1' } });
  });

  test('or throws, where that was asked for', async () => {
    const { drafter } = await talking([saying(COLD)], { attempts: 2, otherwise: 'throw' });
    await expect(draftWith(drafter)).rejects.toMatchObject({ code: 'REJECTED', field: 'drafter', message: expect.stringContaining('L05') as string });
  });

  test.each<[number, Record<string, string>, string, number | undefined]>([
    [429, { 'retry-after': '7' }, 'RATE_LIMITED', 7_000],
    [429, { 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' }, 'RATE_LIMITED', 60_000],
    [429, {}, 'RATE_LIMITED', undefined],
    [503, { 'retry-after': '2' }, 'RATE_LIMITED', 2_000],
    [500, {}, 'UNAVAILABLE', undefined],
    [502, {}, 'UNAVAILABLE', undefined],
    [401, {}, 'AUTH_FAILED', undefined],
    [403, {}, 'AUTH_FAILED', undefined],
    [400, {}, 'CONFIG_INVALID', undefined],
    [404, {}, 'CONFIG_INVALID', undefined],
    [302, { location: 'http://127.0.0.1:1/' }, 'CONFIG_INVALID', undefined],
  ])('says what a %i with %j is, at once and without the body', async (code, headers, expected, retryAfterMs) => {
    const { drafter, bodies } = await talking([status(code, headers)], {}, { apiKey: 'sk-secret' });
    const error = await draftWith(drafter).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: expected });
    expect((error as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
    expect((error as Error).message).not.toMatch(/secret/);
    expect(bodies).toHaveLength(1);
  });

  test.each<[string, ChatAnswer, string]>([
    ['breaks off', (response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"choices":[');
      response.socket?.destroySoon();
    }, 'UNAVAILABLE'],
    ['is half a JSON', status(200, {}, '{"choices":[{"message":'), 'UNAVAILABLE'],
    ['is no completion', status(200, {}, '{"ok":true}'), 'UNAVAILABLE'],
    ['is a page', status(200, {}, '<html>'), 'UNAVAILABLE'],
    ['is no UTF-8', (response) => response.end(Buffer.from([0x7b, 0xff, 0x7d])), 'UNAVAILABLE'],
    ['is huge', (response) => {
      response.writeHead(200);
      response.end(JSON.stringify({ choices: [{ message: { content: 'x'.repeat(200_000) } }] }));
    }, 'INPUT_INVALID'],
  ])('a body that %s is an error, no draft', async (_, answer, code) => {
    const { drafter } = await talking([answer], {}, { maxBytes: 100_000 });
    await expect(draftWith(drafter)).rejects.toMatchObject({ code });
  });

  test('a server that is not there is UNAVAILABLE', async () => {
    const server = await chatServer();
    await server.close();
    const drafter = modelDrafter({ generate: openAiCompatible({ baseUrl: server.url, model: 'm' }) });
    await expect(draftWith(drafter)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('a server that says nothing is given up when its time is over', async () => {
    let heard: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (heard = resolve));
    const context = testContext();
    const { drafter } = await talking([() => heard()], { timeoutMs: 5_000 });
    const draft = draftWith(drafter, context).catch((thrown: unknown) => thrown);
    await arrived;
    context.advance(5_000);
    expect(await draft).toMatchObject({ code: 'UNAVAILABLE', field: 'timeoutMs' });
  });

  test('stops with the monitor, and that is no failure', async () => {
    let heard: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (heard = resolve));
    const context = testContext();
    const { drafter } = await talking([() => heard()]);
    const draft = draftWith(drafter, context).catch((thrown: unknown) => thrown);
    await arrived;
    context.abort(new Error('enough'));
    expect(await draft).toEqual(new Error('enough'));
    expect(context.logs).toEqual([]);
  });
});

test('under virtual time waits for the answer, not for the clock', async () => {
  const { drafter } = await talking([(response) => {
    response.writeHead(200);
    response.write(' ');
    let turns = 50;
    const later = (): void => {
      if ((turns -= 1) > 0) setImmediate(later);
      else response.end(JSON.stringify({ choices: [{ finish_reason: 'stop', message: { content: JSON.stringify({ text: GOOD.replace('this should not have happened', 'your parcel should have come') }) } }] }));
    };
    later();
  }], { otherwise: 'throw', attempts: 1, timeoutMs: 1_000 });
  await using monitor = testMonitor({ drafter });
  await monitor.ingest(post('[complaint] my parcel did not come', { id: 'slow' }));
  await monitor.idle();
  const duty = (await monitor.duties({ state: 'waiting' })).find(({ kind }) => kind === 'answer');
  const { draft } = await monitor.draft(duty?.id ?? '', { facts: { action: 'We are calling everyone whose order is late.', signature: 'Maya' } });
  expect(draft.by).toEqual({ type: 'drafter', name: 'model' });
  expect(draft.variant).toContain('model-');
});

test.each<[string, Record<string, unknown>, string]>([
  ['no address', { baseUrl: 'there', model: 'm' }, 'openAiCompatible.baseUrl'],
  ['an address of a file', { baseUrl: 'file:///x', model: 'm' }, 'openAiCompatible.baseUrl'],
  ['a password in the address', { baseUrl: 'https://a:b@x.example', model: 'm' }, 'openAiCompatible.baseUrl'],
  ['a key in the clear', { baseUrl: 'http://x.example', model: 'm', apiKey: 'k' }, 'openAiCompatible.baseUrl'],
  ['a key of two lines', { baseUrl: 'https://x.example', model: 'm', apiKey: 'k\nx-evil: 1' }, 'openAiCompatible.apiKey'],
  ['no model', { baseUrl: 'https://x.example' }, 'openAiCompatible.model'],
  ['an unknown option', { baseUrl: 'https://x.example', model: 'm', key: 'k' }, 'openAiCompatible.key'],
])('%s is refused before anything is asked', (_, options, field) => {
  expect(() => openAiCompatible(options as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
});
