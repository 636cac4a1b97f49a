import type { QueryNode } from '../spec/query.ts';
import { KashuvError } from '../spec/errors.ts';
import { lexQuery } from './lexer.ts';
import { isNarrowing, isWordField } from './fields.ts';
import { formatTerm, MAX_NEAR, MAX_QUERY, queryError, type Term } from './terms.ts';

/** A parsed query nests three nodes at most for each level of MAX_DEPTH. */
const MAX_NODE_DEPTH = 1000;

/**
 * Refuses a query that would match posts with none of its words: it would be everything there is. Where every part of
 * an OR and one part of an AND has something to find, no post matches without a word found; the matcher relies on it.
 */
export function refuseWithoutWords(query: QueryNode): void {
  const wide = holdsForNothing(query);
  if (wide === null) return;
  throw queryError(
    wide.at,
    wide.type === 'not' ? 'nothing to find here, only what to leave out; expected a word, a phrase or a tag beside it' : 'nothing to find here, only what narrows; expected a word, a phrase or a tag beside it',
    "Say what to find as well, such as 'acme -jobs'.",
  );
}

/** What NEAR cannot join; null where there is nothing of the kind. */
export function strayNearOf(node: QueryNode): QueryNode | null {
  if (node.type === 'or') return firstOf(node.nodes, strayNearOf);
  return (node.type === 'word' && !node.leet) || node.type === 'phrase' || node.type === 'emoji' || node.type === 'near' ? null : node;
}

/** What cannot be looked for in one part of a post; null where there is nothing of the kind. */
export function strayWordsOf(node: QueryNode): QueryNode | null {
  switch (node.type) {
    case 'and':
    case 'or':
      return firstOf(node.nodes, strayWordsOf);
    case 'not':
      return strayWordsOf(node.node);
    case 'near':
      return strayWordsOf(node.left) ?? strayWordsOf(node.right);
    case 'word':
      return node.leet ? node : null;
    case 'phrase':
      return null;
    default:
      return node;
  }
}

function firstOf(nodes: readonly QueryNode[], find: (node: QueryNode) => QueryNode | null): QueryNode | null {
  for (const node of nodes) {
    const found = find(node);
    if (found !== null) return found;
  }
  return null;
}

/** The node by which a post with none of the words may match; null where none can. */
function holdsForNothing(node: QueryNode): QueryNode | null {
  switch (node.type) {
    case 'not':
      return failsForNothing(node.node) ? node : null;
    case 'and': {
      const wide = node.nodes.map(holdsForNothing);
      return wide.every((found) => found !== null) ? (wide[0] ?? node) : null;
    }
    case 'or':
      return firstOf(node.nodes, holdsForNothing);
    case 'in':
      return holdsForNothing(node.node);
    case 'range':
      return node;
    case 'key':
      return isNarrowing(node.field) ? node : null;
    default:
      return null;
  }
}

/** Whether a post with none of the words may fail here. */
function failsForNothing(node: QueryNode): boolean {
  switch (node.type) {
    case 'not':
      return holdsForNothing(node.node) !== null;
    case 'and':
      return node.nodes.some(failsForNothing);
    case 'or':
      return node.nodes.every(failsForNothing);
    case 'in':
      return failsForNothing(node.node);
    default:
      return true;
  }
}

/** Checks a query built by hand. Throws INPUT_INVALID naming the node. */
export function checkQuery(query: QueryNode): void {
  checkNodes(query);
  refuseWithoutWords(query);
}

/** Checks the parts of a query: each term must read back as itself. Throws INPUT_INVALID naming the node. */
export function checkNodes(query: QueryNode): void {
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
      case 'in':
        if (!isWordField(node.field)) throw nodeError(path, `'${String(node.field)}' is no part of a post that has words`);
        visit(node.node, `${path}.node`, depth + 1);
        if (strayWordsOf(node.node) !== null) throw nodeError(path, "'in' holds something else than words and phrases");
        break;
      case 'near':
        if (!Number.isInteger(node.within) || node.within < 0 || node.within > MAX_NEAR || typeof node.ordered !== 'boolean') throw nodeError(path, `'near' without a distance of 0 to ${MAX_NEAR}`);
        visit(node.left, `${path}.left`, depth + 1);
        visit(node.right, `${path}.right`, depth + 1);
        if ((strayNearOf(node.left) ?? strayNearOf(node.right)) !== null) throw nodeError(path, "'near' joins something else than words, phrases, emoji and ORs of them");
        break;
      case 'word':
      case 'phrase':
      case 'hashtag':
      case 'handle':
      case 'emoji':
      case 'key':
      case 'range':
        if (!readsBack(node)) throw nodeError(path, `'${node.type}' does not hold what parseQuery would put there`);
        break;
      default:
        throw nodeError(path, 'no node of a query');
    }
  };
  visit(query, 'query', 1);
}

function readsBack(term: Term): boolean {
  if (term.type === 'phrase' ? !isWords(term.words) : term.type !== 'range' && typeof term.value !== 'string') return false;
  const { exact, leet, within } = term as { exact?: unknown; leet?: unknown; within?: unknown };
  if ((exact !== undefined && exact !== true) || (leet !== undefined && (leet !== true || exact)) || (within !== undefined && (!Number.isInteger(within) || exact))) return false;
  if ((term.type === 'key' || term.type === 'range') && typeof term.field !== 'string') return false;
  if (term.type === 'range' && [term.from, term.to].some((end) => end !== null && typeof end !== 'number')) return false;
  const written = formatTerm(term);
  const [first, second] = lexQuery(written);
  return first?.type === term.type && second?.type === 'end' && formatTerm(first) === written;
}

const isWords = (words: unknown): boolean => Array.isArray(words) && words.every((word) => typeof word === 'string');

function nodeError(path: string, problem: string): KashuvError {
  return new KashuvError('INPUT_INVALID', `${problem}.`, { field: path, fix: 'Build queries with parseQuery.' });
}
