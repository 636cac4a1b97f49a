import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainClassification } from '../../src/classifiers/local.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { applyCorrection, classificationOfFailure, createUnderstanding, mergeResults } from '../../src/understand/index.ts';

const understanding = createUnderstanding({ packs: [english(), hebrew()] });
const classified = (text: string, language: string) => mergeResults([{ by: 'local', result: understanding.label({ id: '1', text, language, target: 'Acme' }) }]);
const plain = (text: string): string => text.replace(/[\u2068\u2069]/gu, '');

test('each label stands with the words and the cue it rests on', () => {
  const text = 'On hold for 50 minutes and then you hung up on me. Unacceptable.';
  const told = plain(explainClassification(classified(text, 'en'), text));
  const [, quotation = '', cue = ''] = /^kind: complaint \(0\.\d\d\), by “([^”]+)” \(cue ([\w.-]+)\)/mu.exec(told) ?? [];
  expect(text).toContain(quotation);
  expect([...english().labels].map(({ id }) => id)).toContain(cue);
  expect(told).toMatch(/^mood: negative/mu);
});

test('in Hebrew the words of the explanation are Hebrew, quotations as they are', () => {
  const text = 'חיכיתי שעה על הקו ואף אחד לא ענה, שירות גרוע';
  const told = plain(explainClassification(classified(text, 'he'), text, 'he'));
  expect(told).toMatch(/^סוג: תלונה \(0\.\d\d\), לפי “/mu);
  expect(told.replace(/\(רמז [^)]*\)/gu, '')).not.toMatch(/[a-z]/u);
});

test('what is not known is said, with what it might be', () => {
  expect(plain(explainClassification(classified('Acme is quite alright I guess', 'en'), 'Acme is quite alright I guess'))).toMatch(/^\S.*: not known/mu);
});

test('a failure and an abstention are no neutral', () => {
  expect(plain(explainClassification(classificationOfFailure('no disk'), 'x'))).toBe('Not classified: no disk');
  expect(plain(explainClassification(mergeResults([{ by: 'a', result: { id: '1', status: 'abstained', why: 'not read' } }]), 'x', 'he'))).toBe('לא זוהה דבר: a: not read');
});

test('what a human said is the human’s', () => {
  const corrected = applyCorrection(classified('hmm', 'en'), { sentiment: 'negative' } as Parameters<typeof applyCorrection>[1]);
  expect(plain(explainClassification(corrected, 'hmm'))).toContain('mood: negative (1.00), by a human');
});

describe('what others wrote', () => {
  test('cannot break a line, hide, or turn its direction', () => {
    const text = 'you hung up\u202e on me\u0007\n\u2028 unacceptable';
    const told = explainClassification(classified(text, 'en'), text);
    // eslint-disable-next-line no-control-regex -- they are what must not come through
    expect(told.replace(/[\n\u2068\u2069]/gu, '')).not.toMatch(/[\u0000-\u001f\u2028\u202a-\u202e]/u);
    for (const line of told.split('\n')) expect(line).toMatch(/^(?:mood|kind|topic|theme|demand|arousal|harm)/u);
  });

  test('is never longer than a line, whatever the text; offsets that do not fit are left out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(400), (text, cutAt) => {
        const told = explainClassification(classified(`you hung up on me, terrible. ${text}`, 'en'), `you hung up on me, terrible. ${text}`.slice(0, cutAt));
        expect(Math.max(...told.split('\n').map(({ length }) => length))).toBeLessThan(700);
        expect(told.split('\u2068').length).toBe(told.split('\u2069').length);
      }),
    );
  });
});

test('another language is refused', () => {
  for (const language of ['fr', 'constructor', '__proto__']) expect(() => explainClassification(classificationOfFailure('x'), 'x', language as 'en')).toThrow(KashuvError);
});

test('what is no classification or no text is refused', () => {
  for (const [given, text] of [[undefined, 'x'], [null, 'x'], [{}, 'x'], [classificationOfFailure('x'), undefined]]) expect(() => explainClassification(given as never, text as never)).toThrow(KashuvError);
});
