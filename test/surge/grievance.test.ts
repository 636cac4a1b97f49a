import { describe, expect, it } from 'vitest';

import type { HeardMention } from '../../src/surge/index.ts';
import { day, hashtag, hour, mention, monday, only, site, talk, tell, tracker } from './story.ts';

const start = monday + 5 * day;
const calm = talk('calm', 7, { from: monday, until: start, perHour: 4, negative: 0.3 });
const three = (more: Partial<HeardMention>, gap = hour) => [0, 1, 2].map((index) => mention(`report-${index}`, start + index * gap, more));
const opened = (mentions: HeardMention[], settings = {}) => only(tell(tracker(settings), [...calm, ...mentions]), 'opened');

describe('a few people with one grievance (R-18)', () => {
  it.each([
    ['a sensitive theme', { themes: ['children' as const] }],
    ['a hashtag in anger', { arousal: 'high' as const, venues: [site, hashtag('#acmehurts')] }],
    ['a link about something sensitive', { themes: ['money' as const, 'health' as const], marks: ['link:example.org/report'] }],
    ['a thread in anger', { arousal: 'high' as const, threadRoot: 'post-elsewhere' }],
    ['a hashtag and serious harm', { harm: 3, marks: ['hashtag:#acmehurts'] }],
  ])('is suspected when they share %s', (_, more) => {
    const found = opened(three(more));
    expect(found).toHaveLength(1);
    expect(found[0]?.incident.detectedBy).toMatchObject({ series: 'grievance', observed: 3 });
    expect(found[0]?.mentions).toHaveLength(3);
  });

  it.each([
    ['nothing', { arousal: 'high' as const }],
    ['a hashtag without anger or anything sensitive', { marks: ['hashtag:#acmehurts'] }],
    ['money, the daily bread of complaints', { themes: ['money' as const] }],
    ['a sensitive theme that they praise', { themes: ['children' as const], negative: false }],
    ['a sensitive theme, by one author', { themes: ['children' as const], authorKey: 'author-same' }],
    ['a sensitive theme that nobody could judge', { themes: ['children' as const], negative: null }],
  ])('is not when they share %s', (_, more) => {
    expect(opened(three(more))).toEqual([]);
  });

  it('must come together within two days, or as the host sets', () => {
    expect(opened(three({ themes: ['safety'] }, 23 * hour))).toHaveLength(1);
    expect(opened(three({ themes: ['safety'] }, 25 * hour))).toEqual([]);
    expect(opened(three({ themes: ['safety'] }, 13 * hour), { grievance: { withinMs: day } })).toEqual([]);
  });

  it('is not made of a name that others use in kindness', () => {
    const kind = Array.from({ length: 6 }, (_, index) => mention(`kind-${index}`, start - hour + index, { negative: false, marks: ['hashtag:#acme'] }));
    expect(opened([...kind, ...three({ arousal: 'high', marks: ['hashtag:#acme'] })])).toEqual([]);
  });

  it('must be more than is usual under that mark', () => {
    const usual = talk('usual', 3, { from: monday, until: start + day, perHour: 0.3, negative: 1, more: () => ({ themes: ['health'] }) });
    const found = only(tell(tracker(), [...calm, ...usual]), 'opened');
    // The first days can only be judged by themselves; once the theme is usual it is no news any more.
    expect(found.filter(({ heardAt }) => heardAt > monday + 3 * day)).toEqual([]);
  });

  it('follows the themes and numbers the host sets', () => {
    expect(opened(three({ themes: ['money'] }), { grievance: { themes: ['money'] } })).toHaveLength(1);
    expect(opened(three({ themes: ['health'] }), { grievance: { authors: 4 } })).toEqual([]);
  });
});

describe('who joins an open incident', () => {
  const open = () => {
    const told = tracker();
    const found = only(tell(told, [...calm, ...three({ themes: ['health'], marks: ['hashtag:#acmesick'] })]), 'opened');
    return { told, id: found[0]?.incident.id ?? '' };
  };
  const later = start + 5 * hour;

  it('criticism that shares a mark does, and says whose case it is', () => {
    const { told, id } = open();
    const changes = told.hear(mention('later', later, { marks: ['hashtag:#acmesick'] }));
    expect(changes).toContainEqual({ type: 'joined', incident: id, mention: 'mention-later', caseId: 'case-author-later', because: { by: 'mark', shared: ['hashtag:#acmesick'] } });
  });

  it('criticism in a thread of its people does', () => {
    const { told, id } = open();
    const changes = told.hear(mention('answer', later, { threadRoot: 'post-report-1', parentAuthor: 'author-report-1' }));
    expect(changes).toContainEqual({ type: 'joined', incident: id, mention: 'mention-answer', caseId: 'case-author-answer', because: { by: 'thread' } });
  });

  it.each([
    ['other criticism', { marks: ['hashtag:#other'] }],
    ['praise under its mark', { negative: false, marks: ['hashtag:#acmesick'] }],
    ['the brand itself', { byBrand: true, marks: ['hashtag:#acmesick'] }],
    ['spam', { kinds: ['spam'], marks: ['hashtag:#acmesick'] }],
  ])('%s does not', (_, more) => {
    const { told } = open();
    expect(only([{ at: later, change: told.hear(mention('later', later, more))[0] ?? { type: 'surge', surge: {} as never } }], 'joined')).toEqual([]);
  });

  it('a complaint about silence does, even where its sentiment is not known', () => {
    const { told, id } = open();
    told.hear(mention('silence', later, { negative: null, silenceComplaint: true, marks: ['hashtag:#acmesick'] }));
    expect(told.incident(id)?.silenceComplaints).toBe(1);
  });

  it('a late post corrects the beginning', () => {
    const { told, id } = open();
    told.hear(mention('earlier', start - 2 * day, { seenAt: later, themes: ['health'] }));
    expect(told.incident(id)).toMatchObject({ startedAt: start - 2 * day, mentions: 4 });
    expect(told.incident(id)?.originators[0]?.post).toBe('post-earlier');
    told.hear(mention('other-times', start - 300 * day, { seenAt: later, themes: ['health'] }));
    expect(told.incident(id)).toMatchObject({ startedAt: start - 2 * day, mentions: 4 });
  });

  it('a second story opens a second incident, and each takes its own', () => {
    const { told, id } = open();
    const heard = tell(told, [0, 1, 2].map((index) => mention(`second-${index}`, later + index, { themes: ['discrimination'], marks: ['hashtag:#acmehates'] })));
    const second = only(heard, 'opened')[0]?.incident.id ?? '';
    expect(second).not.toBe('');
    told.hear(mention('to-first', later + hour, { marks: ['hashtag:#acmesick'] }));
    told.hear(mention('to-second', later + hour, { marks: ['hashtag:#acmehates'] }));
    expect([told.incident(id)?.mentions, told.incident(second)?.mentions]).toEqual([4, 4]);
  });

  it('resolved, it still takes what is its own; closed, it takes nothing', () => {
    const { told, id } = open();
    told.resolve(id);
    expect(told.hear(mention('after', later, { marks: ['hashtag:#acmesick'] }))[0]).toMatchObject({ type: 'joined', incident: id });
    told.close(id);
    expect(told.incident(id)).toBeNull();
    expect(told.hear(mention('after-close', later, { marks: ['hashtag:#acmesick'] }))).toEqual([]);
  });
});

describe('what changes afterwards', () => {
  it('a mention heard twice counts once', () => {
    const told = tracker();
    const [id] = only(tell(told, [...calm, ...three({ themes: ['health'] }), ...three({ themes: ['health'] })]), 'opened').map(({ incident }) => incident.id);
    expect(told.incident(id ?? '')?.mentions).toBe(3);
  });

  it('a mention that turns out negative counts from then on', () => {
    const told = tracker();
    const unclear = three({ themes: ['health'], negative: null });
    expect(only(tell(told, [...calm, ...unclear]), 'opened')).toEqual([]);
    const judged = tell(told, unclear.map((one) => ({ ...one, negative: true, seenAt: start + 4 * hour })));
    expect(only(judged, 'opened')).toHaveLength(1);
  });

  it('a mention that turns out not to be negative leaves', () => {
    const told = tracker();
    const reports = three({ themes: ['health'] });
    const id = only(tell(told, [...calm, ...reports]), 'opened')[0]?.incident.id ?? '';
    const changes = told.hear({ ...(reports[0] as HeardMention), negative: false, seenAt: start + 4 * hour });
    expect(changes).toContainEqual({ type: 'left', incident: id, mention: 'mention-report-0' });
    expect(told.incident(id)).toMatchObject({ mentions: 2, authors: 2 });
  });

  it('what was deleted is forgotten, in counts and among the originators', () => {
    const told = tracker();
    const id = only(tell(told, [...calm, ...three({ themes: ['health'], harm: 3 })]), 'opened')[0]?.incident.id ?? '';
    expect(told.forgetMention('mention-report-0')[0]).toEqual({ type: 'left', incident: id, mention: 'mention-report-0' });
    expect(told.incident(id)?.originators.map(({ post }) => post)).toEqual(['post-report-1', 'post-report-2']);
    expect(told.forgetMention('mention-report-0')).toEqual([]);
    told.forgetMention('mention-report-1');
    const last = told.forgetMention('mention-report-2');
    expect(last.at(-1)).toMatchObject({ type: 'quiet', incident: id });
    expect(told.incident(id)).toMatchObject({ mentions: 0, authors: 0, originators: [] });
  });

  it('what was deleted no longer helps to open anything', () => {
    const told = tracker();
    const [one, two, third] = three({ themes: ['health'] });
    tell(told, [...calm, one as HeardMention, two as HeardMention]);
    told.forgetMention('mention-report-0');
    expect(told.hear(third as HeardMention)).toEqual([]);
  });
});

describe('quiet', () => {
  it('of what few voices began is not said before they had time to come together again', () => {
    const quietAt = (settings: object) => only(tell(tracker(settings), [...calm, ...three({ themes: ['health'] })], start + 10 * day), 'quiet').map(({ heardAt }) => heardAt - start - 2 * hour);
    expect(quietAt({ grievance: { withinMs: day } })).toEqual([day]);
    expect(quietAt({ grievance: { withinMs: 3 * day } })).toEqual([3 * day]);
    expect(quietAt({ quietMs: 4 * day })).toEqual([4 * day]);
  });

  it('is said once after two days without more than the usual, and again after it has stirred', () => {
    const told = tracker();
    const last = start + 2 * hour;
    const heard = tell(told, [...calm, ...three({ themes: ['health'] })], start + 10 * day);
    expect(only(heard, 'quiet').map(({ heardAt }) => heardAt)).toEqual([last + 2 * day]);
    expect(told.nextTickAt()).toBeNull();
    const again = start + 11 * day;
    const crowd = Array.from({ length: 20 }, (_, index) => mention(`again-${index}`, again + index, { themes: ['health'] }));
    const stirred = tell(told, crowd, again + 30 * day);
    expect(only(stirred, 'quiet')).toHaveLength(1);
    expect(only(stirred, 'quiet')[0]?.heardAt).toBeGreaterThan(again + day);
  });

  it('comes later after a long incident', () => {
    const told = tracker();
    const days = Array.from({ length: 20 * 8 }, (_, index) => mention(`long-${index}`, start + index * 3 * hour, { themes: ['health'] }));
    const heard = tell(told, [...calm, ...days], start + 40 * day);
    const waited = (only(heard, 'quiet').at(-1)?.heardAt ?? 0) - (days.at(-1)?.seenAt ?? 0);
    expect(waited).toBeGreaterThan(day);
    expect(waited).toBeLessThanOrEqual(7 * day);
  });
});
