// runnable
// A source of one's own: the guest book of a shop, whose entries are numbered lines. Then the conformance kit holds it to its promises.
import assert from 'node:assert/strict';
import { createMonitor } from 'kashuv';
import { defineSource, KashuvError, type PullSource } from 'kashuv/spec';
import { pullSourceContract } from 'kashuv/testkit/contracts';

interface Entry {
  number: number;
  line: string;
}

/** Asks for the entries after a number; in earnest this would be a request through `context.fetch`. */
type Ask = (after: number, limit: number) => Promise<Entry[]>;

export function guestBook(shop: string, ask: Ask): PullSource<Entry> {
  return defineSource<Entry>({
    contract: 1,
    name: 'guest-book',
    instance: `guest-book:${shop}`, // the cursor is kept under this name
    // `once`: after `read` has ended there is no more. A book that goes on would be `poll`.
    capabilities: { mode: 'once', backfill: true, threads: false, authors: false, queryFeatures: [] },

    // Touches the world and nothing else: retries, pauses and keeping the cursor are the runtime's work.
    async *read({ cursor, limit }, context) {
      let after = Number(cursor ?? 0) || 0;
      for (;;) {
        if (context.signal.aborted) return;
        const items = await ask(after, limit);
        after = items.at(-1)?.number ?? after;
        const caughtUp = items.length < limit;
        yield { items, cursor: String(after), caughtUp };
        if (caughtUp) return;
      }
    },

    // Touches nothing: the same item gives the same signals, today and in a replay.
    signals({ number, line }) {
      const [name, words] = line.split(': ');
      if (name === undefined || words === undefined) return [{ type: 'skipped', ref: String(number), reason: `entry ${number} is not "name: words".` }];
      const venue = { id: `guest-book:${shop}`, kind: 'page', class: 'review', name: shop } as const;
      return [{ type: 'posted', post: { id: String(number), text: words, author: { id: name, name }, venue } }];
    },
  });
}

const lines = ['Lena: The Acme kettle I bought here is broken', 'Omar: Lovely shop, and thank you Acme for the kettle!', '(a drawing of a cat)', 'יעל: אקמי, הקומקום שקניתי שבור'];
const book: Ask = async (after, limit) => lines.map((line, index) => ({ number: index + 1, line })).slice(after, after + limit);
const closed: Ask = async () => {
  throw new KashuvError('UNAVAILABLE', 'the shop is closed.'); // never an empty batch: a failure is not an absence
};

// In a monitor. `run` resolves when the book is read, understood and decided.
const monitor = createMonitor({
  brands: [{ id: 'acme', name: 'Acme', query: 'acme OR אקמי', languages: ['en', 'he'] }],
  sources: [guestBook('Main Street', book)],
});
monitor.on('item.skipped', ({ source, reason }) => console.log(`${source}: ${reason}`));
monitor.on('duty.opened', ({ duty }) => console.log(`${duty.kind} (${duty.level}), because of ${duty.rule}`));
await monitor.run();

// The kit, with a test runner of three lines. In vitest or jest: pullSourceContract({ test, expect }, …).
const test = async (name: string, run: () => Promise<void>): Promise<void> => {
  await run();
  console.log(`ok: ${name}`);
};
const expect = (actual: unknown) => ({ toEqual: (expected: unknown) => assert.deepEqual(actual, expected) });
const numbered = (words: readonly string[]): Ask => async (after, limit) => words.map((said, index) => ({ number: index + 1, line: `Lena: ${said}` })).slice(after, after + limit);
const asksNobody = 'the book lies in the shop: nothing is fetched';
pullSourceContract({ test, expect }, {
  source: () => guestBook('Main Street', book),
  posts: 3,
  skipped: 1,
  failing: () => guestBook('Main Street', closed),
  later: () => {
    const words = ['It leaks'];
    return {
      source: () => guestBook('Main Street', numbered(words)),
      more: () => {
        words.push('It still leaks');
        return 1;
      },
    };
  },
  saying: (texts) => guestBook('Main Street', numbered(texts)),
  huge: async () => ({ source: guestBook('Main Street', numbered(Array.from({ length: 1_000 }, (_, index) => `entry ${index}`))), posts: 1_000 }),
  skip: {
    'tells edits and deletions': 'ink stays',
    'reads every page': 'the book gives as many lines as it is asked for',
    'heeds since': 'a line has no date',
    'keeps secrets': 'the book is open to all',
    'waits for its reader': asksNobody,
    'says what was refused': asksNobody,
    'survives a broken answer': asksNobody,
    'reads no more than it should': asksNobody,
    'waits no longer than it should': asksNobody,
    'reaches no private address': asksNobody,
  },
});
