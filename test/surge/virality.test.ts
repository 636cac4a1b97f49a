import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HeardMention } from '../../src/surge/index.ts';
import { viralityRisk } from '../../src/core.ts';
import { day, mention, minute, monday, only, talk, tell, tracker } from './story.ts';

const nothing = { arousal: null, ties: { followers: null, reach: null, takenUp: null }, style: null, velocity: null };
const some = { arousal: 'medium' as const, ties: { followers: 300, reach: null, takenUp: null }, style: 0.7, velocity: 1 as const };

describe('the risk of spreading', () => {
  it('is the sum of its parts, each with its reason', () => {
    const risk = viralityRisk({ arousal: 'high', ties: { followers: 200_000, reach: 12, takenUp: 2 }, style: 0.95, velocity: 3 });
    expect(risk).toEqual({
      risk: 1,
      level: 'high',
      parts: [
        { part: 'arousal', points: 0.35, why: 'high arousal' },
        { part: 'ties', points: 0.25, why: '200000 followers, 12 answers and reposts, taken up by 2' },
        { part: 'style', points: 0.15, why: 'speaks like the crowd to 95 %' },
        { part: 'velocity', points: 0.25, why: 'speed 3 of 3' },
      ],
    });
    expect(viralityRisk({ arousal: 'low', ties: { followers: 0, reach: null, takenUp: null }, style: 0.3, velocity: 0 })).toMatchObject({ risk: 0, level: 'low' });
  });

  it('says what is not known and does not take it as nothing', () => {
    const risk = viralityRisk({ ...nothing, arousal: 'high' });
    expect(risk?.parts.slice(1).map(({ points, why }) => [points > 0, why])).toEqual([
      [true, 'the ties of the sender are not known: counted as a third of 0.25'],
      [true, 'too few words to compare the way of speaking: counted as a third of 0.15'],
      [true, 'how fast others follow is not known: counted as a third of 0.25'],
    ]);
    expect(risk?.level).toBe('raised');
    expect(viralityRisk(nothing)).toBeNull();
  });

  it('grows with every part of it', () => {
    const at = (more: object): number => viralityRisk({ ...some, ...more })?.risk ?? NaN;
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (followers, others, style, another) => {
        const ties = (count: number) => ({ ties: { followers: count, reach: null, takenUp: null } });
        expect(at(ties(Math.min(followers, others)))).toBeLessThanOrEqual(at(ties(Math.max(followers, others))));
        expect(at({ style: Math.min(style, another) })).toBeLessThanOrEqual(at({ style: Math.max(style, another) }));
      }),
    );
    expect(at({ arousal: 'low' })).toBeLessThan(at({ arousal: 'medium' }));
    expect(at({ arousal: 'medium' })).toBeLessThan(at({ arousal: 'high' }));
    expect(at({ velocity: 0 })).toBeLessThan(at({ velocity: 3 }));
  });
});

describe('an incident of few mentions', () => {
  const start = monday + 3 * day;
  const english = (counts: number[]) => ({ language: 'en', words: 60, counts });
  const community = english([9, 4, 5, 5, 8, 6, 4, 1, 2]);
  const calm = talk('calm', 7, { from: monday, until: start, perHour: 4, negative: 0, more: () => ({ style: community }) });
  const few = (count: number, more: Partial<HeardMention>) => Array.from({ length: count }, (_, index) => mention(`one-${index}`, start + index * 10 * minute, { themes: ['safety'], ...more }));
  const risk = (mentions: HeardMention[]) => {
    const told = tracker();
    const id = only(tell(told, [...calm, ...mentions]), 'opened')[0]?.incident.id ?? '';
    return told.incident(id)?.risk ?? null;
  };
  const points = (mentions: HeardMention[], part: string) => risk(mentions)?.parts.find((one) => one.part === part);

  it('has a risk from who spoke, how, and how like the crowd', () => {
    const loud = risk(few(5, { arousal: 'high', account: { followers: 50_000 }, style: community }));
    const quiet = risk(few(5, { arousal: 'low', account: { followers: 2 }, style: english([0, 0, 1, 0, 30, 0, 0, 0, 0]) }));
    expect(loud?.level).toBe('high');
    expect(quiet?.level).toBe('low');
    expect(loud?.parts.find(({ part }) => part === 'style')?.why).toBe('speaks like the crowd to 100 %');
  });

  it('knows ties by followers, by what was seen, and by people who took it up', () => {
    expect(points(few(5, {}), 'ties')?.why).toMatch(/not known/);
    expect(points(few(5, { reach: { reposts: 30 } }), 'ties')?.why).toBe('30 answers and reposts');
    expect(points([...few(5, {}), ...few(3, { link: 'reply', parentAuthor: 'author-one-0' }).map((one, index) => ({ ...one, mention: `more-${index}`, post: `more-${index}`, authorKey: `more-${index}` }))], 'ties')?.why).toBe('taken up by 3');
  });

  it('does not judge a way of speaking by a few words, in another language, or against a crowd of copies', () => {
    expect(points(few(5, { style: { ...community, words: 5 } }), 'style')?.why).toMatch(/too few words/);
    expect(points(few(5, { style: { ...community, language: 'he' } }), 'style')?.why).toMatch(/too few words/);
  });

  it('has none once its speed is there to be measured', () => {
    expect(risk(few(49, { arousal: 'high' }))).not.toBeNull();
    expect(risk(few(60, { arousal: 'high' }))).toBeNull();
  });
});
