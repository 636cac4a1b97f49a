import * as z from 'zod';

import { createPost } from '../../src/intake/index.ts';
import { compileQueries } from '../../src/query/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Match } from '../../src/spec/mention.ts';
import { authorSchema, postInputSchema, type PostInput } from '../../src/spec/post.ts';

/** Where the posts of the cases come from, and when: queries may ask for the source. */
const CONTEXT = { source: 'forum', seenAt: Date.UTC(2026, 0, 1), secret: 'eval' };

const saidSchema = postInputSchema.partial().extend({ author: authorSchema.partial({ id: true }).optional() }).strict();

/**
 * A query held against a post, `text` for one that has nothing but words, with what is expected and why. `terms`: what is reported, as it stands in the post, in order; what
 * holds for the post as a whole has no words and is left out.
 */
const lineSchema = z
  .strictObject({ id: z.string().min(1), query: z.string(), text: z.string().optional(), post: saidSchema.optional(), match: z.boolean(), terms: z.array(z.string()).optional(), why: z.string().min(1) })
  .refine(({ text, post }) => (text === undefined) !== (post === undefined), { message: 'expected text or post, one of them.', path: ['text'] })
  .refine(({ match, terms }) => match || terms === undefined, { message: 'nothing is reported where nothing matches.', path: ['terms'] });

export interface QueryCase {
  readonly id: string;
  readonly query: string;
  readonly post: PostInput;
  readonly match: boolean;
  readonly terms?: readonly string[] | undefined;
  readonly why: string;
}

/** What a matcher said of a post, or what was expected of it. */
export interface Verdict {
  readonly match: boolean;
  readonly terms?: readonly string[] | undefined;
}

export interface Disagreement {
  readonly id: string;
  readonly query: string;
  readonly why: string;
  readonly expected: Verdict;
  readonly got: Verdict;
}

/**
 * Cases from JSON lines; blank lines are skipped. Throws INPUT_INVALID that names the line (from 1) and the field: also where the query cannot be read, or
 * an id is in `taken`, to which it adds.
 */
export function readQueryCases(jsonl: string, file: string, taken = new Set<string>()): QueryCase[] {
  const cases: QueryCase[] = [];
  for (const [index, raw] of jsonl.replace(/^\uFEFF/u, '').split(/\r?\n/u).entries()) {
    if (raw.trim() === '') continue;
    const where = `${file}:${index + 1}`;
    const { id, query, text, post, match, terms, why } = readLine(raw, where);
    if (taken.has(id)) throw new KashuvError('INPUT_INVALID', `'${id}' is the id of another line.`, { field: `${where} id`, fix: 'Give each line an id of its own.' });
    taken.add(id);
    const author = post?.author && { id: 'author', ...post.author };
    cases.push({ id, query, post: { id: 'post', text: '', ...(text === undefined ? post : { text }), ...(author && { author }) } as PostInput, match, terms, why });
    readQuery(query, where);
  }
  if (cases.length === 0) throw new KashuvError('INPUT_INVALID', 'holds no case.', { field: file, fix: 'Write one JSON object a line.' });
  return cases;
}

function readLine(raw: string, where: string): z.infer<typeof lineSchema> {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', 'is not JSON.', { field: where, fix: 'Write one JSON object a line.', cause: error });
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // A key that does not belong there is named by the message alone.
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : (issue?.path ?? []);
  throw new KashuvError('INPUT_INVALID', issue?.message ?? 'is no case.', { field: [where, path.join('.')].filter((part) => part !== '').join(' '), fix: 'See docs/evaluation.md for the format.' });
}

function readQuery(query: string, where: string): void {
  try {
    compileQueries([{ brand: 'brand', query }]);
  } catch (error) {
    if (!KashuvError.is(error)) throw error;
    throw new KashuvError('INPUT_INVALID', error.message.replace(/^queries\[0\]\.query: /u, ''), { field: `${where} query`, cause: error });
  }
}

/** What the matcher says of a case; null where that is what was expected. */
export function disagreementOf({ id, query, post, match, terms, why }: QueryCase): Disagreement | null {
  const [hit] = compileQueries([{ brand: 'brand', query }]).match(createPost(post, CONTEXT).document);
  const got: Verdict = hit === undefined ? { match: false } : { match: true, terms: hit.matches.flatMap((found) => wordsOf(found, post)) };
  const agrees = got.match === match && (terms === undefined || JSON.stringify(got.terms) === JSON.stringify(terms));
  return agrees ? null : { id, query, why, expected: { match, ...(terms && { terms }) }, got };
}

function wordsOf({ field, span }: Match, { text, title, url, author }: PostInput): string[] {
  if (span === undefined) return [];
  const parts: Readonly<Record<string, string | undefined>> = { text, title, url, author: [author?.name, author?.handle].filter((part) => part !== undefined).join('\n') };
  return [(parts[field] ?? '').slice(span.start, span.end)];
}
