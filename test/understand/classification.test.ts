import { describe, expect, test } from 'vitest';
import { classificationSchema, type ClassifierResult, type Label } from '../../src/spec/classification.ts';
import { applyCorrection, classificationOfFailure, mergeResults } from '../../src/understand/index.ts';

const labelled = (...labels: Label[]): ClassifierResult => ({ id: 'x', status: 'labelled', labels });
const kind = (value: Extract<Label, { task: 'kind' }>['value'], confidence: number): Label => ({ task: 'kind', value, confidence, evidence: [] });
const sentiment = (value: 'negative' | 'positive', confidence: number): Label => ({ task: 'sentiment', value, confidence, evidence: [] });
const one = (...labels: Label[]) => mergeResults([{ by: 'a 1', result: labelled(...labels) }]);

describe('several classifiers', () => {
  const merge = (first: number, second: number) => mergeResults([{ by: 'a', result: labelled(sentiment('negative', first)) }, { by: 'b', result: labelled(sentiment('positive', second)) }]);
  test('the first that labelled wins', () => expect(merge(0.7, 0.8)).toMatchObject({ by: ['a', 'b'], status: 'labelled', sentiment: { value: 'negative', confidence: 0.7 } }));
  test('unless a later one is much surer', () => expect(merge(0.6, 0.8).sentiment).toMatchObject({ value: 'positive' }));
  test('kinds are united, the surest finding of each', () => {
    const { kinds } = mergeResults([{ by: 'a', result: labelled(kind('question', 0.6)) }, { by: 'b', result: labelled(kind('complaint', 0.9), kind('question', 0.7)) }]);
    expect(kinds.map(({ value, confidence }) => [value, confidence])).toEqual([['complaint', 0.9], ['question', 0.7]]);
  });
  test('a long reason is cut short', () => expect(mergeResults([{ by: 'a', result: { id: 'x', status: 'failed', why: 'w'.repeat(1_000_000) } }]).why?.length).toBeLessThan(400));

  test('a failure beside a label costs nothing', () => expect(mergeResults([{ by: 'a', result: { id: 'x', status: 'failed', why: 'down' } }, { by: 'b', result: labelled(kind('praise', 0.9)) }])).toMatchObject({ status: 'labelled', kind: { value: 'praise' } }));
});

describe('a failure is never an absence', () => {
  const failed: ClassifierResult = { id: 'x', status: 'failed', why: 'down' };
  const abstained: ClassifierResult = { id: 'x', status: 'abstained', why: 'not my language' };
  test.each<[string, ClassifierResult[], string, string]>([
    ['all failed', [failed, failed], 'failed', '0: down; 1: down'],
    ['one failed, one abstained', [abstained, failed], 'failed', '0: not my language; 1: down'],
    ['all abstained', [abstained], 'abstained', '0: not my language'],
    ['nobody was asked', [], 'failed', 'no classifier was asked'],
  ])('%s', (_, results, status, why) => {
    const merged = mergeResults(results.map((result, index) => ({ by: String(index), result })));
    expect(merged).toMatchObject({ status, why, kinds: [], themes: [] });
    for (const fact of [merged.sentiment, merged.targetSentiment, merged.kind, merged.topic, merged.arousal, merged.demand, merged.harm]) expect(fact).toEqual({ known: false, why, candidates: [] });
  });
  test('by hand', () => expect(classificationOfFailure('timed out', ['a'])).toMatchObject({ by: ['a'], status: 'failed', why: 'timed out', sentiment: { known: false, why: 'timed out' } }));
});

describe('what counts as known', () => {
  test('a weak sign is a candidate', () => {
    expect(one(sentiment('negative', 0.49)).sentiment).toEqual({ known: false, why: 'the signs are too weak', candidates: [{ value: 'negative', confidence: 0.49 }] });
    expect(one(sentiment('negative', 0.5)).sentiment).toMatchObject({ known: true });
    expect(one(kind('complaint', 0.49)).kind).toMatchObject({ known: false, candidates: [{ value: 'complaint' }] });
  });
  test('life and limb count sooner', () => {
    expect(one(kind('threat', 0.4)).kind).toMatchObject({ known: true, value: 'threat' });
    expect(one({ task: 'harm', value: 4, confidence: 0.4, evidence: [] }).harm).toMatchObject({ known: true, value: 4 });
  });
  test.each<[Label[], string]>([
    [[kind('praise', 0.9), kind('self-harm', 0.45)], 'self-harm'],
    [[kind('complaint', 0.9), kind('bullying', 0.6)], 'bullying'],
    [[kind('question', 0.9), kind('complaint', 0.6)], 'complaint'],
    [[kind('complaint', 0.6), kind('values-criticism', 0.8)], 'values-criticism'],
    [[kind('spam', 0.85), kind('complaint', 0.6)], 'spam'],
    [[kind('spam', 0.85), kind('threat', 0.6)], 'threat'],
    [[kind('spam', 0.6), kind('complaint', 0.55)], 'complaint'],
  ])('of %j the leading kind is %s', (labels, value) => expect(one(...labels).kind).toMatchObject({ known: true, value }));
});

describe('a correction by a human', () => {
  const correction = { mention: 'm', by: 'Noa' };
  test('beats what was classified, the rest stays', () => {
    const before = one(sentiment('negative', 0.9), kind('threat', 0.9), kind('complaint', 0.8));
    const after = applyCorrection(before, { ...correction, kind: 'complaint', harm: 1 });
    expect(after).toMatchObject({ by: ['a 1', 'human'], kind: { value: 'complaint', confidence: 1, evidence: [{ source: 'human' }] }, harm: { value: 1 }, sentiment: { value: 'negative', confidence: 0.9 } });
    expect(after.kinds.map(({ value }) => value)).toEqual(['complaint']);
  });
  test('makes a failed classification a known one', () => {
    const after = applyCorrection(classificationOfFailure('down'), { ...correction, sentiment: 'positive' });
    expect(after).toMatchObject({ status: 'labelled', sentiment: { value: 'positive' }, kind: { known: false } });
    expect(after.why).toBeUndefined();
  });
  test('of the role alone changes nothing here', () => {
    const before = one(kind('praise', 0.9));
    expect(applyCorrection(before, { ...correction, role: 'customer' })).toBe(before);
  });
});

test('every outcome fits the schema', () => {
  for (const classification of [one(kind('praise', 0.9)), classificationOfFailure('x'), applyCorrection(one(), { mention: 'm', by: 'x', kind: 'spam' })]) expect(classificationSchema.safeParse(classification).success).toBe(true);
});
