import { keyFields, numberFields, wordFields, type KeyField, type NumberField, type QueryNode, type WordField } from '../spec/query.ts';
import { hostOf } from '../lib/hosts.ts';
import { foldWord } from './fold.ts';
import { queryError, tagKey } from './terms.ts';

/** Names that may stand before a colon. */
const ALIASES: Readonly<Record<string, string>> = { language: 'lang', from: 'author' };
const NAMES = new Set<string>([...wordFields, ...keyFields, ...numberFields, 'hashtag', 'mention', 'leet', ...Object.keys(ALIASES)]);
const FIELD = /^([a-z]+):/i;

export const isWordField = (name: string): name is WordField => (wordFields as readonly string[]).includes(name);
const isNumberField = (name: string): name is NumberField => (numberFields as readonly string[]).includes(name);

/** What holds for posts of many brands alike narrows a query, and finds nothing by itself. */
const NARROWING: ReadonlySet<KeyField> = new Set(['lang', 'type', 'country']);
export const isNarrowing = (field: KeyField): boolean => NARROWING.has(field);

/** The field that is named at the beginning, under its own name, and how long the name with its colon is. */
export function fieldAt(text: string): { name: string; length: number } | null {
  const written = FIELD.exec(text)?.[1];
  const name = written?.toLowerCase();
  if (written === undefined || name === undefined || !NAMES.has(name)) return null;
  return { name: ALIASES[name] ?? name, length: written.length + 1 };
}

/** What can be looked for in leetspeak: three Latin letters or digits at least, a letter among them. */
const LEET_WORD = /^(?=.*[a-z])[a-z0-9]{3,64}$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/;
const TYPES = ['post', 'reply', 'repost', 'quote'];
const RANGE = /^\[\s*(\*|\d{1,15}(?:\.\d{1,6})?)\s+TO\s+(\*|\d{1,15}(?:\.\d{1,6})?)\s*\]$/;

/** The term that a field and its value make. Throws INPUT_INVALID where the value is none of the field's. */
export function readField(name: string, value: string, at: number): Extract<QueryNode, { type: 'key' | 'range' | 'hashtag' | 'handle' | 'word' }> {
  if (isNumberField(name)) return readRange(name, value, at);
  if (name === 'hashtag') return { type: 'hashtag', value: value.startsWith('#') ? value : `#${value}`, at };
  if (name === 'mention') return { type: 'handle', value: value.startsWith('@') ? value : `@${value}`, at };
  if (name === 'leet') {
    if (LEET_WORD.test(foldWord(value))) return { type: 'word', value, at, leet: true };
    throw queryError(at, `'leet:' expected one word of 3 to 64 Latin letters, got '${value.slice(0, 40)}'`, 'Write it as in leet:acme.');
  }
  const field = name as KeyField;
  const wrong = (expected: string, fix: string): Error => queryError(at, `'${field}:' expected ${expected}, got '${value.slice(0, 40)}'`, fix);
  if (value === '') throw wrong('a value right after the colon', `Write it as in ${EXAMPLES[field]}.`);
  if (value.length > 512) throw wrong('512 characters at most', 'Shorten it.');
  const lower = value.toLowerCase();
  switch (field) {
    case 'site':
    case 'links': {
      const host = hostOf(lower);
      if (host === null) throw wrong('a domain', `Write it as in ${EXAMPLES[field]}; its subdomains are found too.`);
      return { type: 'key', field, value: host, at };
    }
    case 'lang':
      if (!LANGUAGE.test(lower)) throw wrong('a language code', 'Write it as in lang:he.');
      break;
    case 'type':
      if (!TYPES.includes(lower)) throw wrong(TYPES.join(', '), 'Write one of them.');
      break;
    case 'country':
      if (!/^[a-z]{2}$/.test(lower)) throw wrong('a country code of two letters', 'Write it as in country:il.');
      break;
    case 'author':
      if (!/[\p{L}\p{N}_]/u.test(lower)) throw wrong('a handle', 'Write it as in author:@acme.');
      return { type: 'key', field, value: tagKey(lower), at };
    default:
      if (lower.slice(0, -1).includes('*')) throw wrong("a name, with '*' at its end only", 'Write it as in venue:hashtag:*.');
  }
  return { type: 'key', field, value: lower, at };
}

const EXAMPLES: Readonly<Record<KeyField, string>> = {
  author: 'author:@acme', site: 'site:example.org', links: 'links:example.org', lang: 'lang:he', source: 'source:forum', venue: 'venue:hashtag:#acme', type: 'type:reply', country: 'country:il',
};

function readRange(field: NumberField, value: string, at: number): Extract<QueryNode, { type: 'range' }> {
  const [, low, high] = RANGE.exec(value) ?? [];
  if (low === undefined || high === undefined) throw queryError(at, `'${field}:' expected a range, got '${value.slice(0, 40)}'`, `Write it as in ${field}:[${field === 'rating' ? '0 TO 0.4' : '1000 TO *'}].`);
  const [from, to] = [low, high].map((end) => (end === '*' ? null : Number(end))) as [number | null, number | null];
  if (from === null && to === null) throw queryError(at, `'${field}:[* TO *]' leaves nothing out`, 'Name one end of the range, or leave it out.');
  if (field === 'rating' && Math.max(from ?? 0, to ?? 0) > 1) throw queryError(at, "'rating:' goes from 0 to 1", 'The lowest is 0, the highest 1: four of one to five stars are 0.75.');
  if (from !== null && to !== null && from > to) throw queryError(at, `'${field}:' has a range that ends before it begins`, `Write ${field}:[${to} TO ${from}].`);
  return { type: 'range', field, from, to, at };
}
