import type { CoverageLog } from './rises/coverage.ts';
import { memoryMs } from './rises/detector.ts';
import type { TrackerState } from './types.ts';

/** How far the time of publication has come, by the newest post heard and by the monitor's clock. */
export class PublicationTime {
  /** Latest time told, by the monitor's clock. */
  clock: number | null;
  #newest: TrackerState['newest'];
  #since: number | null;

  constructor(state: Pick<TrackerState, 'clock' | 'newest' | 'since'> = { clock: null, newest: null, since: null }) {
    this.clock = state.clock;
    this.#newest = state.newest ? { ...state.newest } : null;
    this.#since = state.since;
  }

  state(): Pick<TrackerState, 'clock' | 'newest' | 'since'> {
    return { clock: this.clock, newest: this.#newest ? { ...this.#newest } : null, since: this.#since };
  }

  /** Publication of the newest post; 0 where none was heard. */
  get newest(): number {
    return this.#newest?.at ?? 0;
  }

  /** From when on the series are complete. */
  get since(): number | null {
    return this.#since;
  }

  /** The newest post, and the time that has passed since it was heard. */
  now(at = 0): number {
    const clock = Math.max(at, this.clock ?? 0);
    return this.#newest === null ? clock : this.#newest.at + Math.max(0, clock - this.#newest.seenAt);
  }

  tell(at: number): void {
    this.clock = Math.max(this.clock ?? at, at);
  }

  /** What is heard now was heard before the newest post was published: the clock was ahead, and a post believed it. */
  wasAhead(seenAt: number, latenessMs: number): boolean {
    return this.#newest !== null && seenAt < this.#newest.at - latenessMs;
  }

  /** False for a late post: it corrects, it opens nothing. */
  isCurrent(at: number, latenessMs: number): boolean {
    return this.#newest === null || this.#newest.at - at <= latenessMs;
  }

  /** Moves on to a post where it is the newest. `isLost`: what was said before is not known. Null: it is not the newest. */
  moveTo(at: number, seenAt: number, latenessMs: number, coverage: CoverageLog): { before: number | null; since: number; isLost: boolean } | null {
    const newest = this.#newest;
    if (newest !== null && at <= newest.at) return null;
    // Whoever heard a post when it was new, and every source since, knows that nothing was said in between.
    const isLost = newest !== null && at - newest.at > memoryMs && (newest.seenAt - newest.at > latenessMs || coverage.of(newest.at, at) !== 'full');
    if (newest === null || this.#since === null || isLost) this.#since = at;
    this.#newest = { at, seenAt };
    return { before: newest?.at ?? null, since: this.#since, isLost };
  }
}
