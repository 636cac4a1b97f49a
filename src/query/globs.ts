/**
 * Words with wildcards, many at once: `*` stands for any letters or none, `?` for one. Each is kept under a run of its letters that few others have: at its
 * start, at its end or within. Walking a word along its letters gives those whose run it has; those with more to them are then tried one by one.
 */
export class GlobIndex {
  /** `acme*`, and others that begin with letters. */
  readonly #starts: Letters = letters();
  /** `*acme`, and others that end with letters, backwards. */
  readonly #ends: Letters = letters();
  /** `*acme*`, and others with letters between wildcards. */
  readonly #inside: Letters = letters();
  /** How many are kept under a run. */
  readonly #load = new Map<string, number>();
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** A pattern with a letter at least. */
  add(pattern: string): void {
    this.#count += 1;
    const parts = pattern.split(WILD);
    const runs = parts.flatMap((text, index): Run[] => (text === '' ? [] : [{ text, side: index === 0 ? 'starts' : index === parts.length - 1 ? 'ends' : 'inside' }]));
    const { text, side } = runs.reduce((best, run) => (this.#cost(run) < this.#cost(best) ? run : best), runs[0] as Run);
    const node = side === 'inside' ? insert(this.#inside, text) : side === 'starts' ? insert(this.#starts, text) : insert(this.#ends, backwards(text));
    if (pattern === WHOLE[side](text)) node.whole.push(pattern);
    else {
      const wanted = [...pattern];
      node.rest.push({ pattern, wanted, kinds: kindsOf(wanted) });
      this.#load.set(side + text, 1 + (this.#load.get(side + text) ?? 0));
    }
  }

  /** What it costs to try all under a run in the words that have it: the longer, the rarer. */
  #cost({ text, side }: Run): number {
    return (1 + (this.#load.get(side + text) ?? 0)) / 8 ** Math.min(text.length, 16);
  }

  /** Patterns that fit the word, each once. */
  find(word: string, into: string[]): void {
    const given = [...word];
    const kinds = kindsOf(given);
    walk(this.#starts, given, 0, 1, kinds, into);
    walk(this.#ends, given, given.length - 1, -1, kinds, into);
    if (this.#inside.next.size === 0) return;
    const before = into.length;
    for (let start = 0; start < given.length; start += 1) walk(this.#inside, given, start, 1, kinds, into);
    if (into.length > before + 1) for (const pattern of new Set(into.splice(before))) into.push(pattern);
  }
}

const WILD = /[*?]/;

/** Letters of a pattern that no wildcard parts. */
interface Run {
  readonly text: string;
  readonly side: 'starts' | 'ends' | 'inside';
}

/** Patterns that are found with their run. */
const WHOLE: Readonly<Record<Run['side'], (run: string) => string>> = { starts: (run) => `${run}*`, ends: (run) => `*${run}`, inside: (run) => `*${run}*` };

interface Letters {
  readonly next: Map<string, Letters>;
  /** Patterns that say no more than this run. */
  readonly whole: string[];
  /** Patterns that say more, with their letters and wildcards. */
  readonly rest: { readonly pattern: string; readonly wanted: readonly string[]; readonly kinds: number }[];
}

/** Which letters there are, as bits; some share one. A word without a letter of a pattern need not be tried. */
function kindsOf(list: readonly string[]): number {
  let kinds = 0;
  for (const letter of list) if (letter !== '*' && letter !== '?') kinds |= 1 << (letter.codePointAt(0) as number);
  return kinds;
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

function walk(root: Letters, word: readonly string[], from: number, step: 1 | -1, given: number, into: string[]): void {
  let node: Letters | undefined = root;
  for (let index = from; ; index += step) {
    for (const pattern of node.whole) into.push(pattern);
    for (const { pattern, wanted, kinds } of node.rest) if ((kinds & ~given) === 0 && fits(wanted, word)) into.push(pattern);
    const letter = word[index];
    if (letter === undefined) return;
    node = node.next.get(letter);
    if (node === undefined) return;
  }
}

const backwards = (text: string): string => [...text].reverse().join('');

/** Whether one pattern fits one word, both by letters: as many steps as pattern times word at most. */
export function fits(wanted: readonly string[], given: readonly string[]): boolean {
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
