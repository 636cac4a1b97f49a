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
  return { heard, hub: told.incident(id)?.hub ?? null, incident: told.incident(id), moves: only(heard, 'hub-moved').map(({ to }) => to?.venue.id ?? null) };
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
