import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallContext, PullSource } from 'kashuv/spec';
import { pullSourceContract } from 'kashuv/testkit/contracts';
import { reviews, type Review } from '../src/index.ts';

const TOKEN = 'a token of the test';
/** A public address by number, so that no name is looked up; nothing is sent there. */
const make = (): PullSource<Review> => reviews('https://93.184.215.14', { token: TOKEN });

const START = Date.parse('2024-05-01T10:00:00Z');
/** Two in each minute, but for the first: a page ends within a minute. */
const shelf = (words: readonly string[]): Review[] => words.map((said, index) => ({ id: index + 1, by: `buyer-${index}`, words: said, stars: 1 + (index % 5), at: new Date(START + 60_000 * Math.floor((index + 1) / 2)).toISOString() }));
const PAGE = 50;
/** The shop, as its documentation says: 50 at most. Yet one day it may give more than it was asked for. */
const serve = (list: readonly Review[], atOnce = 0): typeof fetch => async (input) => {
  const { searchParams } = new URL(input instanceof Request ? input.url : input);
  const after = Number(searchParams.get('after'));
  return Response.json(list.filter(({ id }) => id > after).slice(0, Math.max(atOnce, Math.min(PAGE, Number(searchParams.get('limit'))))));
};
/** A source whose requests are answered by `fetch`, whatever it is called with. */
const over = (fetch: typeof globalThis.fetch): PullSource<Review> => ({ ...make(), read: (request, context) => make().read(request, { ...context, fetch }) });
const context = (signal: AbortSignal): CallContext => ({ signal, fetch: serve(shelf(['It came broken', 'נהדר, תודה', 'Two weeks late', ''])), now: () => START + 3_600_000, sleep: () => new Promise(() => undefined), log: () => undefined });
const expect = (actual: unknown) => ({ toEqual: (expected: unknown) => assert.deepEqual(actual, expected) });

pullSourceContract({ test, expect }, {
  source: make,
  context,
  posts: 3,
  skipped: 1,
  failing: () => over(async () => new Response(null, { status: 500 })),
  later: () => {
    const world = shelf(['It came broken']);
    return {
      source: () => over(serve(world)),
      more: (now) => {
        world.push({ id: world.length + 1, by: 'buyer', words: 'And nobody answers', stars: 1, at: new Date(now).toISOString() });
        return 1;
      },
    };
  },
  paged: () => ({ source: () => over(serve(shelf(Array.from({ length: 125 }, (_, index) => `Review ${index}`)))), posts: 125 }),
  since: { at: START + 60_000, posts: 2 },
  saying: (texts) => over(serve(shelf(texts))),
  huge: async () => ({ source: over(serve(shelf(Array.from({ length: 1_000 }, (_, index) => `Review ${index}`)), 1_000)), posts: 1_000 }),
  guarded: make,
  secrets: [TOKEN],
  skip: { 'tells edits and deletions': 'the shop says nothing of either' },
});

void test('refuses what is no address', () => {
  assert.throws(() => reviews('shop', { token: TOKEN }), { code: 'CONFIG_INVALID' });
});
