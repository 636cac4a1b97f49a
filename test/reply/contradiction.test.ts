import { describe, expect, test } from 'vitest';

import { levelsOf, placesOf, reviewIn } from './packs.ts';

type Language = 'en' | 'he';

const against = (language: Language, text: string, earlierStatements: readonly string[], canonicalStatement?: string): (string | null)[] =>
  placesOf(reviewIn(language, text, { stage: 'note', earlierStatements: [...earlierStatements], canonicalStatement }), text, 'contradiction');

type Row = readonly [name: string, language: Language, text: string, before: string, contradicts: boolean];

/** One sentence now, one sentence before. */
const compared = (rows: readonly Row[]): void => {
  test.each(rows)('%s (%s): %s', (_, language, text, before, contradicts) => {
    expect(against(language, text, [before])).toEqual(contradicts ? [text.replace(/\.$/u, '')] : []);
  });
};

describe('denied now, said before, and the other way round', () => {
  compared([
    ['denied now', 'en', 'We never sold your addresses to brokers.', 'We sold addresses to two brokers.', true],
    ['denied before', 'en', 'We sold addresses to brokers.', 'We never sold your addresses to brokers.', true],
    ['said twice', 'en', 'We sold addresses to brokers.', 'We sold your addresses to brokers.', false],
    ['denied twice', 'en', 'We never sold addresses to brokers.', 'Nobody sold your addresses to brokers.', false],
    ['one subject in common is too little', 'en', 'We never sold biscuits.', 'Brokers sold addresses.', false],
    ['one subject in all is too little', 'en', 'No boats.', 'Boats.', false],
    ['two subjects in common of three', 'en', 'We never sold addresses abroad.', 'We sold addresses to brokers.', true],
    ['two subjects in common of four', 'en', 'We never sold addresses abroad cheaply.', 'We sold addresses to brokers twice.', false],
    ['three subjects in common of five', 'en', 'We never sold addresses brokers wanted badly.', 'Staff sold addresses to brokers in Oslo.', true],
    ['the shorter one counts', 'en', 'We never sold addresses.', 'Staff of the Oslo branch sold addresses to brokers and banks.', true],
    ['a question claims nothing', 'en', 'Nobody sold your addresses to brokers?', 'We sold addresses to brokers.', false],
    ['Hebrew, denied now', 'he', 'לא מכרנו כתובות לסוחרים.', 'מכרנו את הכתובות לסוחרים.', true],
    ['Hebrew, other forms of the words', 'he', 'לא נמכרה כתובתך לסוחר.', 'מכרנו כתובות לסוחרים.', true],
    ['Hebrew, another subject', 'he', 'לא סגרנו את הסניף בחיפה.', 'מכרנו כתובות לסוחרים.', false],
  ]);
});

describe('few now, all before', () => {
  compared([
    ['few after all', 'en', 'Only some passengers in Oslo waited.', 'All passengers waited.', true],
    ['all after few', 'en', 'All passengers waited.', 'Only some passengers in Oslo waited.', true],
    ['all after all', 'en', 'All passengers waited.', 'Every passenger waited.', false],
    ['few after few', 'en', 'A few passengers waited.', 'Only some passengers waited.', false],
    ['all after a number nobody gave', 'en', 'All passengers waited.', 'Passengers waited.', false],
    ['a number nobody gave after all', 'en', 'Passengers waited.', 'All passengers waited.', false],
    ['of other people', 'en', 'Only some drivers slept.', 'All passengers waited.', false],
    ['Hebrew, few after all', 'he', 'רק נוסעים בודדים המתינו.', 'כל הנוסעים המתינו.', true],
    ['Hebrew, all after all', 'he', 'כולם המתינו: הנוסעים.', 'כל הנוסעים המתינו.', false],
  ]);
});

describe('another hour', () => {
  compared([
    ['another', 'en', 'Pumps failed at 14:20.', 'Pumps failed at 13:05.', true],
    ['the same', 'en', 'Pumps failed at 13:05.', 'Pumps failed at 13:05.', false],
    ['none before', 'en', 'Pumps failed at 14:20.', 'Pumps failed at noon.', false],
    ['none now', 'en', 'Pumps failed at noon.', 'Pumps failed at 13:05.', false],
    ['two now', 'en', 'Pumps failed at 14:20 and 15:40.', 'Pumps failed at 13:05.', false],
    ['two before', 'en', 'Pumps failed at 14:20.', 'Pumps failed at 13:05 and 15:40.', false],
    ['of something else', 'en', 'Lifts stopped at 14:20.', 'Pumps failed at 13:05.', false],
    ['an appointment now', 'en', 'Pumps failed, next test at 14:20.', 'Pumps failed, one test at 13:05.', false],
    ['an appointment before', 'en', 'Pumps failed, one test at 14:20.', 'Pumps failed, next test at 13:05.', false],
    ['how it stands now', 'en', 'Pumps failed until now, 14:20.', 'Pumps failed at 13:05.', false],
    ['Hebrew, another', 'he', 'המשאבות קרסו בשעה 14:20.', 'המשאבות קרסו בשעה 13:05.', true],
    ['Hebrew, the same', 'he', 'המשאבות קרסו בשעה 13:05.', 'המשאבות קרסו בשעה 13:05.', false],
  ]);
});

describe('another number of the same things', () => {
  compared([
    ['another, one subject in common', 'en', '5 boats sank.', '7 boats.', true],
    ['the same', 'en', '5 boats sank.', '5 boats.', false],
    ['of other things', 'en', '5 boats sank at sunrise.', '7 ferries sank at sunrise.', false],
    ['none before', 'en', '5 boats sank.', 'Boats sank.', false],
    ['none now', 'en', 'Boats sank.', '5 boats sank.', false],
    ['one of two as before', 'en', '5 boats sank.', '7 boats and 5 boats sank.', false],
    ['one of two things', 'en', '5 boats and 2 ferries sank.', '5 boats and 3 ferries sank.', true],
    ['other numbers where little else is the same', 'en', '5 boats left harbour before sunrise.', 'Yesterday 7 boats carried cement and gravel north.', false],
    ['how it stands now', 'en', 'By now 5 boats sank.', '7 boats.', false],
    ['how it stood then', 'en', '5 boats sank.', 'By now 7 boats sank.', true],
    ['a year before a pause is no number of them', 'en', 'In 2024, boats sank.', 'In 2023, boats sank.', false],
    ['a year before a number is no thing', 'en', 'In 2024, 5 boats sank.', 'In 2023, 5 boats sank.', false],
    ['minutes of an appointment are no number of them', 'en', 'Next, at 14:20 boats leave.', 'Next, at 13:05 boats leave.', false],
    ['Hebrew, another', 'he', '5 סירות טבעו.', '7 סירות טבעו.', true],
    ['Hebrew, a year before a pause', 'he', 'בשנת 2024, נוסעים המתינו.', 'בשנת 2023, נוסעים המתינו.', false],
    ['Hebrew, another form of the word', 'he', '5 נוסעים נפצעו.', '7 מהנוסעים נפצעו.', true],
    ['Hebrew, the same', 'he', '5 סירות טבעו.', 'טבעו 5 סירות.', false],
    ['Hebrew, how it stands now', 'he', '5 סירות טבעו עד כה.', '7 סירות טבעו.', false],
  ]);
});

describe('another cause', () => {
  compared([
    ['another', 'en', 'Ransomware got in.', 'It was a software bug.', true],
    ['the same', 'en', 'A server crash took it down.', 'It was a software bug.', false],
    ['none before', 'en', 'Ransomware got in.', 'Trains stand still.', false],
    ['none now', 'en', 'Trains stand still.', 'It was a software bug.', false],
    ['both now', 'en', 'Ransomware used a software bug.', 'It was a software bug.', false],
    ['another of two', 'en', 'Ransomware got in.', 'Lightning hit, and that was a software bug.', true],
    ['one of two', 'en', 'Lightning struck.', 'Lightning hit, and that was a software bug.', false],
    ['Hebrew, another', 'he', 'זו הייתה מתקפת כופר.', 'זה היה באג.', true],
    ['Hebrew, the same', 'he', 'זו הייתה קריסה.', 'זה היה באג.', false],
  ]);

  test('the old one named in another sentence is the story told', () => {
    expect(against('en', 'First we saw a software bug. Ransomware brought it.', ['It was a software bug.'])).toEqual([]);
    expect(against('en', 'First we saw smoke. Ransomware brought it.', ['It was a software bug.'])).toEqual(['Ransomware brought it']);
  });
});

describe('which statements count', () => {
  const sold = 'We sold addresses to brokers.';
  const denied = 'We never sold addresses to brokers.';
  const others = (many: number): string[] => Array.from({ length: many }, () => 'Our museum opens early.');

  test('none, and nothing contradicts', () => {
    expect(against('en', denied, [])).toEqual([]);
  });
  test("the incident's one statement", () => {
    expect(against('en', denied, [], sold)).toEqual(['We never sold addresses to brokers']);
    expect(against('en', denied, [], 'Our museum opens early.')).toEqual([]);
  });
  test('one of several is enough', () => {
    expect(against('en', denied, ['Our museum opens early.', sold, 'Our museum opens early.'], 'Our museum opens early.')).toEqual(['We never sold addresses to brokers']);
  });
  test('the last twenty, and the one of the incident however old', () => {
    expect(against('en', denied, [sold, ...others(19)])).toHaveLength(1);
    expect(against('en', denied, [sold, ...others(20)])).toHaveLength(0);
    expect(against('en', denied, others(25), sold)).toHaveLength(1);
  });
  test('the beginning of a very long one', () => {
    const long = 'Our museum opens early. '.repeat(400);
    expect(against('en', denied, [`${sold} ${long}`])).toHaveLength(1);
    expect(against('en', denied, [`${long} ${sold}`])).toHaveLength(0);
  });
  test('any sentence of the reply, and only the one that disagrees', () => {
    expect(against('en', `Hello Dana. ${denied} Our museum opens early.`, [`Good morning. ${sold}`])).toEqual(['We never sold addresses to brokers']);
    expect(against('en', `${denied} 5 boats sank. Our museum opens early.`, [sold, '7 boats.'])).toEqual(['We never sold addresses to brokers', '5 boats sank']);
  });
  test('a text that says that it corrects contradicts openly', () => {
    expect(against('en', `Correction. ${denied}`, [sold])).toEqual([]);
    expect(against('he', 'תיקון טעות: לא מכרנו כתובות לסוחרים.', ['מכרנו כתובות לסוחרים.'])).toEqual([]);
  });
  test('it blocks', () => {
    expect(levelsOf(reviewIn('en', denied, { stage: 'note', canonicalStatement: sold }), 'contradiction')).toEqual(['block']);
    expect(levelsOf(reviewIn('he', 'לא מכרנו כתובות לסוחרים.', { stage: 'note', canonicalStatement: 'מכרנו כתובות לסוחרים.' }), 'contradiction')).toEqual(['block']);
  });
});
