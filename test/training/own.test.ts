import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { root } from '../../scripts/entries.ts';
import { demandSchema, mentionKindSchema, sentimentSchema, topicSchema } from '../../src/spec/classification.ts';
import { copyKey } from '../../training/read.ts';

const folder = join(root, 'training', 'own');
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

/** A name as it can be found in running text, in a handle or in a hashtag: letters and figures only. */
const bare = (text: string): string => text.toLowerCase().replaceAll('&', 'and').replace(/[^\p{L}\p{N}]+/gu, '');

const lineSchema = z
  .strictObject({
    text: z.string().trim().min(1),
    kind: z.array(mentionKindSchema).min(1),
    sentiment: sentimentSchema,
    target: z.string().trim().min(1).optional(),
    targetSentiment: sentimentSchema.optional(),
    topic: topicSchema,
    demand: demandSchema,
    harm: z.int().min(0).max(4),
  })
  .refine(({ kind }) => new Set(kind).size === kind.length, 'a kind is named twice')
  .refine(({ kind }) => kind.length === 1 || !kind.includes('statement'), 'statement means none of the other kinds')
  .refine(({ kind, harm }) => harm === 4 || !kind.some((one) => one === 'threat' || one === 'self-harm'), 'a threat or self-harm is a matter of life and limb: harm 4')
  .refine(({ target, targetSentiment }) => target !== undefined || targetSentiment === undefined, 'targetSentiment without a target')
  .refine(({ target, text }) => target === undefined || target.startsWith('@') || bare(text).includes(bare(target)), 'the target is not in the text');

interface Told {
  readonly line: number;
  readonly why: string;
}

/** What is wrong with the lines of a set, by line number. */
function faultsOf(lines: readonly string[]): Told[] {
  const seen = new Map<string, number>();
  return lines.flatMap((raw, index) => {
    const line = index + 1;
    const parsed = lineSchema.safeParse(JSON.parse(raw));
    if (!parsed.success) return [{ line, why: z.prettifyError(parsed.error) }];
    const key = copyKey(parsed.data.text) || parsed.data.text;
    const first = seen.get(key);
    if (first !== undefined) return [{ line, why: `a copy of line ${first}` }];
    seen.set(key, line);
    return [];
  });
}

test('there is a set in English', () => expect(files).toContain('en.jsonl'));

describe.each(files)('%s', (name) => {
  const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');

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
});
