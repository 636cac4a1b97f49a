import { english } from '../../src/languages/en/index.ts';
import { localClassifier } from '../../src/classifiers/local.ts';
import type { CallContext } from '../../src/spec/plugin.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { mergeResults } from '../../src/understand/index.ts';
import type { Classification } from '../../src/spec/classification.ts';
import { jsonLines } from '../jsonl.ts';

/** A post that may be laid into a story. */
export interface LabelledPost {
  readonly id: string;
  readonly text: string;
  readonly author: string;
  readonly brand: string;
  /** What it is about, by a human's word; '' where nobody said. */
  readonly about: string;
  readonly negative: boolean;
}

/** Which fields of a line say what. Absent ones are not read. */
export interface PostFields {
  readonly about: string;
  readonly brand?: string;
  /** All posts of the file are taken for criticism; else those with the label `negative`. */
  readonly allNegative?: boolean;
}

/** Posts without their tags, links and repetitions, so that nothing but words can bring them together. Throws INPUT_INVALID that names line and field. */
export function readPosts(jsonl: string, file: string, { about, brand, allNegative = false }: PostFields): LabelledPost[] {
  const seen = new Set<string>();
  return jsonLines(jsonl, file, 'posts').flatMap(({ where, value }): LabelledPost[] => {
    const line = value as Record<string, unknown>;
    const said = (field: string, otherwise: string): string => {
      const text = line[field] ?? otherwise;
      if (typeof text !== 'string') throw new KashuvError('INPUT_INVALID', 'expected a text.', { field: `${where} ${field}` });
      return text;
    };
    const text = said('text', '').replaceAll(BESIDE_WORDS, ' ').replaceAll(/\s+/gu, ' ').trim();
    const print = text.toLowerCase().replaceAll(/[^\p{L}]+/gu, ' ').trim().slice(0, PRINTED);
    if (text === '' || REPOST.test(said('text', '')) || seen.has(print)) return [];
    seen.add(print);
    return [{ id: where, text, author: said('author', where), brand: brand === undefined ? '' : said(brand, ''), about: said(about, ''), negative: allNegative || line['label'] === 'negative' }];
  });
}

const BESIDE_WORDS = /https?:\/\/\S+|#\S+|&\w+;|\\u[0-9a-f]{4}/giu;
const REPOST = /^"?RT\b/u;
/** What begins with so many letters alike is one post. */
const PRINTED = 60;

/** What the classifier that comes with kashuv makes of posts, in order. */
export async function judge(posts: readonly LabelledPost[]): Promise<Classification[]> {
  const classifier = localClassifier({ packs: [english()] });
  const found: Classification[] = [];
  for (let from = 0; from < posts.length; from += classifier.capabilities.maxBatch) {
    const batch = posts.slice(from, from + classifier.capabilities.maxBatch);
    const results = await classifier.classify(batch.map(({ id, text, brand }) => ({ id, text, language: 'en', target: brand })), OFFLINE);
    for (const result of results) found.push(mergeResults([{ by: 'local', result }]));
  }
  return found;
}

const OFFLINE: CallContext = { signal: new AbortController().signal, fetch: () => Promise.reject(new Error('offline')), now: () => 0, sleep: () => Promise.resolve(), log: () => undefined };
