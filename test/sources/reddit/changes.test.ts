import { afterEach, describe, expect, test } from 'vitest';
import type { RedditOptions } from '../../../src/sources/reddit/index.ts';
import { testContext } from '../../support/context.ts';
import type { RedditServer, Say } from '../../support/reddit-server.ts';
import { rejection } from '../../support/rejection.ts';
import { closeAll, everything, NOW, open, sweep, thing } from './support.ts';

afterEach(closeAll);

describe('what becomes of what was heard', () => {
  const heard = async (options: Partial<RedditOptions> = everything): Promise<{ server: RedditServer; cursor: string }> => {
    const server = await open();
    const { cursor } = await sweep(server, options);
    server.requests.length = 0;
    return { server, cursor };
  };

  test('deletions, by whom, and edits are told within one cycle, each once', async () => {
    const { server, cursor } = await heard();
    Object.assign(thing(server, 't3_1k0001'), { selftext: '[deleted]', author: '[deleted]', removed_by_category: 'deleted' });
    Object.assign(thing(server, 't1_kc0001'), { body: '[removed]', author: '[deleted]' });
    Object.assign(thing(server, 't1_kc0002'), { body: 'Acme threads are fine.', edited: 1_714_560_000, score: 900 });
    Object.assign(thing(server, 't3_1k0002'), { removed_by_category: 'moderator', selftext: '[removed]' });
    Object.assign(thing(server, 't3_1k0003'), { removed_by_category: 'anti_evil_ops' });
    const second = await sweep(server, { ...everything, cursor });
    expect(second.signals).toMatchObject([
      { type: 'deleted', ref: 't3_1k0001', by: 'author' },
      { type: 'deleted', ref: 't1_kc0001', by: 'unknown' },
      { type: 'edited', post: { id: 't1_kc0002', text: 'Acme threads are fine.', thread: { root: 't3_1k0001' } } },
      { type: 'deleted', ref: 't3_1k0002', by: 'platform' },
      { type: 'deleted', ref: 't3_1k0003', by: 'platform' },
    ]);
    expect((await sweep(server, { ...everything, cursor: second.cursor })).signals).toEqual([]);
    expect(server.asked().filter((path) => path.startsWith('/api/info'))).toEqual([
      '/api/info?id=t3_1k0001%2Ct1_kc0001%2Ct1_kc0002%2Ct3_1k0002%2Ct3_1k0003%2Ct1_kc0009&raw_json=1',
      '/api/info?id=t1_kc0002%2Ct1_kc0009&raw_json=1',
    ]);
  });

  test('what moderators of its own community remove, the brand removed', async () => {
    const { server, cursor } = await heard();
    Object.assign(thing(server, 't3_1k0002'), { removed_by_category: 'moderator' });
    // As the moderators themselves see it.
    Object.assign(thing(server, 't3_1k0001'), { banned_by: 'kettle_mod' });
    // Reddit's own filter is nobody's.
    Object.assign(thing(server, 't1_kc0001'), { banned_by: true });
    const { signals } = await sweep(server, { ...everything, ownCommunities: ['ACME', 'kettles'], cursor });
    expect(signals).toEqual([{ type: 'deleted', ref: 't3_1k0001', by: 'brand' }, { type: 'deleted', ref: 't1_kc0001', by: 'platform' }, { type: 'deleted', ref: 't3_1k0002', by: 'brand' }]);
  });

  test('an account that was deleted takes its words with it; votes are no edit', async () => {
    const { server, cursor } = await heard();
    Object.assign(thing(server, 't1_kc0001'), { author: '[deleted]', score: 77 });
    Object.assign(thing(server, 't1_kc0002'), { score: 77 });
    expect((await sweep(server, { ...everything, cursor })).signals).toEqual([{ type: 'deleted', ref: 't1_kc0001', by: 'author' }]);
  });

  test('what is not given twice is not shown any more; once says nothing', async () => {
    const { server, cursor } = await heard();
    const kept = server.things;
    server.things = kept.filter(({ data }) => data.name !== 't1_kc0001' && data.name !== 't1_kc0002');
    const second = await sweep(server, { ...everything, cursor });
    expect(second.signals).toEqual([]);
    server.things = kept.filter(({ data }) => data.name !== 't1_kc0001');
    const third = await sweep(server, { ...everything, cursor: second.cursor });
    expect(third.signals).toEqual([{ type: 'deleted', ref: 't1_kc0001', by: 'unknown' }]);
    // The other one came back between: its next absence is a first one again.
    server.things = kept.filter(({ data }) => data.name !== 't1_kc0002');
    expect((await sweep(server, { ...everything, cursor: third.cursor })).signals).toEqual([]);
  });

  test('a hundred at a time, the last ones, no longer than asked', async () => {
    const server = await open();
    server.things = Array.from({ length: 250 }, (_, index) => ({ kind: 't3', data: { name: `t3_m${index}`, title: `acme ${index}`, author: 'crowd', created_utc: 1_714_540_000 + index } }));
    const options = { remember: 210 };
    const { cursor } = await sweep(server, options);
    server.requests.length = 0;
    await sweep(server, { ...options, cursor });
    const sizes = (): number[] => server.asked().flatMap((path) => (path.startsWith('/api/info') ? [(new URL(path, server.url).searchParams.get('id') ?? '').split(',').length] : []));
    expect(sizes()).toEqual([100, 100, 10]);
    server.requests.length = 0;
    await sweep(server, { ...options, cursor, recheckMs: 3_600_000, context: testContext({ now: NOW + 3_700_000 }) });
    expect(sizes()).toEqual([]);
  });

  test('an answer that fails or is none is no deletion', async () => {
    const { server, cursor } = await heard();
    const failing = async (say: Say) => {
      server.instead.push({ path: '/api/info', say });
      return rejection(sweep(server, { ...everything, cursor }));
    };
    expect(await failing({ status: 500 })).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failing({ body: { error: 'x' } })).toMatchObject({ code: 'INPUT_INVALID' });
  });
});
