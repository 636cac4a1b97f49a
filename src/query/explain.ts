import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import type { QueryDocument, QueryNode } from '../spec/query.ts';
import { checkDocument, toDocument } from './document.ts';
import type { Match } from '../spec/mention.ts';
import { compileQuery, type Compiled } from './compile.ts';
import { evaluate, Evidence, matchesOf, type Reason } from './evaluate.ts';
import { Scanner } from './scanner.ts';

interface Wording {
  matches: string;
  fails: string;
  missing(term: string): string;
  noneOf(terms: string): string;
  leftOut(terms: string): string;
  more(count: number): string;
  fields: Readonly<Record<Match['field'], string>>;
}

const WORDINGS: Readonly<Record<'en' | 'he', Wording>> = {
  en: {
    matches: 'Matches',
    fails: 'Does not match',
    missing: (term) => `${term} is not there`,
    noneOf: (terms) => `none of these is there: ${terms}`,
    leftOut: (terms) => `left out because of ${terms}`,
    more: (count) => `and ${count} more`,
    fields: { text: 'text', title: 'title', author: 'author', url: 'address', venue: 'venue', language: 'language', source: 'source', post: 'post' },
  },
  he: {
    matches: 'מתאים',
    fails: 'לא מתאים',
    missing: (term) => `לא נמצא: ${term}`,
    noneOf: (terms) => `לא נמצא אף אחד מאלה: ${terms}`,
    leftOut: (terms) => `נפסל בגלל ${terms}`,
    more: (count) => `ועוד ${count}`,
    fields: { text: 'בטקסט', title: 'בכותרת', author: 'במחבר', url: 'בכתובת', venue: 'במקום', language: 'בשפה', source: 'במקור', post: 'בפוסט' },
  },
};

/** Terms and reasons named one by one; the rest is counted. */
const SHOWN = 8;

/**
 * Says in one line why a query matches a document or why not: `Matches: acme (text 4–8).`,
 * `Does not match: left out because of jobs (text 12–16).` Offsets are into the original. Text in place of a document
 * is read by `toDocument`. Throws INPUT_INVALID as `parseQuery` does.
 */
export function explainQuery(query: string | QueryNode, document: QueryDocument | string, locale: 'en' | 'he' = 'en'): string {
  const wording = wordingOf(locale);
  const scanner = new Scanner();
  const root = compileQuery(query, scanner);
  const held = typeof document === 'string' ? toDocument(document) : checkDocument(document);
  const evidence = new Evidence(scanner.find(held), held);
  const reasons: Reason[] = [];
  if (evaluate(root, evidence, reasons)) return `${wording.matches}: ${places(reasons, wording)}.`;
  return `${wording.fails}: ${list(failures(root, evidence, wording), wording, '; ')}.`;
}

function wordingOf(locale: unknown): Wording {
  if (locale === 'en' || locale === 'he') return WORDINGS[locale];
  throw new KashuvError('INPUT_INVALID', `expected 'en' or 'he', got ${show(locale)}.`, { field: 'locale', fix: 'Take one of the two.' });
}

/** Why a node does not hold. */
function failures(node: Compiled, evidence: Evidence, wording: Wording): string[] {
  switch (node.type) {
    case 'term':
    case 'test':
    case 'close':
      return [wording.missing(node.term)];
    case 'and':
      return node.nodes.filter((child) => !evaluate(child, evidence, [])).flatMap((child) => failures(child, evidence, wording));
    case 'or': {
      const terms = [...new Set(node.nodes.flatMap((child) => ('term' in child ? [child.term] : [])))];
      const others = node.nodes.flatMap((child) => ('term' in child ? [] : failures(child, evidence, wording)));
      const [only] = terms;
      if (only === undefined) return others;
      return [terms.length === 1 ? wording.missing(only) : wording.noneOf(list(terms, wording)), ...others];
    }
    case 'not': {
      const reasons: Reason[] = [];
      evaluate(node.node, evidence, reasons);
      // A NOT can fail without a word to blame: NOT (NOT acme).
      return reasons.length === 0 ? doubleNegation(node.node, evidence, wording) : [wording.leftOut(places(reasons, wording))];
    }
  }
}

/** What a node that holds lacks: the words whose absence makes it hold. */
function doubleNegation(node: Compiled, evidence: Evidence, wording: Wording): string[] {
  if (node.type === 'not') return failures(node.node, evidence, wording);
  return 'term' in node ? [] : node.nodes.flatMap((child) => (evaluate(child, evidence, []) ? doubleNegation(child, evidence, wording) : []));
}

function places(reasons: readonly Reason[], wording: Wording): string {
  const named = matchesOf(reasons).map(({ term, field, span }) => (span === undefined ? term : `${term} (${wording.fields[field]} ${span.start}–${span.end})`));
  return list(named, wording);
}

function list(items: readonly string[], wording: Wording, separator = ', '): string {
  const shown = items.slice(0, SHOWN).join(separator);
  return items.length > SHOWN ? `${shown}${separator}${wording.more(items.length - SHOWN)}` : shown;
}
