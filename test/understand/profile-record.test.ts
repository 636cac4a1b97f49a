import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { hostMark, wordMarks } from '../../src/understand/profile-marks.ts';
import { profileRecord } from '../../src/understand/profile-record.ts';

const counts = { followers: 120, following: 3, posts: 9, verified: false, url: '' };
const markOf = (marks: readonly (readonly [string, number])[], name: string): number | undefined => marks.find(([each]) => each === name)?.[1];

describe('a profile as the model reads it', () => {
  test('has a field for each text there is', () => {
    const record = profileRecord({ name: 'Acme Ltd', username: 'acme', bio: 'Soup.', location: '' });
    expect(record.fields).toEqual([['bio', 'Soup.']]);
    expect(record.names).toEqual([['name', 'Acme Ltd'], ['username', '#acme']]);
    expect(profileRecord({})).toMatchObject({ fields: [], names: [] });
  });

  test('counts where there are counts, and nothing of them where there are none', () => {
    expect(markOf(profileRecord({}, counts).marks, 'followers')).toBe(8);
    expect(profileRecord({}).marks.map(([name]) => name).filter((name) => /follow|post|url|host|verified|ratio/.test(name))).toEqual([]);
  });

  test.each<[string, string, number]>([
    ['Acme', 'acme', 0], ['Acme Ltd', 'ltd', 1], ['Acme', 'acme_il', 2], ['Dana Levi', 'dana87', 3], ['Dana Levi', 'dl_87', 4], ['', 'dana', 5], ['Dana Levi', 'mslevi', 6], ['Dana Levi', 'sunny', 7],
  ])('%s as @%s', (name, username, likeness) => expect(markOf(wordMarks({ name, username, bio: '' }), 'likeness')).toBe(likeness));

  test.each<[string, number]>([['', 0], ['https://www.instagram.com/acme', 1], ['https://elsewhere.example/acme', 2], ['https://www.acme-soup.example', 3]])('links to %s', (url, mark) => {
    expect(hostMark(url, { name: 'Acme Soup', username: 'acmesoup' })).toBe(mark);
  });

  test('whether one speaks or several', () => {
    const said = (bio: string) => markOf(wordMarks({ name: '', username: '', bio }), 'one or several');
    expect([said('I love my dog'), said('We sell our soup'), said('myth, wee'), said("I'm glad we met")]).toEqual([6, 2, 0, 4]);
  });

  test('property: is the same each time, and short whatever the profile', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('a'.repeat(1_000_000), 'we '.repeat(300_000), '👻'.repeat(100_000)));
    fc.assert(fc.property(text, text, text, text, (name, username, bio, url) => {
      const record = profileRecord({ name, username, bio }, { ...counts, url });
      expect(record).toEqual(profileRecord({ name, username, bio }, { ...counts, url }));
      expect(record.marks.every(([, value]) => Number.isInteger(value))).toBe(true);
      expect(Math.max(...[...record.fields, ...record.names].map(([, each]) => each.length), 0)).toBeLessThanOrEqual(4_001);
    }), { numRuns: 60 });
  });
});
