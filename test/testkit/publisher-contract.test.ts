import { describe, expect, test } from 'vitest';

import { KashuvError } from '../../src/spec/errors.ts';
import type { Publisher } from '../../src/spec/plugin.ts';
import type { PublishCommand } from '../../src/spec/reply.ts';
import { publisherContract, publisherRules, type FaultSeen, type PublisherContract, type PublisherRule } from '../../src/testkit/contracts/index.ts';
import { answering, guestbook, length, PASSWORD, TOKEN, type Flaws, type Judge } from './guestbook.ts';

/** A contract for publishers to an empty guest book. */
function contractOf(flaws: Flaws = {}): PublisherContract {
  const book = guestbook();
  return {
    publisher: () => answering(flaws),
    places: { reply: () => ({ venue: 'guestbook', replyTo: 'post_1', replyToSourceId: 'guest-1' }) },
    delivered: () => book.entries,
    longest: '👨‍👩‍👧'.repeat(120),
    tooLong: '👨‍👩‍👧'.repeat(121),
    closed: { 'an entry that is gone': () => ({ venue: 'guestbook', replyTo: 'post_2', replyToSourceId: 'guest-2' }) },
    secrets: [PASSWORD, TOKEN],
    context: book.context,
  };
}

/** Which rules a publisher breaks, each with the reason. */
async function broken(contract: PublisherContract, note?: (seen: FaultSeen) => void): Promise<Map<string, string>> {
  const rules: { name: string; run: () => Promise<void> }[] = [];
  publisherContract({ test: (name, run) => rules.push({ name, run }), expect, ...(note && { note }) }, contract);
  const failures = new Map<string, string>();
  for (const { name, run } of rules) await run().catch((error: unknown) => failures.set(name.replace('a publisher ', ''), `${String(error)} ${JSON.stringify((error as { actual?: unknown }).actual ?? null)}`));
  return failures;
}

describe('the kit for publishers', () => {
  test('finds nothing in a sound one, and tells what became of each fault', async () => {
    const seen: FaultSeen[] = [];
    expect(await broken(contractOf(), (one) => seen.push(one))).toEqual(new Map());
    expect(seen.filter(({ rule }) => rule === 'tells an uncertain outcome').map(({ fault, outcome }) => [fault, outcome])).toEqual([
      ['the connection breaks before request 1 is taken', 'UNAVAILABLE'],
      ['the connection breaks once request 1 was taken', 'UNAVAILABLE'],
      ['the connection breaks before what is sent is taken', 'OUTCOME_UNKNOWN'],
      ['the connection breaks once what is sent was taken', 'OUTCOME_UNKNOWN'],
      ['no answer comes', 'OUTCOME_UNKNOWN'],
      ['no answer comes to what was taken', 'OUTCOME_UNKNOWN'],
    ]);
    expect(seen.filter(({ rule }) => rule === 'says what was refused').map(({ fault, outcome }) => [fault, outcome])).toContainEqual(['429 to request 1', 'RATE_LIMITED']);
  });

  test('finds nothing in one that looks up, or that keeps no track', async () => {
    const lookup: Flaws = { more: ({ capabilities }) => ({ capabilities: { ...capabilities, idempotency: 'lookup' } }) };
    expect(await broken(contractOf(lookup))).toEqual(new Map());
    const blind: Flaws = { more: ({ capabilities }) => ({ capabilities: { ...capabilities, idempotency: 'none' }, find: undefined as never, preflight: undefined as never }) };
    const rules: PublisherRule[] = ['publishes once', 'finds what was sent', 'knows nothing of what was not sent', 'sees what stands in the way'];
    expect([...(await broken(contractOf(blind))).keys()]).toEqual(rules);
    expect(await broken({ ...contractOf(blind), skip: Object.fromEntries(rules.map((rule) => [rule, 'the book has no memory'])) })).toEqual(new Map());
  });

  const publish = (change: (sound: Publisher, ...call: Parameters<Publisher['publish']>) => ReturnType<Publisher['publish']>): Flaws => ({ more: (sound) => ({ publish: (...call) => change(sound, ...call) }) });
  const capable = (more: object): Flaws => ({ more: ({ capabilities }) => ({ capabilities: { ...capabilities, ...more } }) });
  const code = (status: number, wrong: KashuvError | (() => void)): Judge => (response, sent) => {
    if (response.status === status) { if (typeof wrong === 'function') wrong(); else throw wrong; }
    if (response.status === 401) throw new KashuvError('AUTH_FAILED', 'it refuses the password.');
    if (response.status === 429) throw new KashuvError('RATE_LIMITED', 'it asks to wait.', { retryAfterMs: 7_000 });
    if (response.status >= 500) throw new KashuvError(sent ? 'OUTCOME_UNKNOWN' : 'UNAVAILABLE', 'down.');
    if (response.status >= 400) throw new KashuvError('REJECTED', 'no.');
  };
  let calls = 0;
  const sentAnyway = (flaw: (command: PublishCommand) => boolean): Flaws => ({ more: (sound) => ({ check: (command) => (flaw(command) ? [] : sound.check(command)) }) });
  const faults: [string, PublisherRule, Flaws, Partial<PublisherContract>?][] = [
    ['another instance each time', 'describes itself', { more: () => ({ instance: `guestbook:${(calls += 1)}` }) }],
    ['no way of sending', 'describes itself', capable({ actions: [] })],
    ['a look-up without find', 'describes itself', { more: ({ capabilities }) => ({ capabilities: { ...capabilities, idempotency: 'lookup' }, find: undefined as never }) }],
    ['a length of nothing', 'describes itself', capable({ maxLength: 0 })],
    ['a place that it does not reach', 'describes itself', { more: () => ({ reaches: () => false }) }],
    ['an action without a place', 'describes itself', capable({ actions: ['reply', 'post'] })],
    ['an objection to everything', 'checks before it sends', { more: () => ({ check: () => ['no'] }) }],
    ['an empty text', 'checks before it sends', sentAnyway(({ text }) => text.trim() === '')],
    ['a check by the clock', 'checks before it sends', { more: (sound) => ({ check: (command) => (Date.now() > 4_000_000_000_000 ? ['late'] : sound.check(command)) }) }],
    ['a check that changes the command', 'checks before it sends', { more: (sound) => ({ check: (command) => { Object.assign(command, { seen: true }); return sound.check(command); } }) }],
    ['a check that sending forgets', 'checks before it sends', publish(async (_, command) => { void command; return { id: 'nothing', at: 0 }; })],
    ['a count of its own', 'counts as the vendor does', { more: () => ({ measure: (text) => text.length }) }],
    ['a text that is too long', 'counts as the vendor does', sentAnyway(({ text }) => length(text) > 120)],
    ['a limit above the vendor’s', 'counts as the vendor does', { more: (sound) => ({ capabilities: { ...sound.capabilities, maxLength: 500 }, check: () => [] }) }, { longest: 'a'.repeat(121), tooLong: 'a'.repeat(501) }],
    ['a text cut short', 'sends the words as they are', { body: ({ text, replyToSourceId, idempotencyKey }) => ({ text: text.slice(0, 20), replyTo: replyToSourceId, key: idempotencyKey }) }],
    ['a text made safe for pages', 'sends the words as they are', { body: ({ text, replyToSourceId, idempotencyKey }) => ({ text: text.replaceAll('<', '&lt;'), replyTo: replyToSourceId, key: idempotencyKey }) }],
    ['an answer beside the thread', 'answers in the thread', { body: ({ text, idempotencyKey }) => ({ text, replyTo: null, key: idempotencyKey }) }],
    ['an id of its own', 'answers in the thread', publish(async (sound, ...call) => ({ ...(await sound.publish(...call)), id: 'mine' }))],
    ['a key that the other side is not told', 'publishes once', { body: ({ text, replyToSourceId }) => ({ text, replyTo: replyToSourceId, key: `k${(calls += 1)}` }) }],
    ['a key remembered in the process alone', 'publishes once', { more: ({ capabilities }) => ({ capabilities: { ...capabilities, idempotency: 'lookup' }, find: async () => null }) }],
    ['the newest, whatever was asked for', 'finds what was sent', { more: () => ({ find: async () => ({ id: 'answer-1', at: 0 }) }) }],
    ['a receipt without a time', 'finds what was sent', publish(async (sound, ...call) => ({ id: (await sound.publish(...call)).id }) as never)],
    ['the newest for what was never sent', 'knows nothing of what was not sent', { more: () => ({ find: async () => ({ id: 'answer-1', at: 0 }) }) }],
    ['a post that is gone', 'sees what stands in the way', { more: () => ({ preflight: async () => [] }) }],
    ['something in every way', 'sees what stands in the way', { more: () => ({ preflight: async () => ['no'] }) }],
    ['a post of its own instead of an answer', 'refuses what it cannot do', sentAnyway(({ action }) => action === 'post')],
    ['an action that there is not', 'refuses what it cannot do', sentAnyway(({ action }) => (action as string) === 'remove-theirs')],
    ['a lost answer taken for a failure', 'tells an uncertain outcome', { lost: 'UNAVAILABLE' }],
    ['a lost answer taken for a success', 'tells an uncertain outcome', publish((sound, ...call) => sound.publish(...call).catch(() => ({ id: 'perhaps', at: 0 })))],
    ['an answer waited for without end', 'tells an uncertain outcome', { timeoutMs: 10_000_000 }],
    ['a failure without a code', 'tells an uncertain outcome', publish((sound, ...call) => sound.publish(...call).catch(() => { throw new Error('broken'); }))],
    ['401 taken for an outage', 'says what was refused', { judge: code(401, new KashuvError('UNAVAILABLE', 'down.')) }],
    ['429 without its pause', 'says what was refused', { judge: code(429, new KashuvError('RATE_LIMITED', 'slowly.')) }],
    ['500 taken for a refusal', 'says what was refused', { judge: code(500, new KashuvError('REJECTED', 'no.')) }],
    ['503 taken for an answer', 'says what was refused', { judge: code(503, () => { throw new TypeError('no JSON'); }) }],
    ['422 taken for an outage', 'says what was refused', { judge: code(422, new KashuvError('UNAVAILABLE', 'down.')) }],
    ['sending after an abort', 'ends when aborted', publish((sound, command, context) => sound.publish(command, { ...context, signal: new AbortController().signal }))],
    ['an abort that nobody hears', 'ends when aborted', publish((sound, command, context) => { context.signal.throwIfAborted(); return sound.publish(command, { ...context, signal: new AbortController().signal }); })],
    ['a word in its own name', 'keeps secrets', { more: () => ({ instance: `guestbook:${PASSWORD}` }) }],
    ['what the server said, whatever it was', 'keeps secrets', { judge: async (response) => { if (!response.ok) throw new KashuvError('REJECTED', await response.text()); } }],
    ['what the server said, as a cause', 'keeps secrets', { judge: async (response) => { if (!response.ok) throw new KashuvError('REJECTED', 'no.', { cause: new Error(await response.text()) }); } }],
    ['a line in the log', 'keeps secrets', publish((sound, command, context) => { context.log('debug', 'sends', { authorization: [`Bearer ${TOKEN}`] }); return sound.publish(command, context); })],
    ['a password for an address', 'keeps secrets', publish(async (sound, command, context) => { context.log('debug', `asks /?password=${encodeURIComponent(PASSWORD)}`); return sound.publish(command, context); })],
  ];
  test.each(faults)('finds: %s', async (_, rule, flaws, more) => expect([...(await broken({ ...contractOf(flaws), ...more })).keys()]).toContain(rule));

  test('has a fault for each of its rules', () => expect(new Set(faults.map(([, rule]) => rule))).toEqual(new Set(publisherRules)));

  test('names no secret in its own report', async () => {
    const failures = await broken(contractOf({ more: () => ({ instance: `guestbook:${PASSWORD}` }) }));
    expect(failures.get('keeps secrets')).toContain('secrets[0]');
    expect(failures.get('keeps secrets')).not.toContain(PASSWORD);
  });

  test('takes publishers that send otherwise than by fetch', async () => {
    const book = guestbook();
    const mute = (error: KashuvError) => () => answering({ more: () => ({ publish: async () => { throw error; } }) });
    const unheard = () => answering({ more: (sound) => ({ publish: async (...call) => { await sound.publish(...call); throw new KashuvError('OUTCOME_UNKNOWN', 'lost'); } }) });
    const base: PublisherContract = { ...contractOf(), delivered: () => book.entries, context: book.context };
    expect(await broken({ ...base, unheard, refused: { AUTH_FAILED: mute(new KashuvError('AUTH_FAILED', 'no')) } })).toEqual(new Map());
    const wrong = await broken({ ...base, unheard: mute(new KashuvError('REJECTED', 'no')), refused: { AUTH_FAILED: mute(new KashuvError('REJECTED', 'no')) } });
    expect([...wrong.keys()]).toEqual(['tells an uncertain outcome', 'says what was refused']);
    const silent: Flaws = { more: () => ({ publish: async () => ({ id: 'x', at: 0 }) }) };
    expect((await broken(contractOf(silent))).get('tells an uncertain outcome')).toContain('sends nothing through context.fetch');
  });

  test.each<[string, unknown, string]>([
    ['null', null, 'publisherContract'],
    ['no publisher', { ...contractOf(), publisher: undefined }, 'publisher'],
    ['no places', { ...contractOf(), places: {} }, 'places'],
    ['no other side', { ...contractOf(), delivered: undefined }, 'delivered'],
    ['no closed place, and no word why', { ...contractOf(), closed: undefined }, 'closed'],
    ['no secrets, and no word why', { ...contractOf(), secrets: undefined }, 'secrets'],
    ['secrets that are none', { ...contractOf(), secrets: [] }, 'secrets'],
    ['a secret that stands in other words', { ...contractOf(), secrets: ['abc'] }, 'secrets'],
    ['a misspelt rule', { ...contractOf(), skip: { 'publish once': 'why' } }, 'skip.publish once'],
    ['a skip without a reason', { ...contractOf(), skip: { 'publishes once': '' } }, 'skip.publishes once'],
  ])('refuses a contract that is none: %s', (_, wrong, field) => {
    expect(() => publisherContract({ test, expect }, wrong as PublisherContract)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});
