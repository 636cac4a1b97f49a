import { describe, expect, it } from 'vitest';

import type { CoordinationSignal } from '../../src/spec/coordination.ts';
import type { HeardMention } from '../../src/surge/index.ts';
import { day, hashtag, hour, mention, minute, monday, only, site, talk, tell, tracker } from './story.ts';

const start = monday + 3 * day;
const second = 1000;
const calm = talk('calm', 7, { from: monday, until: start, perHour: 4, negative: 0.2, more: () => ({ copyGroup: null }) });
const angry = { themes: ['safety' as const], arousal: 'high' as const, harm: 4 };

/** Voices `every` so many ms, each with words of its own unless `more` says otherwise. */
function voices(name: string, count: number, from: number, every: number, more: (index: number) => Partial<HeardMention> = () => ({})): HeardMention[] {
  return Array.from({ length: count }, (_, index) => mention(`${name}-${index}`, from + index * every, { copyGroup: null, ...more(index) }));
}
const copy = { link: 'copy' as const, copyGroup: 'post-original', parentAuthor: 'author-original', threadRoot: 'post-original' };
const young = (at: number) => ({ account: { joinedAt: at - 2 * day, followers: 3 } });

function follow(mentions: readonly HeardMention[], settings = {}) {
  const told = tracker(settings);
  const heard = tell(told, [...calm, ...mentions]);
  const id = only(heard, 'opened')[0]?.incident.id ?? '';
  return { told, id, heard, incident: told.incident(id) };
}
const signal = (signals: readonly CoordinationSignal[] | undefined, kind: CoordinationSignal['kind']) => signals?.find((one) => one.kind === kind);

describe('signs of coordination', () => {
  const original = mention('original', start, { copyGroup: null });
  const flood = voices('bot', 400, start + minute, 2 * second, () => copy);

  it('a flood in one wording is reported with its count and what to look at', () => {
    const { incident } = follow([original, ...flood, ...voices('own', 4, start + 2 * minute, minute)]);
    const { found, share, signals } = incident?.coordination ?? { found: false, share: 0, signals: [] };
    const wording = signal(signals, 'wording');
    expect(found).toBe(true);
    expect(share).toBeGreaterThan(0.95);
    expect(wording?.count).toBeGreaterThan(390);
    expect(wording?.why).toBe(`${wording?.count ?? 0} of ${wording?.of ?? 0} voices within six hours are near-identical: they repeat one text`);
    expect(wording?.evidence).toHaveLength(5);
    expect(wording?.evidence.every((id) => id.startsWith('mention-bot-'))).toBe(true);
  });

  it('its copies raise neither speed nor spread nor anger as so many people do', () => {
    const bots = follow([original, ...flood.map((one) => ({ ...one, ...angry })), ...voices('own', 4, start + 2 * minute, minute)]).incident;
    const people = follow([original, ...flood.map((one) => ({ ...one, ...angry, copyGroup: null, link: undefined })), ...voices('own', 4, start + 2 * minute, minute)]).incident;
    expect(people).toMatchObject({ velocity: 3, spread: 2, arousal: 'high', harm: 4, themes: ['safety'], coordination: { found: false } });
    expect(bots).toMatchObject({ spread: 0, arousal: 'medium', harm: 1, themes: [], coordination: { found: true } });
    expect(bots?.velocity).toBeLessThan(2);
    expect(bots?.mentions).toBe(people?.mentions);
    expect(bots?.authors).toBeGreaterThan(300);
  });

  it('people among them are counted as ever', () => {
    const crowd = voices('own', 60, start + minute, 20 * second, () => ({ ...angry }));
    const { incident } = follow([original, ...flood, ...crowd]);
    expect(incident).toMatchObject({ coordination: { found: true }, spread: 1, arousal: 'high', harm: 4 });
    expect(incident?.velocity).toBeGreaterThanOrEqual(2);
  });

  it('the hub is where people are, and those who copied spread nothing', () => {
    const board = { ...site, id: 'group:bots', kind: 'group' as const, name: 'Bots' };
    const { incident } = follow([original, ...flood.map((one) => ({ ...one, venues: [board] })), ...voices('own', 20, start + minute, 30 * second, () => ({ venues: [site, hashtag('#acmefail')] }))]);
    expect(incident?.hub?.venue.id).toBe('hashtag:#acmefail');
    expect(incident?.firstAmplifiers).toEqual([]);
  });

  it('what many pass on by the button is no copy', () => {
    const { incident } = follow([original, ...flood.map((one) => ({ ...one, link: 'repost' as const }))]);
    expect(incident?.coordination).toEqual({ found: false, share: 0, signals: [] });
    expect(incident?.velocity).toBe(3);
  });

  it('a few who pass on one text are a few who passed it on', () => {
    const { incident } = follow([original, ...voices('copier', 9, start + minute, minute, () => copy), ...voices('own', 60, start, 20 * second)]);
    expect(incident?.coordination).toMatchObject({ found: false, signals: [] });
    expect(incident?.firstAmplifiers.map(({ how }) => how)).toContain('copy');
  });

  it.each<[string, boolean, CoordinationSignal['kind'][], (index: number) => Partial<HeardMention>]>([
    ['a third of one wording', false, ['wording'], (index) => (index % 3 === 0 ? copy : {})],
    ['young accounts', false, ['accounts'], () => young(start)],
    ['empty accounts', false, ['accounts'], () => ({ account: { followers: 0 } })],
    ['one link', false, ['links'], () => ({ marks: ['link:https://example.org/a'] })],
    ['a third of one wording by young accounts', true, ['wording', 'accounts'], (index) => (index % 3 === 0 ? copy : young(start))],
    ['one link by young accounts', true, ['accounts', 'links'], () => ({ ...young(start), marks: ['link:https://example.org/a'] })],
    ['old accounts', false, [], () => ({ account: { joinedAt: start - 400 * day, followers: 80 } })],
  ])('%s: found %s', (_, found, kinds, more) => {
    const { incident } = follow(voices('one', 60, start, 30 * second, more));
    expect(incident?.coordination?.signals.map(({ kind }) => kind)).toEqual(kinds);
    expect(incident?.coordination?.found).toBe(found);
  });

  it('a burst of first-time authors is held against the minutes around it, and proves nothing alone', () => {
    const slow = voices('slow', 60, start, minute);
    const fast = (more: Partial<HeardMention>) => voices('fast', 40, start + 30 * minute, second, () => more);
    const burst = follow([...slow, ...fast({})]).incident?.coordination;
    expect(burst).toMatchObject({ found: false });
    expect(signal(burst?.signals, 'burst')?.why).toMatch(/^41 spoke for the first time within one minute, where 1\.\d a minute are usual$/);
    expect(follow([...slow, ...fast({ firstTime: false })]).incident?.coordination?.signals).toEqual([]);
    expect(follow(voices('even', 600, start, 2 * second)).incident?.coordination?.signals).toEqual([]);
    expect(follow([...slow, ...fast(copy)]).incident?.coordination?.found).toBe(true);
  });

  it('is not known where too little was heard, or nothing could be compared', () => {
    expect(follow(voices('one', 6, start, minute, () => angry)).incident?.coordination).toBeNull();
    expect(follow(voices('one', 60, start, minute, () => ({ copyGroup: undefined }))).incident?.coordination).toBeNull();
  });

  it('is told when it is found', () => {
    const { heard } = follow([original, ...flood]);
    expect(only(heard, 'measured').some(({ incident }) => incident.coordination?.found === true)).toBe(true);
  });

  it('is taken back with what it rested on', () => {
    const { told, id } = follow([original, ...flood.slice(0, 60), ...voices('own', 4, start + 2 * minute, minute)]);
    expect(told.incident(id)?.coordination?.found).toBe(true);
    for (const { mention: gone } of flood.slice(0, 60)) told.forgetMention(gone);
    expect(told.incident(id)?.coordination?.found ?? false).toBe(false);
  });

  it('does not make people of a flood that the platform has removed', () => {
    const { told, id } = follow([original, ...flood.map((one) => ({ ...one, ...angry })), ...voices('own', 4, start + 2 * minute, minute)]);
    const before = told.incident(id);
    for (const { mention: gone } of flood) told.forgetMention(gone);
    told.tick(start + 30 * minute);
    const after = told.incident(id);
    expect(after?.coordination?.found ?? false).toBe(false);
    expect(after).toMatchObject({ spread: 0, arousal: 'medium', harm: 1, themes: [] });
    expect(after?.velocity).toBeLessThanOrEqual(before?.velocity ?? 0);
  });

  it('counts no text of a flood in forty texts as people', () => {
    const texts = Array.from({ length: 40 }, (_, text) => voices(`text-${text}`, 10, start + minute + text * 20 * second, second, () => ({ ...copy, ...angry, copyGroup: `post-text-${text}` }))).flat();
    const { incident } = follow([original, ...texts, ...voices('own', 4, start + 2 * minute, minute)]);
    expect(incident?.coordination?.found).toBe(true);
    // Of each text the first few are not yet told from people who pass it on.
    expect(incident?.velocity).toBeLessThanOrEqual(1);
    expect(incident).toMatchObject({ arousal: 'medium' });
  });

  it('stays found when people speak after it, and is not fooled by a flood of other texts', () => {
    const noise = Array.from({ length: 30 }, (_, index) => voices(`noise-${index}`, 2, start + 20 * minute, minute, () => ({ ...copy, copyGroup: `post-noise-${index}` }))).flat();
    const { incident } = follow([original, ...flood.slice(0, 100), ...noise, ...voices('own', 200, start + 8 * hour, minute)]);
    expect(incident?.coordination?.found).toBe(true);
    expect(signal(incident?.coordination?.signals, 'wording')?.count).toBeGreaterThanOrEqual(95);
  });
});
