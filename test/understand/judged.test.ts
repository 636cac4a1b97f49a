import { describe, expect, test } from 'vitest';
import type { MentionKind } from '../../src/spec/classification.ts';
import { heeding } from '../../src/understand/judged.ts';
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

  test('cues of what the models do not judge change nothing', () => expect(heard([complaint(0.2)], [cue('spam', 0.9)])).toEqual([['complaint', 'not_complaint', 0.2]]));
});
