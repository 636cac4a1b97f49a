import { describe, expect, test } from 'vitest';

import { elementCatalogue, elementNames, stages } from '../../src/spec/element.ts';
import { facts } from './material.ts';
import { packs, reviewIn } from './packs.ts';

/** What single sentences cannot have: they are no whole reply. */
const OF_THE_WHOLE = ['L11', 'L12', 'L13', 'L30', 'L31'];
const SAID = elementNames.filter((element) => element.startsWith('say.'));
const SLOT = /\{([a-z]+)\}/g;

describe.each(['en', 'he'] as const)('the wording in %s', (language) => {
  const { wording } = packs[language];
  const filled = (text: string): string => text.replace(SLOT, (_, name: string) => ({ name: 'Dana', brand: 'Acme', ...facts[language] })[name] ?? '?');

  test('every element that can be said has four sentences or more in each stage it is worded for', () => {
    for (const element of SAID) {
      const own = wording.sentences.filter((sentence) => sentence.element === element);
      const perStage = stages.map((stage) => own.filter((sentence) => sentence.stage === undefined || sentence.stage.includes(stage)).length);
      expect(Math.max(...perStage), element).toBeGreaterThanOrEqual(4);
      expect(perStage.every((count) => count === 0 || count >= 4), element).toBe(true);
    }
    expect(wording.sentences.every(({ element }) => element in elementCatalogue)).toBe(true);
  });

  test('no sentence stands there twice for one element and stage', () => {
    for (const stage of stages) {
      const keys = wording.sentences.filter((sentence) => sentence.stage === undefined || sentence.stage.includes(stage)).map(({ element, text }) => `${element} ${text}`);
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
  });

  test('every slot has a hint', () => {
    const texts = [...wording.sentences.map(({ text }) => text), ...wording.greeting, ...wording.greetingUnnamed, ...wording.signature];
    const names = new Set(texts.flatMap((text) => [...text.matchAll(SLOT)].map(([, name]) => name ?? '')));
    expect([...names].filter((name) => !(name in wording.hints))).toEqual([]);
  });

  test('every sentence shows its element and holds nothing cold, also in the gravest situation', () => {
    for (const sentence of wording.sentences) {
      for (const stage of sentence.stage ?? stages) {
        const review = reviewIn(language, filled(sentence.text), { stage, severity: 'critical', harm: 3, themes: ['safety'], incidentOpen: true, require: [sentence.element] });
        const cold = review.findings.filter(({ cue, level }) => level !== 'info' && !OF_THE_WHOLE.includes(cue));
        expect(cold, `${stage} ${sentence.element}: ${sentence.text}`).toEqual([]);
      }
    }
  });
});

test('the Hebrew wording addresses women and men alike: no singular you', () => {
  const singular = /(?<![א-ת])[ושהבלכמ]?(?:אתה|את צודקת|שלך|אליך|אלייך|עליך|עלייך|אותך|איתך)(?![א-ת])/u;
  expect(packs.he.wording.sentences.filter(({ text }) => singular.test(text))).toEqual([]);
});
