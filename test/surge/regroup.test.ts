import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../src/lib/canonical-json.ts';
import type { HeardMention, Tracker, TrackerChange, TrackerState } from '../../src/surge/index.ts';
import { invariant } from '../support/invariant.ts';
import { hashtag, hour, mention, minute, monday, site, tracker } from './story.ts';

const tags = ['#one', '#two', '#three'] as const;
/** What a post says follows from its id; whether it is criticism may be seen differently later. */
const anyMention = fc.tuple(fc.nat(200), fc.constantFrom(true, true, true, true, false)).map(([id, negative]): HeardMention => {
  const tag = [...tags, null][id % 4] ?? null;
  const more = tag === null ? {} : { venues: [site, hashtag(tag)], marks: [`hashtag:${tag}`] };
  return mention(String(id), monday + ((id * 37) % 1440) * minute, {
    ...more, negative, authorKey: `author-${(id * 7) % 23}`, harm: [0, 2, 4, null][id % 3] ?? null, arousal: 'high', silenceComplaint: negative && id % 5 === 0, kinds: id % 7 < 3 ? ['complaint', 'rumour'] : ['complaint'],
    ...(id % 3 === 0 ? { threadRoot: `post-${id % 15}`, parentAuthor: `author-${id % 23}` } : {}), reach: { reposts: id % 6 },
  });
});
type Step = { hear: HeardMention } | { forget: string } | { tick: number } | { merge: [number, number] } | { split: { incident: number; every: number } } | { resolve: number };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: anyMention.map((hear) => ({ hear })) },
  { weight: 2, arbitrary: fc.nat(200).map((id) => ({ forget: `mention-${id}` })) },
  { weight: 1, arbitrary: fc.nat(48).map((hours) => ({ tick: monday + hours * hour })) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(3), fc.nat(3)).map((merge) => ({ merge })) },
  { weight: 2, arbitrary: fc.record({ incident: fc.nat(3), every: fc.integer({ min: 1, max: 4 }) }).map((split) => ({ split })) },
  { weight: 1, arbitrary: fc.nat(3).map((resolve) => ({ resolve })) },
);
const anyStory = fc.array(anyStep, { minLength: 30, maxLength: 140 });
const eager = { minimumAuthors: 3, threshold: 3, warmUpMinimum: 3, warmUpMs: hour, incidents: 4, grievance: { authors: 2 } };
const throughJson = (state: TrackerState): TrackerState => JSON.parse(JSON.stringify(state)) as TrackerState;

/** A host that keeps what a tracker tells of members, as the monitor does. */
class Host {
  tracker: Tracker;
  /** Incident by mention. */
  readonly members = new Map<string, string>();
  readonly #heard = new Map<string, HeardMention>();
  #splits = 0;

  constructor(told: Tracker) {
    this.tracker = told;
    for (const id of ['a', 'b']) told.open({ id, title: id, marks: [`hashtag:#${id === 'a' ? 'one' : 'two'}`] });
  }

  get incidents(): string[] {
    return this.tracker.state().incidents.map(({ id }) => id);
  }

  of(incident: string): HeardMention[] {
    return [...this.members].filter(([, id]) => id === incident).map(([id]) => this.#heard.get(id) as HeardMention);
  }

  take(step: Step): TrackerChange[] {
    const changes = this.#take(step);
    for (const change of changes) {
      if (change.type === 'joined') this.#enter(change.mention, change.incident);
      if (change.type === 'opened') for (const id of change.mentions) this.#enter(id, change.incident.id);
      if (change.type === 'left') this.members.delete(change.mention);
    }
    return changes;
  }

  #enter(id: string, incident: string): void {
    this.members.delete(id);
    this.members.set(id, incident);
  }

  #take(step: Step): TrackerChange[] {
    if ('hear' in step) {
      if (!this.members.has(step.hear.mention)) this.#heard.set(step.hear.mention, step.hear);
      return this.tracker.hear(step.hear);
    }
    if ('forget' in step) return this.tracker.forgetMention(step.forget);
    if ('tick' in step) return this.tracker.tick(step.tick);
    const { incidents } = this;
    if ('resolve' in step) {
      const id = incidents[step.resolve];
      if (id !== undefined) this.tracker.resolve(id);
      return [];
    }
    if ('merge' in step) {
      const [from, into] = step.merge.map((index) => incidents[index] ?? '');
      if (from === into || from === '' || into === '' || from === undefined || into === undefined) return [];
      for (const [id, incident] of [...this.members]) if (incident === from) this.members.set(id, into);
      return this.tracker.merge(from, into);
    }
    const incident = incidents[step.split.incident];
    const all = incident === undefined ? [] : this.of(incident);
    const leaving = all.filter((_, index) => index % step.split.every === 1);
    if (incident === undefined || leaving.length === 0 || leaving.length === all.length) return [];
    this.#splits += 1;
    return this.tracker.split({ incident, off: `off-${this.#splits}`, title: 'another matter', mark: null, leaving, staying: all.filter((one) => !leaving.includes(one)) });
  }
}

describe('merging and splitting', () => {
  invariant('keep every mention in one incident at most, and every count true', 60, [anyStory], (steps) => {
    const host = new Host(tracker(eager));
    for (const step of steps) {
      host.take(step);
      for (const id of host.incidents) {
        const members = host.of(id);
        const known = host.tracker.incident(id);
        expect(known?.mentions).toBe(members.length);
        expect(known?.authors).toBe(new Set(members.map(({ authorKey }) => authorKey)).size);
        expect(known?.silenceComplaints).toBe(members.filter(({ silenceComplaint }) => silenceComplaint).length);
        expect(known?.rumour).toBe(members.length > 0 && members.filter(({ kinds }) => kinds.includes('rumour')).length >= Math.max(1, members.length / 2));
        const people = new Set(members.map(({ authorKey }) => authorKey));
        expect([...(known?.originators ?? []), ...(known?.spreaders ?? [])].every(({ authorKey }) => people.has(authorKey))).toBe(true);
      }
    }
  });

  invariant('leave a state that is all there is: resumed from JSON, it goes on exactly as it would have', 40, [anyStory, fc.nat(140)], (steps, cut) => {
    const unbroken = new Host(tracker(eager));
    const broken = new Host(tracker(eager));
    steps.forEach((step, index) => {
      if (index === cut % steps.length) broken.tracker = tracker(eager, throughJson(broken.tracker.state()));
      expect(canonicalJson(broken.take(step))).toBe(canonicalJson(unbroken.take(step)));
    });
    expect(canonicalJson(broken.tracker.state())).toBe(canonicalJson(unbroken.tracker.state()));
  });

  it('let no flood of copies push the people out of what takes it in', () => {
    const told = tracker();
    for (const id of ['a', 'b']) told.open({ id, title: id, marks: [`hashtag:#${id}`] });
    const page = { ...site, id: 'page:acme', kind: 'page' as const };
    for (let index = 0; index < 40; index++) told.hear(mention(`person-${index}`, monday + index * minute, { marks: ['hashtag:#a'], venues: [page], copyGroup: null }));
    for (let index = 0; index < 200; index++) told.hear(mention(`copy-${index}`, monday + hour + index * 1000, { marks: ['hashtag:#b'], venues: [hashtag('#b')], copyGroup: 'one', account: { followers: 0 } }));
    expect(told.incident('b')?.coordination?.found).toBe(true);
    told.merge('b', 'a');
    expect(told.incident('a')?.hub?.venue.id).toBe(page.id);
  });

  it('leave a thread whose first post was deleted no place to answer in', () => {
    const told = tracker();
    told.open({ id: 'a', title: 'a', marks: ['hashtag:#one'] });
    const inThread = (index: number) => mention(String(index), monday + index * minute, { marks: ['hashtag:#one'], threadRoot: 'post-0', parentAuthor: index === 0 ? null : 'author-0' });
    const all = Array.from({ length: 16 }, (_, index) => inThread(index));
    for (const one of all) told.hear(one);
    told.tick(monday + hour);
    expect(told.incident('a')?.hub?.venue.id).toBe('thread:post-0');
    told.forgetMention('mention-0');
    told.split({ incident: 'a', off: 'b', title: 'b', mark: null, leaving: all.slice(1, 8), staying: all.slice(8) });
    for (const id of ['a', 'b']) expect(told.incident(id)?.hub?.venue.id).toBe(site.id);
  });

  it('count the crowd anew: hub, originators and marks are those of the people who are there', () => {
    const told = tracker();
    told.open({ id: 'a', title: 'a', marks: ['hashtag:#one', 'hashtag:#two'] });
    const posts = ['#one', '#two'].flatMap((tag, place) => Array.from({ length: 6 }, (_, index) => mention(`${tag}-${index}`, monday + (place * 10 + index) * minute, { venues: [site, hashtag(tag)], marks: [`hashtag:${tag}`] })));
    for (const one of posts) told.hear(one);
    const of = (tag: string): HeardMention[] => posts.filter(({ marks }) => marks.includes(`hashtag:${tag}`));
    const changes = told.split({ incident: 'a', off: 'b', title: 'b', mark: 'hashtag:#one', leaving: of('#one'), staying: of('#two') });
    expect(changes.map(({ type }) => type)).toContain('opened');
    const [stayed, left] = [told.incident('a'), told.incident('b')];
    expect([stayed?.hub?.venue.id, left?.hub?.venue.id]).toEqual(['hashtag:#two', 'hashtag:#one']);
    expect([stayed?.marks, left?.marks]).toEqual([['hashtag:#two'], ['hashtag:#one']]);
    expect(stayed?.originators[0]?.post).toBe('post-#two-0');
    expect(left?.originators[0]?.post).toBe('post-#one-0');
    expect(told.perHour('a', monday + 20 * minute)).toBe(6);
    told.merge('b', 'a');
    expect(told.incident('b')).toBeNull();
    expect(told.incident('a')).toMatchObject({ mentions: 12, authors: 12, startedAt: monday });
    expect(told.incident('a')?.originators.map(({ post }) => post)).toEqual(of('#one').slice(0, 5).map(({ post }) => post));
    expect(told.perHour('a', monday + 20 * minute)).toBe(12);
  });

  it('of what is not followed, or with itself, change nothing', () => {
    const told = tracker();
    told.open({ id: 'a', title: 'a', marks: [] });
    const before = canonicalJson(told.state());
    expect(told.merge('a', 'a')).toEqual([]);
    expect(told.merge('a', 'b')).toEqual([]);
    expect(told.merge('b', 'a')).toEqual([]);
    expect(told.split({ incident: 'b', off: 'c', title: 'c', mark: null, leaving: [mention('x', monday)], staying: [] })).toEqual([]);
    expect(canonicalJson(told.state())).toBe(before);
  });
});
