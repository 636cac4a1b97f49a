import { KashuvError } from '../spec/errors.ts';
import type { Match } from '../spec/mention.ts';
import type { Matcher, QueryDocument, QueryNode } from '../spec/query.ts';
import type { Span } from '../spec/fact.ts';
import { checkQuery } from './check.ts';
import { isNarrowing } from './fields.ts';
import { formatQuery } from './format.ts';
import { placesOf, type Placed } from './near.ts';
import { parseQuery } from './parse.ts';
import { Scanner, type Findable, type Found, type Occurrence, type Scope } from './scanner.ts';
import { formatTerm, termWords } from './terms.ts';

/** Matches reported of one post and brand; they go into the ledger. */
const MAX_MATCHES = 64;

/** A query with its terms numbered. `term`: as one writes it. */
export type Compiled =
  | { type: 'term'; number: number; term: string; narrows: boolean }
  /** Asked of the document itself. */
  | { type: 'test'; holds: (document: QueryDocument) => boolean; term: string; field: Match['field'] }
  /** Things that stand close to each other. */
  | { type: 'close'; placed: Placed; numbers: readonly number[]; term: string }
  | { type: 'and' | 'or'; nodes: Compiled[] }
  | { type: 'not'; node: Compiled };

/** Something that made a query true: as written, and where. */
export interface Reason {
  readonly term: string;
  readonly occurrences: readonly { field: Match['field']; span?: Span }[];
}

/**
 * Puts many brands' queries into one matcher: a text is read once, whatever their number. Reports each term that made
 * the query true, as written, with its first place in each field (offsets into the original); 64 at most.
 * Throws INPUT_INVALID naming the query, as `parseQuery` does.
 */
export function compileQueries(queries: readonly { brand: string; query: string | QueryNode }[]): Matcher {
  const scanner = new Scanner();
  const compiled = queries.map(({ brand, query }, index) => ({ brand, root: compileNamed(query, scanner, `queries[${index}].query`) }));
  /** For each term the queries that look for it. A query none of whose terms is there cannot match: `refuseWithoutWords`. */
  const askedBy = new Map<number, number[]>();
  compiled.forEach(({ root }, index) => {
    for (const number of wanted(root, new Set())) {
      const list = askedBy.get(number);
      if (list) list.push(index);
      else askedBy.set(number, [index]);
    }
  });

  return {
    asksLanguage: compiled.some(({ root }) => asksLanguage(root)),
    match(document: QueryDocument) {
      const found = scanner.find(document);
      if (found.terms.size === 0) return [];
      const candidates = new Set<number>();
      for (const number of found.terms.keys()) for (const index of askedBy.get(number) ?? []) candidates.add(index);
      const hits: { brand: string; matches: Match[] }[] = [];
      for (const index of [...candidates].sort((a, b) => a - b)) {
        const { brand, root } = compiled[index] as (typeof compiled)[number];
        const reasons: Reason[] = [];
        if (evaluate(root, { found, document }, reasons)) hits.push({ brand, matches: matchesOf(reasons) });
      }
      return hits;
    },
  };
}

function asksLanguage(node: Compiled): boolean {
  switch (node.type) {
    case 'test':
      return node.field === 'language';
    case 'not':
      return asksLanguage(node.node);
    case 'and':
    case 'or':
      return node.nodes.some(asksLanguage);
    default:
      return false;
  }
}

/** Numbers the terms of a query, or of its text. */
export function compileQuery(query: string | QueryNode, scanner: Scanner): Compiled {
  if (typeof query === 'string') return compile(parseQuery(query), scanner);
  checkQuery(query);
  return compile(query, scanner);
}

function compileNamed(query: string | QueryNode, scanner: Scanner, field: string): Compiled {
  try {
    return compileQuery(query, scanner);
  } catch (error) {
    if (!KashuvError.is(error) || error.field === undefined) throw error;
    const named = error.field.replace('query', field);
    // The message begins with the field and ends with the fix; both are put there anew.
    const message = error.message.slice(error.field.length + 2, error.fix === undefined ? undefined : -error.fix.length - 1);
    throw new KashuvError(error.code, message, { field: named, ...(error.fix !== undefined && { fix: error.fix }), cause: error });
  }
}

function compile(node: QueryNode, scanner: Scanner, scope: Scope = 'words'): Compiled {
  switch (node.type) {
    case 'and':
    case 'or':
      return { type: node.type, nodes: node.nodes.map((child) => compile(child, scanner, scope)) };
    case 'not':
      return { type: 'not', node: compile(node.node, scanner, scope) };
    case 'in':
      return compile(node.node, scanner, node.field);
    case 'near':
      return close(place(node, scanner, scope), written(formatQuery(node), scope));
    case 'range':
      return { type: 'test', holds: rangeTest(node), term: formatTerm(node), field: node.field === 'followers' ? 'author' : 'post' };
    case 'key':
      if (node.field === 'lang') return { type: 'test', holds: languageTest(node.value), term: formatTerm(node), field: 'language' };
      return { type: 'term', number: scanner.add(node), term: formatTerm(node), narrows: isNarrowing(node.field) };
    case 'phrase':
      if (node.within !== undefined) return close(place(node, scanner, scope), written(formatTerm(node), scope));
      return { type: 'term', number: scanner.add(node, scope), term: written(formatTerm(node), scope), narrows: false };
    case 'word':
      return { type: 'term', number: scanner.add(node, scope), term: written(formatTerm(node), scope), narrows: false };
    default:
      return { type: 'term', number: scanner.add(node), term: formatTerm(node), narrows: false };
  }
}

const written = (term: string, scope: Scope): string => (scope === 'words' ? term : `${scope}:${term}`);
const close = (placed: Placed, term: string): Compiled => ({ type: 'close', placed, numbers: numbersOf(placed), term });

/** What NEAR and ~ join. */
function place(node: QueryNode, scanner: Scanner, scope: Scope): Placed {
  switch (node.type) {
    case 'or':
      return { type: 'some', of: node.nodes.map((child) => place(child, scanner, scope)) };
    case 'near':
      return { type: 'near', left: place(node.left, scanner, scope), right: place(node.right, scanner, scope), within: node.within, ordered: node.ordered };
    case 'phrase':
      if (node.within === undefined) break;
      return { type: 'window', numbers: termWords(node).map((value) => scanner.add({ type: 'word', value, at: node.at }, scope, true)), within: node.within };
    default:
  }
  return { type: 'place', number: scanner.add(node as Findable, scope, true) };
}

function numbersOf(placed: Placed): number[] {
  switch (placed.type) {
    case 'place':
      return [placed.number];
    case 'some':
      return placed.of.flatMap(numbersOf);
    case 'window':
      return [...placed.numbers];
    case 'near':
      return [...numbersOf(placed.left), ...numbersOf(placed.right)];
  }
}

function rangeTest({ field, from, to }: Extract<QueryNode, { type: 'range' }>): (document: QueryDocument) => boolean {
  return (document) => {
    const value = document[field];
    return value !== undefined && (from === null || value >= from) && (to === null || value <= to);
  };
}

/** `lang:en` holds for `en-GB`, too. */
const languageTest = (wanted: string) => (document: QueryDocument): boolean => {
  const language = document.language?.toLowerCase();
  return language !== undefined && (language === wanted || language.startsWith(`${wanted}-`));
};

/** Terms outside every NOT, and inside two; but for those that only narrow. */
function wanted(node: Compiled, into: Set<number>, negated = false): Set<number> {
  switch (node.type) {
    case 'term':
      if (!negated && !node.narrows) into.add(node.number);
      break;
    case 'close':
      if (!negated) for (const number of node.numbers) into.add(number);
      break;
    case 'test':
      break;
    case 'not':
      wanted(node.node, into, !negated);
      break;
    default:
      for (const child of node.nodes) wanted(child, into, negated);
  }
  return into;
}

/** What a query is evaluated on. */
export interface Evidence {
  readonly found: Found;
  readonly document: QueryDocument;
}

/** True where the query holds; `reasons` then has what made it true. */
export function evaluate(node: Compiled, evidence: Evidence, reasons: Reason[]): boolean {
  switch (node.type) {
    case 'term': {
      const occurrences = evidence.found.terms.get(node.number);
      if (occurrences === undefined) return false;
      reasons.push({ term: node.term, occurrences });
      return true;
    }
    case 'test':
      if (!node.holds(evidence.document)) return false;
      reasons.push({ term: node.term, occurrences: [{ field: node.field }] });
      return true;
    case 'close': {
      const places = placesOf(node.placed, (number) => evidence.found.places.get(number) ?? []);
      if (places.length === 0) return false;
      const firsts = new Map<string, Occurrence>();
      for (const { field, span } of places) if (!firsts.has(field)) firsts.set(field, { field, span });
      reasons.push({ term: node.term, occurrences: [...firsts.values()] });
      return true;
    }
    case 'not': {
      const kept = reasons.length;
      const holds = !evaluate(node.node, evidence, reasons);
      reasons.length = kept;
      return holds;
    }
    case 'and': {
      const kept = reasons.length;
      if (node.nodes.every((child) => evaluate(child, evidence, reasons))) return true;
      reasons.length = kept;
      return false;
    }
    case 'or': {
      let holds = false;
      for (const child of node.nodes) if (evaluate(child, evidence, reasons)) holds = true;
      return holds;
    }
  }
}

const RANK: Readonly<Record<string, number>> = { text: 0, title: 1, author: 2, url: 3 };

/** Each term once per field: those in the text by place, then the title's and the other parts', then what has no place. */
export function matchesOf(reasons: readonly Reason[]): Match[] {
  const seen = new Set<readonly Occurrence[] | string>();
  const matches: Match[] = [];
  for (const { term, occurrences } of reasons) {
    // Terms that find the same share their occurrences, however they are written.
    const key = occurrences.length > 0 && occurrences[0]?.span !== undefined ? (occurrences as readonly Occurrence[]) : term;
    if (seen.has(key) || seen.has(term)) continue;
    seen.add(key).add(term);
    for (const occurrence of occurrences) matches.push({ term, ...occurrence });
  }
  const rank = ({ field, span }: Match): number => (span === undefined ? 9 : (RANK[field] ?? 8));
  matches.sort((a, b) => rank(a) - rank(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return matches.slice(0, MAX_MATCHES);
}
