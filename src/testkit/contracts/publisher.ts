import * as z from 'zod';

import type { ErrorCode } from '../../spec/errors.ts';
import type { CallContext, Publisher } from '../../spec/plugin.ts';
import { receiptSchema, type PublishCommand, type Receipt } from '../../spec/reply.ts';
import { checkContract, freshly, invalid, misdescribed, needed, stillContext, type Skips, type TestRunner } from './contract.ts';
import { elsewhere, frozenCopy } from './elsewhere.ts';
import { abortedMidway, refusals, secretsTold, uncertainties } from './publisher-faults.ts';
import { checkSecrets } from './secrets.ts';
import { outcomeOf, publishing, type Ended, type Sending } from './sending.ts';

type Action = PublishCommand['action'];

/** Where words go, and what they answer there. */
export interface Place {
  readonly venue: string;
  /** kashuv's id of the post that is answered; null: none. */
  readonly replyTo: string | null;
  /** The vendor's id of it. */
  readonly replyToSourceId: string | null;
  /** The source that heard it. Default: null. */
  readonly source?: string | null;
}

/** What the other side has of one message. */
export interface Delivered {
  /** As in the receipt. */
  readonly id: string;
  /** As a reader sees it. */
  readonly text: string;
  /** The vendor's id of the post that it answers; null: it answers none. */
  readonly replyTo: string | null;
}

export interface PublisherContract {
  /** A new publisher of the same instance, each time it is called, to the same other side. */
  readonly publisher: () => Publisher | Promise<Publisher>;
  /** For each action that it is capable of, a place where it may be done now; asked for anew for each message. */
  readonly places: Readonly<Partial<Record<Action, () => Place | Promise<Place>>>>;
  /** All that the other side has from this publisher by now. */
  readonly delivered: () => readonly Delivered[] | Promise<readonly Delivered[]>;
  /** A text that just fits by the vendor's own counting, and one that just does not. Default, without `measure`: `maxLength` letters, and one more. */
  readonly longest?: string;
  readonly tooLong?: string;
  /** By name: places where something stands in the way, such as a post that is gone or closed. */
  readonly closed?: Readonly<Record<string, () => Place | Promise<Place>>>;
  /** For what sends otherwise than through `context.fetch`: its connection breaks after the other side has taken what is sent. */
  readonly unheard?: () => Publisher | Promise<Publisher>;
  /** For what sends otherwise than through `context.fetch`: publishers whose other side refuses, by the code that says so. */
  readonly refused?: Readonly<Partial<Record<ErrorCode, () => Publisher | Promise<Publisher>>>>;
  /** Tokens and passwords that the publisher was made with. */
  readonly secrets?: readonly string[];
  /** Part of every key and text, to set this run apart from earlier ones against the same other side. Default: nothing. */
  readonly run?: string;
  /** A new context for each call. Default: the machine's fetch, a clock that stands still, and waits that only an abort ends. */
  readonly context?: (signal: AbortSignal) => CallContext;
  /** Rules that cannot hold for this publisher, by name, each with the reason. */
  readonly skip?: Skips<PublisherRule>;
}

/** The rules that every publisher keeps. */
export const publisherRules = [
  'describes itself', 'checks before it sends', 'counts as the vendor does', 'sends the words as they are', 'answers in the thread', 'publishes once', 'finds what was sent',
  'knows nothing of what was not sent', 'sees what stands in the way', 'refuses what it cannot do', 'tells an uncertain outcome', 'says what was refused', 'ends when aborted', 'keeps secrets',
] as const;
export type PublisherRule = (typeof publisherRules)[number];

const fields = [
  'publisher', 'places', 'delivered', 'longest', 'tooLong', 'closed', 'unheard', 'refused', 'secrets', 'run', 'context', 'skip',
] as const satisfies readonly (keyof PublisherContract)[];

const ACTIONS = ['reply', 'post', 'message'] as const satisfies readonly Action[];
/** Letters of several scripts, pictures made of several characters, marks, and signs that mean something elsewhere. */
const WORDS = ['תודה שכתבתם, אנחנו בודקים', 'Danke – wir prüfen das für Sie. 谢谢。', 'Thank you 👩‍👩‍👧 🏳️‍🌈 🇮🇱', 'It is 5 < 6 & "7" > 3, {{name}} __init__ *said*', 'Ünïcödé e\u0301 \u05e9\u05b8\u05c1', 'First line\nsecond line'];

/** Registers one test for each rule every publisher keeps. Throws CONFIG_INVALID, naming the field, for a contract that is none. */
export function publisherContract(runner: TestRunner, contract: PublisherContract): void {
  checkContract('publisherContract', runner, contract, { fields, rules: publisherRules });
  if (typeof contract.publisher !== 'function') throw invalid('publisher', 'expected a function that makes a publisher.', "Write publisher: () => guestbook('https://shop.example').");
  if (typeof contract.delivered !== 'function') throw invalid('delivered', 'expected a function that reads the other side.', 'Give what is there by now, as [{ id, text, replyTo }].');
  if (!ACTIONS.some((action) => typeof (contract.places as Partial<Record<Action, unknown>> | undefined)?.[action] === 'function')) throw invalid('places', 'expected a place for each action.', "Write places: { reply: () => ({ venue, replyTo: 'post_1', replyToSourceId: '1' }) }.");
  needed(contract, { 'sees what stands in the way': 'closed', 'keeps secrets': 'secrets' });
  if (contract.secrets !== undefined) checkSecrets(contract.secrets);
  const { test, expect } = runner;
  const make = freshly('publisher', contract.publisher);
  const { run = '' } = contract;
  const context = (signal = new AbortController().signal): CallContext => (contract.context ?? stillContext)(signal);
  let count = 0;
  const next: Sending['next'] = async (text, action = ACTIONS.find((one) => contract.places[one] !== undefined) ?? 'reply') => {
    count += 1;
    const place = await contract.places[action]?.();
    if (place === undefined) throw invalid(`places.${action}`, 'there is none, though it is capable of that.', 'Give a place where it may be done.');
    return commandTo(place, action, `kit-${run}${count}`, text ?? `Thank you for telling us, we look into it. ${run}${count}`);
  };
  const read = async (text: string): Promise<Delivered[]> => (await contract.delivered()).filter((one) => one.text === text);
  const { unheard, refused, secrets = [] } = contract;
  const sending: Sending = { make, next, context, unheard, refused, secrets, note: (seen) => runner.note?.(seen), isThere: async (text) => (await read(text)).length > 0 };
  const rule = (name: PublisherRule, run: (publisher: Publisher) => Promise<unknown>): void => {
    if (contract.skip?.[name] !== undefined) return;
    void test(`a publisher ${name}`, async () => {
      const publisher = await make();
      try {
        await run(publisher);
      } finally {
        await publisher.close?.();
      }
    });
  };
  /** In a process of its own, as after a restart. */
  const anew = async <T>(work: (publisher: Publisher) => Promise<T>): Promise<T> => {
    const other = await make();
    try {
      return await work(other);
    } finally {
      await other.close?.();
    }
  };

  rule('describes itself', async (publisher) => {
    const again = await anew(async ({ instance }) => instance);
    const problems = [...misdescribed(publisher, ['reaches', 'check', 'publish']), ...wrongCapabilities(publisher)];
    if (again !== publisher.instance) problems.push('instance is another one each time');
    for (const action of ACTIONS.filter((one) => publisher.capabilities.actions.includes(one))) {
      const { target } = await next(undefined, action);
      const { source = null } = (await contract.places[action]?.()) ?? {};
      if (!publisher.reaches({ venue: target.venue, source })) problems.push(`does not reach the place given for '${action}'`);
    }
    expect(problems).toEqual([]);
  });

  rule('checks before it sends', async (publisher) => {
    const good = frozenCopy(await next());
    expect(publisher.check(good)).toEqual([]);
    expect(elsewhere(() => publisher.check(good))).toEqual([]);
    for (const text of ['', ' \n\t']) {
      const empty = { ...good, text };
      expect(publisher.check(empty).length > 0 ? 'objects' : 'takes an empty text').toEqual('objects');
      expect(refusedForGood(await publishing(publisher, empty, context()))).toEqual('refused');
    }
    expect(await sending.isThere('')).toEqual(false);
  });

  rule('counts as the vendor does', async (publisher) => {
    const { maxLength } = publisher.capabilities;
    if (publisher.measure !== undefined && (contract.longest === undefined || contract.tooLong === undefined)) throw new Error('it counts in its own way: give `longest` and `tooLong`');
    const fits = await next(contract.longest ?? 'a'.repeat(maxLength));
    const tooLong = { ...(await next()), text: contract.tooLong ?? 'a'.repeat(maxLength + 1) };
    const measure = (text: string): number => publisher.measure?.(text) ?? text.length;
    expect({ fits: measure(fits.text) <= maxLength, tooLong: measure(tooLong.text) > maxLength }).toEqual({ fits: true, tooLong: true });
    expect(publisher.check(fits)).toEqual([]);
    expect(publisher.check(tooLong).length > 0 ? 'objects' : 'takes a text that is too long').toEqual('objects');
    expect(refusedForGood(await publishing(publisher, tooLong, context()))).toEqual('refused');
    await publisher.publish(fits, context());
    expect({ longest: await sending.isThere(fits.text), tooLong: await sending.isThere(tooLong.text) }).toEqual({ longest: true, tooLong: false });
  });

  rule('sends the words as they are', async (publisher) => {
    for (const words of WORDS) {
      const command = await next(`${words} ${run}`.trim());
      const { id } = await publisher.publish(command, context());
      expect((await contract.delivered()).filter((one) => one.id === id).map(({ text }) => text)).toEqual([command.text]);
    }
  });

  rule('answers in the thread', async (publisher) => {
    for (const action of ACTIONS.filter((one) => publisher.capabilities.actions.includes(one))) {
      const command = await next(undefined, action);
      const { id } = await publisher.publish(command, context());
      expect((await read(command.text)).map((one) => ({ action, id: one.id, replyTo: one.replyTo }))).toEqual([{ action, id, replyTo: command.replyToSourceId }]);
    }
  });

  rule('publishes once', async (publisher) => {
    const command = await next();
    const first = await publisher.publish(command, context());
    const again = await anew(async (other) => {
      switch (other.capabilities.idempotency) {
        case 'native': return other.publish(command, context());
        case 'lookup': return other.find?.(command.idempotencyKey, context(), { command, since: context().now() });
        case 'none': throw new Error("its idempotency is 'none': skip this rule with the reason why it can be neither asked nor told twice");
      }
    });
    expect({ id: again?.id, posts: (await read(command.text)).length }).toEqual({ id: first.id, posts: 1 });
  });

  rule('finds what was sent', async (publisher) => {
    if (publisher.find === undefined) throw new Error('it has no find(): skip this rule with the reason');
    const commands = [await next(), await next()];
    const receipts: Receipt[] = [];
    for (const command of commands) receipts.push(await publisher.publish(command, context()));
    expect(receipts.flatMap((receipt) => receiptSchema.safeParse(receipt).error?.issues ?? [])).toEqual([]);
    const found = await anew(async (other) => Promise.all(commands.map(async (command) => (await other.find?.(command.idempotencyKey, context(), { command, since: context().now() }))?.id)));
    expect(found).toEqual(receipts.map(({ id }) => id));
  });

  rule('knows nothing of what was not sent', async (publisher) => {
    if (publisher.find === undefined) throw new Error('it has no find(): skip this rule with the reason');
    await publisher.publish(await next(), context());
    const command = await next();
    expect(await publisher.find(command.idempotencyKey, context(), { command, since: context().now() })).toEqual(null);
  });

  rule('sees what stands in the way', async (publisher) => {
    if (publisher.preflight === undefined) throw new Error('it has no preflight(): skip this rule with the reason');
    expect(await publisher.preflight(await next(), context())).toEqual([]);
    for (const [name, place] of Object.entries(contract.closed ?? {})) {
      const command = commandTo(await place(), 'reply', `${(await next()).idempotencyKey}-closed`, `To a place where something stands in the way: ${name} ${run}`);
      const said: unknown = await publisher.preflight(command, context());
      const objects = Array.isArray(said) && said.length > 0 && said.every((one) => typeof one === 'string' && one !== '');
      expect({ name, said: objects ? 'objects' : 'sees nothing in the way' }).toEqual({ name, said: 'objects' });
      sending.note({ rule: 'sees what stands in the way', fault: name, outcome: 'objects' });
    }
  });

  rule('refuses what it cannot do', async (publisher) => {
    const known = await next();
    const actions = [...ACTIONS.filter((action) => !publisher.capabilities.actions.includes(action)), 'remove-theirs' as Action];
    for (const action of actions) {
      const command = { ...known, action, text: `Not to be sent: ${action} ${run}`, idempotencyKey: `${known.idempotencyKey}-${action}` };
      expect({ action, check: publisher.check(command).length > 0 ? 'objects' : 'takes it' }).toEqual({ action, check: 'objects' });
      expect({ action, publish: refusedForGood(await publishing(publisher, command, context())) }).toEqual({ action, publish: 'refused' });
      expect(await sending.isThere(command.text)).toEqual(false);
    }
  });

  rule('tells an uncertain outcome', async () => expect(await uncertainties(sending)).toEqual([]));
  rule('says what was refused', async () => expect(await refusals(sending)).toEqual([]));

  rule('ends when aborted', async (publisher) => {
    const stopped = new AbortController();
    stopped.abort(new DOMException('stopped', 'AbortError'));
    const command = await next();
    const ended = await publishing(publisher, command, context(stopped.signal));
    expect(ended.is === 'failed' && ended.error === stopped.signal.reason ? 'the reason' : ended).toEqual('the reason');
    expect(await sending.isThere(command.text)).toEqual(false);
    expect(await abortedMidway(sending)).toEqual([]);
  });

  rule('keeps secrets', async () => expect(await secretsTold(sending)).toEqual([]));
}

function commandTo({ venue, replyTo, replyToSourceId }: Place, action: Action, idempotencyKey: string, text: string): PublishCommand {
  return { action, brand: 'kit', text, target: { venue, replyTo }, replyToSourceId, idempotencyKey };
}

/** 'refused', or what it did instead. */
function refusedForGood(ended: Ended): string {
  const outcome = outcomeOf(ended);
  return ['REJECTED', 'UNSUPPORTED', 'INPUT_INVALID'].includes(outcome) ? 'refused' : outcome;
}

const capabilitiesSchema = z.object({
  actions: z.array(z.enum(['reply', 'post', 'message', 'report', 'retract-own'])).min(1),
  idempotency: z.enum(['native', 'lookup', 'none']),
  maxLength: z.int().positive(),
  maxInFlight: z.int().positive(),
});

function wrongCapabilities(publisher: Publisher): string[] {
  const { error } = capabilitiesSchema.safeParse(publisher.capabilities);
  const problems = (error?.issues ?? []).map(({ path, message }) => `capabilities.${path.join('.')}: ${message}`);
  if (publisher.capabilities.idempotency === 'lookup' && typeof publisher.find !== 'function') problems.push("idempotency 'lookup' without find()");
  for (const name of ['find', 'preflight', 'measure'] as const) if (publisher[name] !== undefined && typeof publisher[name] !== 'function') problems.push(`${name} is no function`);
  return problems;
}
