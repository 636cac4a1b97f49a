import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import type { LanguagePack, ReviewCue } from '../../src/spec/language.ts';
import { packs, reviewIn } from './packs.ts';

type Row = [what: string, language: 'en' | 'he', text: string, brand?: string | string[]];
type SignedRow = [what: string, language: 'en' | 'he', text: string, signature: string, brand?: string | string[]];

/** The words by which a person shows; none of the rows says "I", so they are the signature. */
function signed(language: 'en' | 'he', text: string, brand?: string | string[]): string | null {
  const warm = reviewIn(language, text, { stage: 'note', brand }).warm.find(({ cue }) => cue === 'W13');
  return warm === undefined ? null : text.slice(warm.span.start, warm.span.end);
}

/** A pack with these words alone: who signs shows as `say.identity`. */
const packOf = (...review: Omit<ReviewCue, 'id' | 'weight'>[]): LanguagePack => ({ ...packs.en, review: review.map((cue, index) => ({ id: `own.${index}`, weight: 1, ...cue })) });
const identified = (text: string, pack: LanguagePack, brand?: string): boolean => reviewReply(text, { stage: 'note', brand }, pack).present.includes('say.identity');

const words = (count: number): string => Array.from({ length: count }, () => 'maple').join(' ');

describe('set off by a mark', () => {
  test.each<SignedRow>([
    ['a dash', 'en', 'The bread is back.\n—Odile', '—Odile'],
    ['a short dash', 'en', 'The bread is back.\n–Odile', '–Odile'],
    ['a hyphen', 'en', 'The bread is back.\n-odile', '-odile'],
    ['a tilde', 'en', 'The bread is back.\n~odile', '~odile'],
    ['a caret', 'en', 'The bread is back.\n^od', '^od'],
    ['a slash', 'en', 'The bread is back.\n/odile', '/odile'],
    ['an asterisk', 'en', 'The bread is back.\n*odile', '*odile'],
    ['a blank after the mark', 'en', 'The bread is back.\n- odile', '- odile'],
    ['blanks around the line', 'en', 'The bread is back.\n  ~odile \n ', '~odile'],
    ['no line but the signature', 'en', ' ~odile', '~odile'],
    ['on the line of the last sentence, a dash', 'en', 'The bread is back. — odile', '— odile'],
    ['on the line of the last sentence, a short dash', 'en', 'The bread is back. – odile', '– odile'],
    ['on the line of the last sentence, a hyphen', 'en', 'The bread is back. - odile', '- odile'],
    ['on the line of the last sentence, a hyphen that touches the name', 'en', 'The bread is back! -odile', '-odile'],
    ['on the line of the last sentence, a caret', 'en', 'The bread is back? ^od', '^od'],
    ['on the line of the last sentence, a tilde', 'en', 'The bread is back… ~odile', '~odile'],
    ['on the line of the last sentence, a slash', 'en', 'The bread is back. /odile', '/odile'],
    ['no blank before the dash', 'en', 'The bread is back.— odile', '— odile'],
    ['after a quotation', 'en', 'The sign says "bread is back." — odile', '— odile'],
    ['after a bracket', 'en', 'The bread is back (at last!) — odile', '— odile'],
    ['several blanks before the mark', 'en', 'The bread is back.   — odile', '— odile'],
    ['the last of two marks', 'en', 'The bread — is back. — odile', '— odile'],
    ['a blank at the end', 'en', 'The bread is back. — odile\n', '— odile'],
    ['ten words', 'en', `The bread is back.\n— ${words(10)}`, `— ${words(10)}`],
    ['160 characters', 'en', `The bread is back.\n—${'o'.repeat(159)}`, `—${'o'.repeat(159)}`],
    ['Hebrew', 'he', 'הלחם חזר למדף.\n— עדינה', '— עדינה'],
    ['Hebrew, on the line of the last sentence', 'he', 'הלחם חזר למדף. - עדינה מהמאפייה', '- עדינה מהמאפייה'],
  ])('%s', (_, language, text, signature) => {
    expect(signed(language, text)).toBe(signature);
  });

  test.each<Row>([
    ['a mark before a number', 'en', 'The bread is back.\n-20 percent'],
    ['a dash before a number, below a sentence', 'en', 'The bread is back.\n—5 loaves left'],
    ['a mark within a sentence', 'en', 'the bread is back — odile'],
    ['a mark within the first word', 'en', 'The bread is semi-fresh'],
    ['a mark on a line above', 'en', 'The bread is back. — odile\nthe rolls are back'],
    ['a mark after a word that follows the full stop', 'en', 'The bread is back. so — odile'],
    ['a mark far behind the full stop', 'en', 'The bread is back.        — odile'],
    ['no mark, and dots at the end', 'en', 'thank you for waiting...'],
    ['a mark and nothing after it', 'en', 'the bread is back. —'],
    ['eleven words', 'en', `The bread is back.\n— ${words(11)}`],
    ['161 characters', 'en', `The bread is back.\n—${'o'.repeat(160)}`],
    ['nothing at all', 'en', ''],
    ['blanks', 'en', ' \n '],
    ['Hebrew, a mark within a sentence', 'he', 'הלחם חזר — היום למדף'],
  ])('no signature: %s', (_, language, text) => {
    expect(signed(language, text)).toBeNull();
  });
});

describe('a name as the last words', () => {
  test.each<SignedRow>([
    ['a first name', 'en', 'The bread is back. Odile', 'Odile'],
    ['two names', 'en', 'The bread is back. Odile Marsh', 'Odile Marsh'],
    ['three names', 'en', 'The bread is back. Odile Ann Marsh', 'Odile Ann Marsh'],
    ['two names and a full stop', 'en', 'The bread is back. Odile Marsh.', 'Odile Marsh'],
    ['what one does', 'en', 'The bread is back. Odile, night baker', 'Odile, night baker'],
    ['what one does, and a full stop', 'en', 'The bread is back. Odile, night baker.', 'Odile, night baker'],
    ['where one works', 'en', 'The bread is back. Odile at Marsh Mills', 'Odile at Marsh Mills'],
    ['eight words', 'en', 'The bread is back. Odile, who bakes by night for Marsh Mills', 'Odile, who bakes by night for Marsh Mills'],
    ['several persons', 'en', 'The bread is back. Odile, Ann, Marsh, Kim', 'Odile, Ann, Marsh, Kim'],
    ['160 characters', 'en', `The bread is back. O${'x'.repeat(159)}`, `O${'x'.repeat(159)}`],
    ['a line of its own, and a full stop', 'en', 'The bread is back.\nOdile.', 'Odile'],
    ['after a greeting, and a full stop', 'en', 'The bread is back. Yours, Odile.', 'Yours, Odile'],
    ['before tags', 'en', 'The bread is back. Odile #bread #rye', 'Odile'],
    ['before a link', 'en', 'The bread is back. Odile https://mill.example', 'Odile'],
    ['before a link without a scheme', 'en', 'The bread is back. Odile www.mill.example', 'Odile'],
    ['before an emoji', 'en', 'The bread is back. Odile 🥖', 'Odile'],
    ['before an emoji and a full stop', 'en', 'The bread is back. Odile ☺.', 'Odile'],
    ['a tag of its own after a full stop', 'en', 'The bread is back. Odile Marsh. #rye', 'Odile Marsh'],
    ['a team', 'en', 'The bread is back. Your mill care team', 'Your mill care team'],
    ['a team of five words', 'en', 'The bread is back. Your whole mill care team', 'Your whole mill care team'],
    ['a team after a greeting', 'en', 'The bread is back. Yours, the mill care team', 'Yours, the mill care team'],
    ['the brand', 'en', 'The bread is back. bakers at Millstone', 'bakers at Millstone', 'Millstone'],
    ['six words with the brand', 'en', 'The bread is back. bakers and millers and drivers, Millstone', 'bakers and millers and drivers, Millstone', 'Millstone'],
    ['the brand and a full stop', 'en', 'The bread is back. millers of Millstone.', 'millers of Millstone', 'Millstone'],
    ['the brand as a tag within', 'en', 'The bread is back. millers, #millstone bakery', 'millers, #millstone bakery', 'Millstone'],
    ['the brand as a handle', 'en', 'The bread is back. millers, @millstone', 'millers, @millstone', 'Millstone'],
    ['the brand known by its handle', 'en', 'The bread is back. millers, @millstone', 'millers, @millstone', '@millstone'],
    ['the brand known by its handle, named without', 'en', 'The bread is back. millers of Millstone', 'millers of Millstone', '@millstone'],
    ["the brand's own", 'en', "The bread is back. Millstone's bakers", "Millstone's bakers", 'Millstone'],
    ['one of the names of the brand', 'en', 'The bread is back. millers of Harrow', 'millers of Harrow', ['Millstone', '!', 'Harrow']],
    ['a brand of three words', 'en', 'The bread is back. millers of Old Stone Mill', 'millers of Old Stone Mill', 'Old Stone Mill'],
    ['Hebrew, a first name', 'he', 'הלחם חזר למדף. עדינה', 'עדינה'],
    ['Hebrew, a first name of two letters', 'he', 'הלחם חזר למדף. גד', 'גד'],
    ['Hebrew, what one does', 'he', 'הלחם חזר למדף. עדינה, אופה', 'עדינה, אופה'],
    ['Hebrew, what one does in five words', 'he', 'הלחם חזר למדף. עדינה, אופה ראשית במאפייה הישנה בעיר', 'עדינה, אופה ראשית במאפייה הישנה בעיר'],
    ['Hebrew, where one works', 'he', 'הלחם חזר למדף. עדינה מהמאפייה', 'עדינה מהמאפייה'],
    ['Hebrew, where one works, in four letters', 'he', 'הלחם חזר למדף. עדינה בחנות', 'עדינה בחנות'],
    ['Hebrew, whose one is', 'he', 'הלחם חזר למדף. עדינה שלכם', 'עדינה שלכם'],
    ['Hebrew, where one works, in five words', 'he', 'הלחם חזר למדף. עדינה מהמאפייה הישנה ברחוב הנמל', 'עדינה מהמאפייה הישנה ברחוב הנמל'],
    ['Hebrew, a line of its own', 'he', 'הלחם חזר למדף.\nעדינה כהן', 'עדינה כהן'],
    ['Hebrew, after a greeting', 'he', 'הלחם חזר למדף. בברכה, עדינה כהן', 'בברכה, עדינה כהן'],
    ['Hebrew, a team', 'he', 'הלחם חזר למדף. צוות המאפייה', 'צוות המאפייה'],
  ])('%s', (_, language, text, signature, brand) => {
    expect(signed(language, text, brand)).toBe(signature);
  });

  test.each<Row>([
    ['a name alone in the text', 'en', 'Odile Marsh'],
    ['a name after dots that begin the text', 'en', '… Odile Marsh'],
    ['tags alone', 'en', '#bread #rye'],
    ['a first name and a full stop', 'en', 'The bread is back. Odile.'],
    ['a first name, a blank and a full stop', 'en', 'The bread is back. Odile .'],
    ['a first name and a question mark', 'en', 'The bread is back. Odile?'],
    ['a first name, a bracket and a full stop', 'en', 'The bread is back. (Odile).'],
    ['a first name, two marks and a full stop', 'en', 'The bread is back. ("Odile").'],
    ['a first name and a full stop after a break two sentences above', 'en', 'Good day\nThe bread is back. Odile.'],
    ['four names', 'en', 'The bread is back. Odile Ann Marsh Miller'],
    ['a name and what it did', 'en', 'The bread is back. Odile baked rye'],
    ['a name and what it did, and a place', 'en', 'The bread is back. Odile baked rye at night'],
    ['a place earlier, and a name and what it did', 'en', 'The bread is back at noon. Odile baked rye'],
    ['small letters', 'en', 'The bread is back. odile'],
    ['a capital within the word', 'en', 'The bread is back. mcMarsh'],
    ['a word that begins sentences', 'en', 'The bread is back. Please'],
    ['nine words', 'en', 'The bread is back. Odile, who bakes by night for Old Marsh Mills'],
    ['161 characters', 'en', `The bread is back. O${'x'.repeat(160)}`],
    ['a greeting alone', 'en', 'The bread is back. Yours'],
    ['a greeting alone, after an opener', 'en', 'Please wait. The bread is back. Yours'],
    ['a first name and a full stop, and a greeting that does not lead it', 'en', 'Thank you. The bread is back. Odile.'],
    ['a team of six words', 'en', 'The bread is back. your very own mill care team'],
    ['a team and a full stop', 'en', 'The bread is back. your mill care team.'],
    ['a team in the sentence before', 'en', 'Our team baked bread. rolls are out'],
    ['seven words with the brand', 'en', 'The bread is back. millers and bakers and good drivers, Millstone', 'Millstone'],
    ['another brand', 'en', 'The bread is back. millers of Harrow', 'Millstone'],
    ['a brand without words', 'en', 'The bread is back. millers of Harrow', '!'],
    ['part of the brand', 'en', 'The bread is back. millers of Old Stone', 'Old Stone Mill'],
    ['the ends of the brand', 'en', 'The bread is back. millers of Old Wood Mill', 'Old Stone Mill'],
    ['Hebrew, one letter', 'he', 'הלחם חזר למדף. ג'],
    ['Hebrew, a first name and a full stop', 'he', 'הלחם חזר למדף. עדינה.'],
    ['Hebrew, two names without more', 'he', 'הלחם חזר למדף. עדינה רמון'],
    ['Hebrew, a place of three letters', 'he', 'הלחם חזר למדף. עדינה בגן'],
    ['Hebrew, where one works, in six words', 'he', 'הלחם חזר למדף. עדינה מהמאפייה הישנה ברחוב הנמל הגדול'],
    ['Hebrew, what one does, in six words', 'he', 'הלחם חזר למדף. עדינה, אופה ראשית במאפייה הישנה בעיר התחתית'],
    ['Hebrew, letters after a number', 'he', 'הלחם חזר למדף. 4ב'],
  ])('no signature: %s', (_, language, text, brand) => {
    expect(signed(language, text, brand)).toBeNull();
  });
});

describe('words that say something make a sentence of a name', () => {
  const text = 'The bread is back. Grumm Odile';
  test('without such a word it is a name', () => {
    expect(identified(text, packOf())).toBe(true);
  });

  test.each(['M.agent', 'M.self', 'M.implied', 'M.contrast', 'W02', 'W03', 'W04', 'W05', 'W06', 'W07', 'W08', 'W10', 'W12', 'E.update', 'L18', 'L28'])('%s', (cue) => {
    expect(identified(text, packOf({ cue, phrases: ['grumm'] }))).toBe(false);
    expect(identified(text, packOf({ cue, phrases: ['odile'] }))).toBe(false);
  });

  test('not where it is said before, nor among the tags', () => {
    expect(identified('The grumm is back. Odile', packOf({ cue: 'W04', phrases: ['grumm'] }))).toBe(true);
    expect(identified('The bread is back. Odile #grumm', packOf({ cue: 'W04', phrases: ['odile #grumm'] }))).toBe(true);
  });

  test('a word that begins sentences does so at the beginning alone', () => {
    expect(identified(text, packOf({ cue: 'M.opener', phrases: ['grumm'] }))).toBe(false);
    expect(identified(text, packOf({ cue: 'M.opener', phrases: ['odile'] }))).toBe(true);
    expect(identified('The bread is back. Yours, grumm Odile', packOf({ cue: 'M.valediction', phrases: ['yours'] }, { cue: 'M.opener', phrases: ['yours'] }, { cue: 'M.team', phrases: ['grumm'] }))).toBe(true);
  });
});

describe('the brand is named as the one who speaks', () => {
  const speaks = (language: 'en' | 'he', text: string, brand?: string | string[]): boolean => reviewIn(language, text, { stage: 'note', brand }).present.includes('say.identity');

  test.each<Row>([
    ['we at', 'en', 'We at Millstone bake every night.', 'Millstone'],
    ['we from', 'en', 'We from Millstone bake every night.', 'Millstone'],
    ['here', 'en', 'Millstone here, we bake every night.', 'Millstone'],
    ['one of its names', 'en', 'We at Harrow bake every night.', ['Millstone', 'Harrow']],
    ['a name of two words', 'en', 'We at Old Mill bake every night.', 'Old Mill'],
    ['Hebrew, one letter grown on', 'he', 'אנחנו בטחנה אופים כל לילה.', 'טחנה'],
    ['Hebrew, two letters grown on', 'he', 'אנחנו ומהטחנה אופים כל לילה.', 'הטחנה'],
    ['Hebrew, a name of two words', 'he', 'אנחנו בטחנה הישנה אופים כל לילה.', 'טחנה הישנה'],
    ['Hebrew, a preposition of its own', 'he', 'אנחנו מטעם טחנה אופים כל לילה.', 'טחנה'],
  ])('%s', (_, language, text, brand) => {
    expect(speaks(language, text, brand)).toBe(true);
  });

  test.each<Row>([
    ['no brand', 'en', 'We at Millstone bake every night.'],
    ['another brand', 'en', 'We at Millstone bake every night.', 'Harrow'],
    ['the brand as somebody else', 'en', 'We know that Millstone bakes every night.', 'Millstone'],
    ['a preposition elsewhere', 'en', 'We know for sure that Millstone bakes every night.', 'Millstone'],
    ['the brand as the last word', 'en', 'We bake every night like Millstone', 'Millstone'],
    ['the first word of the brand as the last word', 'en', 'We bake every night at Old', 'Old Mill'],
    ['nobody speaks', 'en', 'Bread at Millstone comes every night.', 'Millstone'],
    ['somebody speaks in the next sentence', 'en', 'Bread at Millstone comes every night. We like it.', 'Millstone'],
    ['Hebrew, three letters grown on', 'he', 'אנחנו ומבטחנה אופים כל לילה.', 'טחנה'],
    ['Hebrew, letters that are no prefix', 'he', 'אנחנו קטחנה אופים כל לילה.', 'טחנה'],
    ['Hebrew, a prefix behind another letter', 'he', 'אנחנו קבטחנה אופים כל לילה.', 'טחנה'],
    ['Hebrew, a letter between prefix and name', 'he', 'אנחנו בקטחנה אופים כל לילה.', 'טחנה'],
    ['Hebrew, letters behind the name', 'he', 'אנחנו טחנהב אופים כל לילה.', 'טחנה'],
    ['Hebrew, nobody speaks', 'he', 'בטחנה אופים כל לילה.', 'טחנה'],
  ])('not: %s', (_, language, text, brand) => {
    expect(speaks(language, text, brand)).toBe(false);
  });
});
