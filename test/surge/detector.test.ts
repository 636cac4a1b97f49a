import { describe, expect, it } from 'vitest';

import { day, hashtag, hour, mention, minute, monday, only, site, talk, tell, tracker } from './story.ts';

const end = monday + 10 * day;
/** A burst of criticism after ten days of ordinary talk. */
const burst = (count: number, within: number, from = end) =>
  Array.from({ length: count }, (_, index) => mention(`burst-${index}`, from + Math.floor((index * within) / count)));

describe('a calm series', () => {
  it.each([0.1, 1, 8, 40, 120])('raises no alarm at %d voices an hour, whatever chance brings', (perHour) => {
    for (let seed = 1; seed <= 6; seed++) {
      const heard = tell(tracker(), talk('calm', seed, { from: monday, until: monday + 14 * day, perHour, negative: 0.4 }));
      expect(heard.filter(({ change }) => change.type === 'surge' || change.type === 'opened')).toEqual([]);
    }
  });

  it('of criticism, with its days and nights, is a state of affairs and not an incident', () => {
    const rate = (at: number) => 25 * (1 + 0.8 * Math.sin((((at - monday) / hour - 8) / 24) * 2 * Math.PI));
    for (let seed = 1; seed <= 5; seed++) {
      const more = (_: number, random: () => number) => ({ arousal: random() < 0.2 ? ('high' as const) : ('low' as const), marks: ['hashtag:#acme'], venues: [site, hashtag('#acme')] });
      const heard = tell(tracker(), talk('steady', seed, { from: monday, until: monday + 14 * day, perHour: rate, negative: 0.6, more }));
      expect(only(heard, 'opened').length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a rise', () => {
  it.each([0, 0.5, 5, 50])('of criticism out of %d voices an hour opens one incident', (perHour) => {
    const told = tracker();
    const before = perHour === 0 ? [mention('lone', monday), mention('lone-2', monday + 5 * day)] : talk('calm', 5, { from: monday, until: end + day, perHour });
    const heard = tell(told, [...before, ...burst(20 + perHour * 4, 30 * minute)], end + hour);
    const opened = only(heard, 'opened');
    expect(opened).toHaveLength(1);
    expect(opened[0]?.heardAt).toBeLessThan(end + 30 * minute);
    const { score = 0, perDay = 1 } = opened[0]?.incident.detectedBy ?? {};
    expect(score >= 5 || perDay <= 0.01).toBe(true);
    expect(opened[0]?.incident.velocity).toBeGreaterThanOrEqual(1);
  });

  it('of praise is a surge and no incident', () => {
    const praise = burst(80, 30 * minute).map((one) => ({ ...one, negative: false }));
    const heard = tell(tracker(), [...talk('calm', 5, { from: monday, until: end, perHour: 3 }), ...praise]);
    expect(only(heard, 'surge').map(({ surge }) => surge.series)).toEqual(['volume']);
    expect(only(heard, 'opened')).toEqual([]);
  });

  it('of what could not be judged opens nothing', () => {
    const unjudged = burst(80, 30 * minute).map((one) => ({ ...one, negative: null }));
    const heard = tell(tracker(), [...talk('calm', 5, { from: monday, until: end, perHour: 3 }), ...unjudged]);
    expect(only(heard, 'opened')).toEqual([]);
  });

  it('that one person makes alone opens nothing', () => {
    const alone = burst(1000, hour).map((one) => ({ ...one, authorKey: 'author-loud', arousal: 'high' as const, themes: ['safety' as const] }));
    const heard = tell(tracker(), [...talk('calm', 5, { from: monday, until: end, perHour: 3 }), ...alone]);
    expect(heard).toEqual([]);
  });

  it('that four people make opens nothing, that five people make does where so few are many', () => {
    const crowd = (people: number) => burst(400, 6 * hour).map((one, index) => ({ ...one, authorKey: `author-${index % people}` }));
    const calm = talk('calm', 5, { from: monday, until: end, perHour: 0.2, negative: 0 });
    expect(only(tell(tracker(), [...calm, ...crowd(4)]), 'opened')).toEqual([]);
    expect(only(tell(tracker(), [...calm, ...crowd(5)]), 'opened')).toHaveLength(1);
  });

  it('is not told of again while it lasts', () => {
    const long = talk('long', 9, { from: end, until: end + 10 * hour, perHour: 200, negative: 0.9 });
    const heard = tell(tracker(), [...talk('calm', 5, { from: monday, until: end, perHour: 3 }), ...long]);
    expect(only(heard, 'surge')).toHaveLength(1);
    expect(only(heard, 'opened')).toHaveLength(1);
  });

  it('can be told of at a sensitivity the host chooses', () => {
    const story = [...talk('calm', 5, { from: monday, until: end, perHour: 3 }), ...burst(14, 30 * minute)];
    expect(only(tell(tracker({ threshold: 3 }), story), 'opened')).toHaveLength(1);
    expect(only(tell(tracker({ threshold: 12 }), story), 'opened')).toEqual([]);
  });
});

describe('without a baseline', () => {
  it('an absolute number is asked for, and it is said that there is no baseline', () => {
    const heard = tell(tracker(), burst(400, 10 * minute, monday));
    expect(only(heard, 'opened')).toHaveLength(1);
    expect(only(heard, 'opened')[0]?.incident.detectedBy.why).toContain('no baseline yet');
    expect(only(tell(tracker(), burst(100, 10 * minute, monday)), 'opened')).toEqual([]);
  });

  it('a morning after a night is no incident', () => {
    const night = talk('night', 3, { from: monday, until: monday + 6 * hour, perHour: 3, negative: 0.6 });
    const morning = talk('morning', 4, { from: monday + 6 * hour, until: monday + 12 * hour, perHour: 22, negative: 0.6 });
    expect(only(tell(tracker(), [...night, ...morning]), 'opened')).toEqual([]);
  });

  it('after a silence of weeks nothing is taken for usual', () => {
    const before = talk('calm', 5, { from: monday, until: monday + 3 * day, perHour: 3 });
    const deaf = tracker();
    tell(deaf, before);
    deaf.cover('feed', { silent: true, at: null, sources: 1 });
    deaf.cover('feed', { silent: false, at: monday + 40 * day, sources: 1 });
    expect(only(tell(deaf, burst(60, hour, monday + 40 * day)), 'opened')).toEqual([]);
    // Who listened all the time knows that it was calm.
    expect(only(tell(tracker(), [...before, ...burst(60, hour, monday + 40 * day)]), 'opened')).toHaveLength(1);
  });
});

describe('time of publication', () => {
  const calm = talk('calm', 5, { from: monday, until: end, perHour: 3, negative: 0 });

  it('decides: what arrives late opens nothing', () => {
    const late = burst(60, 30 * minute, end - 9 * hour).map((one) => ({ ...one, seenAt: end }));
    expect(only(tell(tracker(), [...calm, mention('newest', end), ...late]), 'opened')).toEqual([]);
    const inTime = burst(60, 30 * minute, end - 2 * hour).map((one) => ({ ...one, seenAt: end }));
    expect(only(tell(tracker(), [...calm, mention('newest', end), ...inTime]), 'opened')).toHaveLength(1);
  });

  it('must be known: posts without one open nothing, and join what is open by their marks', () => {
    const marked = { marks: ['hashtag:#acmefail'] };
    const timeless = (count: number) => Array.from({ length: count }, (_, index) => mention(`timeless-${index}`, null, { ...marked, seenAt: end + hour, arousal: 'high' }));
    expect(tell(tracker(), [...calm, ...timeless(100)])).toEqual([]);
    const told = tracker();
    const heard = tell(told, [...calm, ...burst(40, 30 * minute).map((one) => ({ ...one, ...marked })), ...timeless(3)]);
    const id = only(heard, 'opened')[0]?.incident.id ?? '';
    expect(only(heard, 'joined').filter(({ mention: joined }) => joined.startsWith('mention-timeless')).map(({ incident }) => incident)).toEqual([id, id, id]);
  });

  it('out of order within the bound leads to the same incident', () => {
    const rise = burst(60, 30 * minute);
    const shuffled = rise.map((one, index) => ({ ...one, seenAt: end + hour + ((index * 37) % 60) * 1000 }));
    const inOrder = tracker();
    const outOfOrder = tracker();
    const one = only(tell(inOrder, [...calm, ...rise]), 'opened')[0];
    const two = only(tell(outOfOrder, [...calm, ...shuffled]), 'opened')[0];
    const end1 = inOrder.incident(one?.incident.id ?? '');
    const end2 = outOfOrder.incident(two?.incident.id ?? '');
    expect(end2).toMatchObject({ mentions: 60, authors: 60, startedAt: end1?.startedAt });
    expect(end2?.originators.map(({ post }) => post)).toEqual(end1?.originators.map(({ post }) => post));
  });

  it('of a clock that was ahead is forgotten once it is right again', () => {
    const ahead = mention('ahead', end + 400 * day, { seenAt: end + 400 * day });
    const after = talk('after', 6, { from: end, until: end + 5 * day, perHour: 3, negative: 0 });
    const heard = tell(tracker(), [...calm, ...after, ...burst(60, 30 * minute, end + 5 * day)]);
    expect(only(heard, 'opened')).toHaveLength(1);
    const told = tracker();
    for (const one of calm) told.hear(one);
    told.hear(ahead);
    const later = [...after, ...burst(60, 30 * minute, end + 5 * day)].flatMap((one) => told.hear(one));
    expect(later.filter(({ type }) => type === 'opened')).toHaveLength(1);
  });

  it.each([0, -1e15, 8.64e15, Number.NaN])('%d harms nothing', (strange) => {
    const odd = Array.from({ length: 5 }, (_, index) => mention(`odd-${index}`, strange, { seenAt: end + index }));
    const heard = tell(tracker(), [...calm, ...odd, ...burst(40, 30 * minute, end + hour)]);
    expect(only(heard, 'opened')).toHaveLength(1);
    const startedAt = only(heard, 'opened')[0]?.incident.startedAt ?? 0;
    expect(startedAt).toBeGreaterThanOrEqual(end - 6 * hour);
  });

  it('of one first post from 1970 does not count as having listened since then', () => {
    const ancient = mention('ancient', 0, { seenAt: monday });
    const heard = tell(tracker(), [ancient, ...talk('large', 2, { from: monday, until: monday + 3 * day, perHour: 60, negative: 0.4 })]);
    expect(only(heard, 'opened')).toEqual([]);
  });
});
