import { describe, expect, it } from 'vitest';

import { day, hashtag, hour, mention, minute, monday, only, site, talk, tell, tracker } from './story.ts';
import type { HeardMention } from '../../src/surge/index.ts';

const end = monday + 12 * day;
/** A brand that much is said of, half of it criticism, in one place and without heat. */
const lively = (more: Partial<HeardMention> = {}): HeardMention[] => talk('lively', 3, { from: monday, until: end + hour, perHour: 150, negative: 0.5, more: () => ({ arousal: 'low', ...more }) });
/** A tenth of an hour's criticism within twenty minutes: nothing beside the whole. */
const few = (count: number, more: Partial<HeardMention>): HeardMention[] => Array.from({ length: count }, (_, index) => mention(`few-${index}`, end + Math.floor((index * 20 * minute) / count), { arousal: 'low', ...more }));
const surges = (story: readonly HeardMention[]) => only(tell(tracker(), story), 'surge').map(({ surge }) => surge);

describe('what is lost in the whole', () => {
  it('stays unseen where it is like the rest', () => {
    expect(surges([...lively(), ...few(24, {})])).toEqual([]);
  });

  it('is seen in the place where it rises, and opens an incident of what was said there', () => {
    const thread = hashtag('#acmeleeds');
    const heard = tell(tracker(), [...lively(), ...few(24, { venues: [site, thread] })]);
    const [surge] = only(heard, 'surge');
    expect(surge?.surge).toMatchObject({ series: 'venue', of: thread.id });
    expect(surge?.surge.perDay).toBeLessThanOrEqual(0.001);
    const [opened] = only(heard, 'opened');
    expect(opened?.heardAt).toBeLessThan(end + 20 * minute);
    expect(opened?.mentions.every((id) => id.startsWith('mention-few-'))).toBe(true);
  });

  it('is seen in the topic in which it rises', () => {
    expect(surges([...lively({ topic: 'product' }), ...few(24, { topic: 'policy' })])).toMatchObject([{ series: 'topic', of: 'policy' }]);
  });

  it('is seen where people grow angry', () => {
    expect(surges([...lively(), ...few(24, { arousal: 'high' })])).toMatchObject([{ series: 'anger' }]);
  });

  it('is seen where people complain of silence', () => {
    expect(surges([...lively(), ...few(24, { silenceComplaint: true })])).toMatchObject([{ series: 'silence' }]);
  });

  it('does not push out of memory what much is said of, however many places a flood names', () => {
    const flood = Array.from({ length: 3_000 }, (_, index) => mention(`flood-${index}`, end - hour + index * 1_000, { arousal: 'low', venues: [hashtag(`#made-up-${index}`)] }));
    const told = tracker();
    tell(told, [...lively(), ...flood]);
    const alarms = told.state().rises?.alarms;
    expect(alarms?.venues).toHaveLength(8);
    expect(alarms?.venues.map(({ key }) => key)).toContain(site.id);
    expect(JSON.stringify(alarms).length).toBeLessThan(60_000);
  });
});

describe('what is heard hours after its time', () => {
  it.each([1, 2, 3, 4])('%d h: the surge and the incident are of what rose, not of what is said now', (hours) => {
    const calm = talk('calm', 3, { from: monday, until: end, perHour: 30 });
    const late = talk('late', 4, { from: end - (hours + 1) * hour, until: end - hours * hour, perHour: 400, negative: 0.9 }).map((one) => ({ ...one, seenAt: end }));
    const heard = tell(tracker(), [...calm, ...late]);
    const [risen] = only(heard, 'surge');
    expect(risen?.surge.windowMs).toBeGreaterThan(hours * hour);
    expect(only(heard, 'opened')[0]?.mentions.filter((id) => id.startsWith('mention-late-')).length).toBeGreaterThanOrEqual(5);
  });
});

describe('a launch watch (R-37)', () => {
  const rise = (count: number): HeardMention[] => [...talk('calm', 4, { from: monday, until: end + hour, perHour: 40, negative: 0.5, more: () => ({ arousal: 'low' }) }), ...few(count, {})];
  const sizes = [12, 15, 18, 21, 24, 27, 30, 34, 38, 44, 50];
  const firstSeen = (launches: { from: number; to: number }[]): number =>
    sizes.find((count) => {
      const told = tracker();
      told.watch(launches);
      return only(tell(told, rise(count)), 'surge').length > 0;
    }) ?? Infinity;

  it('sees a smaller rise while it lasts, and none before or after', () => {
    const usual = firstSeen([]);
    expect(firstSeen([{ from: end - hour, to: end + hour }])).toBeLessThan(usual);
    expect(firstSeen([{ from: end - 3 * day, to: end - 2 * day }])).toBe(usual);
    expect(usual).toBeLessThan(Infinity);
  });
});

describe('a source that falls silent', () => {
  const before = talk('before', 5, { from: monday, until: monday + 8 * day, perHour: 40, negative: 0.5 });
  const back = monday + 13 * day;
  const after = talk('after', 6, { from: back, until: back + 12 * hour, perHour: 40, negative: 0.5 });
  const quiet = [mention('lone-1', monday + 9 * day), mention('lone-2', monday + 11 * day)];
  /** What an hour usually brings, as it is known once the source is back. */
  const usualAfter = (silent: boolean): number => {
    const told = tracker();
    tell(told, [...before, ...quiet.slice(0, 1)]);
    if (silent) told.cover('feed', { silent: true, at: monday + 8 * day, sources: 2 });
    tell(told, quiet.slice(1));
    if (silent) told.cover('feed', { silent: false, at: back, sources: 2 });
    tell(told, after);
    return told.state().series.negative.baseline.expected;
  };

  it('is not read as calm', () => {
    expect(usualAfter(true)).toBeGreaterThan(18);
    expect(usualAfter(false)).toBeLessThan(14);
  });

  it('raises nothing by what it catches up with', () => {
    const gap = monday + 8 * day;
    const caughtUp = talk('gap', 7, { from: gap, until: gap + 4 * hour, perHour: 40, negative: 0.5 }).map((one) => ({ ...one, seenAt: gap + 4 * hour }));
    const told = tracker();
    const heard = tell(told, before);
    told.cover('feed', { silent: true, at: gap, sources: 1 });
    told.cover('feed', { silent: false, at: gap + 4 * hour, sources: 1 });
    heard.push(...tell(told, caughtUp));
    expect(only(heard, 'surge')).toEqual([]);
    expect(only(heard, 'opened')).toEqual([]);
  });

  it('is known again after a restart', () => {
    const told = tracker();
    tell(told, before);
    told.cover('feed', { silent: true, at: monday + 8 * day, sources: 2 });
    const again = tracker(undefined, JSON.parse(JSON.stringify(told.state())) as ReturnType<typeof told.state>);
    expect(again.state()).toEqual(told.state());
    for (const one of after) expect(again.hear(one)).toEqual(told.hear(one));
    expect(again.state()).toEqual(told.state());
  });
});

describe('what an older version kept', () => {
  it('opens, and learns anew what stands out', () => {
    const told = tracker();
    tell(told, talk('calm', 5, { from: monday, until: monday + 3 * day, perHour: 10 }));
    const { rises, ...old } = told.state();
    expect(rises).toBeDefined();
    const again = tracker(undefined, { ...old, version: 1 });
    expect(again.state().series).toEqual(old.series);
  });
});
