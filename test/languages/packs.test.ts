import { describe, expect, test } from 'vitest';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { compileCues } from '../../src/lib/cues.ts';
import { mentionKindSchema, sentimentSchema, themeSchema } from '../../src/spec/classification.ts';
import { speakerRoleSchema } from '../../src/spec/speaker.ts';

describe.each([english(), hebrew()])('$code', (pack) => {
  const cues = [...pack.labels, ...pack.speakers];

  test('every phrase can be read', () => {
    expect(() => compileCues(cues, pack)).not.toThrow();
    expect(() => compileCues(pack.review, pack)).not.toThrow();
  });
  test('ids are unique and begin with the language', () => {
    const ids = cues.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !id.startsWith(`${pack.code}.`))).toEqual([]);
  });
  test('no phrase stands twice in one cue', () => {
    const twice = cues.flatMap(({ id, phrases }) => phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index).map((phrase) => `${id}: ${phrase}`));
    expect(twice).toEqual([]);
  });
  test('has function words, each of one kind', () => {
    const words = Object.values(pack.functionWords ?? {}).flat();
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((word, index) => words.indexOf(word) !== index || word !== word.toLowerCase() || word === '')).toEqual([]);
  });
  test('weights are shares', () => expect(cues.filter(({ weight }) => !(weight >= 0 && weight < 1))).toEqual([]));
  test('speaks for every kind, colour and theme there is', () => {
    const told = (task: string) => new Set<unknown>(pack.labels.filter(({ label }) => label.task === task).map(({ label }) => label.value));
    expect(mentionKindSchema.options.filter((kind) => !told('kind').has(kind))).toEqual([]);
    expect(sentimentSchema.options.filter((value) => !told('sentiment').has(value))).toEqual(['neutral', 'mixed']);
    expect(themeSchema.options.filter((value) => !told('theme').has(value))).toEqual([]);
  });
  test('knows the speakers that rules ask for', () => {
    const roles = new Set(pack.speakers.map(({ role }) => role));
    expect(speakerRoleSchema.options.filter((role) => !roles.has(role) && role !== 'brand' && role !== 'competitor')).toEqual([]);
  });
});

test('Hebrew says what it needs: prefix letters, right to left, no tools', () => {
  expect(hebrew()).toMatchObject({ direction: 'rtl', prefixes: 'והבלמשכ' });
  expect(hebrew().tools).toBeUndefined();
});
