import { describe, expect, test } from 'vitest';
import { assessSeverity } from '../../src/policy/index.ts';
import { facts } from './support.ts';

const of = (values: Parameters<typeof facts>[0], subject: 'case' | 'incident' = 'incident') => assessSeverity(facts(values), subject);

describe('severity', () => {
  test.each([
    [{ 'what.harm': 1, 'what.arousal': 'medium' }, 3, 'low'],
    [{ 'what.harm': 2 }, 4, 'medium'],
    [{ 'what.harm': 2, 'what.arousal': 'high' }, 6, 'medium'],
    [{ 'what.harm': 2, 'what.arousal': 'high', 'incident.velocity': 1 }, 7, 'high'],
    [{ 'what.harm': 3, 'incident.velocity': 3 }, 9, 'high'],
    [{ 'what.harm': 3, 'incident.velocity': 3, 'incident.spread': 1 }, 10, 'critical'],
    [{ 'what.themes': ['money'] }, 1, 'low'],
    [{ 'what.themes': ['children'] }, 2, 'low'],
    [{ 'history.badTurns': 2, 'incident.silenceComplaints': 5, 'case.reopened': 1 }, 3, 'low'],
    [{ 'brand.goodwill': 'bad' }, 1, 'low'],
  ] as const)('%o is %i, %s', (values, score, level) => {
    expect(of(values as Parameters<typeof facts>[0])).toMatchObject({ score, level });
  });
  test('shows each part, also what is not known', () => {
    expect(of({ 'what.harm': 2, 'what.arousal': null }).parts).toEqual([
      { part: 'harm', points: 4, why: '2 of 4, twice' },
      { part: 'velocity', points: 0, why: 'not known' },
      { part: 'arousal', points: 0, why: 'not known' },
      { part: 'spread', points: 0, why: 'not known' },
      { part: 'themes', points: 0, why: 'not known' },
    ]);
  });
  test('is critical where life is in danger, whatever else', () => {
    expect(of({ 'what.kind': 'threat', 'what.harm': 0 }, 'case')).toMatchObject({ level: 'critical', score: 10 });
    expect(of({ 'what.themes': ['health'], 'what.harm': 3 }, 'case').level).toBe('critical');
    expect(of({ 'what.themes': ['health'], 'what.harm': 2 }, 'case').level).toBe('medium');
  });
  test('of an incident is at least high where a grave theme spreads fast; a single case is what it is', () => {
    expect(of({ 'what.themes': ['discrimination'], 'incident.velocity': 2 })).toMatchObject({ level: 'high', score: 7 });
    expect(of({ 'what.themes': ['discrimination'], 'incident.velocity': 2 }, 'case').level).toBe('medium');
    expect(of({ 'what.themes': ['discrimination'], 'incident.velocity': 1 }).level).toBe('low');
  });
  test('love takes a point off the forecast and leaves the level', () => {
    expect(of({ 'what.harm': 2, 'brand.goodwill': 'very-high' })).toMatchObject({ level: 'medium', score: 3 });
    expect(of({ 'what.harm': 0, 'brand.goodwill': 'very-high' }).score).toBe(0);
    expect(of({ 'what.harm': 2, 'brand.goodwill': 'good' }).score).toBe(4);
  });
});
