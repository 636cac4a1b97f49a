import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenise } from '../../src/lib/tokens.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { partAbout } from '../../src/understand/about.ts';
import { targetNames } from '../../src/understand/names.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import { hostileText } from '../support/hostile-posts.ts';

const wordsOf = ({ contrasts: words = [] }: LanguagePack): readonly string[] => words;
const contrasts = new Set([...wordsOf(english()), ...wordsOf(hebrew())]);
const part = (text: string, target: string): string => partAbout(text, tokenise(text), targetNames(target), contrasts);

test.each([
  ['the side of a contrast', 'love the view but Acme ruined lunch', 'Acme', 'but Acme ruined lunch'],
  ['the other side', 'Acme fed us well, unlike that place by the sea', 'Acme', 'Acme fed us well'],
  ['several', 'Acme is cheap, though the sea is cold, but Acme is near.', 'Acme', 'Acme is cheap. but Acme is near'],
  ['by a handle made of the name', 'an awful day but @acme_help saved it', 'Acme', 'but @acme_help saved it'],
  ['by the first word of a longer name', 'what a day, but Acme is great', 'Acme Air Lines', 'but Acme is great'],
  ['in Hebrew', 'היום היה נורא אבל אקמי הצילו אותו', 'אקמי', 'אבל אקמי הצילו אותו'],
])('%s', (_, text, target, expected) => expect(part(text, target)).toBe(expected));

describe('the whole text', () => {
  test.each([
    ['where it is not named', 'what a day but the bus is late', 'Acme'],
    ['where every part names it', 'Acme is cheap but Acme is near.', 'Acme'],
    ['where the post is written to it', '@acme thanks for the lamp, but the shade is torn', 'Acme'],
    ['of several sentences', 'My day was awful. Acme saved it. Now to bed.', 'Acme'],
    ['where there is but one', 'Acme is cheap', 'Acme'],
    ['of no words', '!!! ...', 'Acme'],
    ['of more parts than anybody reads', `${'but so it goes '.repeat(80)}Acme`, 'Acme'],
  ])('%s', (_, text, target) => expect(part(text, target)).toBe(text));
});

test('is made of the text, whatever is written', () => {
  fc.assert(
    fc.property(hostileText, fc.constantFrom('Acme', '@', '#', ''), (text, target) => {
      const told = part(`${text} but Acme. ${text}`, target);
      for (const piece of told.split('. ')) expect(`${text} but Acme. ${text}`).toContain(piece.slice(0, 40));
    }),
  );
});
