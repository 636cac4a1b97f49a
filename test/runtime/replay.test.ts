import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import type { StoreDriver } from '../../src/spec/plugin.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';
import { ledgerDigest, postsAsScript, readLedger, scriptedSource, virtualClock, fixedClassifier } from '../../src/testkit/scenarios/index.ts';
import { HOUR, labelsByMark, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const marks = ['[complaint]', '[question]', '[praise]', '[bullying]', '[threat]', '[silence-complaint]', '[press-inquiry]', '[statement]', '[abstain]', '[complaint] [harm:4] [safety]', '#acmefail [complaint] [angry]'];

/** A course of posts, replies, edits and reposts by a handful of authors. */
const course = fc
  .array(fc.record({ mark: fc.constantFrom(...marks), minute: fc.nat({ max: 600 }), by: fc.nat({ max: 6 }), parent: fc.option(fc.nat({ max: 20 }), { nil: undefined }), repeat: fc.boolean() }), { minLength: 1, maxLength: 25 })
  .map((steps): PostInput[] =>
    steps.flatMap(({ mark, minute, by, parent, repeat }, index) => {
      const one = post(mark, { id: `p${index}`, minute, by: by === 0 ? 'acme' : `customer-${by}` });
      if (parent !== undefined && parent < index) one.thread = { root: `p${parent}`, parent: `p${parent}` };
      return repeat ? [one, { ...one, text: `${one.text} edited`, postedAt: (one.postedAt ?? 0) + MINUTE }] : [one];
    }),
  );

async function replay(posts: readonly PostInput[], options: Parameters<typeof testMonitor>[0] = {}): Promise<string> {
  const monitor = testMonitor({ clock: virtualClock({ start: START - HOUR }), sources: [scriptedSource(postsAsScript(posts))], ...options });
  await monitor.run();
  return (await ledgerDigest(monitor)).digest;
}

describe('a replay', () => {
  it('gives the same ledger, whatever the batch, the concurrency and the store (property)', async () => {
    await fc.assert(
      fc.asyncProperty(course, fc.constantFrom(1, 2, 7, 256), fc.constantFrom(1, 8), fc.constantFrom(1, 100), async (posts, batch, concurrency, backlog) => {
        const expected = await replay(posts);
        const slow = fixedClassifier(({ text }) => labelsByMark(text));
        const later = { ...slow, capabilities: { ...slow.capabilities, maxBatch: batch }, classify: async (...call: Parameters<typeof slow.classify>) => {
          await new Promise((resolve) => setImmediate(resolve));
          return slow.classify(...call);
        } };
        expect(await replay(posts, { classifiers: [later], limits: { batch, concurrency, backlog }, store: sqliteStore(':memory:') })).toBe(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('of many posts at once gives what the same posts one by one give', async () => {
    const first = post('[complaint] it broke', { id: 'first' });
    const others = Array.from({ length: 55 }, (_, index) => post('[complaint] mine too', { id: `other-${index}`, by: `customer-${index + 2}` }));
    const again = post('[question] and now?', { id: 'again', thread: { root: 'first', parent: 'first' } });
    const digests: string[] = [];
    for (const portions of [[[first, ...others, again]], [first, ...others, again].map((one) => [one])]) {
      await using monitor = testMonitor();
      for (const portion of portions) {
        await monitor.ingest(portion);
        if (portions.length > 1) await monitor.idle();
      }
      await monitor.idle();
      digests.push((await ledgerDigest(monitor)).digest);
    }
    expect(digests[0]).toBe(digests[1]);
  });

  it('broken off at any commit and taken up again ends with the same ledger (property)', async () => {
    let files = 0;
    await fc.assert(
      fc.asyncProperty(course, fc.nat({ max: 60 }), fc.boolean(), async (posts, commits, afterwards) => {
        const expected = await replay(posts);
        const path = join(folder, `${(files += 1)}.db`);
        const inner = sqliteStore(path);
        const broken = testMonitor({ clock: virtualClock({ start: START - HOUR }), sources: [scriptedSource(postsAsScript(posts))], store: dyingStore(inner, commits, afterwards) });
        await Promise.race([broken.run().catch(() => undefined), new Promise<void>((resolve) => deaths.push(resolve))]);
        await inner.close?.();
        expect(await replay(posts, { store: sqliteStore(path) })).toBe(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('survives a store that fails now and then: nothing is lost, nothing doubled', async () => {
    const posts = Array.from({ length: 40 }, (_, index) => post('[complaint] it broke', { id: `p${index}`, minute: index, by: `customer-${index}` }));
    let count = 0;
    const inner = memoryStore();
    const flaky: StoreDriver = {
      ...inner,
      commit: async (...call) => {
        count += 1;
        if (count % 7 === 3) throw new KashuvError('RATE_LIMITED', 'the disk sulks');
        const result = await inner.commit(...call);
        if (count % 11 === 5) throw new Error('the answer was lost');
        return result;
      },
    };
    const monitor = testMonitor({ clock: virtualClock({ start: START - HOUR }), sources: [scriptedSource(postsAsScript(posts))], store: flaky });
    await monitor.run();
    const heard = (await readLedger(monitor)).filter(({ type }) => type === 'mention.heard');
    expect(heard).toHaveLength(40);
    expect(new Set(heard.map(({ data }) => JSON.stringify(data))).size).toBe(40);
    expect((await monitor.duties()).length).toBe((await duties(posts)).length);
  });
});

async function duties(posts: readonly PostInput[]): Promise<unknown[]> {
  const monitor = testMonitor({ clock: virtualClock({ start: START - HOUR }), sources: [scriptedSource(postsAsScript(posts))] });
  await monitor.run();
  return monitor.duties();
}

const deaths: (() => void)[] = [];

/** A store whose process dies at the given commit, before or after it reached the disk. Nothing answers any more from then on. */
function dyingStore(inner: StoreDriver, commits: number, afterwards: boolean): StoreDriver {
  let left = commits;
  let dead = false;
  const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
  return {
    ...inner,
    get: (...call) => (dead ? never() : inner.get(...call)),
    commit: async (...call) => {
      if (dead) return never();
      left -= 1;
      if (left >= 0) return inner.commit(...call);
      if (afterwards) await inner.commit(...call);
      dead = true;
      for (const death of deaths.splice(0)) death();
      return never();
    },
  };
}
