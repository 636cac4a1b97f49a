import { findTags, MAX_TAGS } from '../lib/tags.ts';
import type { Span } from '../spec/fact.ts';
import type { NormalText } from '../spec/post.ts';
import type { QueryDocument } from '../spec/query.ts';
import { afterPrefix, readings, foldWord } from './fold.ts';
import { tagKey, termWords, type Term } from './terms.ts';
import { nextToken, type TokenSpan } from './tokenise.ts';

/** Where a term is, first in each field. Without a span: the source says so, the words do not. */
export interface Occurrence {
  field: 'text' | 'title';
  span?: Span;
}
/** Terms found, by number. */
export type Found = ReadonlyMap<number, readonly Occurrence[]>;

interface TrieNode {
  next: Map<string, TrieNode>;
  /** Number of the term that ends here. */
  term: number | null;
}

const NOTHING: Found = new Map();

/** Finds all terms of any number of queries in one pass over a document's words. */
export class Scanner {
  readonly #numbers = new Map<string, number>();
  readonly #root: TrieNode = { next: new Map(), term: null };
  readonly #tags = new Map<string, number>();

  /** The number of a term; terms that find the same have the same number. */
  add(term: Term): number {
    const words = term.type === 'word' || term.type === 'phrase' ? termWords(term) : null;
    const key = words === null ? tagKey((term as Extract<Term, { type: 'hashtag' }>).value) : words.join(' ');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    if (words === null) this.#tags.set(key, number);
    else this.#grow(words, number);
    return number;
  }

  find(document: QueryDocument): Found {
    const found = new Map<number, Occurrence[]>();
    this.#findWords(document.text, 'text', found);
    if (document.title) this.#findWords(document.title, 'title', found);
    if (this.#tags.size > 0) this.#findTags(document, found);
    return found.size === 0 ? NOTHING : found;
  }

  #grow(words: readonly string[], number: number): void {
    let node = this.#root;
    for (const word of words) {
      let child = node.next.get(word);
      if (!child) node.next.set(word, (child = { next: new Map(), term: null }));
      node = child;
    }
    node.term = number;
  }

  #findWords(normal: NormalText, field: Occurrence['field'], found: Map<number, Occurrence[]>): void {
    const { text } = normal;
    const token: TokenSpan = { start: 0, end: 0, plain: true };
    while (nextToken(text, token.end, token)) {
      const word = text.slice(token.start, token.end);
      if (token.plain) {
        const node = this.#root.next.get(word.toLowerCase());
        if (node) follow(node, normal, token.start, token.end, field, found);
      } else {
        for (const { key, skip } of readings(word)) {
          const node = this.#root.next.get(key);
          if (node) follow(node, normal, token.start + (skip === 0 ? 0 : afterPrefix(word, skip)), token.end, field, found);
        }
      }
    }
  }

  #findTags({ hashtags, handles, text, title }: QueryDocument, found: Map<number, Occurrence[]>): void {
    const named: number[] = [];
    for (const tag of hashtags) this.#collect(tag, named);
    for (const tag of handles) this.#collect(tag, named);
    // The lists are cut at MAX_TAGS; the text is not.
    if (named.length === 0 && hashtags.length < MAX_TAGS && handles.length < MAX_TAGS) return;
    this.#placeTags(text, 'text', found);
    if (title) this.#placeTags(title, 'title', found);
    for (const number of named) if (!found.has(number)) found.set(number, [{ field: 'text' }]);
  }

  #collect(tag: string, named: number[]): void {
    const number = this.#tags.get(tag);
    if (number !== undefined) named.push(number);
  }

  #placeTags(normal: NormalText, field: Occurrence['field'], found: Map<number, Occurrence[]>): void {
    for (const tag of findTags(normal.text)) {
      const number = tag.type === 'link' ? undefined : this.#tags.get(tag.value);
      if (number !== undefined) note(number, normal, tag.start, tag.end, field, found);
    }
  }
}

/** Follows the words after `end` down the trie. As deep as the longest phrase. */
function follow(node: TrieNode, normal: NormalText, start: number, end: number, field: Occurrence['field'], found: Map<number, Occurrence[]>): void {
  if (node.term !== null) note(node.term, normal, start, end, field, found);
  if (node.next.size === 0) return;
  const token: TokenSpan = { start: 0, end: 0, plain: true };
  if (!nextToken(normal.text, end, token)) return;
  const word = normal.text.slice(token.start, token.end);
  if (token.plain) {
    const child = node.next.get(foldWord(word));
    if (child) follow(child, normal, start, token.end, field, found);
  } else {
    for (const { key } of readings(word)) {
      const child = node.next.get(key);
      if (child) follow(child, normal, start, token.end, field, found);
    }
  }
}

function note(term: number, normal: NormalText, start: number, end: number, field: Occurrence['field'], found: Map<number, Occurrence[]>): void {
  const before = found.get(term);
  if (before === undefined) found.set(term, [{ field, span: originalSpan(normal, start, end) }]);
  else if (!before.some((occurrence) => occurrence.field === field)) before.push({ field, span: originalSpan(normal, start, end) });
}

/** A span that ends within something the normal form expanded (ﬁ → fi) covers all of it in the original. */
function originalSpan(normal: NormalText, start: number, end: number): Span {
  const from = normal.toOriginal(start);
  const last = normal.toOriginal(end - 1);
  let next = end;
  while (next < normal.text.length && normal.toOriginal(next) === last) next++;
  return { start: from, end: normal.toOriginal(next) };
}
