import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { createTracker, trackerSettings, type HeardMention, type Tracker, type TrackerChange, type TrackerState } from '../../src/surge/index.ts';
import { day, hashtag, hour, mention, minute, monday, only, seeded, site, talk, tell, tracker } from './story.ts';

const themes = ['discrimination', 'safety', 'money'] as const;
/** Any mention one could be told of: repeated, late, out of order, without a time, by the brand, from another century. */
const anyMention: fc.Arbitrary<HeardMention> = fc
  .record({
    id: fc.nat(60),
    author: fc.nat(25),
    minutes: fc.integer({ min: 0, max: 30 * 60 }),
    lateBy: fc.constantFrom(0, 0, 0, 5, 400, 6000),
    timed: fc.constantFrom('yes', 'yes', 'yes', 'yes', 'no', 'ancient', 'future'),
    negative: fc.constantFrom(true, true, true, false, null),
    arousal: fc.constantFrom('high' as const, 'low' as const, null),
    harm: fc.constantFrom(0, 2, 4, null),
    theme: fc.constantFrom(...themes, null),
    tag: fc.constantFrom('#one', '#two', null),
    parent: fc.option(fc.nat(25), { nil: null }),
    root: fc.nat(30),
    reposts: fc.constantFrom(0, 3, 1e300, -1),
    tie: fc.constantFrom(undefined, 'reply' as const, 'quote' as const, 'repost' as const, 'copy' as const),
    group: fc.constantFrom(undefined, null, 'post-1', 'post-1', 'post-1', 'post-2'),
    place: fc.constantFrom(site, { ...site, id: 'page:acme', kind: 'page' as const }, { ...site, id: 'site:forum' }),
    account: fc.constantFrom(undefined, { followers: 0 }, { joinedAt: monday, followers: 12 }),
    odd: fc.constantFrom('', '', '', '', 'brand', 'spam', 'silence'),
  })
  .map((told) => {
    const at = { yes: monday + told.minutes * minute, no: null, ancient: 5, future: monday + 900 * day }[told.timed];
    return mention(String(told.id), at, {
      seenAt: monday + (told.minutes + told.lateBy) * minute,
      authorKey: `author-${told.author}`,
      negative: told.negative,
      arousal: told.arousal,
      harm: told.harm,
      themes: told.theme === null ? [] : [told.theme],
      venues: told.tag === null ? [told.place] : [told.place, hashtag(told.tag)],
      link: told.tie,
      copyGroup: told.group,
      account: told.account,
      firstTime: told.id % 3 === 0 ? undefined : told.id % 3 === 1,
      style: { language: 'en', words: 60, counts: [told.author, told.root, 3, 1, 4, told.id % 5, 0, 1, 2] },
      marks: told.tag === null ? [] : [`hashtag:${told.tag}`],
      parentAuthor: told.parent === null ? null : `author-${told.parent}`,
      threadRoot: `post-${told.root}`,
      reach: { reposts: told.reposts },
      byBrand: told.odd === 'brand',
      kinds: told.odd === 'spam' ? ['spam'] : ['complaint'],
      silenceComplaint: told.odd === 'silence',
    });
  });

type Step = { hear: HeardMention } | { tick: number } | { forget: string } | { resolve: boolean };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: anyMention.map((hear) => ({ hear })) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 60 * 60 }).map((minutes) => ({ tick: monday + minutes * minute })) },
  { weight: 1, arbitrary: fc.nat(60).map((id) => ({ forget: `mention-${id}` })) },
  { weight: 1, arbitrary: fc.boolean().map((resolve) => ({ resolve })) },
);

/** Some stories come in order of hearing, some in any. */
const anyStory = (): fc.Arbitrary<Step[]> =>
  fc.tuple(fc.array(anyStep, { minLength: 20, maxLength: 160 }), fc.boolean()).map(([steps, ordered]) => {
    const at = (step: Step) => ('hear' in step ? step.hear.seenAt : 'tick' in step ? step.tick : monday + 15 * hour);
    return ordered ? [...steps].sort((a, b) => at(a) - at(b)) : steps;
  });

function take(told: Tracker, step: Step): TrackerChange[] | null {
  if ('hear' in step) return told.hear(step.hear);
  if ('tick' in step) return told.tick(step.tick);
  if ('forget' in step) return told.forgetMention(step.forget);
  const id = told.state().incidents[0]?.id;
  if (id !== undefined) {
    if (step.resolve) told.resolve(id);
    else told.close(id);
  }
  return null;
}
const eager = { minimumAuthors: 3, threshold: 3, warmUpMinimum: 3, warmUpMs: hour, remembered: 16, incidents: 2, grievance: { authors: 2 } };
const throughJson = (state: TrackerState): TrackerState => JSON.parse(JSON.stringify(state)) as TrackerState;

describe('the state of a tracker', () => {
  it('is all there is: resumed from JSON at any point, it goes on exactly as it would have', () => {
    let incidents = 0;
    fc.assert(
      fc.property(anyStory(), fc.nat(160), (steps, cut) => {
        const unbroken = tracker(eager);
        let broken = tracker(eager);
        steps.forEach((step, index) => {
          if (index === cut % steps.length) broken = tracker(eager, throughJson(broken.state()));
          const changes = take(unbroken, step);
          expect(canonicalJson(take(broken, step))).toBe(canonicalJson(changes));
          incidents += (changes ?? []).filter(({ type }) => type === 'opened').length;
          expect(broken.nextTickAt()).toBe(unbroken.nextTickAt());
        });
        expect(canonicalJson(broken.state())).toBe(canonicalJson(unbroken.state()));
      }),
      { numRuns: 60, seed: 20090412 },
    );
    expect(incidents).toBeGreaterThan(20);
  });

  it('keeps what incidents promise, whatever is heard', () => {
    fc.assert(
      fc.property(anyStory(), (steps) => {
        const told = tracker(eager);
        let lastTick = -Infinity;
        for (const step of steps) {
          take(told, step);
          const state = told.state();
          expect(state.incidents.length).toBeLessThanOrEqual(2);
          for (const { id } of state.incidents) {
            const incident = told.incident(id);
            expect(incident?.mentions).toBeGreaterThanOrEqual(0);
            expect(incident?.authors).toBeLessThanOrEqual(25);
            expect(incident?.originators.length).toBeLessThanOrEqual(5);
            expect(new Set(incident?.originators.map(({ authorKey }) => authorKey)).size).toBe(incident?.originators.length);
            const times = incident?.originators.map(({ postedAt }) => postedAt ?? Infinity) ?? [];
            expect(times).toEqual([...times].sort((a, b) => a - b));
            if (incident?.hub) expect(incident.hub.share).toBeGreaterThanOrEqual(0.25);
            for (const share of [incident?.hub?.reach ?? 0, incident?.hub?.origin ?? 0, incident?.coordination?.share ?? 0, incident?.risk?.risk ?? 0]) {
              expect(share).toBeGreaterThanOrEqual(0);
              expect(share).toBeLessThanOrEqual(1);
            }
            const carried = incident?.firstAmplifiers.map(({ postedAt }) => postedAt ?? Infinity) ?? [];
            expect(carried).toEqual([...carried].sort((a, b) => a - b));
            const began = new Set(incident?.originators.map(({ authorKey }) => authorKey));
            expect(incident?.firstAmplifiers.filter(({ authorKey }) => began.has(authorKey))).toEqual([]);
            expect(carried.length).toBeLessThanOrEqual(10);
            for (const { count, of, evidence } of incident?.coordination?.signals ?? []) {
              expect(count).toBeLessThanOrEqual(of);
              expect(evidence.length).toBeLessThanOrEqual(5);
            }
          }
          const next = told.nextTickAt();
          if (next !== null) {
            lastTick = Math.max(lastTick, state.clock ?? next);
            told.tick(Math.max(next, lastTick));
            expect(told.nextTickAt() ?? Infinity).toBeGreaterThan(state.clock ?? -Infinity);
          }
        }
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it('is not shared with the tracker it came from', () => {
    const told = tracker();
    tell(told, talk('calm', 1, { from: monday, until: monday + day, perHour: 5 }));
    const state = told.state();
    const before = JSON.stringify(state);
    tell(told, talk('more', 2, { from: monday + day, until: monday + 2 * day, perHour: 50 }));
    expect(JSON.stringify(state)).toBe(before);
  });

  it('of a kashuv that did not look for coordination, amplifiers or style is taken up', () => {
    const told = tracker();
    const storm = Array.from({ length: 40 }, (_, index) => mention(`storm-${index}`, monday + day + index * minute, { themes: ['safety'], arousal: 'high' }));
    tell(told, [...talk('calm', 1, { from: monday, until: monday + day, perHour: 5, negative: 0 }), ...storm]);
    const { styles: _styles, ...state } = throughJson(told.state());
    const incidents = state.incidents.map(({ spread: _spread, suggested: _suggested, rumours: _rumours, ...incident }) => incident as (typeof state.incidents)[number]);
    const resumed = tracker(undefined, { ...state, incidents });
    const id = state.incidents[0]?.id ?? '';
    expect(resumed.incident(id)).toMatchObject({ mentions: told.incident(id)?.mentions, firstAmplifiers: [], coordination: null });
    expect(resumed.hear(mention('later', monday + day + hour, { themes: ['safety'], arousal: 'high' })).map(({ type }) => type)).toContain('joined');
    resumed.open({ id: 'other', title: 'another matter', marks: [] });
    expect(resumed.tick(monday + day + hour + minute).map(({ type }) => type)).not.toContain('overlapping');
  });

  it('of another brand or version is refused', () => {
    const state = tracker().state();
    expect(() => createTracker({ brand: 'other', state })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'state' }) as Error);
    expect(() => createTracker({ brand: 'acme', state: { ...state, version: 2 as 1 } })).toThrow(KashuvError);
  });
});

describe('memory', () => {
  it('is bounded after 200,000 mentions, hostile ones among them', () => {
    const random = seeded(99);
    const told = tracker();
    const sizes: number[] = [];
    const long = 'x'.repeat(5000);
    const many = Array.from({ length: 10_000 }, (_, index) => `hashtag:#flood${index}`);
    for (let index = 0; index < 200_000; index++) {
      const tag = `#tag${Math.floor(random() * 5000)}`;
      told.hear(
        mention(String(index), monday + index * 20_000, {
          authorKey: `author-${Math.floor(random() * 50_000)}`,
          negative: random() < 0.6,
          arousal: random() < 0.3 ? 'high' : 'low',
          themes: random() < 0.02 ? ['safety'] : [],
          venues: index % 1000 === 0 ? [{ ...hashtag(long), name: long, url: long }, site] : [{ ...site, name: index % 7 === 0 ? long : 'Chirp' }, hashtag(tag)],
          marks: index % 1000 === 0 ? many : [`hashtag:${tag}`, `link:${index}`],
          threadRoot: `post-${Math.floor(random() * index)}`,
          parentAuthor: `author-${Math.floor(random() * 50_000)}`,
          reach: { replies: Math.floor(random() * 5) },
        }),
      );
      if (index % 50_000 === 49_999) sizes.push(JSON.stringify(told.state()).length);
    }
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    expect(sizes.at(-1)).toBeLessThan((sizes[0] ?? 0) * 1.5);
  });

  it('counts the people of a large incident to within 15 %', () => {
    const told = tracker();
    const calm = talk('calm', 5, { from: monday, until: monday + 3 * day, perHour: 3, negative: 0 });
    const storm = Array.from({ length: 20_000 }, (_, index) => mention(`storm-${index}`, monday + 3 * day + index * 100, { authorKey: `author-${index % 8000}` }));
    const id = only(tell(told, [...calm, ...storm]), 'opened')[0]?.incident.id ?? '';
    expect(told.incident(id)?.mentions).toBe(20_000);
    expect(told.incident(id)?.authors).toBeGreaterThan(6800);
    expect(told.incident(id)?.authors).toBeLessThan(9200);
    expect(told.incident(id)).toMatchObject({ velocity: 3, spread: 2 });
  });
});

describe('settings', () => {
  it('have defaults, and name what is wrong', () => {
    expect(trackerSettings()).toMatchObject({ latenessMs: 6 * hour, threshold: 5, minimumAuthors: 5, grievance: { authors: 3, withinMs: 2 * day } });
    expect(() => trackerSettings({ threshold: -1 })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'surge.threshold' }) as Error);
    expect(() => trackerSettings({ grievance: { authors: 0 } })).toThrow(expect.objectContaining({ field: 'surge.grievance.authors' }) as Error);
    expect(() => createTracker({ brand: 'acme', settings: { volume: 3 } as never })).toThrow(KashuvError);
  });
});
