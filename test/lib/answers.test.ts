import { expect, test } from 'vitest';

import { isClassifierResult, isSpeakerJudgement } from '../../src/lib/answers.ts';

test.each<[number, number, boolean]>([
  [0, 1, true],
  [5, 900, true],
  [900, 5, false],
  [3, 3, false],
  [-1, 3, false],
  [0.5, 3, false],
  [0, Infinity, false],
])('a place from %d to %d is one: %s', (start, end, is) => {
  const evidence = (more: object): object[] => [{ source: 'text', cue: 'c', ...more }];
  const labelled = (more: object): unknown => ({ id: '1', status: 'labelled', labels: [{ task: 'kind', value: 'praise', confidence: 1, evidence: evidence(more) }] });
  expect(isClassifierResult(labelled({ span: { start, end } }))).toBe(is);
  expect(isClassifierResult(labelled({ place: { field: 'bio', start, end } }))).toBe(is);
  expect(isSpeakerJudgement({ known: true, value: 'customer', confidence: 1, evidence: evidence({ place: { field: 'name', start, end } }) })).toBe(is);
});
