import { describe, expect, test } from 'vitest';

import { known, unknown, type Fact } from '../../src/spec/fact.ts';
import type { SpeakerParty, SpeakerVantage } from '../../src/spec/speaker.ts';
import { createVantageReader, vantageOf } from '../../src/understand/vantage.ts';
import { header, smallModel } from './model/small-model.ts';

const [mood, heat] = header.tasks;
const read = createVantageReader(smallModel({ tasks: [{ ...mood!, task: 'source', labels: ['Eyewitness', 'Media', 'Outsiders'] }, heat!] }));
const post = (text: string, code = 'en', repost?: string) => ({ text, language: { code, confidence: 1, by: 'source' as const }, thread: { root: 'p', ...(repost === undefined ? {} : { repost }) } });

describe('the words of a post', () => {
  test('tell from where somebody speaks, and which of them did', () => {
    const text = 'an awful awful day';
    const fact = read(post(text));
    expect(fact).toMatchObject({ known: true, value: 'eyewitness', evidence: [{ source: 'model', cue: expect.stringMatching(/^source\.[0-9a-f]{8}$/) as string }, { source: 'text', cue: 'eyewitness' }] });
    expect(fact.known ? fact.confidence : 1).toBeLessThan(1);
    expect(fact.known ? fact.evidence.slice(1).map(({ span }) => text.slice(span?.start, span?.end)) : []).toEqual(['awful']);
  });

  test.each<[string, ReturnType<typeof post>, string]>([
    ['of several minds', post('a chair'), 'the signs are too weak'],
    ['in another language', post('an awful day', 'he'), 'no model reads he'],
    ['none', post(' '), 'there is nothing to read'],
    ['passed on', post('an awful day', 'en', 'p0'), 'words passed on do not tell from where somebody speaks'],
    ['passed on by hand', post('RT @lea: an awful day'), 'words passed on do not tell from where somebody speaks'],
  ])('%s tell nothing', (_, input, why) => expect(read(input)).toMatchObject({ known: false, why }));

  test('that no model of them can read are refused', () => expect(() => createVantageReader(smallModel())).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'textModel' }) as Error));
});

describe('beside the role', () => {
  const organisation = known<SpeakerParty>('organisation', 0.9);
  const person = known<SpeakerParty>('person', 0.9);
  const evidence = [{ source: 'list' as const, cue: 'press.account' }];
  test.each<[string, Fact<SpeakerVantage> | null, Fact<SpeakerVantage> | null]>([
    ['a journalist speaks for the media', vantageOf(known('journalist', 0.98, evidence), person, null), known('media', 0.98, evidence)],
    ['more surely than words do', vantageOf(known('journalist', 0.98, evidence), null, known('eyewitness', 0.7)), known('media', 0.98, evidence)],
    ['unless the words are surer', vantageOf(known('journalist', 0.75, evidence), person, known('eyewitness', 0.8)), known('eyewitness', 0.8)],
    ['an office speaks for the government', vantageOf(known('authority', 0.9), null, unknown('weak')), known('government', 0.9)],
    ['an organisation of a cause is an NGO', vantageOf(known('activist', 0.8), organisation, null), known('ngo', 0.72)],
    ['a person with a cause is none', vantageOf(known('activist', 0.8), person, null), null],
    ['an organisation that sells is a business', vantageOf(known('partner', 0.7), organisation, unknown('weak')), known('business', 0.63)],
    ['a customer may be anywhere', vantageOf(known('customer', 0.9), organisation, known('outsider', 0.7)), known('outsider', 0.7)],
    ['nobody known', vantageOf(unknown('x'), organisation, null), null],
  ])('%s', (_, fact, expected) => expect(fact).toEqual(expected));
});
