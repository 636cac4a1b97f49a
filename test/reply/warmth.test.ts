import { describe, expect, test } from 'vitest';

import type { Observation } from '../../src/reply/finding.ts';
import { warmthOf, type WarmHit } from '../../src/reply/warmth.ts';
import { reviewIn } from './packs.ts';

const span = { start: 0, end: 4 };
const warm = (...cues: string[]): WarmHit[] => cues.map((cue) => ({ cue, span }));
const cold = (...levels: [cue: string, level: Observation['level']][]): Observation[] => levels.map(([cue, level]) => ({ cue, level, span }));

describe('the points of a reply', () => {
  test.each<[what: string, warm: WarmHit[], cold: Observation[], score: number, parts: [cue: string, points: number][]]>([
    ['nothing is worth nothing', [], [], 0, []],
    ['responsibility weighs more than repair, repair more than regret', warm('W07', 'W10', 'W06'), [], 70, [['W06', 15], ['W07', 30], ['W10', 25]]],
    ['a warm cue counts once', warm('W02', 'W02', 'W01'), [], 15, [['W01', 5], ['W02', 10]]],
    ['a warm cue of a pack of one’s own has no points', warm('W77'), [], 0, [['W77', 0]]],
    ['a cold cue takes away by its level', [], cold(['L04', 'block'], ['L09', 'warn'], ['L19', 'info']), -50, [['L04', -30], ['L09', -15], ['L19', -5]]],
    ['a cold cue counts once, at its gravest', [], cold(['L07', 'warn'], ['L07', 'block'], ['L07', 'info']), -30, [['L07', -30]]],
    ['warm and cold add up', warm('W08', 'W03'), cold(['L05', 'warn'], ['never.close', 'block']), -15, [['L05', -15], ['W03', 15], ['W08', 15], ['never.close', -30]]],
    ['the parts are in the order of their cues', warm('W13', 'W04', 'W12'), cold(['never.flee', 'warn'], ['L30', 'info'], ['L02', 'block']), -15, [['L02', -30], ['L30', -5], ['W04', 15], ['W12', 10], ['W13', 10], ['never.flee', -15]]],
    ['a blank, and what is missing or ruled out, takes nothing away', warm('W02'), cold(['slot', 'block'], ['missing:say.empathy', 'warn'], ['forbidden:say.apology', 'warn']), 10, [['W02', 10]]],
  ])('%s', (_, found, findings, score, parts) => {
    expect(warmthOf(found, findings)).toEqual({ score, parts: parts.map(([cue, points]) => ({ cue, points })) });
  });

  test('every warm cue has its points', () => {
    const points = { W01: 5, W02: 10, W03: 15, W04: 15, W05: 15, W06: 15, W07: 30, W08: 15, W09: 10, W10: 25, W11: 15, W12: 10, W13: 10, W14: 15 };
    expect(Object.fromEntries(warmthOf(warm(...Object.keys(points)), []).parts.map((part) => [part.cue, part.points]))).toEqual(points);
  });

  test('a review comes with its score and the parts of it', () => {
    const { warmth } = reviewIn('en', 'We got this wrong, and I am so sorry. It was a glitch. My number: {phone}. — Dana', { stage: 'note', require: ['say.thanks'], forbid: ['say.apology'] });
    expect(warmth).toEqual({ score: 40, parts: [{ cue: 'L04', points: -15 }, { cue: 'W06', points: 15 }, { cue: 'W07', points: 30 }, { cue: 'W13', points: 10 }] });
  });

  test('so does a review in Hebrew', () => {
    const { warmth } = reviewIn('he', 'אתם צודקים, טעינו. תקלונת שלנו. — נועה', { stage: 'note' });
    expect(warmth).toEqual({ score: 40, parts: [{ cue: 'L04', points: -15 }, { cue: 'W05', points: 15 }, { cue: 'W07', points: 30 }, { cue: 'W13', points: 10 }] });
  });
});
