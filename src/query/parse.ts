import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import type { QueryNode } from '../spec/query.ts';
import { lexQuery, type Lexeme } from './lexer.ts';
import { refuseWithoutWords, strayNearOf, strayWordsOf } from './check.ts';
import { MAX_DEPTH, MAX_QUERY, queryError } from './terms.ts';

/**
 * Reads a query: words, "phrases", #hashtags, @handles, emoji, fields, NEAR/n, AND (also by juxtaposition), OR, NOT (also `-word`),
 * parentheses. NEAR binds tightest, then NOT, then AND, then OR. Grammar and examples: docs/query.md.
 * Throws INPUT_INVALID with `field: 'query'`, the position and the fix.
 */
export function parseQuery(source: string): QueryNode {
  if (typeof source !== 'string') {
    throw new KashuvError('INPUT_INVALID', `expected text, got ${show(source)}.`, { field: 'query', fix: "Give a query such as 'acme OR #acme'." });
  }
  if (source.length > MAX_QUERY) {
    throw queryError(MAX_QUERY, `the query has ${source.length} characters, ${MAX_QUERY} at most`, 'Split it: several brands may each have a part of it.');
  }
  const parser = new Parser(lexQuery(source));
  const query = parser.query();
  refuseWithoutWords(query);
  return query;
}

/** NEAR between so many things in a row. */
const MAX_LINKS = 8;

class Parser {
  readonly #lexemes: readonly Lexeme[];
  #next = 0;
  #depth = 0;

  constructor(lexemes: readonly Lexeme[]) {
    this.#lexemes = lexemes;
  }

  query(): QueryNode {
    if (this.#peek().type === 'end') throw queryError(0, 'the query is empty, expected a word', "Write what to find, such as 'acme OR #acme'.");
    const node = this.#or();
    const rest = this.#peek();
    if (rest.type === ')') throw queryError(rest.at, "')' closes nothing, expected a word or the end", "Add the opening '(', or leave this one out.");
    return node;
  }

  #or(): QueryNode {
    const nodes = [this.#and()];
    while (this.#peek().type === 'OR') {
      this.#take();
      nodes.push(this.#and('OR'));
    }
    return join('or', nodes);
  }

  #and(after?: string): QueryNode {
    const nodes = [this.#unary(after)];
    for (;;) {
      const { type } = this.#peek();
      if (type === 'OR' || type === ')' || type === 'end') return join('and', nodes);
      if (type === 'AND') this.#take();
      nodes.push(this.#unary(type === 'AND' ? 'AND' : undefined));
    }
  }

  /** `after`: the operator or parenthesis that asks for a term here. */
  #unary(after?: string): QueryNode {
    const lexeme = this.#peek();
    if (lexeme.type !== 'NOT') return this.#near(after);
    this.#take();
    this.#enter(lexeme.at);
    const node: QueryNode = { type: 'not', node: this.#unary('NOT'), at: lexeme.at };
    this.#depth--;
    return node;
  }

  #near(after?: string): QueryNode {
    let left = this.#primary(after);
    for (let links = 1; ; links += 1) {
      const lexeme = this.#peek();
      if (lexeme.type !== 'NEAR') return left;
      this.#take();
      if (links > MAX_LINKS) throw queryError(lexeme.at, `more than ${MAX_LINKS} NEAR in a row`, 'Join some of the words by AND.');
      const right = this.#primary('NEAR');
      const stray = strayNearOf(left) ?? strayNearOf(right);
      if (stray !== null) throw queryError(stray.at, 'NEAR joins words, phrases, emoji and ORs of them; this is something else', 'Put it outside NEAR, joined by AND.');
      left = { type: 'near', left, right, within: lexeme.within, ordered: lexeme.ordered, at: left.at };
    }
  }

  #primary(after?: string): QueryNode {
    const lexeme = this.#take();
    switch (lexeme.type) {
      case '(':
        return this.#group(lexeme.at);
      case 'field': {
        this.#enter(lexeme.at);
        const node = this.#primary(`${lexeme.field}:`);
        this.#depth--;
        const stray = strayWordsOf(node);
        if (stray !== null) throw queryError(stray.at, `'${lexeme.field}:' looks for words and phrases; this is something else`, 'Put it outside the field, joined by AND.');
        return { type: 'in', field: lexeme.field, node, at: lexeme.at };
      }
      case 'NOT':
        throw queryError(lexeme.at, `NOT cannot stand after ${after ?? ''}, expected a word, a phrase or '('`, 'Put NOT in front of the whole.');
      case 'AND':
      case 'OR':
      case 'NEAR':
        throw queryError(
          lexeme.at,
          `${lexeme.type} has nothing to join ${after === undefined || after === '(' ? 'before it' : `after ${after}`}, expected a word, a phrase, a tag, NOT or '('`,
          lexeme.type === 'NEAR' ? 'Write a term on both sides of NEAR.' : `Write a term on both sides of ${lexeme.type}; "${lexeme.type.toLowerCase()}" in lower case is a word.`,
        );
      case ')':
      case 'end': {
        const found = lexeme.type === ')' ? "')' comes" : 'the query ends';
        throw queryError(
          lexeme.at,
          `${found} where a word, a phrase, a tag, NOT or '(' was expected${after === undefined ? '' : ` after ${after === '(' ? "'('" : after}`}`,
          after === undefined || after === '(' ? 'Write a term here.' : `Write a term after ${after}, or leave ${after} out.`,
        );
      }
      default:
        return lexeme;
    }
  }

  #group(open: number): QueryNode {
    this.#enter(open);
    const first = this.#peek();
    if (first.type === ')' || first.type === 'end') this.#unary('(');
    const node = this.#or();
    const close = this.#take();
    if (close.type !== ')') throw queryError(open, `'(' is never closed, expected ')' by ${close.at}`, "Add the closing ')', or leave the opening one out.");
    this.#depth--;
    return node;
  }

  #enter(at: number): void {
    if (++this.#depth > MAX_DEPTH) throw queryError(at, `nested deeper than ${MAX_DEPTH}`, 'Leave out parentheses, NOTs and fields that change nothing.');
  }

  #peek(): Lexeme {
    return this.#lexemes[this.#next] as Lexeme;
  }

  /** The end is never passed. */
  #take(): Lexeme {
    const lexeme = this.#peek();
    if (lexeme.type !== 'end') this.#next++;
    return lexeme;
  }
}

/** One node for a whole chain: parentheses around a part of it change nothing. */
function join(type: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  const [first] = nodes as [QueryNode];
  if (nodes.length === 1) return first;
  return { type, nodes: nodes.flatMap((node) => (node.type === type ? node.nodes : [node])), at: first.at };
}
