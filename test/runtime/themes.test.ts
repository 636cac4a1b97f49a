import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';
import { dataOf, HOUR, MINUTE, post, START, testMonitor } from '../support/monitor.ts';
import { testContext } from '../support/context.ts';
import { postsAsScript, scriptedSource, virtualClock } from '../../src/testkit/scenarios/index.ts';

const said = (id: string, text: string, more: Partial<PostInput> & { minute?: number; by?: string } = {}): PostInput => post(text, { id, by: `customer-${id}`, ...more });

const TALK = ['[complaint] the battery is empty', '[complaint] my battery swells', 'which battery fits', '[complaint] app login loops', 'app login', '[complaint] login page of the app', 'איפה המשלוח', 'המשלוח אבד', 'המשלוח', 'משלוח', 'משלוח', 'משלוח', 'sesame'];
const talk = TALK.map((text, index) => said(`t${index}`, text, { minute: index }));

const storeText = async (store: ReturnType<typeof memoryStore>, prefix: string): Promise<string> => {
  const values: string[] = [];
  for await (const { value } of store.scan({ prefix }, testContext())) values.push(value);
  return values.join('\n');
};

async function heard(posts: readonly PostInput[], monitor: Monitor = testMonitor()): Promise<Monitor> {
  await monitor.ingest(posts);
  await monitor.idle();
  return monitor;
}

const named = async (monitor: Monitor, asked = {}): Promise<[string, number, number][]> => (await monitor.themes('acme', asked)).map(({ name, mentions, negativeShare }) => [name, mentions, negativeShare]);

describe('monitor.themes', () => {
  it('tells what several talk of, in two languages, with who is cross and what shows it', async () => {
    await using monitor = await heard(talk);
    expect(await named(monitor)).toEqual(expect.arrayContaining([['משלוח', 6, 0], ['battery', 3, 0.67], ['app', 3, 0.67]]));
    expect(await monitor.themes('acme')).toHaveLength(3);
    const [battery] = await monitor.themes('acme', { about: 'new batteries? no: the battery' });
    const mentions = (await dataOf(monitor, 'mention.heard')).map(({ mention }) => mention.id);
    expect(battery).toMatchObject({ name: 'battery', evidence: [mentions[2]] });
    expect(await monitor.themes('acme', { about: 'nothing of it' })).toEqual([]);
    expect(await monitor.themes('acme', { most: 1 })).toHaveLength(1);
  });

  it('names an incident by the words of its own crowd', async () => {
    const calm = Array.from({ length: 40 }, (_, n) => said(`calm${n}`, ['parcel on the porch', 'which parcel box', 'parcel came today', 'app login'][n % 4] ?? '', { minute: n * 30 }));
    const crowd = Array.from({ length: 8 }, (_, n) => said(`crowd${n}`, `[complaint] [safety] [angry] ${n % 2 === 0 ? 'the charger burns' : 'my parcel with the charger smokes'} no${n}`, { minute: 1_300 + n }));
    await using monitor = await heard([...calm, ...crowd]);
    const [incident] = await monitor.incidents();
    const own = await monitor.themes('acme', { incident: incident?.id ?? '' });
    expect(own[0]?.words).toContain('charger');
    expect(own.map(({ name }) => name)).not.toContain('app');
    expect((await monitor.themes('acme'))[0]?.name).toBe('parcel');
    expect(await monitor.themes('acme', { incident: 'another' })).toEqual([]);
  });

  it('counts no copies, no brand, and one author once', async () => {
    await using monitor = await heard([
      ...['!', ' people', ' wow', ' again', ' really'].map((more, n) => said(`c${n}`, `never ever buy the kettle of these people, it burnt my kitchen down today${more}`)),
      ...Array.from({ length: 5 }, (_, n) => said(`o${n}`, `voucher number${n}x`, { by: 'customer-1' })),
    ]);
    expect(await monitor.themes('acme')).toEqual([]);
  });

  it('hears neither names of the brand, in whatever letters, nor what it says itself', async () => {
    const monitor = testMonitor({ brands: [{ id: 'acme', name: 'Acme', query: 'acme OR globex OR "roadrunner fan" OR (acme lid)', aliases: ['Wile'], accounts: { handles: ['acme-care'] } }] });
    await heard(['globex lid', 'globex lid', 'wile globex lid', 'roadrunner fan', 'roadrunner fan', 'roadrunner fan'].map((text, n) => said(`n${n}`, text)), monitor);
    await heard(Array.from({ length: 4 }, (_, n) => said(`own${n}`, 'newsletter', { author: { id: 'acme-care', handle: 'acme-care' } })), monitor);
    expect((await monitor.themes('acme')).map(({ name }) => name)).toEqual(['lid']);
    await monitor.stop();
  });

  it('follows what is believed: an edit, a correction', async () => {
    await using monitor = await heard(talk.slice(0, 3));
    const [first] = await dataOf(monitor, 'mention.heard');
    expect(await named(monitor)).toEqual([['battery', 3, 0.67]]);
    await monitor.correct({ mention: first?.mention.id ?? '', sentiment: 'positive', kind: 'praise', by: 'Dana' });
    expect(await named(monitor)).toEqual([['battery', 3, 0.33]]);
    await heard([said('t1', 'the lid swells', { minute: 1 })], monitor);
    expect(await monitor.themes('acme')).toEqual([]);
    await heard([said('t1', 'the battery swells', { minute: 1 })], monitor);
    expect((await named(monitor)).map(([name, mentions]) => [name, mentions])).toEqual([['battery', 3]]);
  });

  it('is read before the monitor opens, and after it has stopped', async () => {
    const store = memoryStore();
    expect(await testMonitor({ store }).themes('acme')).toEqual([]);
    const monitor = await heard(talk, testMonitor({ store }));
    const before = await monitor.themes('acme');
    await monitor.stop();
    expect(await monitor.themes('acme')).toEqual(before);
    expect(await testMonitor({ store }).themes('acme')).toEqual(before);
  });

  it.each([
    ['globex', {}, 'brand'],
    ['acme', { most: 0 }, 'themes.most'],
    ['acme', { since: Number.NaN }, 'themes.since'],
    ['acme', { order: 'name' }, 'themes.order'],
    ['acme', { top: 1 }, 'themes'],
    ['acme', null, 'themes'],
    ['acme', { about: 7 }, 'themes.about'],
  ])('refuses %s with %o by name', async (brand, asked, field) => {
    await expect(testMonitor().themes(brand, asked as never)).rejects.toMatchObject({ code: 'INPUT_INVALID', field, fix: expect.stringMatching(/./) as string });
  });
});

describe('what is learnt', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kashuv-themes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same after restarts, past a snapshot, and whatever comes at once', async () => {
    const posts = Array.from({ length: 1_100 }, (_, n) => said(`p${n}`, `${['parcel', 'battery', 'login'][n % 3]} odd${n}x`, { minute: n }));
    const whole = testMonitor({ clock: virtualClock({ start: START - HOUR }), sources: [scriptedSource(postsAsScript(posts))] });
    await whole.run();
    const file = join(folder, 'restart.db');
    for (const part of [posts.slice(0, 333), posts.slice(333, 1_050), posts.slice(1_050)]) {
      await using one = testMonitor({ store: sqliteStore(file) });
      await heard(part, one);
    }
    const again = testMonitor({ store: sqliteStore(file) });
    // The clocks differ, and with them which posts were said after they were heard.
    const shape = async (monitor: Monitor): Promise<unknown> => (await monitor.themes('acme')).map(({ name, words }) => [name, words]);
    expect(await shape(again)).toEqual(await shape(whole));
    expect((await named(again)).map(([, mentions]) => mentions)).toEqual([367, 367, 366]);
    await again[Symbol.asyncDispose]();
  });

  it('leaves the ledger as it is', async () => {
    await using monitor = await heard(talk);
    const types = new Set<string>();
    for await (const { type } of monitor.events()) types.add(type);
    expect([...types].filter((type) => type.includes('theme'))).toEqual([]);
  });

  it('holds no word of fewer than three authors, and no name', async () => {
    const store = memoryStore();
    await using monitor = await heard(talk, testMonitor({ store }));
    expect(await monitor.themes('acme')).toHaveLength(3);
    const kept = await storeText(store, 'brand/acme/theme');
    expect(kept).toContain('battery');
    expect(kept).not.toMatch(/sesame|customer-|swells/);
  });

  it('goes with the words: a mention taken back, an author forgotten', async () => {
    const store = memoryStore();
    const gone = { at: START + HOUR, signals: [{ type: 'deleted' as const, ref: 't0', by: 'author' as const }] };
    await using monitor = testMonitor({ store, clock: virtualClock({ start: START - MINUTE }), sources: [scriptedSource([...postsAsScript(talk), gone])] });
    await monitor.run();
    expect((await named(monitor)).map(([name]) => name)).not.toContain('battery');
    expect(await storeText(store, 'brand/acme/theme')).not.toContain('battery');

    await using next = testMonitor({ store });
    const login = (await next.themes('acme', { about: 'login' }))[0];
    expect(login?.authors).toBe(3);
    const source = (await next.post((await dataOf(next, 'mention.heard'))[3]?.mention.post ?? ''))?.source ?? '';
    expect(await next.forget({ source, id: 'customer-t4' })).toEqual({ posts: 1 });
    expect(await next.themes('acme', { about: 'login' })).toEqual([]);
    expect(await storeText(store, 'brand/acme/theme')).not.toContain('login');
  });
});
