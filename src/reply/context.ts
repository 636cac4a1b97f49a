import * as z from 'zod';

import { themeSchema } from '../spec/classification.ts';
import { elementNames } from '../spec/element.ts';
import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import { MAX_POST_TEXT } from '../spec/post.ts';
import { reviewContextSchema, type ReviewContext } from '../spec/reply.ts';

/** A misspelt key or theme would lower levels without a word: here both are refused. */
const strictSchema = z.strictObject({ ...reviewContextSchema.shape, themes: z.array(themeSchema).default([]) });
const KEYS = Object.keys(reviewContextSchema.shape);
/** Two names this many letters apart, or fewer, are one and a slip. */
const SLIP = 2;
const MAX_SHOWN = 40;
const MOST_OPTIONS = 15;
/** What the keys take that are no choice. */
const SHAPES: Readonly<Record<string, string>> = {
  language: "a language code such as 'en'", brand: 'the name of the brand, or a list of its names', mention: 'the text of the post that is answered', harm: 'a number from 0 to 4', themes: 'a list of themes',
  incidentOpen: 'true or false', ownFault: 'true or false', turn: 'a whole number from 0', public: 'true or false', require: 'a list of elements', forbid: 'a list of elements', earlierReplies: 'a list of texts',
  canonicalStatement: 'a text', earlierStatements: 'a list of texts', liveMentionsPerHour: 'a number from 0', competitors: 'a list of names', uniformRemedy: 'true or false', mentionLanguage: "a language code such as 'he'",
};
/** Lists of elements. */
const ELEMENT_LISTS: readonly unknown[] = ['require', 'forbid'];

/** The context of a review, checked and filled up. Throws INPUT_INVALID that names the field and what to write instead. */
export function readContext(input: unknown): ReviewContext {
  const parsed = strictSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(issue, input, parsed.error);
  }
  const { data } = parsed;
  return data.mention === undefined ? data : { ...data, mention: data.mention.slice(0, MAX_POST_TEXT) };
}

function refusal(issue: z.core.$ZodIssue | undefined, input: unknown, cause: unknown): KashuvError {
  const place = ['context', ...(issue?.path ?? [])];
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const meant = nearest(key, KEYS);
    const fix = meant === null ? `Take it out; there are ${KEYS.join(', ')}.` : `Write ${meant}.`;
    return new KashuvError('INPUT_INVALID', 'a review knows no such key.', { field: [...place, shown(key)].join('.'), fix, cause });
  }
  const options = optionsOf(issue);
  if (issue !== undefined && options !== null) {
    const given = valueAt(input, issue.path);
    const meant = typeof given === 'string' ? nearest(given, options) : null;
    // What an element may be is told by its schema.
    if (issue.code === 'custom') return new KashuvError('INPUT_INVALID', issue.message, { field: place.join('.'), fix: meant === null || meant === given ? 'Take it out.' : `Write ${meant}.`, cause });
    const fix = meant === null ? `Use one of ${options.slice(0, MOST_OPTIONS).join(', ')}${options.length > MOST_OPTIONS ? ' …' : ''}.` : `Write ${meant}.`;
    return new KashuvError('INPUT_INVALID', given === undefined ? 'is missing.' : `${shown(given)} is none of its values.`, { field: place.join('.'), fix, cause });
  }
  const given = issue === undefined ? input : valueAt(input, issue.path);
  const key = issue?.path[0];
  const fix = typeof key === 'string' && Object.hasOwn(SHAPES, key) ? `Give ${SHAPES[key]}.` : "Write { stage: 'complaint' } and what else is known.";
  return new KashuvError('INPUT_INVALID', `got ${show(given)}.`, { field: place.join('.'), fix, cause });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), input);
}

/** What may stand at this place; null where it is no choice. */
function optionsOf(issue: z.core.$ZodIssue | undefined): readonly string[] | null {
  if (issue?.code === 'invalid_value') return issue.values.map(String);
  return issue?.code === 'custom' && ELEMENT_LISTS.includes(issue.path[0]) ? elementNames : null;
}

const shown = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value).slice(0, MAX_SHOWN);

/** The name that was probably meant, whatever its case; null where none is near. */
export function nearest(given: string, names: readonly string[]): string | null {
  const word = given.toLowerCase().slice(0, MAX_SHOWN);
  let best: string | null = null;
  let least = Math.min(SLIP, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const apart = distance(word, name.toLowerCase());
    if (apart < least) [best, least] = [name, apart];
  }
  return best;
}

/** Letters to put in, take out or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same));
    }
    row = next;
  }
  return row[b.length] as number;
}
