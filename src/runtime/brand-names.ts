import { parseQuery } from '../query/index.ts';
import type { Brand } from '../spec/brand.ts';
import type { QueryNode } from '../spec/query.ts';

/** What a brand is called: its name, its aliases, its accounts, and what alone is enough for its query. */
export function namesOf({ name, aliases, accounts, query }: Brand): string[] {
  return [name, ...aliases, ...accounts.handles, ...accounts.names, ...enough(parseQuery(query))];
}

/** `acme OR אקמי`: each alone makes a post a mention, so it names the brand. What only together does may be a subject. */
function enough(node: QueryNode): string[] {
  switch (node.type) {
    case 'word':
    case 'hashtag':
    case 'handle':
      return [node.value];
    case 'phrase':
      return [node.words.join(' ')];
    case 'or':
      return node.nodes.flatMap(enough);
    case 'and': {
      const asked = node.nodes.filter(({ type }) => type !== 'not');
      return asked.length === 1 ? asked.flatMap(enough) : [];
    }
    default:
      return [];
  }
}
