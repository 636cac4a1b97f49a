import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import { stages, type ElementName, type Stage } from '../../src/spec/element.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import type { ReviewContextInput } from '../../src/spec/reply.ts';
import { packs } from './packs.ts';

/** The few words a small pack knows, by cue. */
const WORDS: Readonly<Record<string, string>> = {
  'M.agent': 'we|אנחנו', 'M.be': 'are|remaining', 'M.idle': 'waiting', 'M.again': 'more', 'M.time': 'noon', 'M.promise': "i'll", 'M.not': 'not', 'M.place': 'here', 'M.naming': 'calling', 'M.sorry': 'sorry',
  'M.since': 'since', 'M.rule': 'only', 'M.change': 'doubled', 'M.aim': 'lest', 'M.past': 'went', 'M.unit': 'minutes|until',
};
const packOf = (words: Readonly<Record<string, string>>, shows: readonly ElementName[] = []): LanguagePack => ({
  ...packs.en, review: Object.entries(words).map(([cue, phrase]) => ({ id: cue, cue, phrases: [phrase], weight: 1, shows: cue === 'E.shown' ? shows : [] })),
});

/** What is shown beyond that a sentence says something at all; `cue` is the word "grumm". */
function shownIn(text: string, context: ReviewContextInput = { stage: 'note' }, cue?: string): ElementName[] {
  const { present } = reviewReply(text, context, packOf(cue === undefined ? WORDS : { ...WORDS, [cue]: 'grumm' }));
  return present.filter((element) => element !== 'say.answer' && element !== 'say.neutralFact');
}

type Row = [what: string, text: string];
const others = (...own: Stage[]): Stage[] => stages.filter((stage) => !own.includes(stage));

describe('a number of people or things says whom it hits', () => {
  test.each<Row>([
    ['a number before a word', 'Bread for 212 schools'],
    ['a number that begins the reply', '212 schools without bread'],
    ['a number with a comma', '57,310 schools without bread'],
    ['a colon elsewhere', 'Note: bread for 212 schools'],
    ['another number, set off, between it and the clock', 'Until 12 – 300 schools without bread'],
  ])('%s', (_, text) => {
    expect(shownIn(text)).toEqual(['say.awareness', 'say.knowns', 'say.impact']);
  });

  test.each<Row>([
    ['no number', 'Bread for schools'],
    ['a number that ends the reply', 'Bread for 212'],
    ['a pause after the number', 'Bread for 212, schools too'],
    ['a full stop after the number', 'Bread for 212. Schools too'],
    ['a word that begins with a digit', 'Bread for 3 4x4 vans'],
    ['a span of time', 'Bread in 40 minutes'],
    ['a clock time', 'Bread for the 10:30 trains'],
    ['what stands before makes it a time', 'Bread until 12 noon'],
    ['what stands before a number with a comma makes it a time', 'Bread until 57,310 schools'],
  ])('nobody is counted: %s', (_, text) => {
    expect(shownIn(text)).toEqual([]);
  });
});

describe('an update says what is known in any sentence that states something', () => {
  test.each<Row>([
    ['four words', 'Rye bread is blue'],
    ['a sentence after a short one', 'Good. Rye bread is blue'],
    ['a sentence before a short one', 'Rye bread is blue. Good.'],
  ])('%s', (_, text) => {
    expect(shownIn(text, { stage: 'update' })).toEqual(['say.awareness', 'say.knowns']);
    for (const stage of others('update')) expect(shownIn(text, { stage }), stage).toEqual([]);
  });

  test('three words state nothing, in however many sentences', () => {
    expect(shownIn('Rye is blue. Oats are grey', { stage: 'update' })).toEqual([]);
  });

  test.each(['W02', 'W04', 'W05', 'W06', 'W08', 'W09', 'W12', 'L09', 'M.again'])('a sentence with %s says something else', (cue) => {
    expect(shownIn('Rye bread is grumm', { stage: 'update' }, cue)).not.toContain('say.knowns');
    expect(shownIn('Rye bread is grumm. Rye bread is blue', { stage: 'update' }, cue)).toContain('say.knowns');
  });

  test.each(['W07', 'W10', 'L04', 'M.time'])('a sentence with %s still states a fact', (cue) => {
    expect(shownIn('Rye bread is grumm', { stage: 'update' }, cue)).toContain('say.knowns');
  });
});

describe('at the end a bare word of regret is an apology', () => {
  test.each(['closing', 'own-post-error'] as const)('%s', (stage) => {
    expect(shownIn('Sorry, the oven', { stage })).toEqual(['say.apology']);
    expect(shownIn('Well, the oven', { stage })).toEqual([]);
    for (const cue of ['L01', 'L02']) expect(shownIn('Sorry, the grumm', { stage }, cue), cue).toEqual([]);
  });

  test.each(others('closing', 'own-post-error'))('not in %s', (stage) => {
    expect(shownIn('Sorry, the oven', { stage })).toEqual([]);
  });
});

describe('distance from bullying: a no, and where or what it is about', () => {
  test.each<[...Row, ElementName[]]>([
    ['a place', 'Not here', ['say.distance']],
    ['a name', 'Not calling names', ['say.distance']],
    ['after another sentence', 'Good bread. Not here', ['say.distance']],
    ['a no alone', 'Not bread', []],
    ['a place alone', 'Bread here', []],
    ['a name alone', 'Calling names', []],
    ['in two sentences', 'Not bread. Here.', []],
  ])('%s', (_, text, elements) => {
    expect(shownIn(text, { stage: 'bullying' })).toEqual(elements);
    for (const stage of others('bullying')) expect(shownIn(text, { stage }), stage).toEqual([]);
  });
});

describe('who says what is known, what is not, and whom it hits, is aware of it', () => {
  const shown = (element: ElementName): ElementName[] => reviewReply('Rye grumm', { stage: 'note' }, packOf({ 'E.shown': 'grumm' }, [element])).present;

  test.each(['say.knowns', 'say.impact', 'say.unknowns', 'say.explanation'] as const)('%s', (element) => {
    expect(shown(element)).toEqual(['say.awareness', element]);
  });

  test.each(['say.thanks', 'say.heard', 'say.prevention', 'say.remedy'] as const)('not %s', (element) => {
    expect(shown(element)).toEqual([element]);
  });

  test('who owns it accepts it', () => {
    expect(shown('say.responsibility')).toEqual(['say.acceptance', 'say.responsibility']);
  });
});

describe('the next update: that somebody will speak, and when', () => {
  test.each<[...Row, ElementName[]]>([
    ['a word for a time', 'More at noon', ['say.nextUpdate']],
    ['a clock time', 'More at 10:30', ['say.nextUpdate']],
    ['a clock time with a point', 'More at 9.30', ['say.nextUpdate']],
    ['a clock time and a colon', 'More at 10:30:\nthe list of shops', ['say.nextUpdate']],
    ['a sentence among others', 'Rye. More at 10:30. Bread.', ['say.nextUpdate']],
    ['no time', 'More bread', []],
    ['nobody speaks', 'Bread at noon', []],
    ['nobody speaks at the clock time', 'Bread at 10:30', []],
    ['a clock time in the sentence before', 'It was 10:30. More bread', []],
    ['a clock time in the sentence after', 'More bread. It was 10:30', []],
    ['a word for a time in another sentence', 'More bread. It was noon', []],
  ])('%s', (_, text, elements) => {
    expect(shownIn(text)).toEqual(elements);
    const asked = reviewReply(text, { stage: 'holding', turn: 1 }, packOf(WORDS)).findings.filter(({ cue }) => cue === 'L30').map(({ level }) => level);
    expect(asked).toEqual(elements.length > 0 ? [] : ['block']);
  });
});
