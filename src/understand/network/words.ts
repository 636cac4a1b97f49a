import { classOf, IGNORED } from '../../lib/characters.ts';
import { tokenise } from '../../lib/tokens.ts';
import { BASIS, bucketOf, cut, hashText, splitTag, zeroed } from '../features/index.ts';

/** Words beyond this are not read. Words of hashtags and runs of marks count as words. */
export const MAX_WORDS = 64;

/** What stands for every link and every handle. */
const LINK = '\u0001';
const HANDLE = '\u0002';

const MAX_RUN = 3;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const POINT = 0x2e;
const ELLIPSIS = 0x2026;
const QUOTATION = 0x22;

/** Words that are not in the vocabulary are told apart by how they begin: this many UTF-16 units. */
const BEGINNING = 4;

/**
 * Turns a text into the words a network looks up, in order: comparable forms with digits as zeros, the words of a hashtag one
 * by one, links and handles by their kind, emoji, and marks that say how something is meant (`!`, `??`, `...`, `"`).
 * The result is in the fields and stands until the next `read`.
 */
export class WordReader {
  readonly forms: string[] = Array.from({ length: MAX_WORDS }, () => '');
  /** The form with each drawn-out letter once; '' where no letter was drawn out. */
  readonly squeezed: string[] = Array.from({ length: MAX_WORDS }, () => '');
  /** Where the words stand in the text: UTF-16 units. */
  readonly starts = new Uint16Array(MAX_WORDS);
  readonly ends = new Uint16Array(MAX_WORDS);
  count = 0;

  read(text: string): void {
    this.count = 0;
    const read = cut(text);
    let at = 0;
    for (const { start, end, norm, squeezed } of tokenise(read)) {
      if (start > at) this.#between(read, at, start);
      if (this.count >= MAX_WORDS) return;
      const lead = norm.charCodeAt(0);
      if (lead === 0x40) this.#add(HANDLE, start, end);
      else if (norm === 'https://' || norm === 'http' || norm === 'https') this.#add(LINK, start, end);
      else if (lead === 0x23) for (const part of splitTag(read.slice(start + 1, end))) this.#add(zeroed(part), start, end);
      else this.#add(zeroed(norm), start, end, squeezed);
      at = end;
    }
    if (at < read.length) this.#between(read, at, read.length);
  }

  #add(form: string, start: number, end: number, squeezed = ''): void {
    if (this.count >= MAX_WORDS) return;
    this.forms[this.count] = form;
    this.squeezed[this.count] = squeezed;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count += 1;
  }

  #between(text: string, from: number, to: number): void {
    let at = from;
    while (at < to && this.count < MAX_WORDS) {
      const code = text.charCodeAt(at);
      let end = at + 1;
      if (code === EXCLAMATION || code === QUESTION || code === POINT || code === ELLIPSIS || code === QUOTATION) {
        while (end < to && (text.charCodeAt(end) === code || classOf(text.charCodeAt(end)) === IGNORED)) end += 1;
        const form = formOfRun(code, end - at);
        if (form !== '') this.#add(form, at, end);
      }
      at = end;
    }
  }
}

function formOfRun(code: number, length: number): string {
  if (code === POINT || code === ELLIPSIS) return length > 1 || code === ELLIPSIS ? '...' : '';
  return code === QUOTATION ? '"' : String.fromCharCode(code).repeat(Math.min(length, MAX_RUN));
}

/** Forms → rows of the table of vectors: those of the vocabulary in its order, then the rows shared by words outside it. */
export class Vocabulary {
  readonly #rows: ReadonlyMap<string, number>;
  readonly #shift: number;
  /** How many rows there are. */
  readonly rows: number;

  /** Words outside the vocabulary share 2^bits rows. */
  constructor(words: readonly string[], bits: number) {
    this.#rows = new Map(words.map((word, row) => [word, row]));
    this.#shift = 32 - bits;
    this.rows = words.length + 2 ** bits;
  }

  rowOf(form: string, squeezed: string): number {
    const row = this.#rows.get(form) ?? (squeezed === '' ? undefined : this.#rows.get(squeezed)) ?? this.#rows.get(stemOf(form));
    return row ?? this.#rows.size + bucketOf(hashText(form.slice(0, BEGINNING), BASIS), this.#shift);
  }
}

/** The word without its apostrophe and what follows: `brand's` → brand. */
function stemOf(form: string): string {
  const at = form.indexOf("'");
  return at > 0 ? form.slice(0, at) : form;
}
