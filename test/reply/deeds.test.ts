import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import { stages, type ElementName, type Stage } from '../../src/spec/element.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import { levelsOf, packs } from './packs.ts';

/** The few words a small pack knows, by cue. */
const WORDS: Readonly<Record<string, string>> = {
  'M.agent': 'we|אנחנו', 'M.be': 'are|remaining', 'M.idle': 'waiting', 'M.time': 'noon', 'M.promise': "i'll", 'M.not': 'not', 'M.since': 'since', 'M.rule': 'only', 'M.change': 'doubled', 'M.aim': 'lest', 'M.past': 'went',
};
const packOf = (words: Readonly<Record<string, string>>): LanguagePack => ({ ...packs.en, review: Object.entries(words).map(([cue, phrase]) => ({ id: cue, cue, phrases: [phrase], weight: 1 })) });

/** What is shown beyond that a sentence says something at all; `cue` is the word "grumm". */
function shownIn(text: string, stage: Stage = 'note', cue?: string): ElementName[] {
  const { present } = reviewReply(text, { stage }, packOf(cue === undefined ? WORDS : { ...WORDS, [cue]: 'grumm' }));
  return present.filter((element) => element !== 'say.answer' && element !== 'say.neutralFact');
}

type Row = [what: string, text: string];

describe('a promise: one person, and when', () => {
  test.each<Row>([
    ['four words', "I'll bake at noon"],
    ['after another sentence', "Good. I'll bake at noon"],
    ['before another sentence', "I'll bake at noon. Good."],
  ])('%s', (_, text) => {
    expect(shownIn(text)).toEqual(['say.action', 'say.service']);
    expect(levelsOf(reviewReply(text, { stage: 'complaint' }, packOf(WORDS)), 'L13')).toEqual([]);
  });

  test.each<Row>([
    ['three words', "I'll bake noon"],
    ['no time', "I'll bake the bread"],
    ['nobody', 'Bread comes at noon'],
    ['a no', "I'll not bake at noon"],
    ['the time in the sentence before', "It is noon. I'll bake the bread"],
    ['the time in the sentence after', "I'll bake the bread. It is noon"],
  ])('none: %s', (_, text) => {
    expect(shownIn(text)).toEqual([]);
    expect(levelsOf(reviewReply(text, { stage: 'complaint' }, packOf(WORDS)), 'L13')).toEqual(['block']);
  });
});

describe('somebody of the brand is at it, or did it', () => {
  test.each<Row>([
    ['four words', 'We are baking bread'],
    ['a word between', 'We are still baking'],
    ['after another sentence', 'Good rye. We are baking bread'],
    ['before another sentence', 'We are baking bread. Good.'],
    ['as the last word', 'Today we are baking'],
    ['at it, though somebody waits', 'We are baking for waiting guests'],
    ['Hebrew, "I will"', 'אני אאפה לחם טרי'],
    ['Hebrew, "and I will"', 'ואני אאפה לחם טרי'],
    ['Hebrew, "we will"', 'אנחנו נאפה לחם טרי'],
    ['Hebrew, "we will" as the last words', 'את הלחם אנחנו נאפה'],
  ])('%s', (_, text) => {
    expect(shownIn(text)).toEqual(['say.action', 'say.service']);
    expect(levelsOf(reviewReply(text, { stage: 'complaint' }, packOf(WORDS)), 'L13')).toEqual([]);
  });

  test.each<Row>([
    ['a deed', 'הקפאתי אתמול את הבצק'],
    ['a deed after another sentence', 'שלום. הקפאתי אתמול את הבצק'],
    ['a deed with a prefix, as the last word', 'הבצק תפח יפה והקפאתי'],
  ])('one person did it and so accepts it, in Hebrew: %s', (_, text) => {
    expect(shownIn(text)).toEqual(['say.action', 'say.acceptance', 'say.service']);
  });

  test.each<Row>([
    ['three words', 'We are baking'],
    ['two words between', 'We are all still baking'],
    ['a short verb', 'We are using bread'],
    ['no verb of doing', 'We are bakers here'],
    ['a verb of waiting', 'We are waiting for bread'],
    ['nobody of the brand', 'Ovens are baking bread'],
    ['"are" after the verb', 'Baking bread, we are'],
    ['no "are"', 'We love baking bread'],
    ['a verb that is a form of "to be"', 'We bakers, remaining friends'],
    ['somebody, and the verb in another sentence', 'We bake good bread. They are baking bread'],
    ['Hebrew, seeing is no deed', 'ראיתי אתמול את הבצק'],
    ['Hebrew, a deed in three words', 'הקפאתי את הבצק'],
    ['Hebrew, a name after "I"', 'אני, אדווה, גרה כאן'],
    ['Hebrew, a sentence that ends with "I"', 'את הלחם אפה אבי ואני'],
    ['Hebrew, "I" before a full stop', 'את הלחם אפה אבי ואני. אתמול היה חם'],
    ['Hebrew, "we" before a noun', 'אנחנו חמישה אופים כאן'],
  ])('nobody is: %s', (_, text) => {
    expect(shownIn(text)).toEqual([]);
    expect(levelsOf(reviewReply(text, { stage: 'complaint' }, packOf(WORDS)), 'L13')).toEqual(['block']);
  });

  test.each(['M.not', 'W07', 'L09', 'L15', 'L27'])('a sentence with %s tells no deed', (cue) => {
    expect(shownIn('We are baking grumm', 'note', cue)).not.toContain('say.action');
    expect(shownIn('We are baking bread. Rye grumm', 'note', cue)).toContain('say.action');
  });

  test('"constructor" is a word like any other', () => {
    expect(shownIn('The constructor has gone home')).toEqual([]);
    expect(shownIn('We are calling the constructor today')).toEqual(['say.action', 'say.service']);
  });

  test.each(['W04', 'W09', 'L04', 'M.time'])('a sentence with %s may tell one', (cue) => {
    expect(shownIn('We are baking grumm', 'note', cue)).toContain('say.action');
  });
});

describe('a closing explains by telling what the brand did', () => {
  test.each<Row>([
    ['seven words, a verb of the past', 'We baked bread for the whole town'],
    ['a past that the pack knows', 'We went to bake for the town'],
    ['after another sentence', 'Good. We baked bread for the whole town'],
    ['before another sentence', 'We baked bread for the whole town. Good.'],
    ['the verb at the end', 'For the whole town bread we baked'],
    ['Hebrew', 'אנחנו שרפנו את כל הלחם של הבוקר'],
  ])('%s', (_, text) => {
    expect(shownIn(text, 'closing')).toEqual(['say.awareness', 'say.explanation']);
    for (const stage of stages) if (stage !== 'closing' && stage !== 'update') expect(shownIn(text, stage), stage).toEqual([]);
  });

  test.each<Row>([
    ['six words', 'We baked bread for the town'],
    ['nobody of the brand', 'They baked bread for the whole town'],
    ['no past', 'We bake bread for the whole town'],
    ['a short word that ends like the past', 'We need bread for the whole town'],
    ['the past in the sentence before', 'Baked. We bake bread for the whole town'],
    ['the past in the sentence after', 'We bake bread for the whole town. Baked.'],
  ])('nothing told: %s', (_, text) => {
    expect(shownIn(text, 'closing')).toEqual([]);
  });

  test.each(['W02', 'W06', 'W09', 'W11', 'W12', 'M.again'])('a sentence with %s tells something else', (cue) => {
    expect(shownIn('We baked grumm for the whole town', 'closing', cue)).not.toContain('say.explanation');
    expect(shownIn('We baked bread for the whole town. Rye grumm', 'closing', cue)).toContain('say.explanation');
  });

  test.each(['W04', 'W07', 'W10', 'M.not'])('a sentence with %s may tell it', (cue) => {
    expect(shownIn('We baked grumm for the whole town', 'closing', cue)).toContain('say.explanation');
  });
});

describe('a rule or a change says what keeps it from coming back', () => {
  test.each<Row>([
    ['a turn in time and a rule, in four words', 'Since Monday only rye'],
    ['a turn in time and a change', 'Since Monday checks doubled'],
    ['somebody, a change and a rule', 'We doubled only the yeast'],
    ['somebody, a change and an aim', 'We doubled yeast lest bread burns'],
    ['after another sentence', 'Good. Since Monday only rye'],
    ['before another sentence', 'Since Monday only rye. Good.'],
  ])('%s', (_, text) => {
    expect(shownIn(text)).toEqual(['say.prevention']);
  });

  test.each<Row>([
    ['three words', 'Since then only'],
    ['a turn in time alone', 'Since Monday rye and oats'],
    ['a rule alone', 'On Monday only rye'],
    ['a change alone', 'On Monday checks doubled'],
    ['a rule and an aim', 'Only rye lest bread burns'],
    ['somebody and a change', 'We doubled all the yeast'],
    ['somebody and a rule', 'We bake only the rye'],
    ['somebody and an aim', 'We bake rye lest bread burns'],
    ['a change and a rule', 'They doubled only the yeast'],
    ['a change and an aim', 'They doubled yeast lest bread burns'],
    ['in two sentences', 'Since Monday rye and oats. On Monday only rye'],
  ])('nothing kept: %s', (_, text) => {
    expect(shownIn(text)).toEqual([]);
  });

  test.each(['W02', 'W06', 'W09', 'W10', 'L09', 'L32', 'E.update'])('a sentence with %s promises something else', (cue) => {
    expect(shownIn('Since Monday only grumm', 'note', cue)).not.toContain('say.prevention');
    expect(shownIn('Since Monday only rye. Rye grumm', 'note', cue)).toContain('say.prevention');
  });

  test.each(['W07', 'W12', 'L04', 'M.not'])('a sentence with %s may say it', (cue) => {
    expect(shownIn('Since Monday only grumm', 'note', cue)).toContain('say.prevention');
  });

  test('a phrase of prevention says it alone', () => {
    expect(shownIn('Rye grumm', 'note', 'W11')).toEqual(['say.prevention']);
  });
});
