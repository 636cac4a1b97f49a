import { describe, expect, test } from 'vitest';

import { composeDraft } from '../../src/reply/index.ts';
import { elementNames, type ElementName, type Stage } from '../../src/spec/element.ts';
import type { Wording } from '../../src/spec/language.ts';
import type { Material } from '../../src/spec/plugin.ts';
import type { Slot } from '../../src/spec/reply.ts';
import { dutyOf, materialOf, planOf, postOf } from './material.ts';
import { packs } from './packs.ts';

const dana = postOf({ id: '1', name: 'Dana' });
const maya = { signature: 'Maya' };

interface Situation extends Partial<Material> {
  wording: Partial<Wording>;
  must?: readonly ElementName[];
  should?: readonly ElementName[];
  stage?: Stage;
  signed?: boolean;
  duty?: string;
  maxLength?: number;
}

/** A draft in the words of a small language, for a note that owes what `must` says. */
function composed({ wording, must = [], should = [], stage = 'note', signed = false, duty = 'duty_1', maxLength = 10_000, ...more }: Situation): ReturnType<typeof composeDraft> {
  const plan = planOf(stage, must, { signature: signed });
  plan.require.push(...planOf(stage, should, { level: 'should' }).require);
  const pack = { ...packs.en, wording: { sentences: [], greeting: [], greetingUnnamed: [], signature: [], hints: {}, ...wording } };
  return composeDraft(dutyOf('answer', duty), materialOf('en', plan, { pack, facts: {}, ...more }), { maxLength });
}

describe('a draft is made of a greeting, the sentences in order and a signature', () => {
  const wording: Wording = {
    sentences: [
      { element: 'say.service', text: 'We call you at {time}' },
      { element: 'say.thanks', text: 'Thank you.' },
      { element: 'say.empathy', stage: ['complaint'], text: 'What a day.' },
      { element: 'say.identity', text: 'This is {brand}.' },
    ],
    greeting: ['Hi {name},'],
    greetingUnnamed: ['Hello to you in {place},'],
    signature: ['— {signature}, {brand}'],
    hints: { time: 'When you call.' },
  };
  const must: ElementName[] = ['say.service', 'say.thanks'];
  const time: Slot = { name: 'time', type: 'time', hint: 'When you call.' };
  const place: Slot = { name: 'place', type: 'text', hint: 'place' };
  const signature: Slot = { name: 'signature', type: 'name', hint: 'signature' };

  test.each<[string, Partial<Situation>, ReturnType<typeof composeDraft>]>([
    ['whole', { must, signed: true, mention: dana, facts: { ...maya, time: 'nine' } }, { text: 'Hi Dana,\nThank you. We call you at nine.\n— Maya, Acme', elements: ['say.thanks', 'say.service', 'say.identity'], slots: [], variant: 'en:note:4.1.0.6', problems: [] }],
    ['with blanks in all its parts, in their order', { must, signed: true, mention: postOf() }, { text: 'Hello to you in {place},\nThank you. We call you at {time}.\n— {signature}, Acme', elements: ['say.thanks', 'say.service', 'say.identity'], slots: [place, time, signature], variant: 'en:note:5.1.0.6', problems: [] }],
    ['without a signature', { must, mention: dana }, { text: 'Hi Dana,\nThank you. We call you at {time}.', elements: ['say.thanks', 'say.service'], slots: [time], variant: 'en:note:4.1.0', problems: [] }],
    ['without a greeting, where nobody is answered', { must, facts: { time: 'nine', name: 'Dana' } }, { text: 'Thank you. We call you at nine.', elements: ['say.thanks', 'say.service'], slots: [], variant: 'en:note:1.0', problems: [] }],
    ['without what may be said and would be blank', { must: ['say.thanks'], should: ['say.service'] }, { text: 'Thank you.', elements: ['say.thanks'], slots: [], variant: 'en:note:1', problems: [] }],
    ['with what may be said and is known', { must: ['say.thanks'], should: ['say.service'], facts: { time: 'nine' } }, { text: 'Thank you. We call you at nine.', elements: ['say.thanks', 'say.service'], slots: [], variant: 'en:note:1.0', problems: [] }],
    ['with who speaks in the signature alone', { must: ['say.identity'], signed: true, mention: dana, facts: maya }, { text: 'Hi Dana,\n— Maya, Acme', elements: ['say.identity'], slots: [], variant: 'en:note:4.6', problems: [] }],
    ['with who speaks as a sentence where nobody signs', { must: ['say.identity'] }, { text: 'This is Acme.', elements: ['say.identity'], slots: [], variant: 'en:note:3', problems: [] }],
    ['with who speaks as a sentence where the language has no signature', { must: ['say.identity'], signed: true, wording: { ...wording, signature: [] } }, { text: 'This is Acme.', elements: ['say.identity'], slots: [], variant: 'en:note:3', problems: [] }],
    ['without a sentence of another stage, and says so', { must: ['say.thanks', 'say.empathy'] }, { text: 'Thank you.', elements: ['say.thanks'], slots: [], variant: 'en:note:1', problems: ['unworded:say.empathy'] }],
    ['with a sentence of its own stage', { must: ['say.empathy'], stage: 'complaint' }, expect.objectContaining({ text: 'What a day. We call you at {time}.', variant: 'en:complaint:2.0', problems: ['unworded:say.acceptance'] })],
  ])('%s', (_, situation, expected) => {
    expect(composed({ wording, ...situation })).toEqual(expected);
  });
});

describe('the words of a draft', () => {
  /** Which of so many ways to say thanks are used for one duty or another. */
  const ways = (count: number, recentVariants: readonly string[] = []): string[] => {
    const wording = { sentences: Array.from({ length: count }, (_, place) => ({ element: 'say.thanks' as const, text: `Thank you, way ${place}.` })) };
    const variants = Array.from({ length: 40 }, (_, duty) => composed({ wording, must: ['say.thanks'], duty: `duty_${duty}`, recentVariants }).variant);
    return [...new Set(variants)].map((variant) => variant.replace('en:note:', '')).sort();
  };

  test.each<[string, number, string[], string[]]>([
    ['differ from duty to duty', 3, [], ['0', '1', '2']],
    ['are not those of the draft before', 3, ['en:note:1'], ['0', '2']],
    ['are not those of the draft before, among others', 12, ['en:note:14.0.2.3.4.5.6.7.8.9.15'], ['1', '10', '11']],
    ['are not those of a draft for another stage', 2, ['en:praise:0'], ['1']],
    ['are not those of the last three drafts', 4, ['en:note:2', 'en:note:0', 'en:note:3'], ['1']],
    ['are those of the fourth draft before again', 2, ['human', 'human', 'human', 'en:note:0'], ['0', '1']],
    ['are rather those of an older draft than of the last', 2, ['en:note:1', 'en:note:0'], ['0']],
    ['are any where the last draft used them all', 2, ['en:note:0.1', 'en:note:0'], ['0', '1']],
    ['are told by whole numbers', 12, ['en:note:11'], ['0', '1', '10', '2', '3', '4', '5', '6', '7', '8', '9']],
    ['are not changed for a draft in another language', 2, ['he:note:0'], ['0', '1']],
    ['are not changed for a draft in a language of a like name', 2, ['en-GB:note:0'], ['0', '1']],
    ['are not changed for the words of humans, models and nobody', 2, ['human', 'en', 'en:note:model-0'], ['0', '1']],
    ['are not changed for a draft without sentences', 2, ['en:note:', ':0:en', 'en:0:1x'], ['0', '1']],
  ])('%s', (_, count, recent, expected) => {
    expect(ways(count, recent)).toEqual(expected);
  });

  const wording: Partial<Wording> = {
    sentences: [{ element: 'say.thanks', text: 'Thank you.' }],
    greeting: ['Hi {name},', 'Dear {name},'],
    greetingUnnamed: ['Hello,', 'Good day,', 'Hello there,'],
    signature: ['— {signature}', '— {signature}, {brand}'],
  };

  test.each([
    [[1, 6], 'Dear Dana,\nThank you.\n— Maya, Acme', '2.0.7'],
    [[2, 7], 'Hi Dana,\nThank you.\n— Maya', '1.0.6'],
  ])('greet and sign in another way than the draft before: not with %j', (used, text, variant) => {
    expect(composed({ wording, must: ['say.thanks'], signed: true, mention: dana, facts: maya, recentVariants: [`en:note:${used.join('.')}`] })).toMatchObject({ text, variant: `en:note:${variant}` });
  });

  test.each([
    ['3.4', 'Hello there,\nThank you.', '5.0'],
    ['3.5', 'Good day,\nThank you.', '4.0'],
    ['4.5', 'Hello,\nThank you.', '3.0'],
  ])('greet the unnamed in another way than the draft before: not with %s', (used, text, variant) => {
    expect(composed({ wording, must: ['say.thanks'], mention: postOf(), recentVariants: [`en:note:${used}`] })).toMatchObject({ text, variant: `en:note:${variant}` });
  });
});

describe('a draft for little room', () => {
  const texts = ['Thank you very much for this.', 'Thanks.', 'Thank you.', 'Thanks!'];
  const wording: Partial<Wording> = { sentences: texts.map((text) => ({ element: 'say.thanks', text })) };
  const thanks = (maxLength: number, duty: string): string => composed({ wording, must: ['say.thanks'], maxLength, duty }).text;
  const duties = Array.from({ length: 40 }, (_, duty) => `duty_${duty}`);

  test('says it in any words that fit', () => {
    expect([...new Set(duties.map((duty) => thanks(100, duty)))].sort()).toEqual(texts.toSorted());
    for (const duty of duties) expect(thanks(thanks(100, duty).length, duty)).toBe(thanks(100, duty));
  });

  test('takes the shortest words, the first of these, where others do not fit', () => {
    for (const duty of duties) {
      const { length } = thanks(100, duty);
      expect(thanks(length - 1, duty)).toBe('Thanks.');
    }
  });

  test('gives up what may be said bit by bit, then the greeting, and never what must be said', () => {
    const must: ElementName[] = ['say.thanks', 'say.apology'];
    const all = elementNames.filter((element) => element.startsWith('say.'));
    const situation: Situation = {
      wording: { sentences: all.map((element) => ({ element, text: `This is ${element.slice(4)}.` })), greeting: ['Hi {name},'] },
      must, should: all, mention: dana,
    };
    const givenUp: string[] = [];
    let draft = composed(situation);
    while (draft.problems.length === 0) {
      const shorter = composed({ ...situation, maxLength: draft.text.length - 1 });
      givenUp.push(draft.elements.filter((element) => !shorter.elements.includes(element)).map((element) => element.slice(4)).join(' and ') || shorter.text);
      draft = shorter;
    }
    expect(givenUp).toEqual([
      'invitation', 'identity', 'houseRule', 'canonicalLink', 'neutralFact', 'uptake', 'unknowns', 'service', 'help', 'route', 'deadlineAsked', 'nextUpdate', 'commitment', 'prevention', 'remedy', 'action', 'explanation', 'impact',
      'knowns', 'source', 'correction', 'answer', 'protection', 'distance', 'responsibility', 'acceptance', 'empathy', 'heard', 'retraction', 'instruction', 'awareness', 'disclosure', 'This is thanks. This is apology.', 'This is thanks. This is apology.',
    ]);
    expect(draft).toMatchObject({ elements: must, problems: ['too-long'] });
  });
});
