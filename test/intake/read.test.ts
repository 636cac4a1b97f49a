import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readPostInput, readSignals } from '../../src/intake/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { MAX_POST_TEXT, postInputSchema } from '../../src/spec/post.ts';
import { errorOf } from '../support/error-of.ts';

describe('readPostInput', () => {
  it('takes a good post as it is and drops keys it does not know', () => {
    const post = { id: '7', text: 'hello', author: { id: 'u', handle: '@u' }, postedAt: 1_700_000_000_000, links: ['https://example.org/'] };
    expect(readPostInput({ ...post, extra: { deep: true } })).toEqual({ post, notes: [] });
  });

  it.each([
    [undefined, 'post'],
    [null, 'post'],
    ['text', 'post'],
    [[{ id: '1', text: '' }], 'post'],
    [{ text: 'no id' }, 'id'],
    [{ id: '', text: 'empty id' }, 'id'],
    [{ id: 1.5, text: 'no whole number' }, 'id'],
    [{ id: 'x'.repeat(513), text: 'long id' }, 'id'],
    [{ id: '1' }, 'text'],
    [{ id: '1', text: 5 }, 'text'],
    [{ id: '1', text: null }, 'text'],
  ])('refuses what cannot be mended: %j', (value, field) => {
    const error = errorOf(() => readPostInput(value));
    expect(error).toMatchObject({ code: 'INPUT_INVALID', field, retryable: false });
    expect(error.fix).toBeTruthy();
    expect(error.message).toContain(field);
  });

  it('takes a whole number as id and a Date as time', () => {
    expect(readPostInput({ id: 42, text: '', postedAt: new Date(1_700_000_000_000) })).toEqual({
      post: { id: '42', text: '', postedAt: 1_700_000_000_000 },
      notes: [],
    });
  });

  it('cuts a text that is too long, never through a character', () => {
    const { post, notes } = readPostInput({ id: '1', text: `${'a'.repeat(MAX_POST_TEXT - 1)}😀` });
    expect(post.text).toBe('a'.repeat(MAX_POST_TEXT - 1));
    expect(notes).toEqual(['text-cut']);
    expect(readPostInput({ id: '1', text: 'a'.repeat(MAX_POST_TEXT) }).notes).toEqual([]);
  });

  it('mends what cannot be stored, and keeps ids apart', () => {
    const { post, notes } = readPostInput({ id: 'a\0\ud800', text: 'x\0y\udc00', author: { id: '\0', name: 'N\0' } });
    expect(post).toEqual({ id: 'a\ufffd\ufffd', text: 'xy\ufffd', author: { id: '\ufffd', name: 'N' } });
    expect(notes).toEqual(['lone-surrogate', 'nul-removed', 'id-mended']);
  });

  it.each([Number.NaN, Infinity, -1, 0, 1_700_000_000, 9e15, '2024-01-01', {}])('drops the impossible time %s', (postedAt) => {
    expect(readPostInput({ id: '1', text: 'x', postedAt })).toEqual({ post: { id: '1', text: 'x' }, notes: ['impossible-time'] });
  });

  it('cuts or drops optional fields that are broken and keeps their neighbours', () => {
    const { post, notes } = readPostInput({
      id: '1',
      text: 'x',
      title: 't'.repeat(5000),
      author: { handle: 'hers', bio: 7, followers: -1, name: 'Dana' },
      venue: { id: 'no kind' },
      reach: { likes: 3, views: Number.NaN },
      rating: 5,
      links: ['https://example.org/a', 'javascript:alert(1)', 17],
      language: null,
      url: 'javascript:alert(1)',
    });
    expect(post).toEqual({
      id: '1',
      text: 'x',
      title: 't'.repeat(4096),
      author: { id: 'hers', handle: 'hers', name: 'Dana' },
      reach: { likes: 3 },
      links: ['https://example.org/a'],
    });
    expect(notes).toEqual(
      expect.arrayContaining([
        'field-cut:title', 'field-dropped:author.bio', 'field-dropped:author.followers', 'field-dropped:venue', 'field-dropped:reach.views',
        'field-dropped:rating', 'field-dropped:links[]', 'url-dropped',
      ]),
    );
    expect(notes).not.toContain('field-dropped:language');
  });

  it('drops an author without id and handle', () => {
    expect(readPostInput({ id: '1', text: 'x', author: { name: 'Dana' } })).toEqual({ post: { id: '1', text: 'x' }, notes: ['field-dropped:author'] });
  });

  it('keeps 256 links', () => {
    const links = Array.from({ length: 300 }, (_, index) => `https://example.org/${index}`);
    const { post, notes } = readPostInput({ id: '1', text: 'x', links });
    expect(post.links).toEqual(links.slice(0, 256));
    expect(notes).toEqual(['field-cut:links']);
  });

  it('does not change what it was given', () => {
    const value = Object.freeze({ id: '1', text: 'a\0', author: Object.freeze({ handle: 'h', bio: 3 }), links: Object.freeze([3]) });
    expect(readPostInput(value).post).toEqual({ id: '1', text: 'a', author: { id: 'h', handle: 'h' }, links: [] });
    expect(value.links).toEqual([3]);
  });

  it('gives a valid post or a typed error for anything', () => {
    const keys = ['id', 'text', 'title', 'author', 'url', 'venue', 'thread', 'postedAt', 'language', 'reach', 'rating', 'links', 'private', '__proto__'];
    const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined));
    const inner = fc.dictionary(fc.constantFrom('id', 'handle', 'kind', 'class', 'name', 'root', 'likes', 'url'), leaf);
    const value = fc.dictionary(fc.constantFrom(...keys), fc.oneof(leaf, inner, fc.array(leaf)));
    fc.assert(
      fc.property(value, (raw) => {
        let post;
        try {
          ({ post } = readPostInput({ id: 'x', text: 'y', ...raw }));
        } catch (error) {
          expect(KashuvError.is(error) && error.code).toBe('INPUT_INVALID');
          return;
        }
        expect(postInputSchema.parse(post)).toEqual(post);
        expect(JSON.stringify(post)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('readSignals', () => {
  it('reads posts, deletions and skips', () => {
    expect(
      readSignals([
        { type: 'posted', post: { id: '1', text: 'a' } },
        { type: 'edited', post: { id: '1', text: 'a\0' } },
        { type: 'deleted', ref: '1', by: 'author' },
        { type: 'deleted', ref: '2', by: 'somebody' },
        { type: 'author-deleted', author: 'dana', by: 'platform' },
        { type: 'author-deleted', author: 'noa\0', by: 5 },
        { type: 'skipped', reason: 'no text', ref: '3' },
      ]),
    ).toEqual([
      { type: 'posted', post: { id: '1', text: 'a' }, notes: [] },
      { type: 'edited', post: { id: '1', text: 'a' }, notes: ['nul-removed'] },
      { type: 'deleted', ref: '1', by: 'author' },
      { type: 'deleted', ref: '2', by: 'unknown' },
      { type: 'author-deleted', author: 'dana', by: 'platform' },
      { type: 'author-deleted', author: 'noa\ufffd', by: 'unknown' },
      { type: 'skipped', reason: 'no text', ref: '3' },
    ]);
  });

  it('turns a malformed entry into a skip that names it, and hears its neighbours', () => {
    const signals = readSignals([{ type: 'posted', post: { id: 'p1' } }, 5, { type: 'liked' }, { type: 'author-deleted' }, { type: 'posted', post: { id: 'p2', text: '' } }]);
    expect(signals.map(({ type }) => type)).toEqual(['skipped', 'skipped', 'skipped', 'skipped', 'posted']);
    expect(signals[0]).toMatchObject({ ref: 'p1' });
    expect(signals.slice(0, 4).map((signal) => (signal.type === 'skipped' ? /signals\[\d\]/.exec(signal.reason)?.[0] : null))).toEqual([
      'signals[0]', 'signals[1]', 'signals[2]', 'signals[3]',
    ]);
  });

  it.each([null, undefined, {}, 'posted', { type: 'posted' }])('refuses what is no list: %j', (value) => {
    expect(errorOf(() => readSignals(value))).toMatchObject({ code: 'INPUT_INVALID', field: 'signals' });
  });
});
