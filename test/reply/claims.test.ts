import { describe, expect, test } from 'vitest';

import { claimsOf, type Claim } from '../../src/reply/claims.ts';
import { cue, sceneOf } from './scenes.ts';

const cues = [
  cue('W09', ['we do not know yet', 'עוד לא ידוע']),
  cue('W09.open', ['unclear']),
  cue('M.if', ['if', 'may', 'אם']),
  cue('M.not', ['not', 'never', 'לא']),
  cue('M.scope.few', ['some', 'רק']),
  cue('M.scope.all', ['every', 'כל']),
  cue('M.current', ['now', 'כרגע']),
  cue('M.again', ['next', 'שוב']),
  cue('M.cause.glitch', ['bug', 'crash', 'תקלה']),
  cue('M.cause.weather', ['lightning', 'ברק']),
  cue('M.unit', ['hours', 'pm', 'שעות']),
];

const claims = (text: string, language: 'en' | 'he' = 'en'): Claim[] => claimsOf(sceneOf(text, cues, {}, language));
/** The sentences that claim something. */
const claiming = (text: string, language: 'en' | 'he' = 'en'): string[] => claims(text, language).map(({ start, end }) => text.slice(start, end));
const pick = <K extends keyof Claim>(key: K, text: string, language: 'en' | 'he' = 'en'): Claim[K][] => claims(text, language).map((claim) => claim[key]);

test('a sentence that only tells claims its subjects and nothing else', () => {
  expect(claims('Pumps failed.')).toEqual([
    { start: 0, end: 12, words: [['pump'], ['fail']], stems: new Set(['pump', 'fail']), denied: false, counts: [], clocks: [], causes: [], scope: null, current: false, announces: false },
  ]);
});

describe('which sentences claim something', () => {
  test.each<[name: string, text: string, sentences: string[]]>([
    ['all that tell', 'Pumps failed. Boats sank! Ferries wait', ['Pumps failed', 'Boats sank', 'Ferries wait']],
    ['no question', 'Pumps failed. Boats sank? Ferries wait.', ['Pumps failed', 'Ferries wait']],
    ['no question after a blank', 'Boats sank ?', []],
    ['no question within quotation marks', 'You ask “have boats sunk?”', []],
    ['no question with a word in quotation marks at its end', 'Have boats "sunk"?', []],
    ['no question with a bracket at its end', 'Have boats sunk (all)?', []],
    ['no Arabic question mark', 'Boats sank؟', []],
    ['a question mark that stands alone belongs to nothing', 'Boats sank. ?', ['Boats sank']],
    ['a question later on', 'Boats sank. Do you?', ['Boats sank']],
    ['nothing unknown', 'Pumps failed. We do not know yet why boats sank.', ['Pumps failed']],
    ['nothing unclear', 'Unclear, whether boats sank. Pumps failed.', ['Pumps failed']],
    ['no condition', 'If boats sank, ferries wait. Pumps failed.', ['Pumps failed']],
    ['nothing that may be', 'Pumps failed. Boats may sink.', ['Pumps failed']],
    ['nothing without words', '…', []],
    ['nothing', '', []],
  ])('%s: %s', (_, text, sentences) => {
    expect(claiming(text)).toEqual(sentences);
  });

  test('in Hebrew', () => {
    expect(claiming('המשאבה קרסה. הסירה טבעה? עוד לא ידוע למה. אם תרצו נתקשר.', 'he')).toEqual(['המשאבה קרסה']);
  });
});

describe('what a sentence speaks of', () => {
  test.each<[name: string, text: string, words: string[][][]]>([
    ['its own words', 'Pumps failed. Boats sank.', [[['pump'], ['fail']], [['boat'], ['sank']]]],
    ['no common words', 'They have their boats.', [[['boat']]]],
    ['no hours and minutes', 'Pumps failed at 14:20.', [[['pump'], ['fail']]]],
    ['of hours with one digit neither', 'Pumps failed at 9:05 sharp.', [[['pump'], ['fail'], ['sharp']]]],
    ['of hours with a dot neither', 'Pumps failed at 14.20 and 15.45.', [[['pump'], ['fail']]]],
    ['of numbers that are no clock', 'Pumps 140 failed.', [[['pump'], ['140'], ['fail']]]],
    ['of a score with more digits', 'Pumps 14:205 failed.', [[['pump'], ['14'], ['205'], ['fail']]]],
  ])('%s: %s', (_, text, words) => {
    expect(pick('words', text)).toEqual(words);
    expect(pick('stems', text)).toEqual(words.map((sentence) => new Set(sentence.flat())));
  });
});

describe('how many of what', () => {
  const boats = ['boat'];
  test.each<[name: string, text: string, counts: Claim['counts']]>([
    ['a number', '5 boats sank.', [{ amount: 5, thing: boats }]],
    ['at the end', 'We lost 5 boats.', [{ amount: 5, thing: boats }]],
    ['a comma within', 'We lost 1,200 boats.', [{ amount: 1200, thing: boats }]],
    ['a dot within', 'We lost 1.200 boats.', [{ amount: 1200, thing: boats }]],
    ['two commas within', 'We lost 1,200,300 boats.', [{ amount: 1_200_300, thing: boats }]],
    ['several', '5 boats and 20 ferries sank.', [{ amount: 5, thing: boats }, { amount: 20, thing: ['fer'] }]],
    ['two numbers apart', 'Of 20, 5 boats sank.', [{ amount: 5, thing: boats }]],
    ['two numbers with more between them than a mark', 'Of 20 - 5 boats sank.', [{ amount: 5, thing: boats }]],
    ['nothing after it', 'Boats sank: 5.', []],
    ['a common word after it', '5 of them, boats, sank.', []],
    ['a word later on', '5 of our boats sank.', []],
    ['a unit after it', '5 hours boats sank.', []],
    ['a unit elsewhere', '5 boats sank within 2 hours.', [{ amount: 5, thing: boats }]],
    ['a year and a pause', 'In 2024, boats sank.', []],
    ['a year and a number', 'In 2024, 5 boats sank.', [{ amount: 5, thing: boats }]],
    ['a bracket', 'We lost (5) boats.', []],
    ['an hour', 'At 14:20 boats sank.', []],
    ['an hour and a number', 'At 14:20 5 boats sank.', [{ amount: 5, thing: boats }]],
    ['a number and an hour', 'Boats: 5 14:20 sank.', []],
    ['a word with digits', 'We lost 5x boats.', []],
    ['a word that begins with letters', 'We lost b5 boats.', []],
  ])('%s: %s', (_, text, counts) => {
    expect(pick('counts', text)).toEqual([counts]);
  });

  test('the thing stands in the same sentence', () => {
    expect(pick('counts', 'We lost 5. Boats sank. We lost 7 ferries! 20')).toEqual([[], [], [{ amount: 7, thing: ['fer'] }], []]);
    expect(pick('counts', 'Pumps failed. 5 boats sank. 7 hours boats.')).toEqual([[], [{ amount: 5, thing: boats }], []]);
  });

  test('in Hebrew', () => {
    expect(pick('counts', '5 סירות טבעו. אחרי 7 שעות בשנת 2024, נוסעים חזרו.', 'he')).toEqual([[{ amount: 5, thing: expect.arrayContaining(['סירות']) }], []]);
  });
});

describe('what else a sentence says', () => {
  test.each<[name: string, text: string, said: Partial<Claim>[]]>([
    ['the clocks of its own', 'At 14:20 and 9.05 pumps failed. At 15:30 boats sank.', [{ clocks: ['14:20', '9.05'] }, { clocks: ['15:30'] }]],
    ['no clock', 'Pumps 12:345 failed, then 1:2:30.', [{ clocks: [] }]],
    ['denied', 'Pumps failed. Boats never sank.', [{ denied: false }, { denied: true }]],
    ['a cause, once', 'A bug, that is a crash, hit pumps. Boats sank.', [{ causes: ['glitch'] }, { causes: [] }]],
    ['two causes', 'Lightning, then a bug.', [{ causes: ['weather', 'glitch'] }]],
    ['a cause that is denied', 'It was not a bug.', [{ causes: [], denied: true }]],
    ['of some', 'Some pumps failed.', [{ scope: 'few' }]],
    ['of all', 'Every pump failed. Boats sank.', [{ scope: 'all' }, { scope: null }]],
    ['of some of all', 'Some of every pump failed.', [{ scope: 'few' }]],
    ['how it stands now', 'Pumps failed. Now boats sink.', [{ current: false }, { current: true }]],
    ['what comes next', 'Next, pumps. Boats sank.', [{ announces: true }, { announces: false }]],
  ])('%s: %s', (_, text, said) => {
    expect(claims(text)).toEqual(said.map((one) => expect.objectContaining(one)));
  });

  test('in Hebrew', () => {
    expect(claims('כל המשאבות קרסו ב-14:20. הסירה לא טבעה. כרגע רק ברק. שוב תקלה.', 'he')).toEqual([
      expect.objectContaining({ scope: 'all', clocks: ['14:20'], denied: false, current: false }),
      expect.objectContaining({ scope: null, clocks: [], denied: true, causes: [] }),
      expect.objectContaining({ scope: 'few', current: true, causes: ['weather'], announces: false }),
      expect.objectContaining({ causes: ['glitch'], announces: true }),
    ]);
  });
});
