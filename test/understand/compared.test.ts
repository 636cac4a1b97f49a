import { describe, expect, test } from 'vitest';

import { localClassifier } from '../../src/classifiers/local.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import type { ClassifyInput } from '../../src/spec/plugin.ts';
import { testContext } from '../support/context.ts';

const packs = [english(), hebrew()];
const trained = localClassifier({ packs });
const cuesAlone = localClassifier({ packs: packs.map(({ models: _, tools: __, ...pack }) => pack) });

const towards = async (input: Omit<ClassifyInput, 'id'>, classifier = trained) => {
  const [result] = await classifier.classify([{ id: '1', ...input }], testContext());
  return result?.status === 'labelled' ? result.labels.find(({ task }) => task === 'target-sentiment') : undefined;
};

/** The language, whom the mood is towards, and which it is. Invented. */
describe.each<[string, string, string, readonly string[]]>([
  ['en', 'Acme', 'positive', [
    'Acme is far better than Bolt',
    'Acme is so much faster than Bolt',
    'Acme beats Bolt every time',
    'switched from Bolt to Acme and never looked back',
    'I left Bolt for Acme',
    'I prefer Acme to Bolt',
    'Nothing beats Acme',
    'Acme is great but Bolt is awful',
    "there's nothing like Acme",
    'moved to Acme from Bolt last week',
    'Bolt is nowhere near as good as Acme',
  ]],
  ['en', 'Acme', 'negative', [
    'Bolt is far better than Acme',
    'Bolt is better than the Acme',
    'Bolt beats Acme',
    'switched from Acme to Bolt and never looked back',
    'I left Acme for Bolt',
    'I prefer Bolt to Acme',
    'Acme is worse than Bolt',
    'Acme is not better than Bolt',
    'Acme is nowhere near as good as Bolt',
    'Acme is awful but Bolt is great',
    "I'd rather have Bolt over Acme",
  ]],
  ['he', 'אקמי', 'positive', [
    'אקמי יותר טוב מבולט',
    'אקמי הרבה יותר טובים מבולט',
    'עברתי מבולט לאקמי',
    'עזבתי את בולט בשביל אקמי',
    'מעדיף את אקמי על בולט',
    'בולט יותר גרוע מאקמי',
  ]],
  ['he', 'אקמי', 'negative', [
    'בולט יותר טוב מאקמי',
    'עברתי מאקמי לבולט',
    'בולט טובים יותר מאקמי',
    'אקמי יותר גרועים מבולט',
    'מעדיפה את בולט על אקמי',
    'עברתי מ-אקמי ל-בולט',
    'עזבתי את אקמי לטובת בולט',
  ]],
])('in %s towards %s: %s', (language, target, mood, texts) => {
  test.each(texts)('%s', async (text) => expect(await towards({ text, language, target })).toMatchObject({ value: mood }));
});

test('a comparison is told with the words that make it', async () => {
  const text = 'Honestly, Bolt is better than Acme';
  const label = await towards({ text, language: 'en', target: 'Acme' });
  expect(label?.evidence.map(({ span }) => text.slice(span?.start, span?.end))).toEqual(['better than Acme']);
});

test('it is told without models, too', async () => {
  expect(await towards({ text: 'Acme is better than Bolt', language: 'en', target: 'Bolt' }, cuesAlone)).toMatchObject({ value: 'negative', confidence: 0.8 });
  expect(await towards({ text: 'Acme is better than Bolt', language: 'en', target: 'Acme' }, cuesAlone)).toMatchObject({ value: 'positive', confidence: 0.8 });
});

test('of a target that comes off well here and badly there nothing is told by comparing', async () => {
  const both = { text: 'Acme is better than Bolt, and Zing is better than Acme', language: 'en' };
  expect((await towards({ ...both, target: 'Acme' }, cuesAlone))?.evidence.some(({ cue }) => cue.includes('compared')) ?? false).toBe(false);
});

describe('another name of the target', () => {
  const input = { text: 'My day was ruined but the Zap Kettle is lovely', language: 'en', target: 'Acme', targetNames: ['Zap Kettle'] };

  test('is what a part of the text is about', async () => expect(await towards(input)).toMatchObject({ value: 'positive' }));
  test('is compared', async () => expect(await towards({ text: 'The Bolt pot is better than the Zap Kettle, sorry. I moved from Zap Kettle to Bolt', language: 'en', target: 'Acme', targetNames: ['Zap Kettle'] })).toMatchObject({ value: 'negative' }));
});

test.each(['Is Acme better than Bolt?', 'I wish Acme was better than Bolt', 'Acme used to be better than this', 'I moved to Acme and regret it'])('compares nothing: %s', async (text) => {
  const label = await towards({ text, language: 'en', target: 'Acme' });
  expect(label?.evidence.filter(({ cue }) => cue.startsWith('en.compared.')) ?? []).toEqual([]);
});
