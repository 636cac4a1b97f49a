import { describe, expect, test } from 'vitest';

import type { ClassifierResult } from '../../src/spec/classification.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { defineClassifier, type CallContext, type Classifier, type ClassifyInput } from '../../src/spec/plugin.ts';
import { classifierContract, type ClassifierContract, type ClassifierRule } from '../../src/testkit/contracts/index.ts';

const of = ({ id, text, language }: ClassifyInput): ClassifierResult => {
  if (!['en', 'und', ''].includes(language)) return { id, status: 'abstained', why: 'another language', unread: true };
  const start = text.search(/\p{L}/u);
  if (start < 0) return { id, status: 'abstained', why: 'no words' };
  const end = start + String.fromCodePoint(text.codePointAt(start) ?? 0).length;
  return { id, status: 'labelled', labels: [{ task: 'sentiment', value: text.includes('bad') ? 'negative' : 'positive', confidence: 0.8, evidence: [{ source: 'text', cue: 'letter', span: { start, end } }] }] };
};
const sound = (): Classifier =>
  defineClassifier({
    contract: 1,
    name: 'sound',
    instance: 'sound',
    version: '1',
    capabilities: { tasks: ['sentiment'], maxBatch: 4, maxInFlight: 1, languages: ['en'], sendsTextOut: false },
    classify: async (texts) => texts.map(of),
  });
const texts = [{ text: 'It is bad.', language: 'en' }, { text: 'It is good.', language: 'en', label: { task: 'sentiment', value: 'positive' } }, { text: '😀 fine', language: 'en' }] as const;

/** Which rules a classifier breaks. */
async function broken(contract: Partial<ClassifierContract>): Promise<string[]> {
  const rules: { name: string; run: () => Promise<void> }[] = [];
  classifierContract({ test: (name, run) => rules.push({ name, run }), expect }, { classifier: sound, texts, ...contract });
  const failures: string[] = [];
  for (const { name, run } of rules) await run().catch(() => failures.push(name.replace('a classifier ', '')));
  return failures;
}

const says = (change: (result: ClassifierResult, input: ClassifyInput) => unknown) => (): Classifier => ({ ...sound(), classify: async (inputs) => inputs.map((input) => change(of(input), input) as ClassifierResult) });
const calls = (classify: (inputs: readonly ClassifyInput[], context: CallContext) => unknown) => (): Classifier => ({ ...sound(), classify: async (...call) => classify(...call) as ClassifierResult[] });
const labels = (change: (label: Record<string, unknown>, input: ClassifyInput) => unknown) => says((result, input) => (result.status === 'labelled' ? { ...result, labels: result.labels.map((label) => change({ ...label }, input)) } : result));
const capable = (more: object) => (): Classifier => ({ ...sound(), capabilities: { ...sound().capabilities, ...more } });

describe('the kit for classifiers', () => {
  test('finds nothing in a sound one', async () => {
    expect(await broken({})).toEqual([]);
    expect(await broken({ classifier: () => ({ ...sound(), classify: async (inputs, { signal }) => { signal.throwIfAborted(); return inputs.map(of); } }) })).toEqual([]);
    expect(await broken({ failing: says(({ id }) => ({ id, status: 'failed', why: 'down' })), hanging: () => hangs((signal) => signal.reason as Error) })).toEqual([]);
    expect(await broken({ failing: calls(() => { throw new KashuvError('UNAVAILABLE', 'down'); }) })).toEqual([]);
  });

  let count = 0;
  const faults: [string, ClassifierRule, Partial<ClassifierContract>][] = [
    ['another instance each time', 'describes itself', { classifier: () => ({ ...sound(), instance: `sound-${(count += 1)}` }) }],
    ['another version each time', 'describes itself', { classifier: () => ({ ...sound(), version: `${(count += 1)}` }) }],
    ['no version', 'describes itself', { classifier: () => ({ ...sound(), version: '' }) }],
    ['a task there is not', 'describes itself', { classifier: capable({ tasks: ['mood'] }) }],
    ['no languages', 'describes itself', { classifier: capable({ languages: [] }) }],
    ['batches of nothing', 'describes itself', { classifier: capable({ maxBatch: 0 }) }],
    ['no word on where the text goes', 'describes itself', { classifier: capable({ sendsTextOut: undefined }) }],
    ['nothing said of anything', 'labels what it should', { classifier: says(({ id }) => ({ id, status: 'abstained', why: 'nothing' })) }],
    ['the wrong label', 'labels what it should', { classifier: labels((label) => ({ ...label, value: 'negative' })) }],
    ['labelled without a label', 'labels what it should', { classifier: says((result) => ({ ...result, labels: [] })) }],
    ['a value there is not', 'labels what it should', { classifier: labels((label) => ({ ...label, value: 'angry' })) }],
    ['a task it does not claim', 'labels what it should', { classifier: labels((label) => ({ ...label, task: 'target-sentiment' })) }],
    ['a confidence above 1', 'labels what it should', { classifier: labels((label) => ({ ...label, confidence: 80 })) }],
    ['no confidence', 'labels what it should', { classifier: labels(({ confidence: _, ...label }) => label) }],
    ['evidence in words', 'labels what it should', { classifier: labels((label, { text }) => ({ ...label, evidence: [text] })) }],
    ['a span beyond the text', 'labels what it should', { classifier: labels((label, { text }) => ({ ...label, evidence: [{ source: 'text', cue: 'x', span: { start: 0, end: text.length + 1 } }] })) }],
    ['a span of nothing', 'labels what it should', { classifier: labels((label) => ({ ...label, evidence: [{ source: 'text', cue: 'x', span: { start: 2, end: 2 } }] })) }],
    ['half a character', 'labels what it should', { classifier: labels((label) => ({ ...label, evidence: [{ source: 'text', cue: 'x', span: { start: 0, end: 1 } }] })) }],
    ['an abstention without a reason', 'says nothing of nothing', { classifier: says((result) => (result.status === 'abstained' ? { ...result, why: '' } : result)) }],
    ['one result too few', 'answers for each text, in order', { classifier: calls((inputs) => inputs.slice(1).map(of)) }],
    ['each id once', 'answers for each text, in order', { classifier: calls((inputs) => [...new Map(inputs.map((input) => [input.id, input])).values()].map(of)) }],
    ['one result for one id', 'answers for each text, in order', { classifier: calls((inputs) => { const last = new Map(inputs.map((input) => [input.id, input.text])); return inputs.map((input) => of({ ...input, text: last.get(input.id) ?? '' })); }) }],
    ['in another order', 'answers for each text, in order', { classifier: calls((inputs) => inputs.map(of).sort((a, b) => (a.id < b.id ? 1 : -1))) }],
    ['ids of its own', 'labels what it should', { classifier: says((result) => ({ ...result, id: `own-${result.id}` })) }],
    ['choking on nothing', 'answers for each text, in order', { classifier: calls((inputs) => { if (inputs.length === 0) throw new Error('nothing'); return inputs.map(of); }) }],
    ['less than its largest batch', 'answers for each text, in order', { classifier: calls((inputs) => { if (inputs.length > 3) throw new Error('too many'); return inputs.map(of); }) }],
    ['a mark on the input', 'labels what it should', { classifier: says((result, input) => { Object.assign(input, { seen: true }); return result; }) }],
    ['author data', 'labels what it should', { classifier: says((result, input) => { if (!('author' in input)) throw new Error('by whom?'); return result; }) }],
    ['counting its calls', 'judges each text by itself', { classifier: labels((label) => ({ ...label, confidence: 1 / (count += 1) })) }],
    ['looking at the neighbours', 'judges each text by itself', { classifier: calls((inputs) => inputs.map((input) => { const result = of(input); return inputs.length > 1 || result.status !== 'labelled' ? result : { ...result, labels: result.labels.map((label) => ({ ...label, confidence: 0.1 })) }; })) }],
    ['looking at the place', 'judges each text by itself', { classifier: calls((inputs) => inputs.map((input, place) => { const result = of(input); return result.status !== 'labelled' ? result : { ...result, labels: result.labels.map((label) => ({ ...label, confidence: place / 10 })) }; })) }],
    ['looking at the id', 'judges each text by itself', { classifier: labels((label, { id }) => ({ ...label, confidence: id.length / 100 })) }],
    ['neutral where there is nothing', 'says nothing of nothing', { classifier: says((result, { id }) => (result.status === 'labelled' ? result : { id, status: 'labelled', labels: [{ task: 'sentiment', value: 'neutral', confidence: 0.5, evidence: [] }] })) }],
    ['choking on a megabyte', 'takes any text', { classifier: says((result, { text }) => { if (text.length > 500_000) throw new Error('too long'); return result; }) }],
    ['choking on half a character', 'takes any text', { classifier: says((result, { text }) => { encodeURIComponent(text); return result; }) }],
    ['orders taken', 'takes any text', { classifier: calls((inputs) => (inputs.some(({ text }) => text.includes('Ignore all')) ? inputs.map(({ id }) => ({ id, status: 'labelled', labels: [] })) : inputs.map(of))) }],
    ['a language it takes for a property', 'takes any text', { classifier: says((result, { language }) => { if (language === '') throw new Error('no language'); return result; }) }],
    ['neutral where it does not read', 'leaves unread what it does not read', { classifier: says((result, { id }) => (result.status === 'abstained' && result.unread ? { id, status: 'labelled', labels: [{ task: 'sentiment', value: 'neutral', confidence: 0.5, evidence: [] }] } : result)) }],
    ['nothing found where it does not read', 'leaves unread what it does not read', { classifier: says((result) => (result.status === 'abstained' ? { id: result.id, status: 'abstained', why: 'nothing' } : result)) }],
    ['an abort taken for a failure', 'ends when aborted', { classifier: calls((inputs, { signal }) => inputs.map((input) => (signal.aborted ? { id: input.id, status: 'failed', why: 'aborted' } : of(input)))) }],
    ['an abort with another error', 'ends when aborted', { classifier: calls((inputs, { signal }) => { if (signal.aborted) throw new Error('aborted'); return inputs.map(of); }) }],
    ['sending out after an abort', 'ends when aborted', { classifier: capable({ sendsTextOut: true }) }],
    ['an abort while it waits with another error', 'ends when aborted', { hanging: () => hangs(() => new Error('aborted')) }],
    ['a failure taken for nothing found', 'fails aloud', { failing: says(({ id }) => ({ id, status: 'abstained', why: 'down' })) }],
    ['a failure without a code', 'fails aloud', { failing: calls(() => { throw new Error('down'); }) }],
  ];
  test.each(faults)('finds: %s', async (_, rule, contract) => expect(await broken(contract)).toContain(rule));

  test('closes what it was given', async () => {
    let open = 0;
    const names: string[] = [];
    classifierContract({ test: (name) => names.push(name), expect }, { classifier: sound, texts });
    await broken({ classifier: () => { open += 1; return { ...sound(), close: async () => { open -= 1; } }; } });
    expect(open).toBe(0);
    expect(names.length).toBeGreaterThan(6);
  });

  test.each<[string, unknown, string]>([
    ['no classifier', { texts }, 'classifier'],
    ['one that was made already', { classifier: sound(), texts }, 'classifier'],
    ['no texts', { classifier: sound }, 'texts'],
    ['one text', { classifier: sound, texts: [texts[0], texts[0]] }, 'texts'],
    ['a misspelt field', { classifier: sound, texts, fail: sound }, 'classifierContract.fail'],
    ['a misspelt rule', { classifier: sound, texts, skip: { 'takes all texts': 'no' } }, 'skip.takes all texts'],
    ['a rule skipped without a reason', { classifier: sound, texts, skip: { 'takes any text': ' ' } }, 'skip.takes any text'],
  ])('refuses a contract that is none: %s', (_, wrong, field) => {
    expect(() => classifierContract({ test, expect }, wrong as ClassifierContract)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });

  test('leaves out a rule with a reason', async () => {
    expect(await broken({ classifier: says((result) => ({ ...result, labels: [] })), skip: { 'labels what it should': 'it is none' } })).not.toContain('labels what it should');
  });
});

function hangs(error: (signal: AbortSignal) => Error): Classifier {
  return { ...sound(), classify: (_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(error(signal)), { once: true })) };
}
