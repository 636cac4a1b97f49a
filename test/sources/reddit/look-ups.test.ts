import { afterEach, describe, expect, test } from 'vitest';
import { testContext } from '../../support/context.ts';
import type { RedditServer } from '../../support/reddit-server.ts';
import { rejection } from '../../support/rejection.ts';
import { closeAll, NOW, open, sourceOf } from './support.ts';

afterEach(closeAll);

describe('looking up', () => {
  const look = async (server: RedditServer, ref: string, context = testContext({ now: NOW })) => (await sourceOf(server).thread?.(ref, context))?.map(({ id }) => id);

  test('a thread from its submission, whatever part of it was named, without what was taken away', async () => {
    const server = await open();
    server.things.push({ kind: 't1', data: { name: 't1_gone', id: 'gone', body: '[removed]', author: '[deleted]', parent_id: 't3_1k0001', link_id: 't3_1k0001', subreddit: 'kettles' } });
    const whole = ['t3_1k0001', 't1_kc0001', 't1_kc0002'];
    expect([await look(server, 't3_1k0001'), await look(server, 't1_kc0002')]).toEqual([whole, whole]);
  });

  test('what a thread leaves out is asked for, a hundred at a time; what is not read is said', async () => {
    const server = await open();
    server.more.t3_1k0001 = Array.from({ length: 130 }, (_, index) => ({ kind: 't1', data: { name: `t1_m${index}`, id: `m${index}`, body: `me too ${index}`, author: 'crowd', parent_id: 't3_1k0001', link_id: 't3_1k0001' } }));
    const context = testContext({ now: NOW });
    expect(await look(server, 't3_1k0001', context)).toHaveLength(133);
    expect(server.asked().filter((path) => path.startsWith('/api/morechildren'))).toHaveLength(2);
    expect(context.logs).toEqual([]);
    server.more.t3_1k0001.push({ kind: 'more', data: { name: 't1__', id: '_', children: [] } });
    await look(server, 't3_1k0001', context);
    expect(context.logs).toEqual([{ level: 'warn', message: 'reddit: of t3_1k0001 133 posts were read; at least 2 more were not.' }]);
  });

  test('a thread deeper than any stack is read', async () => {
    const server = await open();
    const levels = Array.from({ length: 3_000 }, (_, level) => `{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"name":"t1_d${level}","body":"deeper","replies":`);
    const body = `[{"kind":"Listing","data":{"children":[]}},${levels.join('')}""${'}}]}}'.repeat(levels.length)}]`;
    server.instead.push({ path: '/comments/', say: { body } });
    expect(await look(server, 't3_1k0001')).toHaveLength(1_000);
  });

  test('an author; one that is suspended or gone is refused', async () => {
    const server = await open();
    const { author } = sourceOf(server);
    const context = testContext({ now: NOW });
    expect(await author?.('tea_time', context)).toEqual({ id: 'tea_time', handle: 'tea_time', url: 'https://www.reddit.com/user/tea_time', name: 'Kettles & me', bio: 'I drink tea.', joinedAt: 1_300_000_000_000 });
    server.users.banned = { name: 'banned', is_suspended: true };
    expect(await rejection(author?.('banned', context) ?? Promise.resolve())).toMatchObject({ code: 'REJECTED', message: expect.stringContaining('suspended') });
    expect(await rejection(author?.('nobody_1', context) ?? Promise.resolve())).toMatchObject({ code: 'REJECTED' });
    server.instead.push({ path: '/user/', say: { body: { kind: 't2', data: { name: 'other' } } } }, { path: '/user/', say: { status: 502 } });
    expect(await rejection(author?.('tea_time', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await rejection(author?.('tea_time', context) ?? Promise.resolve())).toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('what is none, and what is not there, is an error; nothing is asked for what cannot be a name', async () => {
    const server = await open();
    const source = sourceOf(server);
    const context = testContext({ now: NOW });
    for (const ref of ['../x', 't5_2kett', 't4_2ms001', 't3_A']) expect(await rejection(source.thread?.(ref, context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'ref' });
    expect(await rejection(source.author?.('a/b', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'id' });
    expect(server.requests).toEqual([]);
    for (const ref of ['t3_none', 't1_none']) expect(await rejection(look(server, ref))).toMatchObject({ code: 'REJECTED', field: 'ref' });
    server.instead.push({ path: '/comments/', say: { body: {} } }, { path: '/comments/', say: { status: 503 } });
    expect(await rejection(look(server, 't3_1k0001'))).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await rejection(look(server, 't3_1k0001'))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});
