/**
 * Words with wildcards, many at once: `*` stands for any letters or none, `?` for one. Those with one `*` at an end or at both are found by walking the
 * word along its letters, whatever their number; the others are tried one by one, of those whose first or last letters fit.
 */
export class GlobIndex {
  /** `acme*`, and others that begin with letters. */
  readonly #starts: Letters = letters();
  /** `*acme`, and others that end with letters, backwards. */
  readonly #ends: Letters = letters();
  /** `*acme*`. */
  readonly #inside: Letters = letters();
  #count = 0;

  get size(): number {
    return this.#count;
  }

  add(pattern: string): void {
    this.#count += 1;
    const first = pattern.search(WILD);
    const last = Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?'));
    const inner = pattern.slice(1, -1);
    if (pattern.startsWith('*') && pattern.endsWith('*') && inner !== '' && inner.search(WILD) === -1) insert(this.#inside, inner).whole.push(pattern);
    else if (first === pattern.length - 1 && pattern.endsWith('*')) insert(this.#starts, pattern.slice(0, -1)).whole.push(pattern);
    else if (last === 0 && pattern.startsWith('*')) insert(this.#ends, backwards(pattern.slice(1))).whole.push(pattern);
    else if (first > 0) insert(this.#starts, pattern.slice(0, first)).rest.push(pattern);
    else insert(this.#ends, backwards(pattern.slice(last + 1))).rest.push(pattern);
  }

  /** Patterns that fit the word, each once. */
  find(word: string, into: string[]): void {
    walk(this.#starts, word, 0, word, into);
    walk(this.#ends, backwards(word), 0, word, into);
    if (this.#inside.next.size === 0) return;
    const before = into.length;
    for (let start = 0; start < word.length; start += 1) walk(this.#inside, word, start, word, into);
    if (into.length > before + 1) into.push(...new Set(into.splice(before)));
  }
}

const WILD = /[*?]/;

interface Letters {
  readonly next: Map<string, Letters>;
  /** Patterns that say no more than this beginning. */
  readonly whole: string[];
  /** Patterns that say more. */
  readonly rest: string[];
}

const letters = (): Letters => ({ next: new Map(), whole: [], rest: [] });

function insert(root: Letters, text: string): Letters {
  let node = root;
  for (const letter of text) {
    let child = node.next.get(letter);
    if (child === undefined) node.next.set(letter, (child = letters()));
    node = child;
  }
  return node;
}

function walk(root: Letters, text: string, from: number, word: string, into: string[]): void {
  let node: Letters | undefined = root;
  for (let index = from; ; ) {
    for (const pattern of node.whole) into.push(pattern);
    for (const pattern of node.rest) if (fits(pattern, word)) into.push(pattern);
    if (index >= text.length) return;
    const letter = String.fromCodePoint(text.codePointAt(index) as number);
    node = node.next.get(letter);
    if (node === undefined) return;
    index += letter.length;
  }
}

const backwards = (text: string): string => [...text].reverse().join('');

/** Whether one pattern fits one word: as many steps as pattern times word at most. */
export function fits(pattern: string, word: string): boolean {
  const wanted = [...pattern];
  const given = [...word];
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < given.length; ) {
    if (wanted[at] === '*') {
      star = at++;
      resume = index;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[index])) {
      at++;
      index++;
    } else if (star !== -1) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  while (wanted[at] === '*') at++;
  return at === wanted.length;
}
