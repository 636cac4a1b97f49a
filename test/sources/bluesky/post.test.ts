import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POSTS, REPOSTS } from '../../../src/lib/bluesky/names.ts';
import { signalsOf } from '../../../src/sources/bluesky/event.ts';
import { postInputSchema, type PostInput } from '../../../src/spec/post.ts';
import { DID, TIME } from '../../fixtures/bluesky/frames.ts';
import { invariant } from '../../support/invariant.ts';

const AT = Date.parse(TIME);
const OTHER = 'at://did:plc:other/app.bsky.feed.post/3kx';
const told = (record: unknown, at: number | null = AT) => signalsOf({ kind: 'commit', did: DID, at, changes: [{ collection: POSTS, action: 'create', rkey: '3ka', record }] })[0];
const read = (record: object): PostInput => {
  const signal = told({ $type: 'app.bsky.feed.post', text: 'words', createdAt: TIME, ...record });
  if (signal === undefined || !('post' in signal)) throw new Error(JSON.stringify(signal));
  return signal.post;
};
const facet = (...features: object[]) => ({ index: { byteStart: 0, byteEnd: 5 }, features });

test('a plain post', () => {
  expect(read({ langs: ['he'] })).toEqual({
    id: `at://${DID}/app.bsky.feed.post/3ka`,
    text: 'words',
    author: { id: DID },
    url: `https://bsky.app/profile/${DID}/post/3ka`,
    venue: { id: 'bluesky', kind: 'site', class: 'microblog', name: 'Bluesky', url: 'https://bsky.app' },
    postedAt: AT,
    language: 'he',
  });
});

test('links of the text and of a card', () => {
  const link = (uri: unknown) => facet({ $type: 'app.bsky.richtext.facet#link', uri });
  const external = { $type: 'app.bsky.embed.external', external: { uri: 'https://news.example/kettle', title: 'Kettles', description: '' } };
  const facets = [link('https://acme.example/a/very/long/way'), link('javascript:alert(1)'), link('https://acme.example/a/very/long/way'), link(7), link(`https://a.example/${'x'.repeat(3_000)}`)];
  expect(read({ facets, embed: external }).links).toEqual(['https://acme.example/a/very/long/way', 'https://news.example/kettle']);
  expect(read({ facets: [link('nothing')] })).not.toHaveProperty('links');
});

test('hashtags stand in the text: those that do already are not repeated', () => {
  const tag = (name: string) => facet({ $type: 'app.bsky.richtext.facet#tag', tag: name });
  expect(read({ text: 'hm #Acme', facets: [tag('acme'), tag('KettleGate')], tags: ['#leaks', 'kettlegate', '', 5] }).text).toBe('hm #Acme\n\n#KettleGate #leaks #kettlegate');
});

test('mentions are in the words as people read them', () => {
  expect(read({ text: '@acme.example hello', facets: [facet({ $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:acme' })] }).text).toBe('@acme.example hello');
});

test('what images show', () => {
  const images = { $type: 'app.bsky.embed.images', images: [{ alt: 'A kettle in two parts', image: {} }, { alt: '', image: {} }, null] };
  expect(read({ embed: images }).text).toBe('words\n\nA kettle in two parts');
  expect(read({ text: '', embed: images }).text).toBe('A kettle in two parts');
  expect(read({ embed: { $type: 'app.bsky.embed.recordWithMedia', record: { record: { uri: OTHER } }, media: images } })).toMatchObject({ text: 'words\n\nA kettle in two parts', thread: { quote: OTHER } });
  expect(told({ text: ' ', createdAt: TIME })).toMatchObject({ type: 'skipped', reason: expect.stringContaining('neither text') });
});

test('replies and quotes', () => {
  const root = { uri: `at://${DID}/app.bsky.feed.post/3kroot`, cid: 'x' };
  expect(read({ reply: { root, parent: { uri: OTHER, cid: 'y' } } }).thread).toEqual({ root: root.uri, parent: OTHER });
  expect(read({ embed: { $type: 'app.bsky.embed.record', record: { uri: OTHER, cid: 'y' } } }).thread).toEqual({ quote: OTHER });
  // A list can be embedded too.
  expect(read({ embed: { $type: 'app.bsky.embed.record', record: { uri: 'at://did:plc:other/app.bsky.graph.list/3k', cid: 'y' } }, reply: { root: 5 } })).not.toHaveProperty('thread');
});

test('times: the author claims, the server heard', () => {
  expect(read({ createdAt: '2030-01-01T00:00:00Z' }).postedAt).toBe(AT);
  expect(read({ createdAt: '2019-01-01T00:00:00+02:00' }).postedAt).toBe(Date.parse('2018-12-31T22:00:00Z'));
  expect([read({ createdAt: 'yesterday' }), read({ createdAt: 1_714_557_600 })].some((post) => 'postedAt' in post)).toBe(false);
});

test('languages: one is said, several say nothing', () => {
  expect(read({ langs: ['pt-BR'] }).language).toBe('pt-BR');
  expect([read({ langs: ['en', 'he'] }), read({ langs: ['<b>'] }), read({ langs: 'en' }), read({})].some((post) => 'language' in post)).toBe(false);
});

test('labels that authors put on their posts change nothing', () => {
  expect(read({ labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'graphic-media' }] } })).toEqual(read({}));
});

describe('a repost', () => {
  const passed = (record: unknown, action: 'create' | 'delete' = 'create') => signalsOf({ kind: 'commit', did: DID, at: AT, changes: [{ collection: REPOSTS, action, rkey: '3kr', record }] })[0];
  const ref = `at://${DID}/app.bsky.feed.repost/3kr`;
  test('has no words, and passes a post on', () => {
    const signal = passed({ $type: 'app.bsky.feed.repost', subject: { uri: OTHER, cid: 'bafyreia' }, createdAt: TIME });
    expect(signal).toEqual({ type: 'posted', post: { id: ref, text: '', author: { id: DID }, venue: read({}).venue, thread: { repost: OTHER }, postedAt: AT } });
    expect(postInputSchema.safeParse((signal as { post: PostInput }).post).success).toBe(true);
  });
  test('can be taken back', () => expect(passed(undefined, 'delete')).toEqual({ type: 'deleted', ref, by: 'author' }));
  test.each([[null], [{}], [{ subject: { uri: 'at://did:plc:x/app.bsky.feed.generator/x' } }], [{ subject: OTHER }]])('of nothing is none: %j', (record) => {
    expect(passed(record)).toMatchObject({ type: 'skipped', ref });
  });
});

describe('what is no post', () => {
  test.each([[null], [[]], ['words'], [{}], [{ text: 5 }], [undefined]])('%j', (record) => {
    expect(told(record)).toMatchObject({ type: 'skipped', ref: `at://${DID}/app.bsky.feed.post/3ka` });
  });
  test('an address that is none', () => {
    const at = (did: string, rkey: string) => signalsOf({ kind: 'commit', did, at: AT, changes: [{ collection: POSTS, action: 'delete', rkey }] })[0];
    expect([at('did:plc:x', 'a/b'), at('somebody', '3ka'), at('did:plc:x', 'x'.repeat(600))].map((signal) => signal?.type)).toEqual(['skipped', 'skipped', 'skipped']);
  });
});

const json = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.constant(null), fc.webUrl(), fc.array(tie('any'), { maxLength: 4 }), fc.dictionary(fc.constantFrom('uri', 'record', 'media', 'images', 'alt', 'features', '$type', 'tag', 'root', 'parent', 'external'), tie('any'), { maxKeys: 5 })),
})).any;
invariant('whatever a record holds, it is a valid post or skipped', 300, [fc.record({ text: fc.string(), createdAt: json, facets: json, embed: json, reply: json, langs: json, tags: json, labels: json }, { requiredKeys: ['text'] })], (record) => {
  const signal = told(record);
  if (signal !== undefined && 'post' in signal) expect(postInputSchema.safeParse(signal.post).error).toBeUndefined();
  else expect(signal).toMatchObject({ type: 'skipped', reason: expect.stringMatching(/./) });
});
