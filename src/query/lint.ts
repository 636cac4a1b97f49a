import type { QueryNode } from '../spec/query.ts';
import { writeQuery } from './format.ts';
import { lexQuery, type Lexeme } from './lexer.ts';
import { parseQuery } from './parse.ts';
import { isPattern, literalLength, termWords } from './terms.ts';

export type QueryHintRule = 'mixed-operators' | 'lower-case-operator' | 'near-without-distance' | 'too-broad' | 'said-twice' | 'never-holds';

/** Something in a query that is allowed and seldom meant. `at` is an offset into its text. */
export interface QueryHint {
  readonly at: number;
  readonly rule: QueryHintRule;
  readonly message: string;
  readonly fix: string;
}

/**
 * What is doubtful about a query, in the order of its text: AND and OR side by side without parentheses, operators in lower case, NEAR without a distance, words
 * that everybody uses, things said twice, and parts that no post can have. Throws INPUT_INVALID as `parseQuery` does where it is wrong.
 */
export function lintQuery(source: string): QueryHint[] {
  const query = parseQuery(source);
  const hints: QueryHint[] = [];
  readLexemes(lexQuery(source), hints);
  lintBroad(query, hints);
  lintChains(query, hints);
  return hints.sort((a, b) => a.at - b.at);
}

/** Operators stand in the text; of the query only the order is left. */
function readLexemes(lexemes: readonly Lexeme[], hints: QueryHint[]): void {
  const levels = [{ and: false, or: false, told: false }];
  lexemes.forEach((lexeme, index) => {
    const level = levels.at(-1) as (typeof levels)[number];
    const before = lexemes[index - 1];
    if (lexeme.type === 'OR') level.or = true;
    else if (lexeme.type === 'AND' || (before !== undefined && ends(before) && begins(lexeme))) level.and = true;
    if (level.and && level.or && !level.told) {
      level.told = true;
      hints.push({ at: lexeme.at, rule: 'mixed-operators', message: 'AND and OR stand side by side; AND is joined first.', fix: 'Put parentheses around what belongs together.' });
    }
    if (lexeme.type === '(') levels.push({ and: false, or: false, told: false });
    if (lexeme.type === ')' && levels.length > 1) levels.pop();
    if (lexeme.type === 'word' && lexeme.exact === undefined) lintWord(lexeme, before, lexemes[index + 1], hints);
  });
}

const ends = ({ type }: Lexeme): boolean => !['(', 'AND', 'OR', 'NOT', 'NEAR', 'field', 'end'].includes(type);
const begins = ({ type }: Lexeme): boolean => ![')', 'AND', 'OR', 'NEAR', 'end'].includes(type);

function lintWord({ value, at }: { value: string; at: number }, before: Lexeme | undefined, after: Lexeme | undefined, hints: QueryHint[]): void {
  const between = before !== undefined && ends(before) && after !== undefined && begins(after);
  if (value === 'NEAR') hints.push({ at, rule: 'near-without-distance', message: 'NEAR without a distance is a word.', fix: 'Write NEAR/5 for five words at most between the two.' });
  else if (between && OPERATORS.has(value)) {
    hints.push({ at, rule: 'lower-case-operator', message: `'${value}' is a word here, which every post would need.`, fix: `Write ${OPERATORS.get(value)}, or put the words in quotes.` });
  }
}

/** What people write for an operator. */
const OPERATORS: ReadonlyMap<string, string> = new Map([['and', 'AND'], ['or', 'OR'], ['not', 'NOT'], ['near', 'NEAR/5'], ['או', 'OR'], ['וגם', 'AND'], ['ללא', 'NOT'], ['בלי', 'NOT']]);

/** Words that stand in nearly every post of their language, beside those of two letters at most. */
const EVERYDAY = new Set('the and for you that this with have not are was but all can its אני את של על לא זה היא הוא עם או גם כי אבל יש אין מה'.split(' '));

/** Branches that nothing narrows. */
function lintBroad(node: QueryNode, hints: QueryHint[]): void {
  if (node.type === 'or') for (const child of node.nodes) lintBroad(child, hints);
  if (node.type !== 'word' || node.exact) return;
  const [word, more] = termWords(node);
  if (word === undefined || more !== undefined || !isBroad(word)) return;
  hints.push({ at: node.at, rule: 'too-broad', message: `'${node.value}' alone is found in posts about anything.`, fix: 'Join it with another word by AND or NEAR, or write it as it is spelled: {BT}.' });
}

function isBroad(word: string): boolean {
  if (isPattern(word)) return literalLength(word) <= 3;
  return EVERYDAY.has(word) || (/^[\p{Script=Latin}\p{Script=Hebrew}\p{Script=Cyrillic}\p{N}]+$/u.test(word) && [...word].length <= 2);
}

function lintChains(node: QueryNode, hints: QueryHint[]): void {
  switch (node.type) {
    case 'not':
    case 'in':
      return lintChains(node.node, hints);
    case 'near':
      lintChains(node.left, hints);
      return lintChains(node.right, hints);
    case 'and':
    case 'or':
      lintChain(node, hints);
      for (const child of node.nodes) lintChains(child, hints);
      return;
    default:
  }
}

function lintChain({ type, nodes }: Extract<QueryNode, { type: 'and' | 'or' }>, hints: QueryHint[]): void {
  const said = new Set<string>();
  const refused = new Set(nodes.flatMap((child) => (child.type === 'not' ? [keyOf(child.node)] : [])));
  for (const child of nodes) {
    const key = keyOf(child);
    if (said.has(key)) hints.push({ at: child.at, rule: 'said-twice', message: `${writeQuery(child)} stands there twice.`, fix: 'Leave one out.' });
    else if (type === 'and' && refused.has(key)) hints.push({ at: child.at, rule: 'never-holds', message: `${writeQuery(child)} is asked for and left out, so nothing is found.`, fix: 'Leave one of the two out.' });
    said.add(key);
  }
}

const keyOf = (node: QueryNode): string => writeQuery(node).toLowerCase();
