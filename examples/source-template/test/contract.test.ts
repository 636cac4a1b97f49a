import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallContext, PullSource } from 'kashuv/spec';
import { pullSourceContract } from 'kashuv/testkit/contracts';
import { reviews, type Review } from '../src/index.ts';

const TOKEN = 'a token of the test';
/** A public address by number, so that no name is looked up; nothing is sent there. */
const make = (): PullSource<Review> => reviews('https://93.184.215.14', { token: TOKEN });

const shelf = (words: readonly string[]): Review[] => words.map((said, index) => ({ id: index + 1, by: `buyer-${index}`, words: said, stars: 1 + (index % 5), at: '2024-05-01T10:00:00Z' }));
/** The shop, as its documentation says; it may give more than it was asked for. */
const serve = (list: readonly Review[], atOnce = 0): typeof fetch => async (input) => {
  const { searchParams } = new URL(input instanceof Request ? input.url : input);
  const after = Number(searchParams.get('after'));
  return Response.json(list.filter(({ id }) => id > after).slice(0, Math.max(atOnce, Number(searchParams.get('limit')))));
};
/** A source whose requests are answered by `fetch`, whatever it is called with. */
const over = (fetch: typeof globalThis.fetch): PullSource<Review> => ({ ...make(), read: (request, context) => make().read(request, { ...context, fetch }) });
const context = (signal: AbortSignal): CallContext => ({ signal, fetch: serve(shelf(['It came broken', 'נהדר, תודה', 'Two weeks late', ''])), now: () => 0, sleep: () => new Promise(() => undefined), log: () => undefined });
const expect = (actual: unknown) => ({ toEqual: (expected: unknown) => assert.deepEqual(actual, expected) });

pullSourceContract({ test, expect }, {
  source: make,
  context,
  posts: 3,
  skipped: 1,
  failing: () => over(async () => new Response(null, { status: 500 })),
  saying: (texts) => over(serve(shelf(texts))),
  huge: async () => ({ source: over(serve(shelf(Array.from({ length: 1_000 }, (_, index) => `Review ${index}`)), 1_000)), posts: 1_000 }),
  guarded: make,
  secrets: [TOKEN],
  skip: { 'tells edits and deletions': 'the shop says nothing of either' },
});

void test('refuses what is no address', () => {
  assert.throws(() => reviews('shop', { token: TOKEN }), { code: 'CONFIG_INVALID' });
});
