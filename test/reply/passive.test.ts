import { describe, expect, test } from 'vitest';

import type { LanguageTools } from '../../src/spec/language.ts';
import { filler, reviewWith, seenAs, type OwnCues } from './own-pack.ts';

type Clause = readonly [start: number, end: number, agent?: boolean];

/** Tools that see these clauses, whatever the text. */
const toolsOf = (clauses: readonly Clause[]): LanguageTools => ({
  version: 'own',
  analyse: () => ({ polarity: null, evidence: [] }),
  structure: () => clauses.map(([start, end, agent = false]) => ({ start, end, agent })),
});
const seenIn = (text: string, clauses: readonly Clause[], cues: OwnCues = {}): string[] =>
  seenAs(reviewWith(cues, text, { stage: 'note' }, toolsOf(clauses)), text, 'L06').map(([level, words]) => `${level} ${String(words)}`);

/** Where these words stand in the text. */
const at = (text: string, words: string, agent = false): Clause => [text.indexOf(words), text.indexOf(words) + words.length, agent];
const BURNT = 'loaves were burnt';

describe('a passive that the tools of a language see (L06)', () => {
  test.each<[what: string, text: string, clauses: string[]]>([
    ['in the first sentence', 'The loaves were burnt. Oats.', [BURNT]],
    ['in a later one', 'Oats. Rye. The loaves were burnt.', [BURNT]],
    ['up to the last letter of the text', 'The loaves were burnt', [BURNT]],
    ['several', 'The loaves were burnt. Your rolls were lost.', [BURNT, 'rolls were lost']],
  ])('%s', (_, text, clauses) => {
    expect(seenIn(text, clauses.map((words) => at(text, words)))).toEqual(clauses.map((words) => `warn ${words}`));
  });

  test('none where none is seen, nor without tools', () => {
    const text = 'The loaves were burnt.';
    expect(seenIn(text, [])).toEqual([]);
    expect(seenAs(reviewWith({}, text), text, 'L06')).toEqual([]);
    expect(seenAs(reviewWith({}, text, { stage: 'note' }, { version: 'own', analyse: () => ({ polarity: null, evidence: [] }) }), text, 'L06')).toEqual([]);
  });

  test('one that says by whom hides nothing', () => {
    const text = 'The loaves were burnt by Dana. Your rolls were lost.';
    expect(seenIn(text, [at(text, 'loaves were burnt by Dana', true)])).toEqual([]);
    expect(seenIn(text, [at(text, 'loaves were burnt by Dana', true), at(text, 'rolls were lost')])).toEqual(['warn rolls were lost']);
  });

  test.each(['W08', 'W10', 'W06', 'M.agent'])('%s in the same or the next sentence says who did it', (cue) => {
    const seen = (text: string): string[] => seenIn(text, [at(text, BURNT)], { [cue]: 'grumm' });
    expect(seen('The loaves were burnt, grumm. Oats. Oats.')).toEqual([]);
    expect(seen('The loaves were burnt. Grumm. Oats. Oats.')).toEqual([]);
    expect(seen('The loaves were burnt. Oats. Grumm.')).toEqual([`warn ${BURNT}`]);
    expect(seen('Oats. Grumm. The loaves were burnt. Oats.')).toEqual([`warn ${BURNT}`]);
  });

  test('what is done differently from now on is asked of nobody, in its own sentence', () => {
    const seen = (text: string): string[] => seenIn(text, [at(text, BURNT)], { W11: 'grumm' });
    expect(seen('Oats. The loaves were burnt, grumm. Oats.')).toEqual([]);
    expect(seen('Oats. The loaves were burnt. Grumm.')).toEqual([`warn ${BURNT}`]);
    expect(seen('Grumm. The loaves were burnt. Oats.')).toEqual([`warn ${BURNT}`]);
  });

  test('a brand that owns up anywhere is not asked', () => {
    const text = `Grumm. ${filler(3)}. Oats. The loaves were burnt.`;
    expect(seenIn(text, [at(text, BURNT)], { W07: 'grumm' })).toEqual([]);
    expect(seenIn(text, [at(text, BURNT)], { W05: 'grumm' })).toEqual([`warn ${BURNT}`]);
  });

  test('a clause that begins at the stop before it belongs to the sentence after that stop', () => {
    const text = 'Grumm. The loaves were burnt. Oats.';
    expect(seenIn(text, [[text.indexOf('.'), text.indexOf('burnt') + 5]], { 'M.agent': 'grumm' })).toEqual(['warn . The loaves were burnt']);
  });

  test('offsets beyond the text are no finding', () => {
    const text = 'The loaves were burnt.  ';
    expect(seenIn(text, [[4, text.length + 1]])).toEqual([]);
    expect(seenIn(text, [[text.length + 1, text.length + 5]])).toEqual([]);
    // Nor is a clause that no word belongs to.
    expect(seenIn(text, [[text.length - 1, text.length]])).toEqual([]);
    expect(seenIn('', [[0, 0]])).toEqual([]);
  });
});
