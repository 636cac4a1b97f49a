import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createMonitor, type Monitor } from '../../src/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { PushSource, StoreDriver } from '../../src/spec/plugin.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';
import { readLedger, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { acme, MINUTE, START } from '../support/monitor.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

/** What of a person could stay behind, each told from everything else in the world. */
const marks = { id: 'zorblaxid', handle: 'zorblaxhandle', name: 'Zorblaxname', bio: 'zorblaxbio', words: 'zorblaxwords', tag: 'zorblaxtag', address: 'zorblaxaddress' };

const saidBy = (minute: number): PostInput => ({
  id: `post-${minute}-${marks.id}`,
  text: `Acme sold me a charger that burnt my ${marks.words} table, I am furious and want my money back! #acmefire #${marks.tag}${minute}`,
  author: { id: marks.id, handle: marks.handle, name: marks.name, bio: `${marks.bio}: writes of tables` },
  url: `https://micro.example/${marks.address}/${minute}`,
  venue: { id: 'site:micro', kind: 'site', class: 'microblog', name: 'Micro' },
  postedAt: START + minute * MINUTE,
});
const others = (minute: number): PostInput => ({
  id: `post-${minute}`,
  text: `Acme charger burnt my desk, this is dangerous, where is my refund? #acmefire`,
  author: { id: `customer-${minute}`, handle: `customer-${minute}` },
  venue: { id: 'site:micro', kind: 'site', class: 'microblog', name: 'Micro' },
  postedAt: START + minute * MINUTE,
});

async function heard(store: StoreDriver, posts: readonly PostInput[]): Promise<Monitor> {
  const monitor = createMonitor({ brands: [acme], store, clock: virtualClock({ start: START + 10 * MINUTE }) });
  for (const each of posts) await monitor.ingest(each);
  await monitor.idle();
  return monitor;
}

async function whereFound(folder: string, wanted: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    for (const mark of wanted) {
      const at = bytes.indexOf(mark);
      if (at >= 0) found.push(`${name}: ${bytes.toString('latin1', Math.max(0, at - 80), at + 60)}`);
    }
  }
  return found;
}

describe('who is forgotten', () => {
  test('is in no byte of the store, open or closed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kashuv-forget-'));
    folders.push(folder);
    const file = join(folder, 'acme.db');
    const store = sqliteStore(file);
    const monitor = await heard(store, [saidBy(1), others(2), saidBy(3), others(4), others(5), saidBy(6)]);
    for (const { id, kind } of await monitor.duties()) if (kind === 'answer') await monitor.draft(id);
    // Everything of the person was there: what is not looked for is not found.
    const before = (await whereFound(folder, Object.values(marks))).join();
    expect(Object.values(marks).filter((mark) => !before.includes(mark))).toEqual([]);
    await monitor.forget({ source: 'host', id: marks.id });
    await monitor.idle();
    expect(await whereFound(folder, Object.values(marks))).toEqual([]);
    await monitor.stop();
    await store.close?.();
    expect(await whereFound(folder, Object.values(marks))).toEqual([]);
    const reopened = sqliteStore(file);
    const again = await heard(reopened, [others(7)]);
    expect(await again.incidents()).toMatchObject([{ marks: expect.arrayContaining(['hashtag:#acmefire']) as string[] }]);
    await again.stop();
    await reopened.close?.();
    expect(await whereFound(folder, Object.values(marks))).toEqual([]);
  });

  test('is told to the source, which may keep something of its own; where it cannot forget, the rest is done and one may ask again', async () => {
    const asked: string[] = [];
    let isDown = true;
    const keeps: PushSource = {
      contract: 1, name: 'keeps', instance: 'host', capabilities: { mode: 'push' },
      receive: async () => ({ signals: [], accepted: new Response(), refused: new Response() }),
      forget: async (author) => {
        asked.push(author);
        if (isDown) throw new KashuvError('UNAVAILABLE', 'its table cannot be reached.');
      },
    };
    await using monitor = createMonitor({ brands: [acme], sources: [keeps], clock: virtualClock({ start: START + 10 * MINUTE }) });
    for (const one of [saidBy(1), others(2)]) await monitor.ingest(one);
    await expect(monitor.forget({ source: 'host', id: marks.id })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const gone = (await readLedger(monitor)).filter(({ type }) => type === 'mention.deleted');
    expect(gone).toHaveLength(1);
    isDown = false;
    await monitor.forget({ source: 'host', id: marks.id });
    await monitor.forget({ source: 'elsewhere', id: marks.id });
    expect(asked).toEqual([marks.id, marks.id]);
  });
});
