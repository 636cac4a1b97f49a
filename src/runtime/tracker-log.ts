import { createTracker, type HeardMention, type SourceCoverage, type SplitOrder, type TrackedIncident, type Tracker, type TrackerChange, type TrackerSettingsInput, type TrackerState } from '../surge/index.ts';
import { keys } from './keys.ts';
import type { Session } from './session.ts';

type Input =
  | { op: 'hear'; mention: HeardMention }
  | { op: 'tick'; at: number }
  | { op: 'forget'; mention: string }
  | { op: 'forget-author'; authorKey: string; traces: string[] }
  | { op: 'cover'; source: string; change: SourceCoverage }
  | { op: 'watch'; launches: { from: number; to: number }[] }
  | { op: 'open'; incident: string; title: string; marks: string[] }
  | { op: 'merge'; incident: string; into: string }
  | { op: 'split'; order: SplitOrder }
  | { op: 'resolve' | 'reopen' | 'close'; incident: string };

interface Snapshot {
  state: TrackerState | null;
  /** Number of the last input it contains. */
  upTo: number;
}

/** Inputs between two snapshots: a snapshot is large, an input is small. */
const SNAPSHOT_EVERY = 500;

/** The surge tracker, durable: every input is kept until a snapshot contains it, and told again on start. */
export class TrackerLog {
  readonly #session: Session;
  readonly #settings: TrackerSettingsInput | undefined;
  #tracker: Tracker;
  #count = 0;
  #snapshotAt = 0;
  /** An input is not to be kept: it holds all mentions of an incident, or somebody is forgotten. */
  #mustCondense = false;

  constructor(session: Session, settings: TrackerSettingsInput | undefined) {
    this.#session = session;
    this.#settings = settings;
    this.#tracker = this.#make(null);
  }

  async load(): Promise<void> {
    const brand = this.#session.brand;
    const snapshot = (await this.#session.get<Snapshot>(keys.tracker(brand))) ?? { state: null, upTo: 0 };
    this.#tracker = this.#make(snapshot.state);
    this.#snapshotAt = snapshot.upTo;
    const inputs = await this.#session.all<{ n: number; input: Input }>(keys.trackerInput(brand));
    this.#count = inputs.at(-1)?.n ?? snapshot.upTo;
    this.#mustCondense = false;
    for (const { input } of inputs) this.#apply(input);
  }

  hear(mention: HeardMention): TrackerChange[] {
    return this.#enter({ op: 'hear', mention });
  }

  tick(at: number): TrackerChange[] {
    return this.#enter({ op: 'tick', at });
  }

  forget(mention: string): TrackerChange[] {
    return this.#enter({ op: 'forget', mention });
  }

  /** What was told of the author is kept no longer, neither as an input. */
  forgetAuthor(authorKey: string, traces: readonly string[]): void {
    this.#enter({ op: 'forget-author', authorKey, traces: [...traces] });
    this.#mustCondense = true;
  }

  open(incident: string, title: string, marks: string[]): TrackerChange[] {
    return this.#enter({ op: 'open', incident, title, marks });
  }

  merge(incident: string, into: string): TrackerChange[] {
    return this.#enter({ op: 'merge', incident, into });
  }

  split(order: SplitOrder): TrackerChange[] {
    this.#mustCondense = true;
    return this.#enter({ op: 'split', order });
  }

  move(op: 'resolve' | 'reopen' | 'close', incident: string): void {
    this.#enter({ op, incident });
  }

  /** A source has fallen silent, or is heard again. */
  cover(source: string, change: SourceCoverage): void {
    this.#enter({ op: 'cover', source, change });
  }

  /** Whoever stopped while sources were silent does not know how they are now: whoever reads them says so anew, and some may be read no more. */
  endSilences(at: number): void {
    for (const source of this.#tracker.silentNow()) this.cover(source, { silent: false, at, sources: 1 });
  }

  /** Launches to watch more closely. */
  watch(launches: readonly { from: number; to: number }[]): void {
    this.#enter({ op: 'watch', launches: launches.map(({ from, to }) => ({ from, to })) });
  }

  nextTickAt(): number | null {
    return this.#tracker.nextTickAt();
  }

  /** Voices of an incident in the hour before `at`. */
  perHour(incident: string, at: number): number {
    return this.#tracker.perHour(incident, at);
  }

  incident(id: string): TrackedIncident | null {
    return this.#tracker.incident(id);
  }

  /** Replaces the kept inputs by a snapshot once there are many, or a large one. Call before a commit. */
  condense(): void {
    if (!this.#mustCondense && this.#count - this.#snapshotAt < SNAPSHOT_EVERY) return;
    this.#mustCondense = false;
    const brand = this.#session.brand;
    this.#session.put(keys.tracker(brand), { state: this.#tracker.state(), upTo: this.#count } satisfies Snapshot);
    for (let n = this.#snapshotAt + 1; n <= this.#count; n += 1) this.#session.remove(keys.trackerInput(brand, n));
    this.#snapshotAt = this.#count;
  }

  #make(state: TrackerState | null): Tracker {
    return createTracker({
      brand: this.#session.brand,
      ...(this.#settings === undefined ? {} : { settings: this.#settings }),
      ...(state === null ? {} : { state }),
    });
  }

  #enter(input: Input): TrackerChange[] {
    this.#count += 1;
    this.#session.put(keys.trackerInput(this.#session.brand, this.#count), { n: this.#count, input });
    return this.#apply(input);
  }

  #apply(input: Input): TrackerChange[] {
    switch (input.op) {
      case 'hear':
        return this.#tracker.hear(input.mention);
      case 'tick':
        return this.#tracker.tick(input.at);
      case 'forget':
        return this.#tracker.forgetMention(input.mention);
      case 'forget-author':
        this.#tracker.forgetAuthor(input.authorKey, input.traces);
        return [];
      case 'cover':
        this.#tracker.cover(input.source, input.change);
        return [];
      case 'watch':
        this.#tracker.watch(input.launches);
        return [];
      case 'open':
        return this.#tracker.open({ id: input.incident, title: input.title, marks: input.marks });
      case 'merge':
        return this.#tracker.merge(input.incident, input.into);
      case 'split':
        return this.#tracker.split(input.order);
      case 'resolve':
        this.#tracker.resolve(input.incident);
        return [];
      case 'reopen':
        this.#tracker.reopen(input.incident);
        return [];
      case 'close':
        this.#tracker.close(input.incident);
        return [];
    }
  }
}
