import type { QueryNode } from '../spec/query.ts';
import { KashuvError } from '../spec/errors.ts';
import { lexQuery } from './lexer.ts';
import { formatTerm, MAX_QUERY, queryError, type Term } from './terms.ts';

/** A parsed query nests three nodes at most for each level of MAX_DEPTH. */
const MAX_NODE_DEPTH = 1000;

/**
 * Refuses a query that would match posts with none of its words: it would be everything there is. Where every part of
 * an OR and one part of an AND has something to find, no post matches without a word found; the matcher relies on it.
 */
export function refuseWithoutWords(query: QueryNode): void {
  const wide = matchesEmpty(query);
  if (wide === null) return;
  throw queryError(
    wide.at,
    'nothing to find here, only what to leave out; expected a word, a phrase or a tag beside it',
    "Say what to find as well, such as 'acme -jobs'.",
  );
}

/** The node for which a text without any of the words matches; null where there is none. */
function matchesEmpty(node: QueryNode): QueryNode | null {
  switch (node.type) {
    case 'not':
      return matchesEmpty(node.node) === null ? node : null;
    case 'and': {
      const wide = node.nodes.map(matchesEmpty);
      return wide.every((found) => found !== null) ? (wide[0] ?? node) : null;
    }
    case 'or':
      return node.nodes.map(matchesEmpty).find((found) => found !== null) ?? null;
    default:
      return null;
  }
}

/** Checks a query built by hand: each term must read back as itself. Throws INPUT_INVALID naming the node. */
export function checkQuery(query: QueryNode): void {
  let left = MAX_QUERY;
  const visit = (node: QueryNode, path: string, depth: number): void => {
    if (depth > MAX_NODE_DEPTH) throw nodeError(path.slice(0, 100), `nested deeper than ${MAX_NODE_DEPTH}`);
    if (left-- === 0) throw nodeError('query', `more than ${MAX_QUERY} nodes`);
    switch (node?.type) {
      case 'and':
      case 'or':
        if (!Array.isArray(node.nodes) || node.nodes.length === 0) throw nodeError(path, `'${node.type}' without nodes`);
        node.nodes.forEach((child, index) => visit(child, `${path}.nodes[${index}]`, depth + 1));
        break;
      case 'not':
        visit(node.node, `${path}.node`, depth + 1);
        break;
      case 'word':
      case 'phrase':
      case 'hashtag':
      case 'handle':
        if (!readsBack(node)) throw nodeError(path, `'${node.type}' does not hold what parseQuery would put there`);
        break;
      default:
        throw nodeError(path, 'no node of a query');
    }
  };
  visit(query, 'query', 1);
  refuseWithoutWords(query);
}

function readsBack(term: Term): boolean {
  if (term.type === 'phrase' ? !Array.isArray(term.words) : typeof term.value !== 'string') return false;
  const written = formatTerm(term);
  const [first, second] = lexQuery(written);
  return first?.type === term.type && second?.type === 'end' && formatTerm(first) === written;
}

function nodeError(path: string, problem: string): KashuvError {
  return new KashuvError('INPUT_INVALID', `${problem}.`, { field: path, fix: 'Build queries with parseQuery.' });
}
