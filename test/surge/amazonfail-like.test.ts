import { describe, expect, it } from 'vitest';

import { known } from '../../src/spec/fact.ts';
import type { SpeakerRole } from '../../src/spec/speaker.ts';
import { day, hashtag, hour, mention, minute, only, site, talk, tell, tracker, type Heard } from './story.ts';

/** A course like that of 10–12 April 2009: a few reports of a wrong, two days of murmur, then a hashtag. */
const friday = Date.UTC(2009, 3, 10);
const sunday8 = friday + 2 * day + 8 * hour;
const wrong = { themes: ['discrimination' as const], arousal: 'high' as const, harm: 2 };
const tag = '#bookfail';

const before = talk('before', 11, { from: friday - 6 * day, until: sunday8 + day, perHour: 0.4, negative: 0.2 });
const reports = [9, 13, 16].map((oclock, index) =>
  mention(`report-${index}`, friday + oclock * hour, { ...wrong, role: known<SpeakerRole>('partner', 0.8) }),
);
const murmur = Array.from({ length: 5 }, (_, index) => mention(`murmur-${index}`, friday + day + index * 5 * hour, wrong));
const tagged = (index: number, at: number) =>
  mention(`tagged-${index}`, at, {
    ...(index % 3 === 0 ? wrong : { arousal: 'high' as const, harm: 1 }),
    venues: [site, hashtag(tag)],
    marks: [`hashtag:${tag}`],
    reach: { reposts: index === 2 ? 40 : 0 },
    ...(index > 3 && index % 2 === 0 ? { parentAuthor: 'author-tagged-2' } : {}),
    silenceComplaint: index > 40 && index % 7 === 0,
  });
const storm = Array.from({ length: 120 }, (_, index) => tagged(index, sunday8 + Math.floor(60 * 12 * Math.sqrt(index) * 1000)));

describe('a course like amazonfail', () => {
  const told = tracker();
  const heard: Heard[] = tell(told, [...before, ...reports, ...murmur, ...storm], sunday8 + 4 * day);
  const opened = only(heard, 'opened');
  const first = opened[0];

  it('suspects an incident at the third report, by what is said and not by volume', () => {
    expect(first?.heardAt).toBe(reports[2]?.postedAt);
    expect(first?.incident.detectedBy).toMatchObject({ series: 'grievance', observed: 3 });
    expect(first?.incident).toMatchObject({ marks: ['theme:discrimination'], mentions: 3, authors: 3, startedAt: reports[0]?.postedAt, harm: 2, arousal: 'high' });
    expect(first?.mentions).toEqual(reports.map((report) => report.mention));
    expect(first?.cases).toEqual(reports.map((report) => report.caseId));
  });

  it('takes the storm for the same incident and not for a second one', () => {
    expect(opened).toHaveLength(1);
    const surges = only(heard, 'surge').filter(({ heardAt }) => heardAt >= sunday8);
    expect(surges).toHaveLength(1);
    expect(surges[0]?.surge.why).toMatch(/^\d+ in 10 min, where \d\.\d were to be expected: .* about once in \d+ days\.$/);
    expect(only(heard, 'joined').filter(({ mention: joined }) => joined.startsWith('mention-tagged'))).toHaveLength(storm.length);
  });

  it('reports the surge and the speed within 15 minutes of the first ten posts of the hashtag', () => {
    const tenth = storm[9]?.postedAt ?? 0;
    const surge = only(heard, 'surge').find(({ heardAt }) => heardAt >= sunday8);
    expect(surge?.heardAt).toBeLessThanOrEqual(tenth + 15 * minute);
    const fast = only(heard, 'measured').find(({ incident }) => incident.velocity >= 2);
    expect(fast?.heardAt).toBeLessThanOrEqual(tenth + 15 * minute);
    expect(fast?.incident.themes).toEqual(['discrimination']);
  });

  it('finds the hub in the hashtag and not in the site that holds it', () => {
    const moves = only(heard, 'hub-moved');
    expect(moves.at(-1)?.to?.venue.id).toBe(`hashtag:${tag}`);
    expect(moves.filter(({ heardAt, to }) => heardAt > sunday8 + hour && to?.venue.id === site.id)).toEqual([]);
    const last = only(heard, 'measured').findLast(({ incident }) => incident.hub !== null)?.incident;
    expect(last?.hub?.share).toBeGreaterThan(0.5);
    expect(last?.hub?.why).toContain(tag);
  });

  it('names the earliest roots as originators, with their roles, and what spread as spreaders', () => {
    const incident = told.incident(first?.incident.id ?? '');
    expect(incident?.originators.map(({ post }) => post).slice(0, 3)).toEqual(reports.map(({ post }) => post));
    expect(incident?.originators).toHaveLength(5);
    expect(incident?.originators[0]?.role).toMatchObject({ known: true, value: 'partner' });
    expect(incident?.spreaders[0]).toMatchObject({ authorKey: 'author-tagged-2', post: 'post-tagged-2' });
  });

  it('counts complaints about silence and takes the hashtag up among its marks', () => {
    const incident = told.incident(first?.incident.id ?? '');
    expect(incident?.silenceComplaints).toBe(storm.filter((one) => one.silenceComplaint).length);
    expect(incident?.marks).toEqual(['theme:discrimination', `hashtag:${tag}`]);
  });

  it('says when it has become quiet, a day at least after the last of it', () => {
    const quiet = only(heard, 'quiet').find(({ heardAt }) => heardAt > sunday8);
    expect(quiet?.heardAt).toBeGreaterThanOrEqual((storm.at(-1)?.postedAt ?? 0) + day);
    expect(told.incident(first?.incident.id ?? '')?.velocity).toBe(0);
  });
});
