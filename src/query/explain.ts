import type { QueryDocument, QueryNode } from '../spec/query.ts';
import { toDocument } from './document.ts';
import { compileQuery, evaluate, matchesOf, type Compiled, type CompiledTerm } from './match.ts';
import { Scanner, type Found } from './scanner.ts';

interface Wording {
  matches: string;
  fails: string;
  missing(term: string): string;
  noneOf(terms: string): string;
  leftOut(terms: string): string;
  more(count: number): string;
  text: string;
  title: string;
}

const WORDINGS: Readonly<Record<'en' | 'he', Wording>> = {
  en: {
    matches: 'Matches',
    fails: 'Does not match',
    missing: (term) => `${term} is not there`,
    noneOf: (terms) => `none of these is there: ${terms}`,
    leftOut: (terms) => `left out because of ${terms}`,
    more: (count) => `and ${count} more`,
    text: 'text',
    title: 'title',
  },
  he: {
    matches: 'מתאים',
    fails: 'לא מתאים',
    missing: (term) => `לא נמצא: ${term}`,
    noneOf: (terms) => `לא נמצא אף אחד מאלה: ${terms}`,
    leftOut: (terms) => `נפסל בגלל ${terms}`,
    more: (count) => `ועוד ${count}`,
    text: 'בטקסט',
    title: 'בכותרת',
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
  const wording = WORDINGS[locale];
  const scanner = new Scanner();
  const root = compileQuery(query, scanner);
  const found = scanner.find(typeof document === 'string' ? toDocument(document) : document);
  const terms: CompiledTerm[] = [];
  if (evaluate(root, found, terms)) return `${wording.matches}: ${places(terms, found, wording)}.`;
  return `${wording.fails}: ${list(failures(root, found, wording), wording, '; ')}.`;
}

/** Why a node does not hold. */
function failures(node: Compiled, found: Found, wording: Wording): string[] {
  switch (node.type) {
    case 'term':
      return [wording.missing(node.term)];
    case 'and':
      return node.nodes.filter((child) => !evaluate(child, found, [])).flatMap((child) => failures(child, found, wording));
    case 'or': {
      const terms = node.nodes.flatMap((child) => (child.type === 'term' ? [child.term] : []));
      const others = node.nodes.flatMap((child) => (child.type === 'term' ? [] : failures(child, found, wording)));
      const [only] = terms;
      if (only === undefined) return others;
      return [terms.length === 1 ? wording.missing(only) : wording.noneOf(list(terms, wording)), ...others];
    }
    case 'not': {
      const terms: CompiledTerm[] = [];
      evaluate(node.node, found, terms);
      // A NOT can fail without a word to blame: NOT (NOT acme).
      return terms.length === 0 ? doubleNegation(node.node, found, wording) : [wording.leftOut(places(terms, found, wording))];
    }
  }
}

/** What a node that holds lacks: the words whose absence makes it hold. */
function doubleNegation(node: Compiled, found: Found, wording: Wording): string[] {
  if (node.type === 'not') return failures(node.node, found, wording);
  return node.type === 'term' ? [] : node.nodes.flatMap((child) => (evaluate(child, found, []) ? doubleNegation(child, found, wording) : []));
}

function places(terms: readonly CompiledTerm[], found: Found, wording: Wording): string {
  const named = matchesOf(terms, found).map(({ term, field, span }) => {
    if (span === undefined) return term;
    return `${term} (${field === 'title' ? wording.title : wording.text} ${span.start}–${span.end})`;
  });
  return list(named, wording);
}

function list(items: readonly string[], wording: Wording, separator = ', '): string {
  const shown = items.slice(0, SHOWN).join(separator);
  return items.length > SHOWN ? `${shown}${separator}${wording.more(items.length - SHOWN)}` : shown;
}
