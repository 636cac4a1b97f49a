import { describe, expect, it } from 'vitest';

import { KashuvError, type ErrorCode } from '../../src/spec/errors.ts';
import type { EventMap } from '../../src/spec/event.ts';
import type { PullSource } from '../../src/spec/plugin.ts';
import type { Signal } from '../../src/spec/post.ts';
import { readLedger, scriptedSource } from '../../src/testkit/scenarios/index.ts';
import { MINUTE, post, START, testMonitor } from '../support/monitor.ts';

/** What a brand learns of signals that come one after the other: docs/write-a-source.md. */
async function learned(...signals: Signal[]): Promise<string[]> {
  await using monitor = testMonitor({ sources: [scriptedSource(signals.map((signal, index) => ({ at: START + index * MINUTE, signals: [signal] })))] });
  await monitor.run();
  return (await readLedger(monitor)).map(({ type }) => type).filter((type) => /^mention\.(?:heard|edited|deleted)$/.test(type));
}
const say = (type: 'posted' | 'edited', text: string, title?: string): Signal => ({ type, post: { ...post('', { id: 'a', text }), ...(title !== undefined && { title }) } });
const gone: Signal = { type: 'deleted', ref: 'a', by: 'unknown' };

describe('what becomes of a signal', () => {
  it('of a post never heard', async () => {
    expect(await learned(say('posted', 'my acme kettle leaks'))).toEqual(['mention.heard']);
    expect(await learned(say('edited', 'my acme kettle leaks'))).toEqual(['mention.heard']);
    expect(await learned(gone)).toEqual([]);
    expect(await learned(say('posted', 'my kettle leaks'), gone, say('edited', 'my acme kettle leaks'))).toEqual(['mention.heard']);
  });

  it('of one that was heard', async () => {
    for (const type of ['posted', 'edited'] as const) {
      expect(await learned(say('posted', 'my acme kettle leaks'), say(type, 'my acme kettle leaks'))).toEqual(['mention.heard']);
      expect(await learned(say('posted', 'my acme kettle leaks'), say(type, 'my acme kettle is fine'))).toEqual(['mention.heard', 'mention.edited']);
      expect(await learned(say('posted', 'my acme kettle leaks', 'Kettle'), say(type, 'my acme kettle leaks', 'Leaks'))).toEqual(['mention.heard', 'mention.edited']);
    }
  });

  it('of one that was deleted', async () => {
    expect(await learned(say('posted', 'my acme kettle leaks'), gone, say('posted', 'my acme kettle leaks'), say('edited', 'my acme kettle is fine'), gone)).toEqual(['mention.heard', 'mention.deleted']);
  });
});

describe('words under the id of a post', () => {
  const by = (id: string | undefined, text: string) => {
    const { author, ...rest } = post('', { id: 'a', text });
    return id === undefined ? rest : { ...rest, author: { ...author, id, handle: id } };
  };
  const said = (...posts: ReturnType<typeof by>[]): Signal[] => posts.map((one) => ({ type: 'posted', post: one }));
  const theirs = by('dana', 'acme kettle leaks');

  it('that another author says are skipped by name, and the post stays as it was', async () => {
    expect(await learned(...said(theirs, by('mallory', 'acme kettle is wonderful')))).toEqual(['mention.heard']);
    await using monitor = testMonitor();
    expect(await monitor.ingest([theirs, by('mallory', 'acme kettle is wonderful')])).toEqual({ accepted: 1, skipped: [{ ref: 'a', reason: expect.stringContaining('somebody else') as string }] });
  });

  it('are an edit where nobody says who wrote them, or who did', async () => {
    const edited = ['mention.heard', 'mention.edited'];
    expect(await learned(...said(theirs, by(undefined, 'acme kettle leaks again')))).toEqual(edited);
    expect(await learned(...said(by(undefined, 'acme kettle leaks'), by('dana', 'acme kettle leaks again')))).toEqual(edited);
  });

  it('are an edit at a source whose authors only say who they are', async () => {
    const scripted = scriptedSource(said(theirs, by('Dana B.', 'acme kettle leaks again')).map((signal, index) => ({ at: START + index * MINUTE, signals: [signal] })));
    await using monitor = testMonitor({ sources: [{ ...scripted, capabilities: { ...scripted.capabilities, authorsClaimed: true } }] });
    await monitor.run();
    expect((await readLedger(monitor)).filter(({ type }) => type === 'mention.edited')).toHaveLength(1);
  });
});

/** Pauses after `failures` of one code, in ms, without chance. */
async function pauses(code: ErrorCode, failures: number, more: { retryAfterMs?: number } = {}): Promise<(number | null)[]> {
  const failing: PullSource = {
    contract: 1,
    name: 'failing',
    instance: 'failing',
    capabilities: { mode: 'poll', backfill: true, threads: false, authors: false, queryFeatures: [] },
    // eslint-disable-next-line require-yield -- it fails before it gives anything
    async *read() {
      throw new KashuvError(code, 'no.', more);
    },
    signals: () => [],
  };
  const told: EventMap['source.failed'][] = [];
  const stop = new AbortController();
  await using monitor = testMonitor({ sources: [failing], random: () => 0.5, limits: { retryBaseMs: 1_000, retryMaxMs: 300_000 } });
  monitor.on('source.failed', (data) => {
    told.push(data);
    if (told.length === failures) stop.abort();
  });
  await monitor.run({ signal: stop.signal });
  return told.map(({ retryInMs }) => retryInMs);
}

describe('when a failed source is asked again', () => {
  it.each<ErrorCode>(['AUTH_FAILED', 'CONFIG_INVALID', 'UNSUPPORTED'])('seldom: %s', async (code) => {
    expect(await pauses(code, 3)).toEqual([300_000, 300_000, 300_000]);
  });

  it.each<ErrorCode>(['RATE_LIMITED', 'UNAVAILABLE', 'INPUT_INVALID', 'REJECTED', 'INTERNAL'])('after growing pauses: %s', async (code) => {
    expect(await pauses(code, 3)).toEqual([750, 1_500, 3_000]);
  });

  it('not before the vendor said', async () => {
    expect(await pauses('RATE_LIMITED', 2, { retryAfterMs: 60_000 })).toEqual([60_000, 60_000]);
  });
});
