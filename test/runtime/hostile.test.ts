import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createMonitor } from '../../src/index.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { readLedger, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { acme, START } from '../support/monitor.ts';

const nasty = fc.constantFrom(
  'acme \u0000 NUL', 'acme \ud800 half', '\u202eemca dessap', 'acme \u2066\u2067\u2069', '<script>alert("acme")</script>', "acme'; DROP TABLE posts; --", '__proto__ acme', 'acme {time} {{name}}',
  'acme ' + '#tag'.repeat(300), 'acme ' + '@x '.repeat(300), 'acme ' + 'ה'.repeat(500), 'acme ' + '\u0301'.repeat(500), 'אקמי מכרו לי זבל!!!', 'ACME!!!'.repeat(50), 'acme &amp;lt; &#x0; \\u0000', '',
);
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 200 }).map((rest) => `acme ${rest}`));
const id = fc.oneof(fc.constantFrom('1', '2', '3', '__proto__', 'a/b', 'x'.repeat(512)), fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }));
const sound: fc.Arbitrary<PostInput> = fc.record(
  {
    id,
    text,
    author: fc.record({ id, handle: text, name: text, bio: text, followers: fc.double({ min: 0, noNaN: true }) }, { requiredKeys: ['id'] }),
    thread: fc.record({ root: id, parent: id, quote: id }, { requiredKeys: [] }),
    postedAt: fc.oneof(fc.constantFrom(0, START, START + 1e13, -1), fc.integer({ min: START - 1e9, max: START })),
    language: fc.constantFrom('en', 'he', 'xx', 'iw'),
    rating: fc.double({ min: 0, max: 1, noNaN: true }),
    private: fc.boolean(),
  },
  { requiredKeys: ['id', 'text'] },
);
const anything = fc.oneof(sound, fc.anything({ withNullPrototype: true, withDate: true, withBigInt: true }), fc.record({ id: fc.anything(), text: fc.anything(), author: fc.anything(), postedAt: fc.anything(), thread: fc.anything() }));

describe('the whole intake', () => {
  it('takes in what is a post, names what is none, and loses nothing (property)', async () => {
    await using monitor = createMonitor({ brands: [acme], clock: virtualClock({ start: START }), random: () => 0.5 });
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 6 }), async (posts) => {
        const { accepted, skipped } = await monitor.ingest(posts as PostInput[]);
        await monitor.idle();
        expect(accepted + skipped.length).toBe(posts.length);
        for (const { reason } of skipped) expect(reason).toMatch(/\w/);
        expect(monitor.health().brands[0]).toMatchObject({ backlog: 0, broken: null });
      }),
      { numRuns: 60 },
    );
    const ledger = await readLedger(monitor);
    expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_, index) => index + 1));
    expect(ledger.filter(({ type }) => type === 'mention.heard').length).toBeGreaterThan(20);
    const opened = new Set(ledger.flatMap((event) => (event.type === 'duty.opened' ? [event.data.duty.id] : [])));
    expect((await monitor.duties()).map(({ id: duty }) => duty).sort()).toEqual([...opened].sort());
  });

  it('lives through megabytes, ten thousand hashtags and the same id again and again', async () => {
    await using monitor = createMonitor({ brands: [acme], clock: virtualClock({ start: START }), random: () => 0.5 });
    const posts: PostInput[] = [
      { id: 'long', text: `acme ${'broken '.repeat(150_000)}` },
      { id: 'tags', text: `acme ${Array.from({ length: 10_000 }, (_, index) => `#t${index}`).join(' ')}` },
      { id: 'one letter', text: `acme ${'a'.repeat(1_000_000)}` },
      { id: 'marks', text: `acme e${'\u0301'.repeat(300_000)}` },
      ...Array.from({ length: 50 }, (_, index) => ({ id: 'same', text: `acme version ${index}` })),
    ];
    expect(await monitor.ingest(posts)).toMatchObject({ accepted: posts.length, skipped: [] });
    await monitor.idle();
    const ledger = await readLedger(monitor);
    expect(ledger.filter(({ type }) => type === 'mention.heard')).toHaveLength(5);
    expect(ledger.filter(({ type }) => type === 'mention.edited')).toHaveLength(49);
  });
});
