import type { QueryNode } from '../spec/query.ts';
import { formatTerm } from './terms.ts';

/** Writes a query out, operators spelled and parentheses only where needed. `parseQuery` reads it back as the same query. */
export function formatQuery(node: QueryNode): string {
  return write(node);
}

function write(node: QueryNode): string {
  switch (node.type) {
    case 'or':
      return node.nodes.map((child) => (child.type === 'or' ? group(child) : write(child))).join(' OR ');
    case 'and':
      return node.nodes.map((child) => (child.type === 'or' || child.type === 'and' ? group(child) : write(child))).join(' AND ');
    case 'not':
      return `NOT ${node.node.type === 'and' || node.node.type === 'or' ? group(node.node) : write(node.node)}`;
    default:
      return formatTerm(node);
  }
}

function group(node: QueryNode): string {
  return `(${write(node)})`;
}
