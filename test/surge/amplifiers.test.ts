import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { known } from '../../src/spec/fact.ts';
import type { Venue } from '../../src/spec/post.ts';
import type { HeardMention } from '../../src/surge/index.ts';
import { day, mention, minute, monday, only, site, talk, tell, tracker } from './story.ts';

const start = monday + 3 * day;
const calm = talk('calm', 7, { from: monday, until: start, perHour: 4, negative: 0 });
const sick = { themes: ['health' as const], arousal: 'high' as const };
const forum: Venue = { id: 'site:forum', kind: 'site', class: 'forum', name: 'Forum' };
const paper: Venue = { id: 'site:paper', kind: 'site', class: 'news', name: 'Paper' };

function follow(mentions: readonly HeardMention[]) {
  const told = tracker();
  const heard = tell(told, [...calm, ...mentions]);
  const id = only(heard, 'opened')[0]?.incident.id ?? '';
  return { told, id, first: told.incident(id)?.firstAmplifiers ?? [] };
}

/** Six who begin it, each in a thread of their own; they are the originators, one of them too late for the list. */
const roots = Array.from({ length: 6 }, (_, index) => mention(`root-${index}`, start + index * minute, sick));
const carry = (id: string, at: number, more: Partial<HeardMention>): HeardMention => mention(id, start + at * minute, { ...sick, ...more });

describe('the first who carried it', () => {
  it('are named in the order of time with how, each once, with the role they are judged to have', () => {
    const { first } = follow([
      ...roots,
      carry('quote', 30, { link: 'quote', parentAuthor: 'author-root-1', role: known('influencer') }),
      carry('repost', 20, { link: 'repost', parentAuthor: 'author-root-0' }),
      carry('again', 40, { link: 'repost', parentAuthor: 'author-root-2', authorKey: 'author-repost' }),
      carry('copy', 50, { link: 'copy', copyGroup: 'post-root-0', parentAuthor: 'author-root-0' }),
      carry('forum', 60, { venues: [forum] }),
    ]);
    expect(first.map(({ authorKey, how }) => [authorKey, how])).toEqual([
      ['author-repost', 'repost'],
      ['author-quote', 'quote'],
      ['author-copy', 'copy'],
      ['author-forum', 'new-venue'],
    ]);
    expect(first[1]?.role).toMatchObject({ known: true, value: 'influencer' });
  });

  it('are none of those who began it, answered it where it was, carried their own words or quoted something else', () => {
    const { first } = follow([
      ...roots,
      carry('reply', 20, { link: 'reply', parentAuthor: 'author-root-0', threadRoot: 'post-root-0' }),
      carry('own', 21, { link: 'repost', authorKey: 'author-root-5', parentAuthor: 'author-root-5' }),
      carry('origin', 22, { link: 'repost', authorKey: 'author-root-0', parentAuthor: 'author-root-1' }),
      carry('other', 23, { link: 'quote', parentAuthor: 'author-of-an-advert' }),
      carry('unheard', 24, { link: 'quote' }),
      mention('untimed', null, { ...sick, link: 'repost', parentAuthor: 'author-root-0' }),
    ]);
    expect(first).toEqual([]);
  });

  it('are found whatever was heard first, and go with their posts', () => {
    const late = carry('late', 10, { link: 'repost', parentAuthor: 'author-root-0', seenAt: start + 90 * minute });
    const { told, id, first } = follow([...roots, carry('forum', 12, { venues: [forum] }), carry('paper', 15, { venues: [paper] }), late]);
    expect(first.map(({ authorKey }) => authorKey)).toEqual(['author-late', 'author-forum', 'author-paper']);
    told.forgetMention('mention-forum');
    expect(told.incident(id)?.firstAmplifiers.map(({ authorKey }) => authorKey)).toEqual(['author-late', 'author-paper']);
  });

  it('in any graph, with circles, missing posts and people who answer themselves, are bounded, timed and in order', () => {
    const ties = fc.array(
      fc.record({
        author: fc.nat(12),
        parent: fc.option(fc.nat(20), { nil: null }),
        root: fc.nat(60),
        link: fc.constantFrom(undefined, 'reply' as const, 'quote' as const, 'repost' as const, 'copy' as const),
        venue: fc.constantFrom(site, forum, paper),
        at: fc.nat(200),
        gone: fc.boolean(),
      }),
      { minLength: 5, maxLength: 60 },
    );
    fc.assert(
      fc.property(ties, (graph) => {
        const mentions = graph.map((one, index) =>
          mention(`node-${index}`, start + one.at * minute, {
            ...sick,
            authorKey: `author-${one.author}`,
            parentAuthor: one.parent === null ? null : `author-${one.parent}`,
            threadRoot: `post-node-${one.root}`,
            link: one.link,
            venues: [one.venue],
          }),
        );
        const { told, id } = follow([...roots, ...mentions]);
        graph.forEach(({ gone }, index) => gone && told.forgetMention(`mention-node-${index}`));
        const incident = told.incident(id);
        const first = incident?.firstAmplifiers ?? [];
        const times = first.map(({ postedAt }) => postedAt ?? NaN);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(new Set(first.map(({ authorKey }) => authorKey)).size).toBe(first.length);
        expect(first.length).toBeLessThanOrEqual(10);
        const lost = new Set(graph.flatMap(({ gone }, index) => (gone ? [`post-node-${index}`] : [])));
        expect([...first, ...(incident?.originators ?? []), ...(incident?.spreaders ?? [])].filter(({ post }) => lost.has(post))).toEqual([]);
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});
