import { KashuvError, type ErrorCode } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { PublishCommand } from '../../spec/reply.ts';
import { freshly } from './contract.ts';
import { answers, breaksAfter, breaksBefore, faultyFetch, from, honest, movableClock, only, quiet, silent, soon, silentAfter, watched, withPatience, type Fault } from './faulty-fetch.ts';
import { echoes, leaked, listening } from './secrets.ts';
import { outcomeOf, publishing, type Ended, type Sending } from './sending.ts';

const RETRY_AFTER_S = 7;

/** How many requests it takes to send one message, and which of them, from 1, makes it be there. */
async function requestsOf(kit: Sending): Promise<{ count: number; creating: number }> {
  const command = await kit.next();
  let creating = 0;
  const { ended, count } = await sendThrough(kit, command, async (asked) => {
    const response = await asked.really();
    // The last one counts where the other side shows it late.
    if (creating === 0 && (asked.init.method ?? 'GET').toUpperCase() !== 'GET' && (await kit.isThere(command.text))) creating = asked.index;
    return response;
  });
  if (ended.is === 'failed') throw ended.error;
  return { count, creating: creating === 0 ? count : creating };
}

interface Sent {
  readonly ended: Ended;
  readonly count: number;
}

/** One message through a publisher of its own whose every request meets the fault. */
async function sendThrough(kit: Sending, command: PublishCommand, fault: Fault, base: CallContext = kit.context()): Promise<Sent> {
  const { fetch, count } = faultyFetch(base.fetch, fault);
  const publisher = await kit.make();
  try {
    const ended = await publishing(publisher, command, { ...base, fetch });
    return { ended, count: count() };
  } finally {
    await publisher.close?.();
  }
}

/** What is wrong with how an outcome that nobody can know is told, in words. */
export async function uncertainties(kit: Sending): Promise<string[]> {
  const problems: string[] = [];
  const judge = async (fault: string, command: PublishCommand, ended: Ended): Promise<void> => {
    const outcome = outcomeOf(ended);
    kit.note({ rule: 'tells an uncertain outcome', fault, outcome });
    const there = await kit.isThere(command.text);
    if (outcome === 'sent' && !there) problems.push(`${fault}: it claims to have sent what is not there`);
    else if (outcome !== 'sent' && outcome !== 'OUTCOME_UNKNOWN' && there) problems.push(`${fault}: it says ${outcome} of what is there; it may be sent twice`);
    else if (!['sent', 'OUTCOME_UNKNOWN', 'UNAVAILABLE'].includes(outcome)) problems.push(`${fault}: ${outcome}`);
  };
  if (kit.unheard !== undefined) {
    const publisher = await freshly('unheard', kit.unheard)();
    const command = await kit.next();
    await judge('the connection breaks once it was taken', command, await publishing(publisher, command, kit.context()));
    await publisher.close?.();
    return problems;
  }
  const { count, creating } = await requestsOf(kit);
  if (count === 0) throw new Error('it sends nothing through context.fetch: give `unheard`, or skip this rule with the reason');
  for (let at = 1; at <= count; at += 1) {
    const which = at === creating ? 'what is sent' : `request ${at}`;
    for (const [fault, doing] of [[`the connection breaks before ${which} is taken`, breaksBefore], [`the connection breaks once ${which} was taken`, breaksAfter]] as const) {
      const command = await kit.next();
      await judge(fault, command, (await sendThrough(kit, command, only(at, doing))).ended);
    }
  }
  for (const [fault, doing] of [['no answer comes', silent], ['no answer comes to what was taken', silentAfter]] as const) {
    const command = await kit.next();
    const ended = await sendInSilence(kit, command, only(creating, doing));
    if (ended === null) problems.push(`${fault}: it waits for ever`);
    else await judge(fault, command, ended);
  }
  return problems;
}

/** As `sendThrough`, and time goes on while no answer comes. Null where it waits for ever. */
async function sendInSilence(kit: Sending, command: PublishCommand, fault: Fault): Promise<Ended | null> {
  const over = new AbortController();
  const clock = movableClock(kit.context(over.signal));
  const { fault: watching, stuck } = watched(fault);
  const sent = sendThrough(kit, command, watching, clock.context);
  if (await withPatience(sent, clock, stuck)) return (await sent).ended;
  over.abort(new DOMException('it waits for ever', 'AbortError'));
  await sent;
  return null;
}

/** What is wrong with how it ends while it waits for the other side and is aborted, in words. */
export async function abortedMidway(kit: Sending): Promise<string[]> {
  const problems: string[] = [];
  const { count, creating } = await requestsOf(kit);
  for (const at of new Set(count === 0 ? [] : [1, creating])) {
    const stop = new AbortController();
    const { fault, stuck } = watched(only(at, silent));
    const command = await kit.next();
    const sent = sendThrough(kit, command, fault, kit.context(stop.signal));
    await quiet(sent, stuck);
    stop.abort(new DOMException('stopped', 'AbortError'));
    const done = sent.then(({ ended }) => ended, () => null);
    const ended = await soon(done);
    const outcome = ended === null ? 'it goes on' : ended.is === 'failed' && ended.error === stop.signal.reason ? 'the reason' : outcomeOf(ended);
    if (!['the reason', 'OUTCOME_UNKNOWN'].includes(outcome)) problems.push(`aborted while request ${at} waits: ${outcome}`);
  }
  return problems;
}

/** What the other side refuses with, and the codes that tell it. What failed inside the other side may have been done before. */
const REFUSALS: readonly (readonly [fault: string, answer: Fault, codes: readonly ErrorCode[]])[] = [
  ['401', answers(401), ['AUTH_FAILED']],
  ['429', answers(429, { 'retry-after': String(RETRY_AFTER_S) }), ['RATE_LIMITED']],
  ['500', answers(500), ['UNAVAILABLE', 'OUTCOME_UNKNOWN']],
  ['503', answers(503), ['UNAVAILABLE', 'OUTCOME_UNKNOWN']],
  ['400 to what is sent', answers(400), ['REJECTED']],
  ['422 to what is sent', answers(422), ['REJECTED']],
];

/** What is wrong with how refusals are told, in words. */
export async function refusals(kit: Sending): Promise<string[]> {
  const problems: string[] = [];
  const judge = async (fault: string, codes: readonly string[], command: PublishCommand, ended: Ended): Promise<void> => {
    const outcome = outcomeOf(ended);
    kit.note({ rule: 'says what was refused', fault, outcome });
    if (!codes.includes(outcome)) problems.push(`${fault}: ${outcome} instead of ${codes.join(' or ')}`);
    else if (await kit.isThere(command.text)) problems.push(`${fault}: it says ${outcome} of what is there`);
  };
  if (kit.refused !== undefined) {
    for (const [code, make] of Object.entries(kit.refused)) {
      const publisher = await freshly(`refused.${code}`, make)();
      const command = await kit.next();
      await judge(`refused with ${code}`, [code], command, await publishing(publisher, command, kit.context()));
      await publisher.close?.();
    }
    return problems;
  }
  const { count, creating } = await requestsOf(kit);
  if (count === 0) throw new Error('it sends nothing through context.fetch: give `refused`, or skip this rule with the reason');
  for (const [name, answer, codes] of REFUSALS) {
    // What comes before, such as a log-in, has refusals of its own; those that anybody may meet are tried from the first request on, too.
    const places = name.endsWith('to what is sent') ? [creating] : [...new Set([1, creating])];
    for (const at of places) {
      const command = await kit.next();
      const { ended } = await sendThrough(kit, command, from(at, answer));
      const fault = at === creating ? name : `${name} to request ${at}`;
      await judge(fault, codes, command, ended);
      if (name !== '429' || ended.is === 'sent' || !KashuvError.is(ended.error) || ended.error.code !== 'RATE_LIMITED') continue;
      if (ended.error.retryAfterMs !== RETRY_AFTER_S * 1000) problems.push(`${fault}: retryAfterMs is ${ended.error.retryAfterMs ?? 'not set'} instead of ${RETRY_AFTER_S * 1000}`);
    }
  }
  return problems;
}

/** Where a secret stands that it must not stand in, in words. */
export async function secretsTold(kit: Sending): Promise<string[]> {
  const { count, creating } = await requestsOf(kit);
  const problems: string[] = [];
  const faults: [string, Fault][] = count === 0 ? [['nothing wrong', honest]] : [
    ['nothing wrong', honest],
    ...[400, 401, 429, 500].flatMap((status) => [...new Set([1, creating])].map((at): [string, Fault] => [`${status} from a server that repeats what it was told`, from(at, echoes(status))])),
    ['a broken connection', from(1, breaksBefore)],
  ];
  for (const [name, fault] of faults) {
    const { context, logs } = listening(kit.context());
    const command = await kit.next();
    const { ended } = await sendThrough(kit, command, fault, context);
    const told = leaked([ended, ...logs], kit.secrets);
    if (told.length > 0) problems.push(`${name}: ${told.join(', ')} in what it says`);
  }
  const publisher = await kit.make();
  const { name, instance } = publisher;
  for (const secret of leaked([name, instance, ...publisher.check(await kit.next('a'.repeat(publisher.capabilities.maxLength + 1)))], kit.secrets)) problems.push(`${secret} in its name, its instance or its objections`);
  await publisher.close?.();
  return problems;
}
