import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/entries.ts';
import { compareIds } from '../../../src/lib/mastodon/ids.ts';
import { mastodon } from '../../../src/sources/mastodon/index.ts';
import { postInputSchema, type PostInput } from '../../../src/spec/post.ts';

const statuses = JSON.parse(readFileSync(join(root, 'test/fixtures/mastodon/statuses.json'), 'utf8')) as Record<string, Record<string, unknown>>;
const source = mastodon({ service: 'https://tea.example', hashtags: ['acmefail'] });
const signalOf = (status: unknown) => source.signals({ kind: 'status', status, edited: false })[0]!;
const postOf = (status: unknown): PostInput => {
  const signal = signalOf(status);
  if (!('post' in signal)) throw new Error(`no post: ${JSON.stringify(signal)}`);
  return signal.post;
};

describe('a status as a post', () => {
  test('the warning, the words, hashtags that they lack, and what pictures show', () => {
    expect(postOf(statuses.plain).text).toBe("Kettles & anger\n\nIt's been a week, @acme.\n\nSee https://photos.example/leak?a=1&b=2\nIt still leaks #AcmeFail\n\n#kettlegate\n\nA kettle in a puddle");
  });

  test('everything else of it', () => {
    expect(postOf(statuses.plain)).toMatchObject({
      id: '112345678901234567',
      url: 'https://tea.example/@dana/112345678901234567',
      postedAt: Date.parse('2026-05-03T10:15:30.123Z'),
      language: 'en',
      reach: { likes: 7, replies: 3, reposts: 5 },
      links: ['https://photos.example/leak?a=1&b=2', 'https://photos.example/leak'],
      venue: { id: 'mastodon:tea.example', kind: 'site', class: 'microblog' },
      author: { id: 'dana@tea.example', handle: 'dana@tea.example', name: 'Dana ☕', bio: 'Tea, mostly.\nNot only.', url: 'https://tea.example/@dana', followers: 1234, joinedAt: Date.parse('2022-11-06T00:00:00Z') },
    });
    expect('private' in postOf(statuses.plain)).toBe(false);
    expect('thread' in postOf(statuses.plain)).toBe(false);
  });

  test('a front page that links back is the author’s; a page below one, or one that was not checked, is not', () => {
    expect(postOf(statuses.plain).author?.verifiedDomains).toEqual(['danas-tea.example']);
  });

  test('a boost carries another’s words; answers and quotes name what they answer and quote', () => {
    expect(postOf(statuses.boost)).toMatchObject({ text: 'It leaks', author: { id: 'fan@other.example' }, thread: { repost: '112345678901234567' }, language: 'en' });
    expect(postOf(statuses.quote)).toMatchObject({ thread: { parent: '112345678901230000', quote: '112345678901234567' }, url: 'https://tea.example/users/gal/statuses/112345678901240000', language: 'he' });
    expect(postOf(statuses.shallowQuote).thread).toEqual({ quote: '112345678901234567' });
    expect(postOf(statuses.pleroma).thread).toEqual({ quote: 'AbCdEfGhIjKlMnOpQq' });
  });

  test('of compatible servers: their ids, words that are no HTML, pictures without words', () => {
    expect(postOf(statuses.gotosocial)).toMatchObject({ id: '01HXYZ8M3Q4R5S6T7V8W9X0Y1Z', text: 'It leaks here too', author: { id: 'sloth@goto.example' } });
    expect(postOf(statuses.pixelfed)).toMatchObject({ text: 'My acme kettle, in two parts', postedAt: Date.parse('2026-05-03T10:24:00Z') });
    // What is for the people of one server is not for all.
    expect(postOf(statuses.pleroma)).toMatchObject({ text: 'for this server alone', private: true, venue: { kind: 'inbox' } });
  });

  test('what says nothing is skipped by name', () => {
    expect(signalOf({ ...statuses.pixelfed, media_attachments: [] })).toEqual({ type: 'skipped', ref: '712345678901234567', reason: '712345678901234567 has neither text nor descriptions of its media.' });
    expect(signalOf({ content: 'x' })).toEqual({ type: 'skipped', reason: 'a status without an id.' });
  });

  test('whatever a server sends is a valid post or skipped (property)', () => {
    const names = Object.keys(statuses.plain!);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names, 'quote'), fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('<p', '<a href="', '&#0;', '@'.repeat(300), 'https://', 1e300))), fc.constantFrom(...Object.values(statuses)), (odd, sound) => {
        const signal = signalOf({ ...sound, ...odd });
        if ('post' in signal) expect(postInputSchema.safeParse(signal.post).error).toBeUndefined();
        else expect(signal.type).toBe('skipped');
      }),
      { numRuns: 300 },
    );
  });
});

test('ids are texts: the longer one is the newer one, and numbers would take them for the same', () => {
  const ids = ['112345678901234568', '99', '112345678901234567', '100', '01HXYZ8M3Q4R5S6T7V8W9X0Y1Z'];
  expect(ids.toSorted(compareIds)).toEqual(['99', '100', '112345678901234567', '112345678901234568', '01HXYZ8M3Q4R5S6T7V8W9X0Y1Z']);
  expect(Number('112345678901234568') - Number('112345678901234567')).toBe(0);
});
