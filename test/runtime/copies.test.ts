import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import type { CoreOptions, Monitor } from '../../src/core.ts';
import type { CopyOf } from '../../src/spec/mention.ts';
import type { StoredRecord } from '../../src/spec/plugin.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';
import { ledgerDigest, postsAsScript, readLedger, scriptedSource, virtualClock, type ScriptStep } from '../../src/testkit/scenarios/index.ts';
import { testContext } from '../support/context.ts';
import { dataOf, HOUR, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

const WORDS = '[complaint] my kettle caught fire this morning while the kids had breakfast and support does not answer';
const OTHER = '[complaint] waited an hour at the till for a refund that nobody there had ever heard of';

/** The copies among what was heard, by the source's ids. */
async function copies(monitor: Monitor): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [id, { post: first }] of await copiesOf(monitor)) found[id] = (await sourceIdOf(monitor, first)) ?? first;
  return found;
}

async function copiesOf(monitor: Monitor): Promise<[string, CopyOf][]> {
  const found: [string, CopyOf][] = [];
  for (const event of await readLedger(monitor)) {
    if (event.type !== 'mention.heard' && event.type !== 'mention.edited') continue;
    const { post: id, copyOf } = event.data.mention;
    if (copyOf !== undefined) found.push([(await sourceIdOf(monitor, id)) ?? id, copyOf]);
  }
  return found;
}

/** By the conversation it stands in, as a host would look it up. */
async function sourceIdOf(monitor: Monitor, id: string): Promise<string | null> {
  for (const { id: one } of await monitor.cases()) for (const said of await monitor.conversation(one)) if (said.id === id && said.post !== null) return said.post.sourceId;
  return null;
}

const said = (id: string, text: string, by: string, more: Partial<PostInput> & { minute?: number } = {}): PostInput => post(text, { id, by, ...more });

describe('a copy', () => {
  it('is told by the first post of its group, across sources and venues', async () => {
    await using monitor = testMonitor();
    await monitor.ingest([said('a', WORDS, 'customer-1'), said('b', OTHER, 'customer-2')], { source: 'micro' });
    await monitor.ingest([said('c', `${WORDS} #fire https://t.example/1`, 'customer-3')], { source: 'forum' });
    await monitor.ingest([said('d', `unbelievable! ${WORDS}`, 'customer-4')], { source: 'reviews' });
    await monitor.idle();
    expect(await copies(monitor)).toEqual({ c: 'a', d: 'a' });
    for (const [, { similarity }] of await copiesOf(monitor)) expect(similarity).toBeGreaterThan(0.9);
  });

  it('keeps its own case, its own plan and its own duty', async () => {
    await using monitor = testMonitor();
    await monitor.ingest([said('a', WORDS, 'customer-1'), said('b', WORDS, 'customer-2'), said('c', `RT @x: ${WORDS}`, 'customer-3')]);
    await monitor.idle();
    expect(Object.keys(await copies(monitor))).toEqual(['b', 'c']);
    const cases = await monitor.cases();
    expect(cases).toHaveLength(3);
    expect(cases.every(({ plan }) => plan !== null)).toBe(true);
    const owed = (await monitor.duties({ state: 'waiting' })).map(({ subject }) => subject.id);
    expect(new Set(owed)).toEqual(new Set(cases.map(({ id }) => id)));
  });

  it.each([
    ['thanks', '[praise] thank you!'],
    ['a wish', 'refund please'],
  ])('is not made of what many say: %s', async (_, text) => {
    await using monitor = testMonitor();
    await monitor.ingest(['1', '2', '3'].map((id) => said(id, text, `customer-${id}`)));
    await monitor.idle();
    expect(await copies(monitor)).toEqual({});
  });

  it('is one of a brand: what another brand heard first is none', async () => {
    const brands = [{ id: 'acme', name: 'Acme', query: 'acme' }, { id: 'bolt', name: 'Bolt', query: 'bolt' }].map((brand) => ({ ...brand, languages: ['en'] }));
    await using monitor = testMonitor({ brands });
    const words = 'the kettle caught fire this morning while the kids had breakfast and support never answers the phone';
    await monitor.ingest([{ id: 'a', text: `@bolt ${words}`, author: { id: '1' } }, { id: 'b', text: `@acme ${words}`, author: { id: '2' } }, { id: 'c', text: `@acme ${words}`, author: { id: '3' } }]);
    await monitor.idle();
    expect(await copies(monitor)).toEqual({ c: 'b' });
  });

  it('may become or cease to be one by an edit', async () => {
    await using monitor = testMonitor();
    await monitor.ingest([said('a', WORDS, 'customer-1'), said('b', OTHER, 'customer-2')]);
    await monitor.ingest(said('b', WORDS, 'customer-2'));
    await monitor.idle();
    expect((await dataOf(monitor, 'mention.edited')).map(({ mention }) => mention.copyOf?.similarity)).toEqual([1]);
    await monitor.ingest(said('b', OTHER, 'customer-2'));
    await monitor.idle();
    expect((await dataOf(monitor, 'mention.edited')).map(({ mention }) => mention.copyOf?.similarity)).toEqual([1, undefined]);
  });
});

describe('spreading', () => {
  it('counts for the author of the first post, begins no story, and belongs to its incident', async () => {
    const crowd = Array.from({ length: 5 }, (_, index) => said(`crowd-${index}`, `[complaint] [discrimination] [angry] #acmefail what happened to number ${index} is a disgrace`, `angry-${index}`, { minute: index }));
    const first = said('first', `[complaint] [discrimination] [angry] #acmefail they sent my grandmother away because of her headscarf and laughed at her`, 'witness', { minute: 6 });
    const copy = (index: number): PostInput =>
      said(`copy-${index}`, '[complaint] they sent my grandmother away because of her headscarf and laughed at her', `copier-${index}`, { minute: 10 + index, venue: { id: 'site:board', kind: 'site', class: 'forum', name: 'Board' } });
    const monitor = testMonitor({ clock: virtualClock({ start: START - HOUR }), sources: [scriptedSource(postsAsScript([...crowd, first, copy(1), copy(2), copy(3)]))] });
    await monitor.run();
    expect(await copies(monitor)).toEqual({ 'copy-1': 'first', 'copy-2': 'first', 'copy-3': 'first' });
    const [incident] = await monitor.incidents();
    const joined = (await monitor.cases({ incident: incident?.id ?? '' })).flatMap(({ mentions }) => mentions);
    const heard = new Map((await dataOf(monitor, 'mention.heard')).map(({ mention }) => [mention.id, mention]));
    expect(joined.filter((id) => heard.get(id)?.copyOf !== undefined)).toHaveLength(3);
    const witness = [...heard.values()].find(({ post: id }) => id === heard.get(joined.find((one) => heard.get(one)?.copyOf !== undefined) ?? '')?.copyOf?.post);
    expect(incident?.spreaders.map(({ authorKey }) => authorKey)).toContain(witness?.authorKey);
    const copiers = new Set([...heard.values()].filter(({ copyOf }) => copyOf !== undefined).map(({ authorKey }) => authorKey));
    expect(incident?.originators.filter(({ authorKey }) => copiers.has(authorKey))).toEqual([]);
  });
});

describe('the window', () => {
  const at = (minute: number, id: string): PostInput => said(id, WORDS, `customer-${id}`, { minute });
  const heardWith = async (options: Partial<CoreOptions>, posts: readonly PostInput[]): Promise<Record<string, string>> => {
    const monitor = testMonitor({ clock: virtualClock({ start: START - HOUR }), sources: [scriptedSource(postsAsScript(posts))], ...options });
    await monitor.run();
    return copies(monitor);
  };

  it.each([[59, { b: 'a' }], [60, { b: 'a' }], [61, {}]])('is one of the monitor\'s clock: %i minutes', async (minute, found) => {
    expect(await heardWith({ copies: { windowMs: 60 * MINUTE } }, [at(0, 'a'), at(minute, 'b')])).toEqual(found);
  });

  it('and the number of posts are kept exactly', async () => {
    const between = (count: number): PostInput[] => Array.from({ length: count }, (_, index) => said(`x${index}`, `[statement] ${Array.from({ length: 10 }, (__, word) => `word${index}x${word}`).join(' ')}`, 'customer-9', { minute: 1 + index }));
    expect(await heardWith({ copies: { most: 4 } }, [at(0, 'a'), ...between(3), at(9, 'b')])).toEqual({ b: 'a' });
    expect(await heardWith({ copies: { most: 4 } }, [at(0, 'a'), ...between(4), at(9, 'b')])).toEqual({});
  });

  it('false: nothing is compared', async () => {
    expect(await heardWith({ copies: false }, [at(0, 'a'), at(1, 'b')])).toEqual({});
  });

  it.each([
    [{ copies: true }, 'copies'],
    [{ copies: { windowMs: 0 } }, 'copies.windowMs'],
    [{ copies: { most: 0.5 } }, 'copies.most'],
    [{ copies: { window: 1 } }, 'copies.window'],
  ])('refuses %o by name when the monitor opens', async (options, field) => {
    const refused = { code: 'CONFIG_INVALID', field, fix: expect.stringMatching(/./) as string };
    await expect(testMonitor(options as never).ingest(post('hello'))).rejects.toMatchObject(refused);
    await expect(testMonitor(options as never).run()).rejects.toMatchObject(refused);
  });
});

describe('what is kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kashuv-copies-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const kept = async (file: string): Promise<StoredRecord[]> => {
    const store = sqliteStore(file);
    const records: StoredRecord[] = [];
    for await (const record of store.scan({ prefix: 'brand/acme/copies/' }, testContext())) records.push(record);
    await store.close?.();
    return records;
  };

  /** One life of a monitor on this file; what it knows of copies at the end of it. */
  const life = async (file: string, posts: readonly PostInput[], options: Partial<CoreOptions> = {}, then: (monitor: Monitor) => Promise<unknown> = () => Promise.resolve()): Promise<[string, CopyOf][]> => {
    await using monitor = testMonitor({ store: sqliteStore(file), ...options });
    await monitor.ingest(posts);
    await monitor.idle();
    await then(monitor);
    return await copiesOf(monitor);
  };

  it('is there again after a restart, and holds no words', async () => {
    const file = join(folder, 'restart.db');
    await life(file, [said('a', WORDS, 'customer-1'), said('b', OTHER, 'customer-2')]);
    expect((await kept(file)).map(({ value }) => value).join()).not.toMatch(/kettle|customer/);
    const found = await life(file, [said('c', WORDS, 'customer-3'), said('d', `${OTHER} #till`, 'customer-4')]);
    expect(found.map(([id]) => id)).toEqual(['c', 'd']);
    expect(await kept(file)).toHaveLength(4);
  });

  it('goes with the words: taken back, forgotten, let go, switched off', async () => {
    const file = join(folder, 'gone.db');
    const posted = [said('a', WORDS, 'customer-1'), said('b', WORDS, 'customer-2'), said('c', OTHER, 'customer-3')].map((one) => ({ type: 'posted' as const, post: one }));
    const script: ScriptStep[] = [{ at: START, signals: posted }, { at: START + MINUTE, signals: [{ type: 'deleted', ref: 'a', by: 'author' }] }];
    {
      await using monitor = testMonitor({ store: sqliteStore(file), sources: [scriptedSource(script)] });
      await monitor.run();
    }
    expect(await kept(file)).toHaveLength(2);

    const found = await life(file, [said('d', WORDS, 'customer-4')], { copies: { most: 3 } }, (one) => one.forget({ source: 'host', id: 'customer-4' }));
    // The group keeps its name although its first post is gone.
    expect(found).toHaveLength(2);
    expect(found[1]?.[1].post).toBe(found[0]?.[1].post);
    expect(await kept(file)).toHaveLength(2);

    await life(file, [said('e', 'something else entirely that is long enough to be remembered', 'customer-5')], { copies: { most: 1 } });
    expect(await kept(file)).toHaveLength(1);
    await life(file, [said('f', WORDS, 'customer-6')], { copies: false });
    expect(await kept(file)).toEqual([]);
  });

  it('makes the same ledger whatever came together', async () => {
    const texts = [WORDS, OTHER, `RT @x: ${WORDS}`, `${OTHER} #till`, '[praise] thanks', '[complaint] no copy of anything, long enough to be remembered as such'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { minLength: 1, maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), async (list, sizes) => {
        const posts = list.map((text, index) => said(`p${index}`, texts[text] ?? '', `customer-${index}`));
        const run = async (portions: readonly number[]): Promise<string> => {
          await using monitor = testMonitor();
          for (let from = 0, turn = 0; from < posts.length; turn += 1) {
            const size = portions[turn % portions.length] ?? 1;
            await monitor.ingest(posts.slice(from, from + size));
            if (turn % 2 === 1) await monitor.idle();
            from += size;
          }
          await monitor.idle();
          return (await ledgerDigest(monitor)).digest;
        };
        expect(await run(sizes)).toBe(await run([posts.length]));
      }),
      { numRuns: 12 },
    );
  });
});
