import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';
import { localClassifier } from '../../src/classifiers/local.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { LanguagePack, LanguageTools } from '../../src/spec/language.ts';
import type { CallContext } from '../../src/spec/plugin.ts';

const context: CallContext = {
  signal: new AbortController().signal,
  fetch: () => Promise.reject(new Error('nothing leaves the machine')),
  now: () => 0,
  sleep: () => Promise.resolve(),
  log: () => undefined,
};

const tools: LanguageTools = { version: 'test', analyse: () => ({ polarity: -1, evidence: [{ source: 'model', cue: 'test' }] }) };

/** English whose tools come from `load`, counting how often they are asked for. */
function counted(load: () => Promise<LanguageTools>): { pack: LanguagePack; loads: () => number } {
  let loads = 0;
  const { models: _models, ...pack } = english();
  return { pack: { ...pack, tools: () => ((loads += 1), load()) }, loads: () => loads };
}

/** English whose model comes from `load`, counting how often it is asked for; its tools are never to be asked. */
function withModel(load: () => Promise<Uint8Array>): { pack: LanguagePack; loads: () => number } {
  let loads = 0;
  const pack = english();
  const { models } = pack;
  if (models === undefined) throw new Error('English has models');
  return { pack: { ...pack, tools: fail, models: { ...models, model: () => ((loads += 1), load()) } }, loads: () => loads };
}

const en = (id: string, text = 'flurb glorp zindle') => ({ id, text, language: 'en' });

test('results have the length and the order of the texts, each its own status', async () => {
  const results = await localClassifier({ packs: [english(), hebrew()] }).classify(
    [en('1', 'terrible service'), { id: '2', text: 'c’est nul', language: 'fr' }, { id: '3', text: 'שירות גרוע', language: 'he' }, { id: '1', text: 'qwerty', language: 'he' }],
    context,
  );
  expect(results.map(({ id, status }) => [id, status])).toEqual([['1', 'labelled'], ['2', 'abstained'], ['3', 'labelled'], ['1', 'abstained']]);
});

test('says what it can', () => {
  const classifier = localClassifier({ packs: [english(), hebrew()] });
  expect(classifier).toMatchObject({ contract: 1, name: 'local', capabilities: { languages: ['en', 'he'], sendsTextOut: false, maxBatch: 64 } });
  expect(classifier.version).not.toBe(localClassifier({ packs: [english()] }).version);
});

test('says by its version what it goes by', () => {
  const { models: _models, ...cuesAlone } = english();
  const versions = [localClassifier({ packs: [english()] }), localClassifier({ packs: [cuesAlone] }), localClassifier({ packs: [english()], network: 'never' })].map(({ version }) => version);
  expect(new Set(versions).size).toBe(3);
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'localClassifier'],
  ['no packs', {}, 'localClassifier.packs'],
  ['an empty list', { packs: [] }, 'localClassifier.packs'],
  ['a name for a pack', { packs: 'en' }, 'localClassifier.packs'],
  ['a pack that is none', { packs: [{}] }, 'localClassifier.packs[0]'],
  ['two packs of one language', { packs: [english(), english()] }, 'localClassifier.packs'],
  ['a misspelt value', { packs: [english()], network: 'Always' }, 'localClassifier.network'],
  ['a misspelt option', { packs: [english()], netwrok: 'always' }, 'localClassifier.netwrok'],
])('%s is refused, and the option named', (_, options, field) => {
  let error: unknown;
  try {
    localClassifier(options as never);
  } catch (thrown) {
    error = thrown;
  }
  expect(KashuvError.is(error) && [error.code, error.field]).toEqual(['CONFIG_INVALID', field]);
});

test.each<[string, unknown]>([['null', null], ['no language', { id: '1', text: 'x' }], ['a number for text', { id: '1', text: 7, language: 'en' }], ['a null target', { id: '1', text: 'x', language: 'en', target: null }]])('%s costs only that text', async (_, input) => {
  const results = await localClassifier({ packs: [english(), hebrew()] }).classify([input as never, { id: '2', text: 'terrible service', language: 'en' }], context);
  expect(results).toMatchObject([{ status: 'failed', why: expect.stringContaining('expected an id') }, { id: '2', status: 'labelled' }]);
});

describe('models', () => {
  const bytes = () => readFile(new URL('../../models/en.bin', import.meta.url));

  test('are loaded with the first text in their language, and once, in place of tools', async () => {
    const { pack, loads } = withModel(bytes);
    const classifier = localClassifier({ packs: [pack, hebrew()] });
    await classifier.classify([{ id: '2', text: 'salut', language: 'fr' }], context);
    expect(loads()).toBe(0);
    const text = 'the train was late once more and nobody told us a thing';
    const [[first]] = await Promise.all([classifier.classify([en('1', text)], context), classifier.classify([en('2', text)], context)]);
    await classifier.classify([en('3', text)], context);
    expect(loads()).toBe(1);
    expect(first).toMatchObject({ status: 'labelled', labels: expect.arrayContaining([expect.objectContaining({ task: 'sentiment', value: 'negative' })]) });
  });

  test('that cannot be read make their texts fail, never neutral, and say why; the next batch tries again', async () => {
    let broken = true;
    const { pack, loads } = withModel(async () => (broken ? (await bytes()).subarray(0, 5_000) : bytes()));
    const classifier = localClassifier({ packs: [pack, hebrew()] });
    const results = await classifier.classify([en('1'), { id: '2', text: 'שירות גרוע', language: 'he' }, { id: '3', text: 'wtf', language: 'und' }], context);
    expect(results).toMatchObject([{ status: 'failed', why: expect.stringContaining('is cut short') }, { status: 'labelled' }, { status: 'failed' }]);
    broken = false;
    expect(await classifier.classify([en('1')], context)).toMatchObject([{ status: 'labelled' }]);
    expect(loads()).toBe(2);
  });

  test('must be of the pack’s language', async () => {
    const { pack } = withModel(() => readFile(new URL('../../models/he.bin', import.meta.url)));
    expect(await localClassifier({ packs: [pack] }).classify([en('1')], context)).toMatchObject([{ status: 'failed', why: expect.stringContaining('reads he, not en') }]);
  });

  test('that do not come are given up with the call, and asked for anew', async () => {
    let hangs = true;
    const { pack, loads } = withModel(() => (hangs ? new Promise(() => undefined) : bytes()));
    const classifier = localClassifier({ packs: [pack, hebrew()] });
    const call = new AbortController();
    const waiting = classifier.classify([en('1')], { ...context, signal: call.signal });
    const reason = new DOMException('over', 'TimeoutError');
    call.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    hangs = false;
    expect(await classifier.classify([en('3')], context)).toMatchObject([{ status: 'labelled' }]);
    expect(loads()).toBe(2);
  });

  test('show the words that spoke where no cue did', async () => {
    const text = 'third week and the sofa is still somewhere in a warehouse';
    const [result] = await localClassifier({ packs: [english()] }).classify([en('1', text)], context);
    if (result?.status !== 'labelled') throw new Error('expected labels');
    const evidence = result.labels.flatMap((label) => label.evidence);
    expect(evidence.some(({ source }) => source === 'model')).toBe(true);
    for (const { span } of evidence) if (span !== undefined) expect(text.slice(span.start, span.end)).toMatch(/^\S+$|^\S.*\S$/u);
  });
});

describe('tools', () => {
  test('are loaded with the first text in their language, and once', async () => {
    const { pack, loads } = counted(() => Promise.resolve(tools));
    const classifier = localClassifier({ packs: [pack, hebrew()] });
    await classifier.classify([{ id: '1', text: 'שלום', language: 'he' }, { id: '2', text: 'salut', language: 'fr' }], context);
    expect(loads()).toBe(0);
    const [[first], [second]] = await Promise.all([classifier.classify([en('1')], context), classifier.classify([en('2')], context)]);
    await classifier.classify([en('3')], context);
    expect(loads()).toBe(1);
    expect(first).toMatchObject({ status: 'labelled', labels: expect.arrayContaining([expect.objectContaining({ task: 'sentiment', value: 'negative' })]) });
    expect(second).toMatchObject({ status: 'labelled' });
  });

  test('that do not load make their texts fail, never neutral; the next batch tries again', async () => {
    let broken = true;
    const { pack, loads } = counted(() => (broken ? Promise.reject(new Error('no disk')) : Promise.resolve(tools)));
    const classifier = localClassifier({ packs: [pack, hebrew()] });
    const results = await classifier.classify([en('1'), { id: '2', text: 'שירות גרוע', language: 'he' }, { id: '3', text: 'wtf', language: 'und' }], context);
    expect(results).toMatchObject([{ status: 'failed', why: expect.stringContaining('no disk') }, { status: 'labelled' }, { status: 'failed' }]);
    broken = false;
    expect(await classifier.classify([en('1')], context)).toMatchObject([{ status: 'labelled' }]);
    expect(loads()).toBe(2);
  });

  test('that throw on one text cost only that text', async () => {
    const { pack } = counted(() => Promise.resolve({ version: 'test', analyse: (text) => (text === 'poison' ? fail() : tools.analyse(text)) }));
    expect(await localClassifier({ packs: [pack] }).classify([en('1', 'poison'), en('2')], context)).toMatchObject([{ id: '1', status: 'failed', why: 'poisoned' }, { id: '2', status: 'labelled' }]);
  });
});

function fail(): never {
  throw new Error('poisoned');
}
