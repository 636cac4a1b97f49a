import { describe, expect, test } from 'vitest';

import { composeDraft, frameDraft, stageOf } from '../../src/reply/index.ts';
import { brandSchema } from '../../src/spec/brand.ts';
import { elementNames, type ElementName, type Stage } from '../../src/spec/element.ts';
import type { DutyKind } from '../../src/spec/plan.ts';
import type { Material } from '../../src/spec/plugin.ts';
import { dutyOf, materialOf, planOf, postOf } from './material.ts';

const ROOM = { maxLength: 10_000 };

describe('the stage of a draft', () => {
  test.each<[DutyKind, 'case' | 'incident', Stage, Stage]>([
    ['hold', 'case', 'complaint', 'holding'],
    ['hold', 'incident', 'update', 'holding'],
    ['hold', 'incident', 'own-post-error', 'own-post-error'],
    ['update', 'incident', 'own-post-error', 'update'],
    ['bullying-statement', 'case', 'complaint', 'bullying'],
    ['safeguard', 'case', 'complaint', 'safeguarding'],
    ['acknowledge', 'incident', 'update', 'holding'],
    ['acknowledge', 'incident', 'own-post-error', 'own-post-error'],
    ['acknowledge', 'case', 'complaint', 'complaint'],
    ['conclude', 'incident', 'update', 'closing'],
    ['conclude', 'case', 'complaint', 'complaint'],
    ['prevent', 'incident', 'update', 'closing'],
    ['prevent', 'case', 'complaint', 'complaint'],
    ['answer', 'incident', 'praise', 'praise'],
    ['triage', 'case', 'complaint', 'none'],
    ['review', 'incident', 'update', 'none'],
  ])('for a duty to %s about a %s, where the plan says %s, is %s', (kind, subject, planned, stage) => {
    expect(stageOf(dutyOf(kind, 'd', subject), planOf(planned))).toBe(stage);
  });
});

describe('what a draft has to say, and what it may', () => {
  const framed = (stage: Stage, musts: readonly ElementName[], shoulds: readonly ElementName[], forbid: readonly ElementName[]): [ElementName[], ElementName[]] => {
    const plan = planOf(stage, musts, { forbid });
    plan.require.push(...planOf(stage, shoulds, { level: 'should' }).require);
    const { must, optional } = frameDraft(dutyOf(), materialOf('en', plan, { facts: {} }));
    return [must, optional];
  };

  test.each<[string, Stage, ElementName[], ElementName[], ElementName[], ElementName[], ElementName[]]>([
    ['is the minimum of the stage where the plan says nothing', 'complaint', [], [], [], ['say.empathy', 'say.acceptance', 'say.service'], []],
    ['is met by what stands for an element of the minimum', 'complaint', ['say.uptake', 'say.responsibility'], [], [], ['say.uptake', 'say.responsibility', 'say.service'], []],
    ['is not met by what may be said', 'complaint', [], ['say.uptake'], [], ['say.empathy', 'say.acceptance', 'say.service'], ['say.uptake']],
    ['has each element once', 'complaint', ['say.empathy'], ['say.empathy', 'say.service'], [], ['say.empathy', 'say.acceptance', 'say.service'], []],
    ['leaves out what the plan forbids, of the minimum too', 'complaint', ['say.apology', 'say.empathy'], ['say.thanks'], ['say.apology', 'say.thanks', 'say.acceptance'], ['say.empathy', 'say.service'], []],
    ['holds nothing that is not said in words', 'praise', ['venue.hub', 'say.thanks', 'act.openIncident'], ['never.cold'], [], ['say.thanks'], []],
    ['lets a holding statement name its next word, without its other hints', 'holding', [], [], [], ['say.awareness', 'say.action'], ['say.nextUpdate']],
    ['lets a holding statement start with what is known', 'holding', ['say.knowns'], [], [], ['say.knowns', 'say.action'], ['say.nextUpdate']],
    ['is no next word where that is forbidden', 'holding', [], [], ['say.nextUpdate'], ['say.awareness', 'say.action'], []],
    ['makes an update name its next word', 'update', [], [], [], ['say.knowns', 'say.impact', 'say.unknowns', 'say.nextUpdate'], []],
    ['is no next word in an update where that is forbidden', 'update', [], [], ['say.nextUpdate'], ['say.knowns', 'say.impact', 'say.unknowns'], []],
    ['closes without responsibility where the plan asks for none', 'closing', [], [], [], ['say.apology', 'say.explanation', 'say.remedy', 'say.prevention'], []],
    ['closes with responsibility where the plan asks for it', 'closing', ['say.responsibility'], [], [], ['say.apology', 'say.responsibility', 'say.explanation', 'say.remedy', 'say.prevention'], []],
    ['takes an own post back', 'own-post-error', [], [], [], ['say.retraction'], []],
    ['takes an own post back by an apology', 'own-post-error', ['say.apology'], [], [], ['say.apology'], []],
    ['is that it is looked into where nothing else is asked for', 'note', [], [], [], ['say.awareness', 'say.action'], []],
    ['is as little as may be said', 'note', [], [], ['say.action'], ['say.awareness'], []],
    ['is as little as may be said, the other way round', 'note', [], [], ['say.awareness'], ['say.action'], []],
    ['is nothing more where something may be said', 'note', [], ['say.thanks'], [], [], ['say.thanks']],
    ['puts both in the order of an answer', 'note', ['say.route', 'say.heard', 'say.action'], ['say.invitation', 'say.thanks', 'say.remedy'], [], ['say.heard', 'say.action', 'say.route'], ['say.thanks', 'say.remedy', 'say.invitation']],
  ])('%s', (_, stage, musts, shoulds, forbid, must, optional) => {
    expect(framed(stage, musts, shoulds, forbid)).toEqual([must, optional]);
  });

  test('has a place for every element: the person first, then what happened, then what follows', () => {
    const all = elementNames.filter((element) => element.startsWith('say.'));
    const [must] = framed('note', all.toReversed(), [], []);
    expect(must.map((element) => element.slice(4))).toEqual([
      'thanks', 'identity', 'disclosure', 'awareness', 'instruction', 'retraction', 'heard', 'uptake', 'empathy', 'acceptance', 'apology', 'responsibility', 'distance', 'protection', 'houseRule', 'answer', 'correction',
      'source', 'neutralFact', 'knowns', 'impact', 'explanation', 'unknowns', 'action', 'service', 'remedy', 'prevention', 'commitment', 'nextUpdate', 'deadlineAsked', 'route', 'help', 'canonicalLink', 'invitation',
    ]);
    expect(must).toHaveLength(all.length);
  });
});

describe('what stands around the words of an answer', () => {
  const around = (more: Partial<Material>, signature = true): unknown[] => {
    const { stage, greeting, signature: signed } = frameDraft(dutyOf(), materialOf('en', planOf('complaint', [], { signature }), { facts: { signature: 'Maya' }, ...more }));
    return [stage, greeting, signed];
  };

  test('is a greeting by name and a signature', () => {
    expect(around({ mention: postOf({ id: '1', name: 'Dana' }) })).toEqual(['complaint', expect.stringMatching(/^(?:Hi|Hello|Dear|Good day) Dana,$/), expect.stringMatching(/^— Maya.* Acme$/)]);
  });

  test('is a greeting without a name where there is none', () => {
    expect(around({ mention: postOf() })).toEqual(['complaint', expect.stringMatching(/^(?:Hello|Hi)(?: there)?,$/), expect.stringMatching(/^— Maya/)]);
  });

  test('is nothing where nobody is answered and the plan wants no signature', () => {
    expect(around({}, false)).toEqual(['complaint', null, null]);
  });

  const brand = brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme' });
  const dana = postOf({ id: '1', name: 'Dana' });
  test.each<[string, Partial<Material>, Record<string, string>]>([
    ['the name of the brand, and nothing that nobody said', { facts: {} }, { brand: 'Acme' }],
    ['the name of the brand as the facts have it', { facts: { brand: 'Acme Ltd' } }, { brand: 'Acme Ltd' }],
    ['the page of the brand', { brand: { ...brand, canonicalUrl: 'https://acme.example/news' }, facts: {} }, { brand: 'Acme', url: 'https://acme.example/news' }],
    ['the page that the facts name rather than that of the brand', { brand: { ...brand, canonicalUrl: 'https://acme.example/news' }, facts: { url: 'https://acme.example/status' } }, { brand: 'Acme', url: 'https://acme.example/status' }],
    ['a page where the brand has none', { facts: { url: 'https://acme.example/status' } }, { brand: 'Acme', url: 'https://acme.example/status' }],
    ['the name of who is answered', { facts: {}, mention: dana }, { brand: 'Acme', name: 'Dana' }],
    ['the name that the facts give rather than the one the author wears', { facts: { name: 'Mrs Levi' }, mention: dana }, { brand: 'Acme', name: 'Mrs Levi' }],
    ['facts on one line, the blank ones left out', { facts: { fact: ' The lift\nstands. ', time: '  ', topic: '\u200b' } }, { brand: 'Acme', fact: 'The lift stands.' }],
  ])('brings %s', (_, more, facts) => {
    expect([...frameDraft(dutyOf(), materialOf('en', planOf('complaint'), more)).facts].sort()).toEqual(Object.entries(facts).sort());
  });
});

describe('where a life may be in danger', () => {
  const asked = (facts: Record<string, string>): unknown => composeDraft(dutyOf('safeguard'), materialOf('he', planOf('complaint', ['say.heard']), { facts }), ROOM);

  test('a draft is the approved text as it stands', () => {
    const text = ' את לא לבד. אפשר לחייג 1201 בכל שעה. {time}';
    expect(asked({ approved: text })).toEqual({ text, elements: ['say.heard', 'say.help'], slots: [], variant: 'he:safeguarding:approved', problems: [] });
  });

  test.each([[{}], [{ approved: '' }], [{ approved: ' \n' }]])('there is no draft with the facts %j', (facts: Record<string, string>) => {
    expect(() => asked(facts)).toThrow(/no automatic text/);
  });
});
