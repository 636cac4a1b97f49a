import { describe, expect, test } from 'vitest';
import { KashuvError } from '../../src/spec/errors.ts';
import { defineSource, type PullSource } from '../../src/spec/plugin.ts';
import { pullSourceContract, type PullSourceContract, type PullSourceRule } from '../../src/testkit/contracts/index.ts';
import { keptElsewhere, withoutFetch } from '../support/conformance.ts';

interface Item {
  id: string;
  text: string;
}
const items: Item[] = ['one', 'two', 'three', 'four'].map((text, index) => ({ id: `p${index}`, text }));

/** A source without fault, over a list. */
const sound = (): PullSource<Item> =>
  defineSource<Item>({
    contract: 1,
    name: 'list',
    instance: 'list:test',
    capabilities: { mode: 'once', backfill: true, threads: false, authors: false, queryFeatures: [] },
    async *read({ cursor, limit }, context) {
      if (context.signal.aborted) return;
      const from = /^\d+$/.test(cursor ?? '') ? Number(cursor) : 0;
      let next = from;
      do {
        const batch = items.slice(next, next + limit);
        next += batch.length;
        yield { items: batch, cursor: String(next), caughtUp: next >= items.length };
      } while (next < items.length);
    },
    signals: ({ id, text }) => [{ type: 'posted', post: { id, text } }],
  });

/** What test/testkit/source-faults.test.ts looks at. */
const unseen = { ...withoutFetch('a list'), ...keptElsewhere('a list') };

/** Which rules a source breaks. */
async function broken(contract: Partial<PullSourceContract<Item>>): Promise<string[]> {
  const rules: { name: string; run: () => Promise<void> }[] = [];
  pullSourceContract<Item>({ test: (name, run) => rules.push({ name, run }), expect }, { source: sound, posts: 4, ...contract, skip: { ...unseen, ...(contract.failing !== undefined && { 'fails aloud': undefined }), ...contract.skip } as NonNullable<PullSourceContract<Item>['skip']> });
  const failures: string[] = [];
  for (const { name, run } of rules) await run().catch(() => failures.push(name.replace('a pull source ', '')));
  return failures;
}
const read = sound().read;

describe('the conformance kit', () => {
  test('finds nothing in a source without fault', async () => expect(await broken({})).toEqual([]));

  let calls = 0;
  const faults: [string, PullSourceRule, Partial<PullSourceContract<Item>>][] = [
    ['another instance each time', 'describes itself', { source: () => ({ ...sound(), instance: `list:${(calls += 1)}` }) }],
    ['batches larger than asked for', 'keeps to the limit', { source: () => ({ ...sound(), read: (request, context) => read({ ...request, limit: 3 }, context) }) }],
    ['never caught up', 'keeps to the limit', { source: () => ({ ...sound(), read: async function* (request, context) { for await (const batch of read(request, context)) yield { ...batch, caughtUp: false }; } }) }],
    ['a post without an id', 'gives valid posts', { source: () => ({ ...sound(), signals: ({ text }) => [{ type: 'posted', post: { id: '', text } }] }) }],
    ['one id for all', 'gives valid posts', { source: () => ({ ...sound(), signals: ({ text }) => [{ type: 'posted', post: { id: 'x', text } }] }) }],
    ['a lost post', 'gives valid posts', { posts: 5 }],
    ['signals that count calls', 'is pure', { source: () => ({ ...sound(), signals: ({ id, text }) => [{ type: 'posted', post: { id, text: `${text} ${(calls += 1)}` } }] }) }],
    ['a cursor behind its batch', 'resumes exactly', { source: () => ({ ...sound(), read: async function* (request, context) { for await (const batch of read(request, context)) yield { ...batch, cursor: String(Math.max(0, Number(batch.cursor) - 1)) }; } }) }],
    ['a cursor ahead of its batch', 'resumes exactly', { source: () => ({ ...sound(), read: async function* (request, context) { for await (const batch of read(request, context)) yield { ...batch, cursor: String(Number(batch.cursor) + 1) }; } }) }],
    ['starts over each time', 'is done once', { source: () => ({ ...sound(), read: (request, context) => read({ ...request, cursor: null }, context) }) }],
    ['chokes on a cursor', 'survives a foreign cursor', { source: () => ({ ...sound(), read: (request, context) => read({ ...request, cursor: request.cursor === null ? null : String(JSON.parse(request.cursor)) }, context) }) }],
    ['takes a foreign cursor for the end', 'survives a foreign cursor', { source: () => ({ ...sound(), read: (request, context) => read({ ...request, cursor: request.cursor === null || /^\d+$/.test(request.cursor) ? request.cursor : '4' }, context) }) }],
    ['reads on after an abort', 'ends when aborted', { source: () => ({ ...sound(), read: (request, context) => read(request, { ...context, signal: new AbortController().signal }) }) }],
    ['takes a failure for an end', 'fails aloud', { failing: () => ({ ...sound(), read: async function* () { yield { items: [], cursor: '0', caughtUp: true }; } }) }],
    ['fails without a code', 'fails aloud', { failing: () => ({ ...sound(), read: () => { throw new Error('broken'); } }) }],
  ];
  test.each(faults)('finds: %s', async (_, rule, contract) => expect(await broken(contract)).toContain(rule));

  test('a failure with a code is aloud', async () => {
    const failing = () => ({ ...sound(), read: () => { throw new KashuvError('UNAVAILABLE', 'down'); } });
    expect(await broken({ failing })).toEqual([]);
  });

  test('a rule is skipped only with a reason', async () => {
    expect(await broken({ posts: 5, skip: { 'gives valid posts': 'the count is unknown' } })).toEqual([]);
    await expect(broken({ skip: { 'is pure': ' ' } })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
