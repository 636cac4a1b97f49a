import { describe, expect, test } from 'vitest';

import { cleanFact, publicName } from '../../src/reply/hostile.ts';

describe('a fact in a draft', () => {
  test.each([
    ['is trimmed', '  The lift stands.\n', 'The lift stands.'],
    ['is on one line', 'The lift\r\nstands\tagain.', 'The lift stands again.'],
    ['has single spaces', 'The   lift\u00a0 stands.', 'The lift stands.'],
    ['has no invisible characters, and no gap where they were', 'The l\u200bi\u202eft\u0007 stands.', 'The lift stands.'],
    ['keeps the gap that a line separator made', 'The lift\u2028stands.', 'The lift stands.'],
    ['has no lone half of a character, nor private and unknown ones', 'The \ud83dlift\udc4d \ue000stands\u0378.', 'The lift stands.'],
    ['keeps whole emoji', 'The lift stands 👍', 'The lift stands 👍'],
    ['has round brackets for whatever looks like a blank or markup', '{time} [link] <b>bold</b>', '(time) (link) (b)bold(/b)'],
    ['may be Hebrew', ' המעלית\nעומדת {שוב}. ', 'המעלית עומדת (שוב).'],
    ['may be nothing', ' \u200b\n ', ''],
  ])('%s', (_, value, expected) => {
    expect(cleanFact(value)).toBe(expected);
  });

  test.each([
    ['is whole up to a thousand characters', 'x'.repeat(1_000), 'x'.repeat(1_000)],
    ['is cut after that, visibly', 'x'.repeat(1_001), `${'x'.repeat(999)}…`],
    ['is counted without what was taken out', `${'x '.repeat(400)}${' '.repeat(2_000)}end`, `${'x '.repeat(400)}end`],
    ['is never cut through a character', `${'x'.repeat(998)}${'👍'.repeat(4)}`, `${'x'.repeat(998)}…`],
    ['keeps the characters before the cut', `👍${'x'.repeat(1_000)}`, `👍${'x'.repeat(997)}…`],
    ['is read no further than four thousand characters', `${' '.repeat(3_999)}end`, 'e'],
  ])('%s', (_, value, expected) => {
    expect(cleanFact(value)).toBe(expected);
  });
});

describe('the name to greet somebody by', () => {
  const brand = { name: 'Acme', aliases: ['Acmeon', 'אקמי'] };

  test.each<[string, { name?: string; handle?: string }, string | null]>([
    ['is the display name', { name: 'Dana Levi', handle: 'dana_l' }, 'Dana Levi'],
    ['may be Hebrew', { name: 'דנה לוי', handle: 'dana_l' }, 'דנה לוי'],
    ['has no spaces around it', { name: '  Dana ', handle: 'dana_l' }, 'Dana'],
    ['may be shortened', { name: 'Dana L.' }, 'Dana L.'],
    ['is composed', { name: 'Rene\u0301' }, 'René'],
    ['may have forty characters', { name: 'A'.repeat(40), handle: 'dana_l' }, 'A'.repeat(40)],
    ['has no more than forty characters', { name: 'A'.repeat(41), handle: 'dana_l' }, '@dana_l'],
    ['may have four words', { name: 'Ana Maria da Silva', handle: 'dana_l' }, 'Ana Maria da Silva'],
    ['counts words and not the spaces between them', { name: 'Ana  Maria  Silva', handle: 'dana_l' }, 'Ana  Maria  Silva'],
    ['has no more than four words', { name: 'Ana Maria da Silva Lima', handle: 'dana_l' }, '@dana_l'],
    ['holds no digits', { name: 'Dana 1', handle: 'dana_l' }, '@dana_l'],
    ['does not name the brand', { name: 'Acme is bad', handle: 'dana_l' }, '@dana_l'],
    ['does not name the brand in any case', { name: 'about aCMe', handle: 'dana_l' }, '@dana_l'],
    ['does not name the brand by another name', { name: 'נמאס מאקמי', handle: 'dana_l' }, '@dana_l'],
    ['is the handle where there is no name', { handle: 'dana_l' }, '@dana_l'],
    ['is the handle where the name is blank', { name: '  ', handle: 'dana_l' }, '@dana_l'],
    ['keeps the sign of a handle', { handle: '@dana_l' }, '@dana_l'],
    ['has no spaces around the handle', { handle: ' dana_l ' }, '@dana_l'],
    ['is not a handle that names the brand', { handle: 'acme_victim' }, null],
    ['is not a handle with markup', { handle: '<dana>' }, null],
    ['is not a handle of one character', { handle: 'd' }, null],
    ['is none where there is neither', {}, null],
  ])('%s', (_, author, expected) => {
    expect(publicName({ id: '1', ...author }, brand)).toBe(expected);
  });

  test('is none where nobody is known', () => {
    expect(publicName(undefined, brand)).toBeNull();
  });
});
