import type { Match } from '../spec/mention.ts';
import type { QueryDocument, QueryNode } from '../spec/query.ts';
import { checkQuery } from './check.ts';
import { isNarrowing } from './fields.ts';
import { writeQuery } from './format.ts';
import type { Placed } from './near.ts';
import { parseQuery } from './parse.ts';
import type { Findable, Scanner, Scope } from './scanner.ts';
import { formatTerm, termWords } from './terms.ts';

/** A query with its terms numbered. `term`: as one writes it. */
export type Compiled =
  | { type: 'term'; number: number; term: string; narrows: boolean }
  /** Asked of the document itself. */
  | { type: 'test'; holds: (document: QueryDocument) => boolean; term: string; field: Match['field'] }
  /** Things that stand close to each other. */
  | { type: 'close'; placed: Placed; term: string }
  | { type: 'and' | 'or'; nodes: Compiled[] }
  | { type: 'not'; node: Compiled };

/** Numbers the terms of a query, or of its text. */
export function compileQuery(query: string | QueryNode, scanner: Scanner): Compiled {
  if (typeof query === 'string') return compile(parseQuery(query), scanner);
  checkQuery(query);
  return compile(query, scanner);
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
      return close(place(node, scanner, scope), written(writeQuery(node), scope));
    case 'range':
      return { type: 'test', holds: rangeTest(node), term: formatTerm(node), field: node.field === 'followers' ? 'author' : 'post' };
    case 'key':
      if (node.field === 'lang') return { type: 'test', holds: languageTest(node.value), term: formatTerm(node), field: 'language' };
      return { type: 'term', number: scanner.add(node), term: formatTerm(node), narrows: isNarrowing(node.field) };
    case 'phrase':
      if (node.within !== undefined) return close(place(node, scanner, scope), written(formatTerm(node), scope));
      return { type: 'term', number: scanner.add(node, scope), term: written(formatTerm(node), scope), narrows: false };
    case 'word':
      if (node.leet) return leet(node, scanner);
      return { type: 'term', number: scanner.add(node, scope), term: written(formatTerm(node), scope), narrows: false };
    default:
      return { type: 'term', number: scanner.add(node), term: formatTerm(node), narrows: false };
  }
}

/** The word itself, or with digits and signs for its letters. */
function leet(node: Extract<QueryNode, { type: 'word' }>, scanner: Scanner): Compiled {
  const term = formatTerm(node);
  const plain: QueryNode = { type: 'word', value: node.value, at: node.at };
  return { type: 'or', nodes: [plain, node].map((one) => ({ type: 'term', number: scanner.add(one), term, narrows: false })) };
}

const written = (term: string, scope: Scope): string => (scope === 'words' ? term : `${scope}:${term}`);
const close = (placed: Placed, term: string): Compiled => ({ type: 'close', placed, term });

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

/** Whether some part of it depends on the language. */
export function asksLanguage(node: Compiled): boolean {
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
