import { describe, expect, test } from 'vitest';

import { modelDrafter, type ModelDrafterOptions } from '../../../src/drafters/model/index.ts';
import { KashuvError } from '../../../src/spec/errors.ts';
import type { Material } from '../../../src/spec/plugin.ts';
import { testContext, type TestContext } from '../../support/context.ts';
import { dutyOf, facts, materialOf, planOf, postOf } from '../../reply/material.ts';
import { scripted } from './fake-model.ts';

const GOOD = 'You are right, your parcel should have come. I understand how frustrating it is, and I am sorry. I will stay with you on this until it is done.';
const OTHER = 'Your criticism is fair, your parcel should be there. I can see why you are angry, and I am truly sorry about this. I will look after this until it is settled.';
const HEBREW = 'אתם צודקים, החבילה הייתה צריכה להגיע. אנחנו מבינים כמה זה מתסכל, ואנחנו מצטערים. נלווה אתכם עד שזה יסתדר.';

const draft = (options: Partial<ModelDrafterOptions>, more: { language?: 'en' | 'he'; material?: Partial<Material>; maxLength?: number; context?: TestContext } = {}): ReturnType<ReturnType<typeof modelDrafter>['draft']> => {
  const { language = 'en', material = {}, maxLength = 1_000, context = testContext() } = more;
  return modelDrafter({ generate: scripted({ text: GOOD }), ...options }).draft(dutyOf(), materialOf(language, planOf('complaint'), material), { maxLength }, context);
};

describe('a draft of a model', () => {
  test('stands between the greeting and the signature of the pack', async () => {
    const mention = postOf({ id: '1', name: 'Dana Levi' });
    const { text, variant } = await draft({}, { material: { mention } });
    const [greeting, body, signature] = text.split('\n');
    expect(greeting).toContain('Dana Levi');
    expect(body).toBe(GOOD);
    expect(signature).toMatch(/^— Maya.*Acme$/);
    expect(variant).toMatch(/^en:complaint:model-[0-9a-f]{16}$/);
  });

  test('is asked for and taken in Hebrew, in the plural', async () => {
    const model = scripted({ text: HEBREW });
    const { text, elements } = await draft({ generate: model }, { language: 'he' });
    expect(text).toContain(HEBREW);
    expect(elements).toEqual(expect.arrayContaining(['say.acceptance', 'say.service', 'say.identity']));
    expect(model.asked[0]?.prompt).toMatch(/Write in עברית \(he\).*\n\n.*plural/);
  });

  test('tells the model what the plan asks for and forbids', async () => {
    const model = scripted({ text: GOOD });
    const plan = planOf('complaint', ['say.acceptance'], { forbid: ['say.apology', 'never.compensation'] });
    await modelDrafter({ generate: model, otherwise: 'throw', attempts: 1 }).draft(dutyOf(), materialOf('en', plan), { maxLength: 500 }, testContext()).catch(() => undefined);
    expect(model.asked[0]?.prompt).toMatch(/It has to say:\n(?:- .*\n)*- accepting what was said, as in: /);
    expect(model.asked[0]?.prompt).toMatch(/It must be free of:\n(?:- .*\n?)*- offering compensation in public/);
  });

  test('never holds what the plan forbids', async () => {
    const model = scripted({ text: GOOD });
    const plan = planOf('complaint', ['say.acceptance'], { forbid: ['say.apology'] });
    const context = testContext();
    const { elements } = await modelDrafter({ generate: model }).draft(dutyOf(), materialOf('en', plan), { maxLength: 500 }, context);
    expect(elements).not.toContain('say.apology');
    expect(context.logs[0]?.data).toMatchObject({ cues: expect.arrayContaining(['forbidden:say.apology']) as string[] });
  });

  test('is not longer than the publisher takes, with all that stands around it', async () => {
    const model = scripted({ text: `${GOOD} ${'I am listening. '.repeat(40)}` }, { text: GOOD });
    const { text } = await draft({ generate: model }, { maxLength: GOOD.length + 60, material: { mention: postOf({ id: '1' }) } });
    expect(text).toContain(GOOD);
    expect(text.length).toBeLessThanOrEqual(GOOD.length + 60);
    expect(model.asked[1]?.prompt).toMatch(/It was \d+ characters long; \d+ is the most/);
  });

  test('is not what was said before', async () => {
    const first = await draft({});
    const second = await draft({ generate: scripted({ text: GOOD }, { text: OTHER }) }, { material: { recentVariants: [first.variant] } });
    expect(second.text).toContain(OTHER);
    const third = await draft({}, { material: { recentVariants: [first.variant] } });
    expect(third.text).not.toContain(GOOD);
  });

  test('is taken as an object or as JSON, in a fence too, and without what cannot be seen', async () => {
    const hidden = GOOD.replace('right', 'ri\u200bg\u202eht\u0000');
    for (const answer of [{ text: hidden }, JSON.stringify({ text: hidden }), `\`\`\`json\n${JSON.stringify({ text: hidden })}\n\`\`\``]) {
      // A control character becomes a space; what has no width is gone.
      expect((await draft({ generate: scripted(answer) })).text).toContain('You are right ,');
    }
  });

  test.each([[undefined], [null], [7], [[]], ['x'.repeat(70_000)], [{ text: 7 }], [{ text: 'x'.repeat(30_000) }], [{ text: GOOD, more: 1 }]])('is the wording’s where the model only says what is no answer', async (answer) => {
    const context = testContext();
    const { variant } = await draft({ generate: scripted(answer) }, { context });
    expect(variant).not.toContain('model-');
    expect(context.logs.filter(({ level }) => level === 'debug')).toHaveLength(3);
    expect(context.logs.at(-1)?.level).toBe('warn');
  });
});

describe('the model is not asked', () => {
  test('where a life may be in danger, and an approved text is given word for word', async () => {
    const model = scripted({ text: GOOD });
    const drafter = modelDrafter({ generate: model });
    const material = (known: Record<string, string>): Material => materialOf('en', planOf('safeguarding'), { facts: known });
    await expect(drafter.draft(dutyOf('safeguard'), material({}), { maxLength: 500 }, testContext())).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    const approved = 'You matter to us. Please call 988, any hour.';
    expect((await drafter.draft(dutyOf('safeguard'), material({ approved }), { maxLength: 500 }, testContext())).text).toBe(approved);
    expect(model.asked).toEqual([]);
  });

  test('with more facts than fit', async () => {
    const model = scripted({ text: GOOD });
    await expect(draft({ generate: model, maxFacts: 500 }, { material: { facts: { ...facts.en, answer: 'a'.repeat(600) } } })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'facts' });
    expect(model.asked).toEqual([]);
  });

  test('more often than allowed, until the time is over', async () => {
    const context = testContext({ now: 1_000 });
    const model = scripted({ text: GOOD });
    const drafter = modelDrafter({ generate: model, maxCalls: 2, perMs: 60_000 });
    const once = (): ReturnType<typeof drafter.draft> => drafter.draft(dutyOf(), materialOf('en', planOf('complaint')), { maxLength: 500 }, context);
    await once();
    context.advance(20_000);
    await once();
    context.advance(10_000);
    await expect(once()).rejects.toMatchObject({ code: 'RATE_LIMITED', field: 'maxCalls', retryAfterMs: 30_000, retryable: true });
    context.advance(30_000);
    await once();
    expect(model.asked).toHaveLength(3);
  });

  test('more often than allowed, by putting the clock back', async () => {
    const model = scripted({ text: GOOD });
    const drafter = modelDrafter({ generate: model, maxCalls: 1, perMs: 60_000 });
    const at = (now: number): ReturnType<typeof drafter.draft> => drafter.draft(dutyOf(), materialOf('en', planOf('complaint')), { maxLength: 500 }, testContext({ now }));
    await at(500_000);
    await expect(at(100_000)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 60_000 });
    await expect(at(100_000)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await at(160_000);
    expect(model.asked).toHaveLength(2);
  });

  test('after the monitor has stopped', async () => {
    const context = testContext();
    context.abort(new Error('enough'));
    await expect(draft({}, { context })).rejects.toThrow('enough');
  });
});

describe('an error of the client', () => {
  const network = Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) });
  test.each<[string, Error, Record<string, unknown>]>([
    ['of ours stays as it is', new KashuvError('RATE_LIMITED', 'slowly', { retryAfterMs: 5 }), { code: 'RATE_LIMITED', retryAfterMs: 5 }],
    ['with a status of 429', Object.assign(new Error('key sk-1'), { statusCode: 429, responseHeaders: { 'retry-after': '3' } }), { code: 'RATE_LIMITED', retryAfterMs: 3_000 }],
    ['with a status of 401', Object.assign(new Error('key sk-1'), { status: 401 }), { code: 'AUTH_FAILED' }],
    ['with a status of 529', Object.assign(new Error('key sk-1'), { status: 529, headers: new Headers() }), { code: 'UNAVAILABLE' }],
    ['with a status of 422', Object.assign(new Error('key sk-1'), { statusCode: 422 }), { code: 'CONFIG_INVALID' }],
    ['after retries of its own', Object.assign(new Error('key sk-1'), { lastError: Object.assign(new Error('x'), { statusCode: 503 }) }), { code: 'UNAVAILABLE' }],
    ['of the network', network, { code: 'UNAVAILABLE' }],
    ['of its time', new DOMException('late', 'TimeoutError'), { code: 'UNAVAILABLE' }],
    ['of another kind', new RangeError('key sk-1'), { code: 'INTERNAL' }],
  ])('%s', async (_, error, expected) => {
    const model = scripted(error);
    const thrown = await draft({ generate: model }).catch((one: unknown) => one as Error);
    expect(thrown).toMatchObject(expected);
    expect((thrown as Error).message).not.toContain('sk-1');
    expect(model.asked).toHaveLength(1);
  });

  test('that refuses one answer leads to another', async () => {
    expect((await draft({ generate: scripted(new KashuvError('REJECTED', 'filtered'), { text: GOOD }) })).text).toContain(GOOD);
  });
});

test.each<[Record<string, unknown>, string]>([
  [{}, 'modelDrafter.generate'],
  [{ generate: 'gpt' }, 'modelDrafter.generate'],
  [{ generate: () => null, attempts: 0 }, 'modelDrafter.attempts'],
  [{ generate: () => null, otherwise: 'nothing' }, 'modelDrafter.otherwise'],
  [{ generate: () => null, approve: true }, 'modelDrafter.approve'],
])('options %j are refused', (options, field) => {
  expect(() => modelDrafter(options as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
});

test('says that text leaves the machine', () => {
  const { capabilities, instance, name } = modelDrafter({ generate: scripted({}), instance: 'model:small', languages: ['he'] });
  expect([name, instance, capabilities]).toEqual(['model', 'model:small', { languages: ['he'], sendsTextOut: true }]);
});
