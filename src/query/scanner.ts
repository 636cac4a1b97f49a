import { findTags, MAX_TAGS } from '../lib/tags.ts';
import type { NormalText } from '../spec/post.ts';
import { wordFields, type KeyField, type QueryDocument, type WordField } from '../spec/query.ts';
import { emojiIn, mayHaveEmoji } from './emoji.ts';
import { Found, occur, originalSpan, put, wordsBefore, wordStarts, writtenOut, type Occurrence } from './found.ts';
import { GlobIndex } from './globs.ts';
import { Labels, type Label } from './labels.ts';
import { LeetWords } from './leet.ts';
import { isOutOfPlace, type Alphabet } from './look-alikes.ts';
import { afterPrefix } from './readings.ts';
import { emojiKey, tagKey, termWords, type Term } from './terms.ts';
import { nextToken, type TokenSpan } from './tokenise.ts';
import { PLAIN_LETTERS, PRIME, SEED } from './word-filter.ts';

/** Terms that are found in a document; languages and numbers are asked for one by one. */
export type Findable = Exclude<Term, { type: 'range' }>;
/** Where words are looked for; `words`: in text and title. */
export type Scope = WordField | 'words';

interface TrieNode {
  next: Map<string, TrieNode>;
  /** Number of the term that ends here. */
  term: number | null;
}

const FIELD_OF_KEY: Readonly<Record<KeyField, Occurrence['field']>> = {
  author: 'author', site: 'url', links: 'text', lang: 'text', source: 'source', venue: 'venue', type: 'post', country: 'post',
};

/** Finds all terms of any number of queries in one pass over a document's words. */
export class Scanner {
  readonly #numbers = new Map<string, number>();
  readonly #roots = new Map<Scope, TrieNode>();
  /** Where words of a field are looked up. */
  readonly #rootsOf: Readonly<Record<WordField, TrieNode[]>> = { text: [], title: [], author: [], url: [] };
  readonly #tags = new Map<string, number>();
  readonly #emoji = new Map<string, number>();
  readonly #keys = new Map<string, number>();
  readonly #keyPatterns = new GlobIndex();
  readonly #labels = new Labels();
  readonly #leet = new LeetWords();
  /** Numbers of terms whose every place counts. */
  readonly #placed = new Set<number>();
  #spare: Found | null = null;

  /** The number of a term; terms that find the same have the same number. `placed`: every place of it counts, not only the first. */
  add(term: Findable, scope: Scope = 'words', placed = false): number {
    const number = this.#numberOf(term, scope);
    if (placed) this.#placed.add(number);
    return number;
  }

  #numberOf(term: Findable, scope: Scope): number {
    switch (term.type) {
      case 'word':
      case 'phrase': {
        const words = termWords(term);
        if (term.type === 'word' && term.leet) return this.#register(`leet ${words.join(' ')}`, (number) => this.#leet.add(words.join(''), number));
        return this.#register(`${scope} ${words.join(' ')}`, (number) => this.#grow(words, scope, number));
      }
      case 'emoji':
        return this.#register(emojiKey(term.value), (number) => this.#emoji.set(emojiKey(term.value), number));
      case 'key': {
        const key = `${term.field}:${term.value}`;
        return this.#register(key, (number) => {
          this.#keys.set(key, number);
          if (key.endsWith('*')) this.#keyPatterns.add(key);
        });
      }
      default: {
        const key = tagKey(term.value);
        return this.#register(key, (number) => this.#tags.set(key, number));
      }
    }
  }

  #register(key: string, learn: (number: number) => void): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    learn(number);
    return number;
  }

  find(document: QueryDocument): Found {
    const found = this.#spare ?? new Found();
    for (const field of wordFields) {
      const roots = this.#rootsOf[field];
      if (roots.length === 0) continue;
      const normal = document[field];
      if (normal !== undefined) this.#findWords(normal, field, roots, found);
    }
    if (this.#tags.size > 0) this.#findTags(document, found);
    if (this.#leet.size > 0) for (const field of ['text', 'title'] as const) this.#findLeet(document[field], field, found);
    if (this.#emoji.size > 0) for (const field of ['text', 'title'] as const) this.#findEmoji(document[field], field, found);
    if (this.#keys.size > 0 && document.keys) for (const key of document.keys) this.#findKey(key, found);
    // Most documents hold nothing: the next one can have this.
    this.#spare = found.terms.size === 0 ? found : null;
    return found;
  }

  #grow(words: readonly string[], scope: Scope, number: number): void {
    let node = this.#rootOf(scope);
    for (const word of words) {
      let child = node.next.get(word);
      if (!child) node.next.set(word, (child = { next: new Map(), term: null }));
      node = child;
      this.#labels.learn(word);
    }
    node.term = number;
  }

  #rootOf(scope: Scope): TrieNode {
    const known = this.#roots.get(scope);
    if (known !== undefined) return known;
    const root: TrieNode = { next: new Map(), term: null };
    this.#roots.set(scope, root);
    for (const field of wordFields) if (scope === field || (scope === 'words' && (field === 'text' || field === 'title'))) this.#rootsOf[field].push(root);
    return root;
  }

  #findWords(normal: NormalText, field: WordField, roots: readonly TrieNode[], found: Found): void {
    const { text } = normal;
    const filter = this.#labels.plain;
    const token: TokenSpan = { start: 0, end: 0, plain: true };
    const seat: Seat = { normal, field, found, outOfPlace: {}, start: 0, first: 0 };
    for (let index = 0, at = 0; at < text.length; ) {
      // Plain words by the way, without cutting them out: most concern nobody.
      let letter = letterAt(text, at);
      if (letter === 0) {
        at += 1;
        continue;
      }
      const start = at;
      let hash = SEED;
      while (letter > 0) {
        hash = Math.imul(hash ^ letter, PRIME);
        letter = letterAt(text, (at += 1));
      }
      if (letter === 0) {
        if (filter.lets(hash, text, start, at)) {
          seat.first = index;
          this.#start(text.slice(start, at), start, at, roots, seat);
        }
        index += 1;
      } else if (nextToken(text, start, token)) {
        seat.first = index;
        this.#start(text.slice(token.start, token.end), token.start, token.end, roots, seat);
        index += 1;
        at = token.end;
      } else break;
    }
  }

  /** What begins with this word of the text. */
  #start(word: string, start: number, end: number, roots: readonly TrieNode[], seat: Seat): void {
    for (const label of this.#labels.of(word)) {
      if (label.only !== undefined && !counts(label, seat)) continue;
      for (const root of roots) {
        const node = root.next.get(label.key);
        if (!node) continue;
        seat.start = start + (label.skip === 0 ? 0 : afterPrefix(word, label.skip));
        this.#follow(node, seat, end, seat.first);
      }
    }
  }

  /** Follows the words after `end` down the trie. As deep as the longest phrase. */
  #follow(node: TrieNode, seat: Seat, end: number, last: number): void {
    if (node.term !== null) this.#note(node.term, seat, end, last);
    if (node.next.size === 0) return;
    const token: TokenSpan = { start: 0, end: 0, plain: true };
    const { text } = seat.normal;
    if (!nextToken(text, end, token)) return;
    for (const label of this.#labels.of(text.slice(token.start, token.end))) {
      const child = label.only === undefined || counts(label, seat) ? node.next.get(label.key) : undefined;
      if (child) this.#follow(child, seat, token.end, last + 1);
    }
  }

  #note(term: number, { normal, field, found, start, first }: Seat, end: number, last: number): void {
    const before = found.terms.get(term);
    const placed = this.#placed.has(term);
    if (!placed && before?.some((occurrence) => occurrence.field === field) === true) return;
    const span = originalSpan(normal, start, end);
    if (before === undefined) found.terms.set(term, [{ field, span }]);
    else if (!before.some((occurrence) => occurrence.field === field)) before.push({ field, span });
    if (placed) put(found, term, { field, first, last, span });
  }

  #findTags({ hashtags, handles, text, title }: QueryDocument, found: Found): void {
    const { terms } = found;
    const named: number[] = [];
    for (const tag of hashtags) this.#collect(tag, named);
    for (const tag of handles) this.#collect(tag, named);
    // The lists are cut at MAX_TAGS; the text is not.
    if (named.length === 0 && hashtags.length < MAX_TAGS && handles.length < MAX_TAGS) return;
    this.#placeTags(text, 'text', found);
    if (title) this.#placeTags(title, 'title', found);
    for (const number of named) if (!terms.has(number)) terms.set(number, [{ field: 'text' }]);
  }

  #collect(tag: string, named: number[]): void {
    const number = this.#tags.get(tag);
    if (number !== undefined) named.push(number);
  }

  #placeTags(normal: NormalText, field: 'text' | 'title', found: Found): void {
    for (const tag of findTags(normal.text)) {
      const number = tag.type === 'link' ? undefined : this.#tags.get(tag.value);
      if (number === undefined) continue;
      occur(found, number, field, originalSpan(normal, tag.start, tag.end));
    }
  }

  #findLeet(normal: NormalText | undefined, field: 'text' | 'title', found: Found): void {
    if (normal === undefined) return;
    for (const { number, span } of this.#leet.find(normal.text)) occur(found, number, field, originalSpan(normal, span.start, span.end));
  }

  /** In the text as it was written: what joins the parts of an emoji is gone from the normal form. What was written as an entity is there alone. */
  #findEmoji(normal: NormalText | undefined, field: 'text' | 'title', found: Found): void {
    if (normal === undefined) return;
    const seen = mayHaveEmoji(normal.original) ? [...emojiIn(normal.original)] : [];
    if (normal.notes.some((what) => what === 'entity' || what === 'escape')) seen.push(...writtenOut(normal));
    seen.sort((a, b) => a.start - b.start);
    let starts: number[] | null = null;
    for (const [order, { value, start, end }] of seen.entries()) {
      const number = this.#emoji.get(emojiKey(value));
      if (number === undefined) continue;
      occur(found, number, field, { start, end });
      if (!this.#placed.has(number)) continue;
      starts ??= wordStarts(normal);
      // Between two words, and one after the other.
      const place = wordsBefore(starts, start) - 0.5 + order * 1e-9;
      put(found, number, { field, first: place, last: place, span: { start, end } });
    }
  }

  #findKey(key: string, { terms }: Found): void {
    const fitting = [key];
    if (this.#keyPatterns.size > 0) this.#keyPatterns.find(key, fitting);
    for (const name of fitting) {
      const number = this.#keys.get(name);
      if (number !== undefined && !terms.has(number)) terms.set(number, [{ field: FIELD_OF_KEY[name.slice(0, name.indexOf(':')) as KeyField] }]);
    }
  }
}

/** Asked once for a text. */
const counts = ({ only }: Label, { normal, outOfPlace }: Seat): boolean => only === undefined || (outOfPlace[only] ??= isOutOfPlace(only, normal.text));

/** Lower case of a plain letter or digit; 0 where there is none, -1 where one has to look closer. */
function letterAt(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : 0;
  return code < 0x80 ? (PLAIN_LETTERS[code] as number) : -1;
}

/** Where a walk down the trie began. */
interface Seat {
  readonly normal: NormalText;
  readonly field: WordField;
  readonly found: Found;
  readonly outOfPlace: Partial<Record<Alphabet, boolean>>;
  start: number;
  first: number;
}
