import { describe, expect, it } from 'vitest';

import type { Venue } from '../../src/spec/post.ts';
import type { HeardMention } from '../../src/surge/index.ts';
import { day, hashtag, hour, mention, minute, monday, only, site, talk, tell, tracker } from './story.ts';

const start = monday + 3 * day;
const calm = talk('calm', 7, { from: monday, until: start, perHour: 4, negative: 0 });
const forum: Venue = { id: 'site:forum', kind: 'site', class: 'forum', name: 'Forum' };
const page: Venue = { id: 'page:acme', kind: 'page', class: 'social', name: 'Acme' };
const sick = { themes: ['health' as const], arousal: 'high' as const };

/** Criticism of one story; `where` says in which venues the nth of it is. */
const crowd = (name: string, count: number, from: number, where: (index: number) => Venue[], more: (index: number) => Partial<HeardMention> = () => ({})) =>
  Array.from({ length: count }, (_, index) => mention(`${name}-${index}`, from + index * minute, { ...sick, venues: where(index), ...more(index) }));

function follow(mentions: HeardMention[]) {
  const told = tracker();
  const heard = tell(told, [...calm, ...mentions]);
  const id = only(heard, 'opened')[0]?.incident.id ?? '';
  return { told, id, heard, hub: told.incident(id)?.hub ?? null, incident: told.incident(id), moves: only(heard, 'hub-moved').map(({ to }) => to?.venue.id ?? null) };
}

describe('the hub', () => {
  it('is the hashtag that half of a site speaks under, not the site', () => {
    const { hub } = follow(crowd('one', 30, start, (index) => (index % 2 === 0 ? [site, hashtag('#acmesick')] : [site])));
    expect(hub?.venue.id).toBe('hashtag:#acmesick');
    expect(hub?.share).toBeCloseTo(0.5, 1);
    expect(hub?.why).toMatch(/of the \d+ people .* #acmesick/);
  });

  it('is the site where nothing in it holds many', () => {
    const { hub } = follow(crowd('one', 30, start, (index) => [site, hashtag(`#lonely${index}`)]));
    expect(hub?.venue.id).toBe(site.id);
  });

  it('is the page with most people, and not a rarer hashtag', () => {
    const { hub } = follow(crowd('one', 30, start, (index) => (index % 3 === 0 ? [page, hashtag('#acmesick')] : [page])));
    expect(hub?.venue.id).toBe(page.id);
  });

  it('counts people and not posts', () => {
    const loud = crowd('loud', 60, start, () => [forum], () => ({ authorKey: 'author-loud' }));
    const { hub } = follow([...crowd('many', 12, start, () => [page]), ...loud]);
    expect(hub?.venue.id).toBe(page.id);
  });

  it('is nowhere when the crowd is everywhere', () => {
    const { hub } = follow(crowd('one', 24, start, (index) => [{ ...page, id: `page:${index}`, name: `Page ${index}` }]));
    expect(hub).toBeNull();
  });

  it('moves once when the crowd moves, and not with every wave', () => {
    const { moves, hub } = follow([
      ...crowd('first', 40, start, () => [page]),
      ...crowd('second', 60, start + 7 * hour, () => [site, hashtag('#acmesick')]),
    ]);
    expect(hub?.venue.id).toBe('hashtag:#acmesick');
    expect(moves).toEqual(['hashtag:#acmesick']);
  });

  it('does not go to and fro between two places of about the same size', () => {
    const { moves } = follow(crowd('one', 120, start, (index) => [index % 2 === 0 ? hashtag('#acmesick') : hashtag('#acmeill')]));
    expect(moves.length).toBeLessThanOrEqual(1);
  });
});

describe('an answer at the hub', () => {
  it('reaches those who speak there, answered or reposted; what the source does not tell is said', () => {
    // Ten on the page, one of whose posts was reposted 40 times; five in the forum, of whose posts nothing is told.
    const { told, id } = follow([
      ...crowd('page', 10, start, () => [page], (index) => ({ reach: { reposts: index === 3 ? 40 : 0 } })),
      ...crowd('forum', 5, start + 10 * minute, () => [forum]),
    ]);
    told.tick(start + 20 * minute);
    const hub = told.incident(id)?.hub;
    expect(hub?.venue.id).toBe(page.id);
    expect(hub?.share).toBeCloseTo(10 / 15);
    expect(hub?.reach).toBeCloseTo(50 / 55);
    expect(hub?.origin).toBe(1);
    expect(hub?.why).toBe(
      '10 of the 15 people heard lately speak in Acme; 5 of the 5 who began it did so there; 40 answers and reposts seen; an answer there reaches 91 % of those who spoke, answered or reposted (of 5 of 15 posts neither answers nor reposts are told)',
    );
    expect(hub?.alternatives).toEqual([{ venue: expect.objectContaining({ id: forum.id }) as Venue, share: 1 / 3, origin: 0, reach: 5 / 55 }]);
  });

  it('names three other places at most, the largest first', () => {
    const places = Array.from({ length: 6 }, (_, index): Venue => ({ ...page, id: `page:${index}`, name: `Page ${index}` }));
    const { told, id } = follow(places.flatMap((place, index) => crowd(`p${index}`, 12 - 2 * index, start, () => [place])));
    told.tick(start + 20 * minute);
    const hub = told.incident(id)?.hub;
    expect(hub?.venue.id).toBe('page:0');
    expect(hub?.alternatives?.map(({ venue }) => venue.id)).toEqual(['page:1', 'page:2', 'page:3']);
  });

  it('within a site is given in the thread where the crowd is', () => {
    const { hub } = follow([mention('root', start, { ...sick, venues: [site] }), ...crowd('answer', 20, start + minute, () => [site], () => ({ threadRoot: 'post-root', link: 'reply', parentAuthor: 'author-root' }))]);
    expect(hub).toMatchObject({ venue: { id: 'thread:post-root', kind: 'thread', class: site.class, name: 'a thread in Chirp' }, share: 1, origin: 1, reach: 1 });
  });

  it('on a page of one thread is given on the page', () => {
    const { hub } = follow([mention('root', start, { ...sick, venues: [page] }), ...crowd('answer', 20, start + minute, () => [page], () => ({ threadRoot: 'post-root', link: 'reply', parentAuthor: 'author-root' }))]);
    expect(hub?.venue.id).toBe(page.id);
    expect(hub?.alternatives?.[0]?.venue.id).toBe('thread:post-root');
  });
});

describe('what is deleted', () => {
  it('takes the hub with it: to where the rest of the crowd is', () => {
    const first = crowd('page', 12, start, () => [page]);
    const { told, id } = follow([...first, ...crowd('forum', 4, start + 12 * minute, () => [forum])]);
    expect(told.incident(id)?.hub?.venue.id).toBe(page.id);
    const moved = first.flatMap(({ mention: gone }) => told.forgetMention(gone)).filter(({ type }) => type === 'hub-moved');
    expect(moved.map((change) => (change.type === 'hub-moved' ? [change.from?.venue.id, change.to?.venue.id] : []))).toEqual([[page.id, forum.id]]);
  });

  it('leaves no hub where nobody is left, or too few for another', () => {
    const first = crowd('page', 6, start, () => [page]);
    const { told, id } = follow([...first, ...crowd('forum', 2, start + 6 * minute, () => [forum])]);
    const moved = first.flatMap(({ mention: gone }) => told.forgetMention(gone)).filter(({ type }) => type === 'hub-moved');
    expect(moved.at(-1)).toMatchObject({ from: { venue: { id: page.id } }, to: null });
    expect(told.incident(id)).toMatchObject({ hub: null, mentions: 2 });
  });

  it('a thread whose beginning is gone is no place to answer any more', () => {
    const { told, id } = follow([mention('root', start, { ...sick, venues: [site] }), ...crowd('answer', 20, start + minute, () => [site], () => ({ threadRoot: 'post-root', link: 'reply', parentAuthor: 'author-root' }))]);
    expect(told.incident(id)?.hub?.venue.id).toBe('thread:post-root');
    const [moved] = told.forgetMention('mention-root').filter(({ type }) => type === 'hub-moved');
    expect(moved).toMatchObject({ from: { venue: { id: 'thread:post-root' } }, to: { venue: { id: site.id } } });
  });
});

describe('who began and who spreads', () => {
  it('a cycle of answers is no harm, and makes nobody an originator who answered', () => {
    const cycle = Array.from({ length: 12 }, (_, index) =>
      mention(`ring-${index}`, start + index * minute, {
        ...sick,
        threadRoot: `post-ring-${(index + 1) % 12}`,
        parentAuthor: `author-ring-${(index + 11) % 12}`,
      }),
    );
    const root = mention('root', start + 20 * minute, sick);
    const { incident } = follow([...cycle, root]);
    expect(incident?.mentions).toBe(13);
    expect(incident?.originators.map(({ post }) => post)).toEqual(['post-root']);
    expect(incident?.spreaders.length).toBeLessThanOrEqual(10);
  });

  it('where nobody started anything, the earliest are named', () => {
    const answers = crowd('answer', 6, start, () => [site], () => ({ threadRoot: 'post-unheard' }));
    expect(follow(answers).incident?.originators.map(({ post }) => post)).toEqual([0, 1, 2, 3, 4].map((index) => `post-answer-${index}`));
  });

  it('spreaders are known by what came of their posts: reach, and people who took it up, each once', () => {
    const posts = crowd('one', 30, start, () => [site], (index) => ({
      reach: index === 7 ? { reposts: 25, replies: 5 } : index === 8 ? { reposts: -5 } : index === 9 ? { replies: Number.NaN } : {},
      ...(index > 10 && index < 20 ? { parentAuthor: 'author-one-3' } : {}),
      ...(index >= 20 ? { parentAuthor: 'author-one-4', authorKey: 'author-fan' } : {}),
    }));
    const { incident } = follow(posts);
    expect(incident?.spreaders.map(({ authorKey }) => authorKey)).toEqual(['author-one-7', 'author-one-3', 'author-one-4']);
  });
});
