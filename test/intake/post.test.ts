import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { authorKey, createPost, documentOf, isSameRevision, postId, readPostInput, type PostContext } from '../../src/intake/index.ts';
import { MAX_POST_TEXT, postSchema, type PostInput } from '../../src/spec/post.ts';

const context: PostContext = { source: 'forum', seenAt: 1_700_000_000_000, secret: 'salt' };
const make = (input: Partial<PostInput>, more: Partial<PostContext> = {}) => createPost({ id: '1', text: '', ...input }, { ...context, ...more }).post;

describe('createPost', () => {
  it('derives ids from content: the same in every run, different by source', () => {
    const post = make({ id: 'p', text: 'hi', author: { id: 'dana' } });
    expect(post).toMatchObject({ id: postId('forum', 'p'), sourceId: 'p', source: 'forum', revision: 0 });
    expect(make({ id: 'p', text: 'hi', author: { id: 'dana' } })).toEqual(post);
    expect(make({ id: 'p', text: 'hi' }, { source: 'other' }).id).not.toBe(post.id);
  });

  it('salts the author key and the digest', () => {
    const input = { text: 'hi', author: { id: 'dana' } };
    const post = make(input);
    const other = make(input, { secret: 'pepper' });
    expect(post.authorKey).toBe(authorKey('salt', 'forum', 'dana'));
    expect(other.authorKey).not.toBe(post.authorKey);
    expect(other.digest).not.toBe(post.digest);
    expect(other.id).toBe(post.id);
  });

  it('gives each post without an author an author of its own', () => {
    const keys = [make({ id: '1' }), make({ id: '2' }), make({ id: '3', author: { id: '1' } })].map((post) => post.authorKey);
    expect(new Set(keys).size).toBe(3);
  });

  it('does not show in the digest who said the same', () => {
    expect(make({ id: '1', text: 'same' }).digest).not.toBe(make({ id: '2', text: 'same' }).digest);
  });

  it('finds hashtags as venues, lower case, in order and once', () => {
    const post = make({ title: 'On #Tea', text: 'So #AmazonFail, #amazonfail! #קפה_קר (#a1) ##b' }, { venue: { id: 'v', kind: 'feed', class: 'microblog', name: 'v' } });
    expect(post.hashtags.map(({ name }) => name)).toEqual(['#tea', '#amazonfail', '#קפה_קר', '#a1', '#b']);
    expect(post.hashtags[1]).toEqual({ id: 'hashtag:#amazonfail', kind: 'hashtag', class: 'microblog', name: '#amazonfail' });
  });

  it.each(['#1 #2024', 'https://example.org/#top', 'C#major', 'example.org/#top', '# space', 'Q&#A'])('takes no hashtag from %s', (text) => {
    expect(make({ text }).hashtags).toEqual([]);
  });

  it.each([
    ['.@acme and @Acme_Care!', ['@acme', '@acme_care']],
    ['@acme.example.org, @me@social.example.org.', ['@acme.example.org', '@me@social.example.org']],
    ['תודה ל@acme', ['@acme']],
    ['@acme.Please answer @acme-now', ['@acme']],
    ['@my-shop.example.org', ['@my-shop.example.org']],
    ['write to help@acme.example or https://example.org/@acme', []],
    ['＠acme', ['@acme']],
  ])('finds the handles in %s', (text, handles) => {
    expect(make({ text }).handles).toEqual(handles);
  });

  it('collects http links of the source and of the text', () => {
    const post = make({
      text: 'see (https://example.org/a_(b)), HTTP://example.org/c. and https://exa... or ftp://example.org javascript:alert(1) http://',
      links: ['https://example.org/z', 'javascript:alert(1)', 'mailto:a@example.org'],
    });
    expect(post.links).toEqual(['https://example.org/z', 'https://example.org/a_(b)', 'HTTP://example.org/c']);
  });

  it('keeps 64 hashtags, handles and links and says so', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `#tag${index} @user${index} https://example.org/${index}`).join(' ').slice(0, MAX_POST_TEXT);
    const post = make({ text });
    expect([post.hashtags.length, post.handles.length, post.links.length]).toEqual([64, 64, 64]);
    expect(post.notes).toEqual(['hashtags-cut', 'handles-cut', 'links-cut']);
  });

  it('resolves the thread to post ids; the root is the parent, else the post itself', () => {
    expect(make({ id: 'a' }).thread).toEqual({ root: postId('forum', 'a') });
    expect(make({ id: 'b', thread: { parent: 'a' } }).thread).toEqual({ root: postId('forum', 'a'), parent: postId('forum', 'a') });
    expect(make({ id: 'c', thread: { root: 'a', parent: 'b', quote: 'q', repost: 'r' } }).thread).toEqual({
      root: postId('forum', 'a'), parent: postId('forum', 'b'), quote: postId('forum', 'q'), repost: postId('forum', 'r'),
    });
    expect(make({ id: 'd', thread: { parent: 'd', quote: 'd' } }).thread).toEqual({ root: postId('forum', 'd') });
  });

  it('takes the venue of the post, else of the context, else of the source', () => {
    const venue = { id: 'account:x/@a', kind: 'account', class: 'microblog', name: '@a' } as const;
    expect(make({ venue }).venue).toEqual(venue);
    expect(make({}, { venue }).venue).toEqual(venue);
    expect(make({}).venue).toEqual({ id: 'source:forum', kind: 'other', class: 'other', name: 'forum' });
  });

  it('clamps a time in the future, and leaves a clock a little ahead alone', () => {
    expect(make({ postedAt: context.seenAt + 5 * 60_000 })).toMatchObject({ postedAt: context.seenAt + 5 * 60_000, notes: [] });
    expect(make({ postedAt: context.seenAt + 5 * 60_000 + 1 })).toMatchObject({ postedAt: context.seenAt, notes: ['future-time'] });
    expect(make({}).postedAt).toBeNull();
  });

  it('carries the notes of reading and the revision', () => {
    expect(make({ text: 'a\0' }, { notes: ['impossible-time'], revision: 3 })).toMatchObject({ revision: 3, text: 'a', notes: ['impossible-time', 'nul-removed'] });
  });

  it('tells the language by the title where the text says nothing', () => {
    expect(make({ text: '😀', title: 'שירות לקוחות' }).language.code).toBe('he');
    expect(make({ text: 'words' }, { identify: () => ({ code: 'en', confidence: 0.9 }) }).language).toEqual({ code: 'en', confidence: 0.9, by: 'model' });
  });

  it('gives a document with offsets into the text that is kept, the same when made again', () => {
    const { post, document } = createPost({ id: '1', title: 'T &amp; T', text: 'R\0&amp;D #ab @cd' }, context);
    expect(document.text.original).toBe(post.text);
    expect(document.text.text).toBe('R&D #ab @cd');
    expect(document).toMatchObject({ hashtags: ['#ab'], handles: ['@cd'] });
    expect(document.title?.text).toBe('T & T');
    const again = documentOf(post);
    expect({ ...again, text: again.text.text, title: again.title?.text }).toEqual({ ...document, text: document.text.text, title: document.title?.text });
  });

  it('never throws and keeps only what can be stored, for any valid input', () => {
    const bits = fc.constantFrom('\0', '\ud800', '\udfff', '\u202e', '#', '@', 'http://', 'https://[', '&#', '\\u', 'א', 'a', '.', '-', ' ', '😀', '\u0301', 'ﷺ');
    const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(bits, { maxLength: 40 }).map((list) => list.join('')));
    const some = words.filter((text) => text !== '');
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const input = fc.record({
      id: some,
      text: words,
      title: maybe(words),
      author: maybe(fc.record({ id: some, name: maybe(words), url: maybe(words), followers: maybe(fc.nat()) })),
      url: maybe(words),
      venue: maybe(fc.record({ id: some, kind: fc.constant('group' as const), class: fc.constant('social' as const), name: words })),
      thread: maybe(fc.record({ root: maybe(some), parent: maybe(some) })),
      postedAt: maybe(fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true })),
      language: maybe(fc.string({ maxLength: 35 })),
      links: maybe(fc.array(words, { maxLength: 5 })),
    });
    fc.assert(
      fc.property(input, (raw) => {
        const { post } = createPost(raw, context);
        expect(postSchema.parse(post)).toEqual(post);
        expect(JSON.stringify(post)).not.toMatch(/\\u0000|\\ud[89a-f]/);
        expect(createPost(raw as PostInput, context).post).toEqual(post);
        expect(isSameRevision(post, raw as PostInput, 'salt')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['hashtags', '#a'.repeat(500_000)],
    ['handles', '@a.'.repeat(333_333)],
    ['two-part handles', '@a@b'.repeat(250_000)],
    ['one endless handle', `@a@${'b'.repeat(1_000_000)}`],
    ['link starts', 'http://'.repeat(140_000)],
    ['brackets', `https://example.org/${')'.repeat(1_000_000)}(`],
    ['maqafs', '#־'.repeat(500_000)],
  ])('comes to an end on a megabyte of %s', (_, text) => {
    expect(make({ text }).notes).toContain('text-cut');
    expect(make({ title: text }).id).toBe(make({}).id);
  });
});

describe('isSameRevision', () => {
  const kept = make({ id: 'p', text: 'the words', title: 'title' });

  it('knows a duplicate, whatever has happened to its counters', () => {
    expect(isSameRevision(kept, { id: 'p', text: 'the words', title: 'title' }, 'salt')).toBe(true);
    const { post } = readPostInput({ id: 'p', text: 'the words\0', title: 'title', reach: { likes: 9 } });
    expect(isSameRevision(kept, post, 'salt')).toBe(true);
  });

  it.each([
    { id: 'p', text: 'the word', title: 'title' },
    { id: 'p', text: 'the words', title: 'Title' },
    { id: 'p', text: 'the words' },
    { id: 'p', text: 'the wordstitle', title: '' },
  ])('knows an edit: %j', (input) => {
    expect(isSameRevision(kept, input, 'salt')).toBe(false);
  });
});
