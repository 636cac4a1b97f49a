import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { profileJudge } from '../../src/judges/profile.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { brandSchema, type BrandInput } from '../../src/spec/brand.ts';
import type { CallContext, JudgeInput } from '../../src/spec/plugin.ts';
import type { Author } from '../../src/spec/post.ts';
import { header, smallModel } from '../understand/model/small-model.ts';

const context: CallContext = { signal: new AbortController().signal, fetch: () => Promise.reject(new Error('no network')), now: () => 0, sleep: () => Promise.resolve(), log: () => undefined };
const bytes = new Uint8Array(readFileSync(new URL('../../models/speaker.bin', import.meta.url)));

const input = (text: string, author: Partial<Author> | null, brand: Partial<BrandInput> = {}): JudgeInput => ({
  brand: brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme', ...brand }),
  history: [],
  post: {
    id: 'p', source: 's', sourceId: '1', revision: 0, digest: 'd', text, ...(author === null ? {} : { author: { id: 'u', ...author } }), authorKey: 'k', venue: { id: 'v', kind: 'page', class: 'social', name: 'v' },
    hashtags: [], handles: [], links: [], thread: { root: 'p' }, postedAt: null, seenAt: 0, language: { code: 'en', confidence: 1, by: 'model' }, reach: {}, private: false, notes: [],
  },
});
const textModel = smallModel({ tasks: [{ ...header.tasks[0]!, task: 'source', labels: ['Eyewitness', 'Media', 'Outsiders'] }, header.tasks[1]!] });
const shop: Partial<Author> = { name: 'Harbour Bakery', handle: '@harbour_bakery', bio: 'Official account of Harbour Bakery. We bake fresh bread daily. Visit our stores or order online. Contact us: hello@bakery.example' };
const person: Partial<Author> = { name: 'Dana', handle: 'dana_l87', bio: 'I love my dog and my two kids. Proud mum, runner, wife. My opinions.' };

test('judges by words and profile, offline', async () => {
  const judge = profileJudge({ packs: [english()], model: false, textModel: false });
  expect(judge).toMatchObject({ contract: 1, name: 'profile', capabilities: { sendsTextOut: false } });
  const judged = await judge.judge(input('my order is late', {}), context);
  expect(judged).toMatchObject({ known: true, value: 'customer' });
  expect(judged.party).toBeUndefined();
});

describe('with the model', () => {
  const judge = profileJudge({ packs: [english(), hebrew()], model: async () => bytes });

  test('tells an organisation from a person, and by which words', async () => {
    const { party } = await judge.judge(input('hello', shop), context);
    expect(party).toMatchObject({ known: true, value: 'organisation' });
    const evidence = party?.known === true ? party.evidence : [];
    expect(evidence[0]).toMatchObject({ source: 'model', cue: expect.stringMatching(/^speaker\.[0-9a-f]{8}$/) as string });
    const words = evidence.slice(1).map(({ place }) => (place === undefined ? '' : (shop[place.field] ?? '').slice(place.start, place.end)));
    expect(words.length).toBeGreaterThan(0);
    expect(words.every((word) => /^[\p{L}\p{N}_.]+$/u.test(word))).toBe(true);
    expect((await judge.judge(input('hello', person), context)).party).toMatchObject({ known: true, value: 'person' });
  });

  test('an organisation is no customer by a cue alone, a person is', async () => {
    expect(await judge.judge(input('my order never came', person), context)).toMatchObject({ known: true, value: 'customer' });
    expect(await judge.judge(input('my order never came', shop), context)).toMatchObject({ known: false, candidates: [{ value: 'customer' }] });
  });

  test('followers, ticks and links count for nothing', async () => {
    for (const author of [shop, person]) {
      expect(await judge.judge(input('my order', { ...author, followers: 5_000_000, verified: true, url: 'https://elsewhere.example' }), context)).toEqual(await judge.judge(input('my order', author), context));
    }
  });

  test('an empty profile says nothing of the party', async () => {
    expect(await judge.judge(input('my order never came', {}), context)).toMatchObject({ known: true, value: 'customer', party: { known: false, candidates: [] } });
    expect(await judge.judge(input('my order never came', null), context)).not.toHaveProperty('party');
  });

  test('a handle with its sign has its place, too', async () => {
    for (const handle of ['@bakery_stores_official', 'bakery_stores_official']) {
      const { party } = await judge.judge(input('hello', { handle }), context);
      const places = party?.known === true ? party.evidence.flatMap(({ place }) => (place === undefined ? [] : [place])) : [];
      expect(places.length).toBeGreaterThan(0);
      for (const { field, start, end } of places) expect([field, handle.slice(start, end)]).toEqual(['handle', expect.stringMatching(/^@?bakery_stores_official$|^[a-z]+$/)]);
    }
  });

  test('bears a profile of a million letters', async () => {
    const judged = await judge.judge(input('hello', { name: 'a'.repeat(1_000_000), handle: '@'.repeat(1_000_000), bio: 'we sell soup '.repeat(80_000) }), context);
    expect(judged.party?.known).toBeTypeOf('boolean');
  });
});

test('comes with its models: party and vantage are judged unless one says no', async () => {
  const shop = { handle: 'bakery_stores', name: 'Corner Bakery Stores', bio: 'official account of our bakery stores, open daily' };
  expect((await profileJudge({ packs: [english()] }).judge(input('hello', shop), context)).party).toBeDefined();
  expect(await profileJudge({ packs: [english()], model: false, textModel: false }).judge(input('hello', shop), context)).not.toHaveProperty('party');
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'profileJudge'],
  ['no packs', {}, 'profileJudge.packs'],
  ['a pack that is none', { packs: [{}] }, 'profileJudge.packs[0]'],
  ['bytes for a function', { packs: [], model: new Uint8Array(3) }, 'profileJudge.model'],
])('%s is refused, and the option named', (_, options, field) => {
  expect(() => profileJudge(options as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
});

test('an author that is none is a failure of the call, no TypeError', async () => {
  for (const author of [{ bio: 5 }, { name: null }]) await expect(profileJudge({ packs: [english()] }).judge(input('hello', author as never), context)).rejects.toMatchObject({ name: 'KashuvError' });
});

describe('where the model cannot be loaded', () => {
  test('the call fails, and loading is tried again', async () => {
    let loads = 0;
    const judge = profileJudge({ packs: [english()], model: async () => { if ((loads += 1) === 1) throw new Error('disk'); return bytes; } });
    await expect(judge.judge(input('my order', person), context)).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('disk') as string });
    expect((await judge.judge(input('my order', person), context)).party?.known).toBe(true);
    await judge.judge(input('my order', person), context);
    expect(loads).toBe(2);
  });

  test.each([['cut short', async () => bytes.subarray(0, 1_000)], ['of other tasks', async () => smallModel()], ['thrown at once', () => { throw new Error('no'); }]])('%s: a failure, no absence', async (_, model) => {
    const judge = profileJudge({ packs: [english()], model });
    await expect(judge.judge(input('hello', person), context)).rejects.toMatchObject({ name: 'KashuvError' });
  });

  test('likewise the model of words', async () => {
    let loads = 0;
    const judge = profileJudge({ packs: [english()], model: false, textModel: async () => { if ((loads += 1) === 1) throw new Error('disk'); return textModel; } });
    await expect(judge.judge(input('my order', null), context)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const judged = await judge.judge(input('my order, an awful awful day', person), context);
    expect(judged).toMatchObject({ value: 'customer', vantage: { known: true, value: 'eyewitness' } });
    expect(judged).not.toHaveProperty('party');
    expect(judge.version).not.toBe(profileJudge({ packs: [english()], model: false, textModel: false }).version);
  });

  test('who is on a list is known all the same', async () => {
    const judge = profileJudge({ packs: [english()], model: () => Promise.reject(new Error('disk')) });
    expect(await judge.judge(input('my order', { handle: 'dana' }, { staff: { handles: ['dana'] } }), context)).toMatchObject({ known: true, value: 'employee' });
    expect(await judge.judge({ ...input('hello', person), history: [{ role: 'employee', confidence: 1, at: 0, by: 'human' }] }, context)).toMatchObject({ value: 'employee', confidence: 1 });
    await expect(judge.judge(input('I work at Acme', { name: 'Noa' }, { staff: { names: ['Noa'] } }), context)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('nothing is loaded where nobody is named, and it counts as work on the clock', async () => {
    let loads = 0;
    let io = 0;
    const judge = profileJudge({ packs: [english()], model: async () => { loads += 1; return bytes; }, textModel: false });
    const counting: CallContext = { ...context, io: (work) => { io += 1; return work(); } };
    await judge.judge(input('my order', null), counting);
    expect(loads).toBe(0);
    await Promise.all([1, 2, 3].map(() => judge.judge(input('my order', person), counting)));
    expect([loads, io]).toEqual([1, 1]);
  });
});
