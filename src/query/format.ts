import type { QueryNode } from '../spec/query.ts';
import { checkNodes } from './check.ts';
import { formatTerm, MAX_QUERY } from './terms.ts';

/**
 * Writes a query out, operators spelled and parentheses only where needed; a blank for AND and `-` for NOT where it would be too long to be read.
 * `parseQuery` reads it back as the same query, if it has something to find. Throws INPUT_INVALID for what is no query.
 */
export function formatQuery(query: QueryNode): string {
  checkNodes(query);
  const spelled = writeQuery(query);
  return spelled.length > MAX_QUERY ? write(query, SHORT) : spelled;
}

interface Signs {
  readonly and: string;
  readonly not: string;
}
const SPELLED: Signs = { and: ' AND ', not: 'NOT ' };
const SHORT: Signs = { and: ' ', not: '-' };

/** The same for a query that is known to be one. */
export const writeQuery = (query: QueryNode): string => write(query, SPELLED);

function write(query: QueryNode, signs: Signs): string {
  const node = bare(query);
  const grouped = (child: QueryNode, types: readonly QueryNode['type'][]): string => (types.includes(bare(child).type) ? `(${write(child, signs)})` : write(child, signs));
  switch (node.type) {
    case 'or':
      return node.nodes.map((child) => grouped(child, ['or'])).join(' OR ');
    case 'and':
      return node.nodes.map((child) => grouped(child, ['and', 'or'])).join(signs.and);
    case 'not':
      return `${signs.not}${grouped(node.node, ['and', 'or'])}`;
    case 'near':
      // What stands to the left of NEAR is joined first anyway.
      return `${grouped(node.left, ['and', 'or', 'not'])} NEAR/${node.within}${node.ordered ? 'f' : ''} ${grouped(node.right, ['and', 'or', 'not', 'near'])}`;
    case 'in':
      return `${node.field}:${grouped(node.node, ['and', 'or', 'not', 'near'])}`;
    default:
      return formatTerm(node);
  }
}

/** A chain of one is what it holds. */
function bare(node: QueryNode): QueryNode {
  const only = (node.type === 'and' || node.type === 'or') && node.nodes.length === 1 ? node.nodes[0] : undefined;
  return only === undefined ? node : bare(only);
}
