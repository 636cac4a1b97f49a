import { expect, test } from 'vitest';

import { bindApproval, createReviewer, similarity, tooSimilar } from '../../src/review.ts';

const target = { venue: 'hashtag:#acme', replyTo: null };

test.each<[string, () => unknown, string, string]>([
  ['no packs', () => createReviewer(null as never), 'CONFIG_INVALID', 'packs'],
  ['packs that are none', () => createReviewer([null] as never), 'CONFIG_INVALID', 'packs[0]'],
  ['a number for a pack', () => createReviewer([5] as never), 'CONFIG_INVALID', 'packs[0]'],
  ['no text to compare', () => similarity(null as never, 'x'), 'INPUT_INVALID', 'a'],
  ['nothing to compare it with', () => similarity('x', undefined as never), 'INPUT_INVALID', 'b'],
  ['no text', () => tooSimilar(null as never, [], 0.5), 'INPUT_INVALID', 'text'],
  ['no earlier texts', () => tooSimilar('a', null as never, 0.5), 'INPUT_INVALID', 'earlier'],
  ['an earlier text that is none', () => tooSimilar('a', ['b', 5] as never, 0.5), 'INPUT_INVALID', 'earlier[1]'],
  ['no share', () => tooSimilar('a', ['zzz'], null as never), 'INPUT_INVALID', 'max'],
  ['a share that is none', () => tooSimilar('a', ['zzz'], Number.NaN), 'INPUT_INVALID', 'max'],
  ['an approval of nothing', () => bindApproval(null as never, target), 'INPUT_INVALID', 'text'],
  ['an approval of nowhere', () => bindApproval('x', null as never), 'INPUT_INVALID', 'target.venue'],
  ['an approval of an empty place', () => bindApproval('x', {} as never), 'INPUT_INVALID', 'target.venue'],
  ['an approval in answer to a number', () => bindApproval('x', { venue: 'a', replyTo: 5 } as never), 'INPUT_INVALID', 'target.replyTo'],
])('%s is refused by name', (_, action, code, field) => {
  expect(action).toThrow(expect.objectContaining({ name: 'KashuvError', code, field, fix: expect.stringMatching(/\.$/) }));
});

test('an approval holds for one text at one place', () => {
  const bound = bindApproval('x', target);
  expect(bindApproval('x', { ...target })).toBe(bound);
  expect([bindApproval('y', target), bindApproval('x', { ...target, replyTo: 'post_1' }), bindApproval('x', { ...target, venue: 'site:a' })]).not.toContain(bound);
});
