import { describe, expect, test } from 'vitest';
import { assessSeverity } from '../../src/policy/index.ts';
import { facts } from './support.ts';

type Values = Parameters<typeof facts>[0];

/** Level and score, then each part that adds or takes something, or whatever parts are named. */
function told(values: Values, subject: 'case' | 'incident', named: string): string[] {
  const { level, score, parts } = assessSeverity(facts(values), subject);
  const names = named.split(', ');
  return [`${level} ${score}`, ...parts.filter(({ part }) => names.includes(part)).map(({ part, points, why }) => `${part} ${points}: ${why}`)];
}

describe('each part of severity says what it adds and why', () => {
  test('all that is measured stands in one order, with its scale', () => {
    const { parts } = assessSeverity(facts({ 'what.harm': 1, 'incident.velocity': 2, 'what.arousal': 'high', 'incident.spread': 1, 'what.themes': ['safety', 'money'] }), 'incident');
    expect(parts).toEqual([
      { part: 'harm', points: 2, why: '1 of 4, twice' },
      { part: 'velocity', points: 2, why: '2 of 3' },
      { part: 'arousal', points: 2, why: 'high' },
      { part: 'spread', points: 1, why: '1 of 2' },
      { part: 'themes', points: 2, why: 'money, safety' },
    ]);
  });
  test('what is not known adds nothing and says so', () => {
    expect(assessSeverity({}, 'incident')).toEqual({
      level: 'low',
      score: 0,
      parts: ['harm', 'velocity', 'arousal', 'spread', 'themes'].map((part) => ({ part, points: 0, why: 'not known' })),
    });
  });

  test.each<[string, Values, string, string[]]>([
    ['low arousal adds nothing', { 'what.arousal': 'low' }, 'arousal', ['low 0', 'arousal 0: low']],
    ['medium arousal adds one', { 'what.arousal': 'medium' }, 'arousal', ['low 1', 'arousal 1: medium']],
    ['no theme adds nothing', { 'what.themes': [] }, 'themes', ['low 0', 'themes 0: none']],
    ['one ordinary theme adds one', { 'what.themes': ['money'] }, 'themes', ['low 1', 'themes 1: money']],
    ['one grave theme adds two', { 'what.themes': ['death'] }, 'themes', ['low 2', 'themes 2: death']],
    ['several themes add two', { 'what.themes': ['money', 'health'] }, 'themes', ['low 2', 'themes 2: health, money']],
    ['earlier failures add one, however many', { 'history.badTurns': 3 }, 'history', ['low 1', 'history 1: 3 earlier failures']],
    ['no earlier failure adds nothing', { 'history.badTurns': 0 }, 'history', ['low 0']],
    ['a bad name adds one', { 'history.badTurns': 0, 'brand.goodwill': 'bad' }, 'history', ['low 1', 'history 1: bad reputation']],
    ['failures are named before a bad name', { 'history.badTurns': 1, 'brand.goodwill': 'bad' }, 'history', ['low 1', 'history 1: 1 earlier failures']],
    ['who came back adds one', { 'case.reopened': 2 }, 'reopened', ['low 1', 'reopened 1: came back 2 times']],
    ['who did not come back adds nothing', { 'case.reopened': 0 }, 'reopened', ['low 0']],
    ['complaints about silence add one', { 'incident.silenceComplaints': 4 }, 'silence', ['low 1', 'silence 1: 4 complaints about silence']],
    ['no complaint about silence adds nothing', { 'incident.silenceComplaints': 0, 'what.kinds': ['complaint'] }, 'silence', ['low 0']],
    ['a complaint about silence adds one', { 'incident.silenceComplaints': 0, 'what.kinds': ['silence-complaint'] }, 'silence', ['low 1', 'silence 1: a complaint about silence']],
  ])('%s', (_name, values, named, expected) => {
    expect(told(values, 'incident', named)).toEqual(expected);
  });
});

describe('what goes beyond the sum says so', () => {
  const fast = { 'what.themes': ['discrimination'], 'incident.velocity': 2 };
  const danger = { 'what.themes': ['safety'], 'what.harm': 3 };
  const top = { 'what.harm': 4, 'incident.velocity': 3 };
  test.each<[string, Values, 'case' | 'incident', string[]]>([
    ['a grave theme that spreads fast is lifted to high', fast, 'incident', ['high 7', 'grave and fast 3: a grave theme that spreads fast is high from the start']],
    ['just below high it is lifted by one', { ...fast, 'what.harm': 1 }, 'incident', ['high 7', 'grave and fast 1: a grave theme that spreads fast is high from the start']],
    ['what is high already needs no lift', { ...fast, 'incident.velocity': 3, 'what.harm': 1 }, 'incident', ['high 7']],
    ['what is above high stays there', { ...fast, 'what.harm': 2 }, 'incident', ['high 8']],
    ['an ordinary theme is not lifted', { ...fast, 'what.themes': ['money'] }, 'incident', ['low 3']],
    ['a single case is not lifted', fast, 'case', ['medium 4']],
    ['a threat is about life', { 'what.kind': 'threat' }, 'case', ['critical 10', 'life 10: threat: life comes first']],
    ['so is harm to oneself', { 'what.kinds': ['complaint', 'self-harm'], 'what.harm': 1 }, 'case', ['critical 10', 'life 8: self-harm: life comes first']],
    ['so is serious harm to safety', danger, 'case', ['critical 10', 'life 2: safety, with serious harm']],
    ['and to health', { 'what.themes': ['children', 'health'], 'what.harm': 4 }, 'case', ['critical 10', 'life 0: health, with serious harm']],
    ['serious harm of another theme is not', { 'what.themes': ['death', 'money'], 'what.harm': 4 }, 'case', ['critical 10']],
    ['less harm to safety is not', { ...danger, 'what.harm': 2 }, 'case', ['medium 6']],
    ['the kind is named before the theme', { ...danger, 'what.kind': 'threat' }, 'case', ['critical 10', 'life 2: threat: life comes first']],
    ['what is critical already is lifted by nothing', { ...top, 'what.kind': 'threat' }, 'incident', ['critical 11', 'life 0: threat: life comes first']],
    ['love takes one off the score, and the level stays', { 'what.harm': 2, 'brand.goodwill': 'very-high' }, 'incident', ['medium 3', 'goodwill -1: softens the forecast, never the level or a duty']],
    ['also of a score of one', { 'what.themes': ['money'], 'brand.goodwill': 'very-high' }, 'incident', ['low 0', 'goodwill -1: softens the forecast, never the level or a duty']],
    ['and not of nothing', { 'brand.goodwill': 'very-high' }, 'incident', ['low 0']],
    ['a good name takes nothing off', { 'what.harm': 2, 'brand.goodwill': 'good' }, 'incident', ['medium 4']],
    ['love takes nothing off the level of danger', { 'what.kind': 'threat', 'brand.goodwill': 'very-high' }, 'case', ['critical 9', 'life 10: threat: life comes first', 'goodwill -1: softens the forecast, never the level or a duty']],
  ])('%s', (_name, values, subject, expected) => {
    expect(told(values, subject, 'grave and fast, life, goodwill')).toEqual(expected);
  });
});
