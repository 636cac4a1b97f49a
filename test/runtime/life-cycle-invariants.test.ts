import * as fc from 'fast-check';
import { describe, expect } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { LedgerEvent } from '../../src/spec/event.ts';
import type { Duty } from '../../src/spec/duty.ts';
import type { Incident } from '../../src/spec/incident.ts';
import type { StoreDriver } from '../../src/spec/plugin.ts';
import type { TellInput } from '../../src/spec/tell.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { readLedger, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { invariant } from '../support/invariant.ts';
import { HOUR, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

const tags = ['lids', 'cords', 'plugs'] as const;
const by = 'Noam';
const reason = 'a human says so';

type Step =
  | { say: [author: number, tag: number, mark: string] }
  | { wait: number }
  | { tell: (ids: readonly string[], mentions: readonly string[], now: number) => TellInput };

const nth = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
const two = fc.tuple(fc.nat(5), fc.nat(5));
const anyTell: fc.Arbitrary<Step> = fc.oneof(
  two.map(([a, b]): Step => ({ tell: (ids) => ({ about: 'merge', incident: nth(ids, a) ?? 'none', into: nth(ids, b) ?? 'none', reason, by }) })),
  fc.tuple(fc.nat(5), fc.nat(2)).map(([a, tag]): Step => ({ tell: (ids) => ({ about: 'split', incident: nth(ids, a) ?? 'none', mark: `hashtag:#${tags[tag] ?? ''}`, reason, by }) })),
  two.map(([a, b]): Step => ({ tell: (ids, mentions) => ({ about: 'split', incident: nth(ids, a) ?? 'none', mentions: [nth(mentions, b) ?? 'none'], reason, by }) })),
  two.map(([a, hours]): Step => ({ tell: (ids, _, now) => ({ about: 'mute', incident: nth(ids, a) ?? 'none', until: now + hours * 7 * HOUR, reason, by }) })),
  fc.nat(5).map((a): Step => ({ tell: (ids) => ({ about: 'unmute', incident: nth(ids, a) ?? 'none', by }) })),
  fc.nat(5).map((a): Step => ({ tell: (ids) => ({ about: 'reject', incident: nth(ids, a) ?? 'none', reason, by }) })),
  fc.tuple(fc.nat(5), fc.constantFrom('investigating', 'identified', 'resolved', 'closed')).map(([a, state]): Step => ({ tell: (ids) => ({ about: 'state', incident: nth(ids, a) ?? 'none', state, by }) })),
  two.map(([a, harm]): Step => ({ tell: (ids) => ({ about: 'harm', incident: nth(ids, a) ?? 'none', harm: harm % 5, by }) })),
  fc.tuple(fc.nat(5), fc.nat(2), fc.boolean()).map(([a, tag, all]): Step => ({
    tell: (ids) => ({ about: 'statement', incident: nth(ids, a) ?? 'none', id: `said-${tag}`, venue: `hashtag:#${tags[tag] ?? ''}`, contains: all ? ['explanation', 'prevention', 'remedy'] : [], by }),
  })),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.nat(12), fc.nat(2), fc.constantFrom('[complaint]', '[complaint] [harm:3]', '[complaint] [angry]', '[bullying]')).map((say): Step => ({ say })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 900 }).map((wait): Step => ({ wait })) },
  { weight: 4, arbitrary: anyTell },
);
const anyStory = fc.array(anyStep, { minLength: 10, maxLength: 40 });

/** What a told story ends with. `restart`: before these steps the monitor ends, and another one goes on with its store. */
async function tellStory(steps: readonly Step[], restart: ReadonlySet<number> = new Set()): Promise<{ ledger: LedgerEvent[]; incidents: Incident[]; duties: Duty[]; refused: string[]; mentions: Map<string, string | null> }> {
  const store = keptStore();
  const clock = virtualClock({ start: START });
  let monitor: Monitor = testMonitor({ clock, store });
  const refused: string[] = [];
  for (const id of tags) await monitor.tell({ about: 'incident', brand: 'acme', id, title: id, marks: [`hashtag:#${id}`], by });
  for (const [index, step] of steps.entries()) {
    if (restart.has(index)) {
      await monitor.stop();
      monitor = testMonitor({ clock, store });
      await monitor.idle();
    }
    if ('wait' in step) await clock.wait(clock.now() + step.wait * MINUTE);
    else if ('say' in step) {
      const [author, tag, mark] = step.say;
      await monitor.ingest(post(`${mark} #${tags[tag] ?? ''} broke ${index}`, { id: `p${index}`, by: `customer-${author}`, postedAt: clock.now() }));
    } else {
      const ids = (await monitor.incidents()).map(({ id }) => id);
      const mentions = (await readLedger(monitor)).flatMap((event) => (event.type === 'mention.heard' ? [event.data.mention.id] : []));
      await monitor.tell(step.tell(ids, mentions, clock.now())).catch((error: unknown) => {
        if (!KashuvError.is(error) || error.field === undefined || error.fix === undefined || (error.code !== 'CONFLICT' && error.code !== 'INPUT_INVALID')) throw error;
        refused.push(error.message);
      });
    }
    await monitor.idle();
  }
  const [ledger, incidents, duties] = [await readLedger(monitor), await monitor.incidents(), await monitor.duties()];
  await monitor.stop();
  return { ledger, incidents, duties, refused, mentions: await store.members() };
}

/** A memory store that can tell to which incident each mention belongs. */
function keptStore(): StoreDriver & { members: () => Promise<Map<string, string | null>> } {
  const store = memoryStore();
  return {
    ...store,
    members: async () => {
      const members = new Map<string, string | null>();
      const context = { signal: new AbortController().signal, fetch, now: () => 0, sleep: () => Promise.resolve(), log: () => undefined };
      for await (const { id, value } of store.scan({ prefix: 'brand/acme/mention/' }, context)) members.set(id, (JSON.parse(value) as { incident: string | null }).incident);
      return members;
    },
  };
}

describe('whatever humans do with incidents', () => {
  invariant('every mention is in one of them at most, every count is true, and every duty is in one state of one subject', 40, [anyStory], async (steps) => {
    const { ledger, incidents, duties, mentions } = await tellStory(steps);
    for (const { id, mentions: count, state, mergedInto, trail = [], muted } of incidents) {
      // What was merged keeps the count it ended with.
      if (mergedInto === undefined && state !== 'closed' && state !== 'resolved') expect([...mentions.values()].filter((incident) => incident === id)).toHaveLength(count);
      if (mergedInto !== undefined) expect([...mentions.values()]).not.toContain(id);
      expect(mergedInto === undefined || state === 'closed').toBe(true);
      expect(muted === undefined || (state !== 'resolved' && state !== 'closed')).toBe(true);
      for (const { incident: other, did } of trail) {
        const answer = { 'took-in': 'merged-into', 'merged-into': 'took-in', 'split-off': 'split-from', 'split-from': 'split-off' }[did];
        expect(incidents.find((one) => one.id === other)?.trail?.some((entry) => entry.incident === id && entry.did === answer)).toBe(true);
      }
    }
    // Opened once, settled at most once, and nothing waits that was never opened, or twice of one kind for one subject.
    const opened = ledger.flatMap((event) => (event.type === 'duty.opened' ? [event.data.duty.id] : []));
    const settled = ledger.flatMap((event) => (event.type === 'duty.answered' || event.type === 'duty.waived' || event.type === 'duty.withdrawn' ? [event.data.duty.id] : []));
    expect(new Set(opened).size).toBe(opened.length);
    expect(new Set(settled).size).toBe(settled.length);
    expect(duties.map(({ id }) => id).sort()).toEqual([...opened].sort());
    const open = duties.filter(({ state }) => state.is === 'waiting');
    expect(open.map(({ id }) => id).sort()).toEqual(opened.filter((id) => !settled.includes(id)).sort());
    expect(new Set(open.map(({ subject, kind }) => `${subject.id} ${kind}`)).size).toBe(open.length);
    const ended = new Set(incidents.filter(({ state }) => state === 'closed').map(({ id }) => id));
    expect(open.filter(({ subject }) => ended.has(subject.id))).toEqual([]);
    // Every incident that is worked on and has had no word owes one.
    for (const { id, state, hub, statements } of incidents) {
      if (state === 'resolved' || state === 'closed' || statements.some(({ atHub, venue }) => atHub || (hub === null && venue !== null))) continue;
      expect(duties.filter(({ subject, kind }) => subject.id === id && kind === 'acknowledge').some((duty) => duty.state.is === 'waiting' || duty.state.is === 'answered')).toBe(true);
    }
  });

  invariant('a restart anywhere changes nothing, to the byte', 25, [anyStory, fc.array(fc.nat(40), { minLength: 1, maxLength: 4 })], async (steps, restarts) => {
    const unbroken = await tellStory(steps);
    const broken = await tellStory(steps, new Set(restarts.map((at) => at % steps.length)));
    expect(canonicalJson(broken.ledger)).toBe(canonicalJson(unbroken.ledger));
    expect(broken.refused).toEqual(unbroken.refused);
  });
});
