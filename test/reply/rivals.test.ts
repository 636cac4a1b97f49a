import { describe, expect, test } from 'vitest';

import { reviewIn } from './packs.ts';

type Row = [what: string, language: 'en' | 'he', text: string, competitors?: string[]];

interface Known {
  readonly competitors?: string[] | undefined;
  readonly mention?: string;
  readonly brand?: string | string[];
}

/** The names that block, in order. */
const rivalsIn = (language: 'en' | 'he', text: string, { competitors = [], ...known }: Known = {}): string[] =>
  reviewIn(language, text, { stage: 'note', competitors, ...known }).findings.filter(({ cue, level }) => cue === 'L22' && level === 'block').map(({ span }) => (span === null ? '' : text.slice(span.start, span.end)));

describe('a competitor the host listed', () => {
  test.each<[what: string, language: 'en' | 'he', text: string, competitors: string[], found: string[]]>([
    ['as it is written', 'en', 'Buy it at Harrow today', ['Harrow'], ['Harrow']],
    ['whatever its case', 'en', 'Buy it at HARROW today', ['harrow'], ['HARROW']],
    ['a genitive', 'en', "Buy Harrow's rye", ['Harrow'], ["Harrow's"]],
    ['a genitive of a name in s', 'en', "Buy Harrows' rye", ['Harrows'], ['Harrows']],
    ['a name that is a genitive itself', 'en', "Buy at Harrow's", ["Harrow's"], ["Harrow's"]],
    ['a tag', 'en', 'Buy rye #harrow', ['Harrow'], ['#harrow']],
    ['a handle', 'en', 'Ask @harrow for rye', ['Harrow'], ['@harrow']],
    ['listed as a handle', 'en', 'Ask @harrow for rye', ['@harrow'], ['@harrow']],
    ['listed as a handle, named without', 'en', 'Buy it at Harrow', ['@harrow'], ['Harrow']],
    ['two words', 'en', 'Buy it at Harrow Mill today', ['Harrow Mill'], ['Harrow Mill']],
    ['a genitive of two words', 'en', "Buy Harrow Mill's rye", ['Harrow Mill'], ["Harrow Mill's"]],
    ['three words', 'en', 'Buy it at Old Harrow Mill', ['Old Harrow Mill'], ['Old Harrow Mill']],
    ['several', 'en', 'Harrow and Sedge and Harrow', ['Sedge', 'Harrow'], ['Harrow', 'Sedge', 'Harrow']],
    ['beside a name without words', 'en', 'Buy it at Harrow', ['!', '', 'Harrow'], ['Harrow']],
    ['Hebrew', 'he', 'קנו אצל גרעין היום', ['גרעין'], ['גרעין']],
    ['Hebrew, one letter grown on', 'he', 'קנו בגרעין היום', ['גרעין'], ['בגרעין']],
    ['Hebrew, three letters grown on', 'he', 'קנו ושבגרעין היום', ['גרעין'], ['ושבגרעין']],
    ['Hebrew, a tag with a letter grown on', 'he', 'קנו #בגרעין היום', ['גרעין'], ['#בגרעין']],
    ['Hebrew, letters grown on both words', 'he', 'קנו בגרעין הטוב היום', ['גרעין טוב'], ['בגרעין הטוב']],
  ])('%s', (_, language, text, competitors, found) => {
    expect(rivalsIn(language, text, { competitors })).toEqual(found);
  });

  test.each<Row>([
    ['nobody listed', 'en', 'Buy it at Harrow today'],
    ['another name', 'en', 'Buy it at Harrow today', ['Sedge']],
    ['a name without words', 'en', 'Buy it at Harrow today', ['!']],
    ['a longer word', 'en', 'A harrowing day', ['Harrow']],
    ['a word that ends alike', 'en', 'A wheelbarrow', ['barrow']],
    ['a word that goes on after the genitive', 'en', "Buy harrow'sons", ['Harrow']],
    ['the first of two words', 'en', 'Buy it at Harrow Farm', ['Harrow Mill']],
    ['the second of two words', 'en', 'Buy it at Sedge Mill', ['Harrow Mill']],
    ['two of three words', 'en', 'Buy it at Old Sedge Mill', ['Old Harrow Mill']],
    ['two words, cut short by the end', 'en', 'Buy it at Harrow', ['Harrow Mill']],
    ['a genitive within the name', 'en', "Buy Harrow's mill", ['Harrow Mill']],
    ['Hebrew, four letters grown on', 'he', 'קנו ושמבגרעין היום', ['גרעין']],
    ['Hebrew, a letter that is no prefix', 'he', 'קנו נגרעין היום', ['גרעין']],
    ['Hebrew, a prefix behind another letter', 'he', 'קנו נבגרעין היום', ['גרעין']],
    ['Hebrew, a letter between prefix and name', 'he', 'קנו בנגרעין היום', ['גרעין']],
    ['Hebrew, a letter behind the name', 'he', 'קנו גרעינב היום', ['גרעין']],
  ])('not: %s', (_, language, text, competitors) => {
    expect(rivalsIn(language, text, { competitors })).toEqual([]);
  });
});

describe('a name somebody is measured against', () => {
  test.each<[what: string, language: 'en' | 'he', text: string, name: string, known?: Known]>([
    ['better than', 'en', 'Fresher than Harrow', 'Harrow'],
    ['unlike', 'en', 'Unlike Harrow we bake', 'Harrow'],
    ['three letters', 'en', 'Fresher than HRW', 'HRW'],
    ['a day elsewhere', 'en', 'On Monday it was fresher than Harrow', 'Harrow'],
    ['the post names another', 'en', 'Fresher than Harrow', 'Harrow', { mention: 'Sedge is fresher', brand: 'Millstone' }],
    ['Hebrew', 'he', 'הלחם טרי לעומת Harrow', 'Harrow'],
  ])('%s', (_, language, text, name, known) => {
    expect(rivalsIn(language, text, known)).toEqual([name]);
  });

  test.each<[what: string, language: 'en' | 'he', text: string, known?: Known]>([
    ['no comparison', 'en', 'Fresh bread from Harrow'],
    ['small letters', 'en', 'Fresher than harrow'],
    ['a capital within the word', 'en', 'Fresher than mcHarrow'],
    ['two letters', 'en', 'Fresher than HW'],
    ['a comma before the name', 'en', 'Fresher than, Harrow'],
    ['nothing after', 'en', 'Harrow was fresher than'],
    ['the brand itself', 'en', 'Fresher than Millstone', { brand: 'Millstone' }],
    ['one of the names of the brand', 'en', 'Fresher than Millstone', { brand: ['Quern', 'Millstone'] }],
    ['the post names it', 'en', 'Fresher than Harrow', { mention: 'I go to Harrow' }],
    ['the post names it, beside a brand', 'en', 'Fresher than Harrow', { mention: 'I go to Harrow', brand: 'Millstone' }],
    ['the brand itself, beside a post', 'en', 'Fresher than Millstone', { mention: 'I go to Harrow', brand: ['Millstone', 'Quern'] }],
    ['a day', 'en', 'Fresher than Monday'],
    ['Hebrew, the post names it', 'he', 'הלחם טרי לעומת Harrow', { mention: 'ב־Harrow טרי' }],
    ['Hebrew, no name', 'he', 'הלחם טרי לעומת אתמול'],
  ])('not: %s', (_, language, text, known) => {
    expect(rivalsIn(language, text, known)).toEqual([]);
  });
});
