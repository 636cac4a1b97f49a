import { KashuvError } from '../spec/errors.ts';
import type { Match } from '../spec/mention.ts';
import type { Matcher, QueryDocument, QueryNode } from '../spec/query.ts';
import { checkQuery } from './check.ts';
import { parseQuery } from './parse.ts';
import { Scanner, type Found } from './scanner.ts';
import { formatTerm } from './terms.ts';

/** Matches reported of one post and brand; they go into the ledger. */
const MAX_MATCHES = 64;

/** A query with its terms numbered. */
export type Compiled =
  | { type: 'term'; number: number; term: string }
  | { type: 'and' | 'or'; nodes: Compiled[] }
  | { type: 'not'; node: Compiled };
export type CompiledTerm = Extract<Compiled, { type: 'term' }>;

/**
 * Puts many brands' queries into one matcher: a text is read once, whatever their number. Reports each term that made
 * the query true, as written, with its first place in text and title (offsets into the original); 64 at most.
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
    match(document: QueryDocument) {
      const found = scanner.find(document);
      if (found.size === 0) return [];
      const candidates = new Set<number>();
      for (const number of found.keys()) for (const index of askedBy.get(number) ?? []) candidates.add(index);
      const hits: { brand: string; matches: Match[] }[] = [];
      for (const index of [...candidates].sort((a, b) => a - b)) {
        const { brand, root } = compiled[index] as (typeof compiled)[number];
        const terms: CompiledTerm[] = [];
        if (evaluate(root, found, terms)) hits.push({ brand, matches: matchesOf(terms, found) });
      }
      return hits;
    },
  };
}

/** Numbers the terms of a query, or of its text. */
export function compileQuery(query: string | QueryNode, scanner: Scanner): Compiled {
  if (typeof query === 'string') return number(parseQuery(query), scanner);
  checkQuery(query);
  return number(query, scanner);
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

function number(node: QueryNode, scanner: Scanner): Compiled {
  switch (node.type) {
    case 'and':
    case 'or':
      return { type: node.type, nodes: node.nodes.map((child) => number(child, scanner)) };
    case 'not':
      return { type: 'not', node: number(node.node, scanner) };
    default:
      return { type: 'term', number: scanner.add(node), term: formatTerm(node) };
  }
}

/** Terms outside every NOT, and inside two. */
function wanted(node: Compiled, into: Set<number>, negated = false): Set<number> {
  switch (node.type) {
    case 'term':
      if (!negated) into.add(node.number);
      break;
    case 'not':
      wanted(node.node, into, !negated);
      break;
    default:
      for (const child of node.nodes) wanted(child, into, negated);
  }
  return into;
}

/** True where the query holds; `terms` then has those that made it true. */
export function evaluate(node: Compiled, found: Found, terms: CompiledTerm[]): boolean {
  switch (node.type) {
    case 'term':
      if (!found.has(node.number)) return false;
      terms.push(node);
      return true;
    case 'not': {
      const kept = terms.length;
      const holds = !evaluate(node.node, found, terms);
      terms.length = kept;
      return holds;
    }
    case 'and': {
      const kept = terms.length;
      if (node.nodes.every((child) => evaluate(child, found, terms))) return true;
      terms.length = kept;
      return false;
    }
    case 'or': {
      let holds = false;
      for (const child of node.nodes) if (evaluate(child, found, terms)) holds = true;
      return holds;
    }
  }
}

/** Each term once per field: those in the text by place, then the title's, then what has no place. */
export function matchesOf(terms: readonly CompiledTerm[], found: Found): Match[] {
  const seen = new Set<number>();
  const matches: Match[] = [];
  for (const { number: key, term } of terms) {
    if (seen.has(key)) continue;
    seen.add(key);
    for (const occurrence of found.get(key) ?? []) matches.push({ term, ...occurrence });
  }
  const rank = ({ field, span }: Match): number => (span === undefined ? 2 : field === 'text' ? 0 : 1);
  matches.sort((a, b) => rank(a) - rank(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return matches.slice(0, MAX_MATCHES);
}
