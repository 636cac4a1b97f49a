import type { TrackerSettings } from '../settings.ts';

const dayMs = 24 * 60 * 60_000;
/** What is usual for a mark is remembered for about this long. */
const slowDays = 10;
/** A count that halves within a day holds 1 / ln 2 days' worth. */
const ofOneDay = Math.LN2;
const authorsKept = 16;
/** Marks with a history. */
const marksKept = 192;

/** How a mark (hashtag, link, theme) is used about the brand. Counts fade with time. */
export interface MarkState {
  mark: string;
  at: number;
  /** Negative voices, fading within a day. */
  fast: number;
  /** Negative voices, fading within ten days. */
  slow: number;
  /** All voices and the negative ones among them, fading within a day. */
  heard: number;
  negative: number;
  /** Authors whose negative words weigh (a sensitive theme, high arousal or serious harm), and when; the latest of each. */
  authors: [number, number][];
}

/** What a mark's last day amounts to against its usual day. */
export interface MarkStanding {
  /** Distinct authors whose words weigh. */
  authors: number;
  /** Negative voices on a usual day. */
  usual: number;
  /** Distinct authors it takes to be out of the ordinary. */
  needed: number;
  /** Share of the voices under it that are negative. */
  negativeShare: number;
}

export class MarkTable {
  readonly #marks: Map<string, MarkState>;

  constructor(states: readonly MarkState[]) {
    this.#marks = new Map(states.map((state) => [state.mark, { ...state, authors: state.authors.map(([hash, at]) => [hash, at]) }]));
  }

  state(): MarkState[] {
    return [...this.#marks.values()].map((state) => ({ ...state, authors: state.authors.map(([hash, at]) => [hash, at]) }));
  }

  /** Counts a voice under its marks. */
  note(marks: readonly string[], at: number, author: number, voice: { negative: boolean; weighs: boolean; fresh: boolean }): void {
    for (const mark of marks) {
      const entry = this.#entry(mark, at);
      fade(entry, at);
      if (voice.fresh) {
        entry.heard += 1;
        if (voice.negative) {
          entry.negative += 1;
          entry.fast += 1;
          entry.slow += 1;
        }
      }
      if (voice.negative && voice.weighs) noteAuthor(entry.authors, author, at);
    }
    if (this.#marks.size > marksKept * 1.25) this.#prune(at);
  }

  /** Someone became negative, or is so no longer, after having been counted. */
  withdraw(marks: readonly string[], author: number): void {
    for (const mark of marks) {
      const entry = this.#marks.get(mark);
      if (entry === undefined) continue;
      entry.authors = entry.authors.filter(([hash]) => hash !== author);
      entry.negative = Math.max(0, entry.negative - 1);
      entry.fast = Math.max(0, entry.fast - 1);
      entry.slow = Math.max(0, entry.slow - 1);
    }
  }

  /** Drops those of the marks under which nobody else's words weigh: they may tell who it was. */
  forgetAuthor(author: number, marks: readonly string[]): void {
    for (const mark of marks) if (this.#marks.get(mark)?.authors.every(([hash]) => hash === author) === true) this.#marks.delete(mark);
  }

  /** `since`: from when on the brand is listened to. */
  standing(mark: string, at: number, since: number, settings: TrackerSettings): MarkStanding | null {
    const entry = this.#marks.get(mark);
    if (entry === undefined) return null;
    const from = at - settings.grievance.withinMs;
    let authors = 0;
    for (const [, time] of entry.authors) if (time > from) authors += 1;
    const fast = entry.fast * 2 ** (-Math.max(0, at - entry.at) / dayMs);
    if (authors >= authorsKept) authors = Math.max(authors, Math.round(fast * ofOneDay));
    // The last day must not explain itself, and a mark heard of for a day has no ten days' history.
    const days = Math.max(1, (at - since) / dayMs);
    const usual = Math.max(0, entry.slow - Math.max(authors, fast)) / (slowDays * (1 - Math.exp(-days / slowDays)));
    const needed = Math.max(settings.grievance.authors, Math.ceil(1.5 * usual + 4 * Math.sqrt(usual)));
    return { authors, usual, needed, negativeShare: entry.heard > 0 ? Math.min(1, entry.negative / entry.heard) : 0 };
  }

  /** Negative voices on a usual day under the one of these marks that most use; null: of no mark. */
  usualDay(marks: readonly string[], at: number, since: number, settings: TrackerSettings): number | null {
    return marks.length === 0 ? null : Math.max(...marks.map((mark) => this.standing(mark, at, since, settings)?.usual ?? 0));
  }

  /** Is the mark used more than usual, so that it tells an incident from the daily talk? */
  tells(mark: string, at: number, since: number): boolean {
    const entry = this.#marks.get(mark);
    if (entry === undefined) return true;
    const fast = entry.fast * 2 ** (-Math.max(0, at - entry.at) / dayMs);
    const days = Math.max(1, (at - since) / dayMs);
    const usual = Math.max(0, entry.slow - fast) / (slowDays * (1 - Math.exp(-days / slowDays)));
    return fast * ofOneDay >= 1.5 * usual + 2 * Math.sqrt(usual);
  }

  #entry(mark: string, at: number): MarkState {
    let entry = this.#marks.get(mark);
    if (entry === undefined) {
      entry = { mark, at, fast: 0, slow: 0, heard: 0, negative: 0, authors: [] };
      this.#marks.set(mark, entry);
    }
    return entry;
  }

  #prune(at: number): void {
    const weighed = [...this.#marks.values()].map((entry) => ({
      entry,
      weight: (entry.slow + 0.1 * entry.heard) * Math.exp(-Math.max(0, at - entry.at) / (slowDays * dayMs)),
    }));
    weighed.sort((a, b) => b.weight - a.weight || b.entry.at - a.entry.at || (a.entry.mark < b.entry.mark ? -1 : 1));
    for (const { entry } of weighed.slice(marksKept)) this.#marks.delete(entry.mark);
  }
}

function fade(entry: MarkState, at: number): void {
  const days = (at - entry.at) / dayMs;
  if (days <= 0) return;
  const quick = 2 ** -days;
  entry.fast *= quick;
  entry.heard *= quick;
  entry.negative *= quick;
  entry.slow *= Math.exp(-days / slowDays);
  entry.at = at;
}

function noteAuthor(authors: [number, number][], author: number, at: number): void {
  const known = authors.findIndex(([hash]) => hash === author);
  if (known >= 0) {
    const [, before] = authors.splice(known, 1)[0] ?? [author, at];
    authors.push([author, Math.max(before, at)]);
    return;
  }
  authors.push([author, at]);
  if (authors.length > authorsKept) authors.shift();
}
