import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { createTermReader } from '../../../src/understand/themes/index.ts';
import { countSteps } from '../../support/steps.ts';
import { languages } from './talk.ts';

const reader = createTermReader({ names: ['Acme Air', '@acme_help', 'אקמי'], languages });
const read = (text: string, language = 'und'): string[] => reader.read(text, language).map(({ form }) => form);

describe('telling terms', () => {
  test.each<[string, string, string[]]>([
    ['subjects, and pairs where they stand side by side', 'The battery charger of this phone', ['battery', 'charger', 'phone', 'battery charger']],
    ['no pair across the end of a sentence', 'Lost my luggage. Crew was kind', ['lost', 'luggage', 'crew']],
    ['a pair', 'customer service, please', ['customer', 'service', 'customer service']],
    ['no moods and no swearing', 'Terrible, horrible, f***ing awful shit!!! So disappointed', []],
    ['no courtesies', 'please help, thank you very much!', []],
    ['no handles, links, numbers, emoji', '@you https://x.example/battery 42 1,200 😡 :( app', ['app']],
    ['no name of the brand, in no spelling', 'acme ACME #acme #AcmeFail @acme_help AcmeAir באקמי אקמי', []],
    ['tags as the words they are made of', 'again #LostLuggage', ['lost', 'luggage', 'lost luggage']],
    ['drawn out letters once', 'refuuuuund', ['refund']],
    ['the owner without its ending', "the pilot's announcement wasn't", ['pilot', 'announcement', 'pilot announcement']],
    ['Hebrew, with its prefix letters', 'המשלוח לא הגיע למוקד', ['המשלוח', 'למוקד']],
    ['no Hebrew word that names nothing, whatever stands before it', 'שאני וגם כשהיה בגלל תודה רבה', []],
  ])('are %s', (_, text, terms) => expect(read(text)).toEqual(terms));

  it('are read in the languages it was made for, and where nobody knows', () => {
    expect(read('la batterie explose', 'fr')).toEqual([]);
    expect(read('battery explodes', 'en-GB')).toEqual(['battery', 'explodes', 'battery explodes']);
    expect(read('battery explodes', 'he')).toEqual([]);
    expect(read('הסוללה של ה-iPhone התפוצצה', 'he')).toContain('iphone');
  });

  it('are made of languages without lists of their own as well', () => {
    const { code, prefixes, negations } = languages[0]!;
    const plain = createTermReader({ names: [], languages: [{ code, prefixes, negations, commonWords: ['the'] }] });
    expect(plain.read('the battery', 'en').map(({ form }) => form)).toEqual(['battery']);
  });

  it('are few, each once, whatever the text (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => {
        const terms = read(text);
        expect(terms.length).toBeLessThanOrEqual(48);
        expect(new Set(terms).size).toBe(terms.length);
        for (const term of terms) expect(term.length).toBeLessThanOrEqual(65);
      }),
    );
  });

  test.each([
    ['a megabyte of words', 'battery phone screen '.repeat(50_000)],
    ['one letter', 'a'.repeat(1_000_000)],
    ['different words', Array.from({ length: 120_000 }, (_, n) => `w${n.toString(36)}x`).join(' ')],
    ['prefix letters', 'ו'.repeat(1_000_000)],
    ['marks', '\u0301\u05b0'.repeat(500_000)],
    ['tags', '#aB'.repeat(300_000)],
    ['doubled letters', 'aabbccddee'.repeat(100_000)],
    ['forty scripts', Array.from({ length: 40 }, (_, n) => String.fromCodePoint(0x400 + n * 0x80).repeat(30)).join(' ').repeat(700)],
  ])('cost no more of a long text than of its beginning: %s', (_, text) => {
    // Twice: words are remembered.
    countSteps(() => read(text.slice(0, 4_000)));
    const short = countSteps(() => read(text.slice(0, 4_000))).steps;
    expect(countSteps(() => read(text)).steps).toBeLessThanOrEqual(short + 4_100);
    expect(short).toBeLessThan(60 * 4_000);
  });
});
