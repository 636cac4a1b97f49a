/**
 * Leads offsets of a rewritten text back to the text it was made from. Kept as runs: within a run offsets either
 * advance together, or all lead to the same place because the run as a whole replaced something.
 */
export class OffsetMap {
  readonly #from: Int32Array;
  /** Where the run begins in the source; `~offset` for a run that leads to one place. */
  readonly #to: Int32Array;
  readonly #length: number;
  readonly #sourceLength: number;

  constructor(from: readonly number[], to: readonly number[], length: number, sourceLength: number) {
    this.#from = Int32Array.from(from);
    this.#to = Int32Array.from(to);
    this.#length = length;
    this.#sourceLength = sourceLength;
  }

  /** Monotone, and within the source for every index. */
  toSource(index: number): number {
    if (index >= this.#length) return this.#sourceLength;
    if (index <= 0) index = 0;
    let low = 0;
    let high = this.#from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#from[middle] as number) <= index) low = middle;
      else high = middle - 1;
    }
    const to = this.#to[low] as number;
    return to < 0 ? ~to : to + (index - (this.#from[low] as number));
  }
}

/** Builds a text from pieces of a source and notes where each piece came from. Pieces come in order. */
export class Rewriter {
  readonly #source: string;
  readonly #pieces: string[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  #length = 0;
  #read = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Puts `replacement` where the source has `start` to `end`; what lies before is taken over as it is. */
  replace(start: number, end: number, replacement: string): void {
    this.#keepUpTo(start);
    if (replacement !== '') {
      this.#mark(~start);
      this.#append(replacement);
    }
    this.#read = end;
  }

  finish(): { text: string; map: OffsetMap } {
    this.#keepUpTo(this.#source.length);
    return { text: this.#pieces.join(''), map: new OffsetMap(this.#from, this.#to, this.#length, this.#source.length) };
  }

  #keepUpTo(end: number): void {
    if (end <= this.#read) return;
    this.#mark(this.#read);
    this.#append(this.#source.slice(this.#read, end));
  }

  #mark(to: number): void {
    this.#from.push(this.#length);
    this.#to.push(to);
  }

  #append(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }
}
