import { describe, expect, it } from 'vitest';

import { amazon } from '../../examples/demo/amazonfail/brand.ts';
import { HUB, amazonfailCourse, checkpoints, whatAmazonDid } from '../../examples/demo/amazonfail/course.ts';
import { amazonfailExpected } from '../../examples/demo/amazonfail/labels.ts';
import { amazonfailPosts } from '../../examples/demo/amazonfail/posts.ts';
import { eastern, pacific } from '../../examples/demo/amazonfail/times.ts';
import timeline from '../../examples/demo/amazonfail/timeline.json' with { type: 'json' };
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { digest } from '../../src/lib/digest.ts';
import { brandSchema, mentionKindSchema, postInputSchema, speakerRoleSchema, toldSchema } from '../../src/spec/index.ts';

const posts = amazonfailPosts();
const byId = new Map(posts.map((post) => [post.id, post]));
const isRepost = (post: (typeof posts)[number]): boolean => post.thread?.repost !== undefined;
const between = (from: string, to: string): typeof posts => posts.filter(({ postedAt = 0 }) => postedAt >= eastern(from) && postedAt < eastern(to));
const HEBREW = /[\u05d0-\u05ea]/;

describe('the invented posts', () => {
  it('are a few hundred, the same in every run', () => {
    expect(posts.length).toBeGreaterThan(380);
    expect(posts.length).toBeLessThan(560);
    expect(digest(canonicalJson(amazonfailPosts()))).toBe(digest(canonicalJson(posts)));
  });

  it('are what a source may give, with ids of their own', () => {
    for (const post of posts) expect(postInputSchema.strict().parse(post)).toEqual(post);
    expect(byId.size).toBe(posts.length);
  });

  it('come in order of time', () => {
    const times = posts.map(({ postedAt }) => postedAt ?? Number.NaN);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(eastern('2009-02-01T00:00'));
    expect(times.at(-1)).toBeLessThan(eastern('2009-05-31T00:00'));
  });

  it('are by invented people only, and speak to no other', () => {
    for (const { author, text, links = [] } of posts) {
      expect(author?.id).toMatch(/^invented_/);
      expect(author?.handle).toBe(author?.id);
      for (const [, handle] of text.matchAll(/@(\w+)/g)) expect(handle === 'amazon' || posts.some((other) => other.author?.handle === handle), `@${handle}`).toBe(true);
      for (const link of [...links, ...(text.match(/https?:\/\/\S+/g) ?? [])]) expect(new URL(link).hostname).toMatch(/\.example$/);
    }
  });

  it('give one handle one profile', () => {
    const profiles = new Map<string, string>();
    for (const { author } of posts) {
      const profile = canonicalJson(author);
      expect(profiles.get(author?.id ?? '') ?? profile).toBe(profile);
      profiles.set(author?.id ?? '', profile);
    }
    expect(profiles.size).toBeGreaterThan(150);
  });

  it('never say the same twice, but where somebody repeats somebody', () => {
    const words = posts.filter((post) => !isRepost(post)).map(({ text }) => text);
    expect(new Set(words).size).toBe(words.length);
    expect(words.length).toBeGreaterThan(300);
    for (const { text } of posts) expect(text.length).toBeLessThanOrEqual(280);
    for (const post of posts.filter(isRepost)) expect(post.text).toContain(byId.get(post.thread?.repost ?? '')?.text);
  });

  it('answer, quote and repeat only what was said before', () => {
    let replies = 0;
    for (const { thread, postedAt = 0 } of posts) {
      for (const id of [thread?.root, thread?.parent, thread?.quote, thread?.repost]) if (id !== undefined) expect(byId.get(id)?.postedAt).toBeLessThan(postedAt);
      if (thread?.parent !== undefined) {
        replies += 1;
        const parent = byId.get(thread.parent);
        expect(thread.root).toBe(parent?.thread?.root ?? parent?.id);
      }
    }
    expect(replies).toBeGreaterThan(15);
    expect(posts.filter(isRepost).length).toBeGreaterThan(60);
  });

  it('all name the shop, or the river of the same name', () => {
    for (const { text } of posts) expect(text).toMatch(/#amazonfail\b|\bamazon\b(?!')|אמזון/i);
  });

  it('are about one tenth Hebrew', () => {
    const share = posts.filter(({ text }) => HEBREW.test(text)).length / posts.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  });
});

describe('the course of the storm', () => {
  it('begins with one complaint in February and few in April', () => {
    expect(between('2009-02-01T00:00', '2009-03-01T00:00')).toHaveLength(2);
    expect(between('2009-04-10T00:00', '2009-04-11T00:00').filter(({ id }) => id.startsWith('signs')).length).toBeGreaterThanOrEqual(3);
    expect(between('2009-04-12T00:00', '2009-04-12T08:00').length).toBeLessThanOrEqual(5);
  });

  it('has an everyday level before', () => {
    for (let week = 0; week < 5; week += 1) {
      const from = eastern('2009-03-01T00:00') + week * 7 * 86_400_000;
      const count = posts.filter(({ postedAt = 0 }) => postedAt >= from && postedAt < from + 7 * 86_400_000).length;
      expect(count).toBeGreaterThanOrEqual(7);
      expect(count).toBeLessThanOrEqual(21);
    }
  });

  it('breaks out under the tag at eight, not before', () => {
    expect(posts.find(({ text }) => text.includes('#amazonfail'))?.postedAt).toBe(eastern('2009-04-12T08:00'));
    expect(between('2009-04-12T08:00', '2009-04-12T08:15').filter(({ text }) => text.includes('#amazonfail')).length).toBeGreaterThanOrEqual(12);
    expect(between('2009-04-12T08:00', '2009-04-12T09:00').length).toBeGreaterThanOrEqual(20);
  });

  it('grows to its peak at four in the afternoon and falls from there', () => {
    const hours = Array.from({ length: 16 }, (_, hour) => posts.filter(({ postedAt = 0 }) => Math.floor((postedAt - eastern('2009-04-12T08:00')) / 3_600_000) === hour).length);
    expect(hours.indexOf(Math.max(...hours))).toBe(8);
    const sum = (from: number, to: number): number => hours.slice(from, to).reduce((total, count) => total + count, 0);
    expect(sum(3, 5)).toBeLessThan(sum(5, 7));
    expect(sum(5, 7)).toBeLessThan(sum(7, 9));
    expect(sum(9, 11)).toBeLessThan(sum(7, 9));
    expect(sum(13, 16)).toBeLessThan(sum(9, 12));
  });

  it('ebbs away over the days', () => {
    const day = (date: number): number => between(`2009-04-${date}T00:00`, `2009-04-${date + 1}T00:00`).length;
    expect(day(12)).toBeGreaterThan(2 * day(13));
    expect(day(13)).toBeGreaterThan(2 * day(14));
    expect(day(14)).toBeGreaterThan(2 * day(15));
  });

  it('takes the word glitch from the company, and mocks it by its own tag at night', () => {
    const first = (word: string): number => posts.find(({ text }) => text.toLowerCase().includes(word))?.postedAt ?? 0;
    expect(first('"glitch"')).toBeGreaterThan(eastern('2009-04-12T18:00'));
    expect(first('#glitchmyass')).toBeGreaterThan(eastern('2009-04-12T21:00'));
    expect(first('ham-fisted')).toBeGreaterThan(pacific('2009-04-13T15:03'));
    expect(first('hacker')).toBeGreaterThan(eastern('2009-04-13T14:00'));
  });
});

describe('the labels', () => {
  const expected = amazonfailExpected();

  it('cover every text that is not a repost', () => {
    expect([...expected.keys()]).toEqual(posts.filter((post) => !isRepost(post)).map(({ id }) => id));
    for (const { who, kinds } of expected.values()) {
      expect(['unknown', ...speakerRoleSchema.options]).toContain(who);
      expect(kinds.length).toBeGreaterThan(0);
      expect(new Set(kinds).size).toBe(kinds.length);
      for (const kind of kinds) expect(mentionKindSchema.options).toContain(kind);
    }
  });

  it('know the voices the demo is about', () => {
    const voices = new Set([...expected.values()].map(({ who }) => who));
    for (const who of ['customer', 'partner', 'journalist', 'employee', 'former-employee', 'competitor', 'activist', 'influencer', 'authority', 'fan', 'troll', 'unknown'] as const) expect(voices).toContain(who);
    const kinds = new Set([...expected.values()].flatMap((label) => label.kinds));
    for (const kind of ['complaint', 'question', 'praise', 'abuse', 'bullying', 'rumour', 'satire', 'spam', 'values-criticism', 'silence-complaint', 'press-inquiry', 'statement'] as const) expect(kinds).toContain(kind);
    expect(kinds).not.toContain('self-harm');
  });

  it('do not travel with the posts', () => {
    for (const post of posts) expect(Object.keys(post)).not.toContain('who');
  });
});

describe('what goes with the posts', () => {
  it('is a brand as a host may configure it', () => {
    const brand = brandSchema.parse(amazon);
    expect(brand.timeZone).toBe('America/Los_Angeles');
    for (const handle of [...brand.press.handles, ...brand.staff.handles, ...brand.competitors.handles]) expect(posts.map(({ author }) => author?.handle)).toContain(handle);
    expect(posts.map(({ author }) => author?.handle)).not.toContain('amazon');
  });

  it('is a course in order of time, its facts such as a monitor may be told', () => {
    const steps = amazonfailCourse();
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).sort((a, b) => a - b));
    for (const step of steps) if (step.do === 'tell') expect(toldSchema.safeParse({ ...step.told, incident: 'incident_1' }).success).toBe(true);
    expect(checkpoints.map(({ at }) => at)).toEqual(checkpoints.map(({ at }) => at).sort((a, b) => a - b));
    expect(checkpoints.find(({ id }) => id === 'tag-appears')?.expect.hub).toBe(HUB);
  });

  it('has both statements of the company refused, each followed by an invented one that passes', () => {
    const drafts = amazonfailCourse().filter((step) => step.do === 'submit-draft');
    const said = drafts.filter(({ invented }) => !invented);
    expect(said.map(({ id, expect: { verdict } }) => [id, verdict])).toEqual([['glitch', 'block'], ['ham-fisted', 'revise']]);
    for (const draft of said) {
      expect(draft.source).toBeDefined();
      expect(drafts[drafts.indexOf(draft) + 1]?.expect.verdict).toBe('pass');
    }
    for (const { invented, text, target } of drafts) {
      if (invented) expect(text.length).toBeLessThanOrEqual(280);
      if (typeof target === 'object') expect(byId.has(target.replyTo)).toBe(true);
    }
  });

  it('has facts in order of time, in both languages, each with its source', () => {
    const times = timeline.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const { fact, factHe, source, at, ...rest } of timeline) {
      expect(fact).not.toBe('');
      expect(factHe).toMatch(HEBREW);
      expect(source).not.toBe('');
      expect(at).toMatch(/T\d\d:\d\d:\d\d-0[4578]:00$/);
      expect('uncertain' in rest).toBe('approximate' in rest);
    }
    expect(times).toContain(pacific('2009-04-13T15:03'));
    expect(times).toContain(pacific('2009-04-14T15:15'));
    expect(times).toContain(eastern('2009-04-12T08:00'));
  });

  it('sets what was owed against what was done', () => {
    const due = whatAmazonDid.map((entry) => entry.due ?? 0);
    expect(due).toEqual([...due].sort((a, b) => a - b));
    for (const { verdict, doneAt, due: owed, source } of whatAmazonDid) {
      expect(source).not.toBe('');
      if (verdict === 'never') expect(doneAt).toBeNull();
      if (verdict === 'late') expect(doneAt).toBeGreaterThan(owed ?? 0);
    }
  });
});

describe('wall times', () => {
  it('know when daylight saving began', () => {
    expect(eastern('2009-02-11T14:20')).toBe(Date.UTC(2009, 1, 11, 19, 20));
    expect(eastern('2009-04-12T08:00')).toBe(Date.UTC(2009, 3, 12, 12));
    expect(pacific('2009-04-13T15:03')).toBe(Date.UTC(2009, 3, 13, 22, 3));
    expect(() => eastern('12 April')).toThrow(RangeError);
  });
});
