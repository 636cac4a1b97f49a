import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { root } from '../../scripts/entries.ts';
import { demandSchema, mentionKindSchema, sentimentSchema, topicSchema, type MentionKind } from '../../src/spec/classification.ts';
import { copyKey } from '../../training/read.ts';

const folder = join(root, 'training', 'own');
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
const isAboutHurt = (name: string): boolean => name.endsWith('-hurt.jsonl');
const hurtKinds: readonly MentionKind[] = ['self-harm', 'threat', 'bullying', 'abuse'];

/** A name as it can be found in running text, in a handle or in a hashtag: letters and figures only. */
const bare = (text: string): string => text.toLowerCase().replaceAll('&', 'and').replace(/[^\p{L}\p{N}]+/gu, '');

const shared = {
  text: z.string().trim().min(1),
  kind: z.array(mentionKindSchema).min(1),
  target: z.string().trim().min(1).optional(),
  harm: z.int().min(0).max(4),
};

/** A set on hurt has these keys only. */
const hurtLineSchema = guided(z.strictObject(shared));

const lineSchema = guided(z.strictObject({ ...shared, sentiment: sentimentSchema, targetSentiment: sentimentSchema.optional(), topic: topicSchema, demand: demandSchema }))
  .refine(({ target, targetSentiment }) => target !== undefined || targetSentiment === undefined, 'targetSentiment without a target');

/** What the label guide asks of a line of either sort. */
function guided<T extends z.ZodType<{ text: string; kind: MentionKind[]; target?: string | undefined; harm: number }>>(schema: T) {
  return schema
    .refine(({ kind }) => new Set(kind).size === kind.length, 'a kind is named twice')
    .refine(({ kind }) => kind.length === 1 || !kind.includes('statement'), 'statement means none of the other kinds')
    .refine(({ kind, harm }) => harm === 4 || !kind.some((one) => one === 'threat' || one === 'self-harm'), 'a threat or self-harm is a matter of life and limb: harm 4')
    .refine(({ target, text }) => target === undefined || target.startsWith('@') || bare(text).includes(bare(target)), 'the target is not in the text');
}

interface Told {
  readonly line: number;
  readonly why: string;
}

/** What is wrong with the lines of a set, by line number. `others` are texts that it must not repeat, with the place of each. */
function faultsOf(lines: readonly string[], schema: typeof lineSchema | typeof hurtLineSchema = lineSchema, others: ReadonlyMap<string, string> = new Map()): Told[] {
  const seen = new Map(others);
  return lines.flatMap((raw, index) => {
    const line = index + 1;
    const parsed = schema.safeParse(JSON.parse(raw));
    if (!parsed.success) return [{ line, why: z.prettifyError(parsed.error) }];
    const key = keyOf(parsed.data.text);
    const first = seen.get(key);
    if (first !== undefined) return [{ line, why: `a copy of ${first}` }];
    seen.set(key, `line ${line}`);
    return [];
  });
}

const keyOf = (text: string): string => copyKey(text) || text;
const linesOf = (name: string): string[] => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
const languageOf = (name: string): string => name.split(/[-.]/u)[0] ?? name;

/** The texts of the other sets in the language of a set, by their keys. */
function otherTextsOf(name: string): Map<string, string> {
  const others = files.filter((other) => other !== name && languageOf(other) === languageOf(name));
  return new Map(others.flatMap((other) => linesOf(other).map((raw, index): [string, string] => [keyOf(z.object(shared).parse(JSON.parse(raw)).text), `${other}:${index + 1}`])));
}

test('there are both sorts of set in English', () => expect(files).toEqual(expect.arrayContaining(['en.jsonl', 'en-hurt.jsonl'])));

describe.each(files.filter((name) => !isAboutHurt(name)))('%s', (name) => {
  const lines = linesOf(name);

  test('is labelled by the guide throughout, each text once', () => {
    expect(lines.length).toBeGreaterThan(500);
    expect(faultsOf(lines)).toEqual([]);
  });

  test('has every kind, sentiment, topic and degree of harm in it', () => {
    const rows = lines.map((line) => lineSchema.parse(JSON.parse(line)));
    expect(new Set(rows.flatMap(({ kind }) => kind))).toEqual(new Set(mentionKindSchema.options));
    expect(new Set(rows.map(({ sentiment }) => sentiment))).toEqual(new Set(sentimentSchema.options));
    expect(new Set(rows.map(({ topic }) => topic))).toEqual(new Set(topicSchema.options));
    expect([...new Set(rows.map(({ harm }) => harm))].sort()).toEqual([0, 1, 2, 3, 4]);
  });
});

describe.each(files.filter(isAboutHurt))('%s', (name) => {
  const lines = linesOf(name);

  test('is labelled by the guide throughout, each text once in its language', () => expect(faultsOf(lines, hurtLineSchema, otherTextsOf(name))).toEqual([]));

  test('has each kind of hurt in it, and as many posts that are none', () => {
    const rows = lines.map((line) => hurtLineSchema.parse(JSON.parse(line)));
    const hurt = rows.filter(({ kind }) => kind.some((one) => hurtKinds.includes(one)));
    for (const sort of hurtKinds) expect(hurt.filter(({ kind }) => kind.includes(sort)).length, sort).toBeGreaterThanOrEqual(80);
    expect(rows.length - hurt.length).toBeGreaterThanOrEqual(hurt.length);
  });
});

describe('a fault in a line is found', () => {
  const good = { text: 'Third week, no parcel @acme_help', kind: ['complaint'], sentiment: 'negative', target: 'Acme', targetSentiment: 'negative', topic: 'service', demand: 'fix', harm: 1 };

  test('and a good line has none', () => expect(faultsOf([JSON.stringify(good), JSON.stringify({ ...good, target: '@elsewhere', text: 'Fourth week' })])).toEqual([]));

  test.each<[string, object]>([
    ['a label that is none', { kind: ['moan'] }],
    ['no kind', { kind: [] }],
    ['a statement that is a complaint', { kind: ['statement', 'complaint'] }],
    ['a threat that harms nobody', { kind: ['threat'] }],
    ['a view of nobody', { target: undefined }],
    ['a target that the text does not name', { target: 'Korva' }],
    ['a key of its own', { mood: 'bad' }],
  ])('%s', (_, change) => expect(faultsOf([JSON.stringify({ ...good, ...change })])).toMatchObject([{ line: 1 }]));

  test('a copy but for the handle', () => expect(faultsOf([good, { ...good, text: '@acme third week: no parcel!' }].map((line) => JSON.stringify(line)))).toEqual([{ line: 2, why: 'a copy of line 1' }]));

  test('in a set on hurt too: a view is none of its keys, and self-harm is harm 4', () => {
    const lines = [{ text: 'Not long now', kind: ['self-harm'], harm: 4 }, { text: 'Kms', kind: ['self-harm'], harm: 2 }, { text: 'Fine today', kind: ['statement'], harm: 0, sentiment: 'positive' }];
    expect(faultsOf(lines.map((line) => JSON.stringify(line)), hurtLineSchema)).toMatchObject([{ line: 2 }, { line: 3 }]);
  });

  test('a copy of a text in another set of the language', () => {
    const others = new Map([[keyOf(good.text), 'en.jsonl:7']]);
    expect(faultsOf([JSON.stringify({ ...good, text: '@acme third week no PARCEL!' })], lineSchema, others)).toEqual([{ line: 1, why: 'a copy of en.jsonl:7' }]);
  });
});
