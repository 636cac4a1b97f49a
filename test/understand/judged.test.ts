import { describe, expect, test } from 'vitest';
import type { MentionKind } from '../../src/spec/classification.ts';
import { heeding, towards } from '../../src/understand/judged.ts';
import type { KindLabel } from '../../src/understand/labels.ts';
import type { Judgement } from '../../src/understand/model/index.ts';

const judgement = (task: string, yes: number, labels = ['no', 'yes']): [string, Judgement] => [task, { task, label: labels[Number(yes >= 0.5)] ?? '', confidence: Math.max(yes, 1 - yes), probabilities: [1 - yes, yes] }];
const cue = (value: MentionKind, confidence: number): KindLabel => ({ task: 'kind', value, confidence, evidence: [] });
const heard = (judgements: [string, Judgement][], kinds: KindLabel[]) => [...heeding(new Map(judgements), kinds).values()].map(({ task, label, probabilities }) => [task, label, probabilities[1]]);

describe('of models and cues', () => {
  const complaint = (yes: number) => judgement('complaint', yes, ['not_complaint', 'complaint']);

  test.each<[string, [string, Judgement], KindLabel[], [string, string, number]]>([
    ['plain cues stand over a model that doubts', complaint(0.2), [cue('complaint', 0.8)], ['complaint', 'complaint', 0.8]],
    ['a surer model stands over cues', complaint(0.9), [cue('complaint', 0.7)], ['complaint', 'complaint', 0.9]],
    ['weak cues count for nothing', complaint(0.2), [cue('complaint', 0.55)], ['complaint', 'not_complaint', 0.2]],
    ['a grievance with a name of its own is one', complaint(0.2), [cue('values-criticism', 0.7)], ['complaint', 'complaint', 0.7]],
    ['weak cues of danger count', judgement('kind:threat', 0.1), [cue('threat', 0.42)], ['kind:threat', 'no', 0.42]],
    ['strong cues of danger decide', judgement('kind:self-harm', 0.1), [cue('self-harm', 0.7)], ['kind:self-harm', 'yes', 0.7]],
    ['what is left when nothing is found has no plain cue', judgement('kind:statement', 0.1), [cue('statement', 0.9)], ['kind:statement', 'no', 0.1]],
  ])('%s', (_, judged, kinds, expected) => expect(heard([judged], kinds)).toEqual([expected]));

  test.each<[string, number[], KindLabel[], string, number]>([
    ['a plain grievance darkens a mood that is not sure to be bright', [0.3, 0.1, 0.6], [cue('complaint', 0.8)], 'negative', 0.8],
    ['or to be none', [0.3, 0.5, 0.2], [cue('silence-complaint', 0.7)], 'negative', 0.7],
    ['but not one that is', [0.02, 0.08, 0.9], [cue('complaint', 0.8)], 'positive', 0.9],
    ['nor a cool one', [0.1, 0.7, 0.2], [cue('complaint', 0.8)], 'neutral', 0.7],
    ['a weak grievance does not', [0.3, 0.1, 0.6], [cue('complaint', 0.55)], 'positive', 0.6],
    ['a dark mood stays as it is', [0.9, 0.05, 0.05], [cue('complaint', 0.7)], 'negative', 0.9],
  ])('%s', (_, probabilities, kinds, label, confidence) => {
    const labels = ['negative', 'neutral', 'positive'];
    const highest = Math.max(...probabilities);
    const mood: Judgement = { task: 'sentiment', label: labels[probabilities.indexOf(highest)] ?? '', confidence: highest, probabilities };
    const told = heeding(new Map([['sentiment', mood]]), kinds).get('sentiment');
    expect([told?.label, told?.confidence]).toEqual([label, confidence]);
    expect(told?.probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('cues of what the models do not judge change nothing', () => expect(heard([complaint(0.2)], [cue('spam', 0.9)])).toEqual([['complaint', 'not_complaint', 0.2]]));
});

describe('the mood towards a target', () => {
  const moods = ['negative', 'neutral', 'positive'];
  const mood = (...probabilities: number[]): ReadonlyMap<string, Judgement> => {
    const confidence = Math.max(...probabilities);
    return new Map([['sentiment', { task: 'sentiment', label: moods[probabilities.indexOf(confidence)] ?? '', confidence, probabilities }]]);
  };
  const told = (whole: ReadonlyMap<string, Judgement>, part: ReadonlyMap<string, Judgement> | null) => towards(whole, part, null, moods).get('target-sentiment');

  test('is that of the text where no part of it is about the target', () => expect(told(mood(0.7, 0.2, 0.1), null)).toEqual({ ...mood(0.7, 0.2, 0.1).get('sentiment'), task: 'target-sentiment' }));

  test('is between that of the text and that of the part', () => {
    const judged = told(mood(0.6, 0.1, 0.3), mood(0.05, 0.05, 0.9));
    expect(judged?.label).toBe('positive');
    expect(judged?.confidence).toBeGreaterThan(0.3);
    expect(judged?.confidence).toBeLessThan(0.9);
    expect(judged?.probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('is that of the text where both exclude each other', () => expect(told(mood(1, 0, 0), mood(0, 0, 1))).toMatchObject({ label: 'negative', confidence: 1 }));

  test('is not told where no mood is', () => expect(towards(new Map(), null, null, moods).size).toBe(0));
});
