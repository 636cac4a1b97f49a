import type { QueryNode } from '../spec/query.ts';
import { formatTerm } from './terms.ts';

/** Writes a query out, operators spelled and parentheses only where needed. `parseQuery` reads it back as the same query. */
export function formatQuery(query: QueryNode): string {
  const node = bare(query);
  switch (node.type) {
    case 'or':
      return node.nodes.map((child) => grouped(child, ['or'])).join(' OR ');
    case 'and':
      return node.nodes.map((child) => grouped(child, ['and', 'or'])).join(' AND ');
    case 'not':
      return `NOT ${grouped(node.node, ['and', 'or'])}`;
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

function grouped(node: QueryNode, types: readonly QueryNode['type'][]): string {
  return types.includes(bare(node).type) ? `(${formatQuery(node)})` : formatQuery(node);
}
