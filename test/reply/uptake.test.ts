import { describe, expect, test } from 'vitest';

import { tokenise } from '../../src/lib/tokens.ts';
import { groupsOf, meet } from '../../src/reply/uptake.ts';
import type { ReviewCue } from '../../src/spec/language.ts';
import { reviewWith } from './own-pack.ts';

const cuesOf = (named: readonly (readonly [cue: string, ...phrases: string[]])[]): ReviewCue[] => named.map(([cue, ...phrases]) => ({ id: cue, cue, phrases, weight: 1 }));
const entriesOf = (...named: readonly (readonly [cue: string, ...phrases: string[]])[]): [string, string][] => [...groupsOf(cuesOf(named))];

describe('words for the same thing', () => {
  test.each<[what: string, cues: [cue: string, ...phrases: string[]][], groups: [string, string][]]>([
    ['by their stems', [['S.bread', 'loaves buns']], [['loav', 'S.bread'], ['bun', 'S.bread']]],
    ['of several phrases', [['S.bread', 'loaf', 'bun']], [['loaf', 'S.bread'], ['bun', 'S.bread']]],
    ['between bars and blanks', [['S.bread', 'loaf|bun  roll | crust']], [['loaf', 'S.bread'], ['bun', 'S.bread'], ['rol', 'S.bread'], ['crust', 'S.bread']]],
    ['of several things', [['S.bread', 'loaf'], ['S.mill', 'wheel']], [['loaf', 'S.bread'], ['wheel', 'S.mill']]],
    ['the first thing keeps a word', [['S.bread', 'loaf bun'], ['S.mill', 'bun wheel']], [['loaf', 'S.bread'], ['bun', 'S.bread'], ['wheel', 'S.mill']]],
    ['no other cues', [['W03', 'loaf'], ['M.S.', 'bun'], ['L04', 'roll']], []],
    ['no word that carries no subject', [['S.bread', 'the of']], []],
    ['nothing', [], []],
  ])('%s', (_, cues, groups) => {
    expect(entriesOf(...cues)).toEqual(groups);
  });
});

describe('words of a post that come back', () => {
  const groups = groupsOf(cuesOf([['S.bread', 'loaf bun roll'], ['S.mill', 'wheel mill'], ['S.he', 'כיכר לחמנייה']]));
  const metIn = (reply: string, mention: string | undefined): string[] => meet(tokenise(reply), mention, groups).map(({ start, end }) => reply.slice(start, end));

  test.each<[what: string, mention: string | undefined, reply: string, words: string[]]>([
    ['no post', undefined, 'A loaf of rye', []],
    ['a post without words', '', 'A loaf of rye', []],
    ['a post without a subject', 'And what about them?', 'A loaf, and what about rye', []],
    ['the same word', 'The crust is black', 'About the crust: sorry', ['crust']],
    ['another form of it', 'The crusts are burning', 'Your crust was burned', ['crust', 'burned']],
    ['another word for it', 'My loaf is stale', 'We bake you a bun', ['bun']],
    ['a word for another thing', 'My loaf is dry', 'The wheel is wet', []],
    ['words of no thing', 'My crust is dry', 'The crumb is wet', []],
    ['the same word twice', 'My crust!', 'Crust, a new crust', ['Crust']],
    ['two other words for one thing', 'My loaf!', 'A bun or a roll', ['bun']],
    ['several', 'The crust, the crumb and the wheel', 'A crumb from the mill, and a crust', ['crumb', 'mill', 'crust']],
    ['Hebrew, the same word with letters grown on', 'הקרום שרוף', 'נאפה לך אחרת בלי קרום כזה', ['קרום']],
    ['Hebrew, another word for it', 'הכיכר יבשה', 'נאפה לך לחמנייה', ['לחמנייה']],
    ['Hebrew, another thing', 'הכיכר יבשה', 'הגלגל נרטב', []],
  ])('%s', (_, mention, reply, words) => {
    expect(metIn(reply, mention)).toEqual(words);
  });

  test.each<[what: string, mention: string | undefined, taken: boolean]>([
    ['the same word', 'The crust is black', true],
    ['another word for it', 'The rind is black', true],
    ['nothing of it', 'The crumb is grey', false],
    ['no subject', 'And what about them?', false],
    ['no post', undefined, false],
  ])('a review tells whether the post is taken up: %s', (_, mention, taken) => {
    const { present } = reviewWith({ 'S.crust': 'crust rind' }, 'About the crust', { stage: 'note', mention });
    expect(present.includes('say.uptake')).toBe(taken);
  });
});

describe('the memory for words', () => {
  /** Groups that tell what they were asked for. */
  class Asked extends Map<string, string> {
    readonly words: string[] = [];

    override get(word: string): string | undefined {
      this.words.push(word);
      return super.get(word);
    }
  }
  const MOST = 8_192;

  test('a word is looked up once, in the post and in every reply', () => {
    const groups = new Asked();
    for (let turn = 0; turn < 3; turn += 1) expect(meet(tokenise('crust crumb crust'), 'crumb', groups)).toEqual([{ start: 6, end: 11 }]);
    expect(groups.words).toEqual(['crumb', 'crust']);
  });

  test('each pack has its own', () => {
    const [one, other] = [new Asked([['crust', 'S.crust'], ['rind', 'S.crust']]), new Asked()];
    expect(meet(tokenise('rind'), 'crust', one)).toEqual([{ start: 0, end: 4 }]);
    expect(meet(tokenise('rind'), 'crust', other)).toEqual([]);
    expect([one.words, other.words]).toEqual([['crust', 'rind'], ['crust', 'rind']]);
  });

  test('where the post has no subject the reply is not looked at', () => {
    const groups = new Asked();
    expect(meet(tokenise('crust'), 'And what about them?', groups)).toEqual([]);
    expect(groups.words).toEqual([]);
  });

  test('it starts anew once it is full', () => {
    const groups = new Asked();
    const numbers = Array.from({ length: MOST - 1 }, (_, index) => String(10_000 + index)).join(' ');
    meet(tokenise(numbers), 'crust', groups);
    groups.words.length = 0;
    meet(tokenise('crust'), 'crust', groups);
    expect(groups.words).toEqual([]);
    meet(tokenise('crumb'), 'crust', groups);
    meet(tokenise('crust'), 'crust', groups);
    expect(groups.words).toEqual(['crumb', 'crust']);
  });
});
