import { hashOf } from '../lib/distinct.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Surge } from '../spec/incident.ts';
import { attribute, gather } from './grouping/attribution.ts';
import { weighs } from './grouping/grievance.ts';
import { keysKept, keysOf, publicationOf, remember } from './grouping/grouping.ts';
import { IncidentBook } from './grouping/incident-book.ts';
import { MarkTable } from './grouping/marks.ts';
import type { Moment } from './grouping/renew.ts';
import type { ToldOfTalk } from './grouping/stories.ts';
import { viewOf } from './incident/view.ts';
import { PublicationTime } from './publication-time.ts';
import { RecentMap } from './recent-map.ts';
import type { RememberedMention } from './remembered.ts';
import type { Alarm } from './rises/alarms.ts';
import { sumOfBins } from './rises/bins.ts';
import { fineBinOf, fineMs, hourOf, type Deviation } from './rises/detector.ts';
import { Rises } from './rises/rises.ts';
import type { VoiceCounts } from './rises/voice-counts.ts';
import { trackerSettings, type TrackerSettings, type TrackerSettingsInput } from './settings.ts';
import { StyleProfiles } from './spread/style-profiles.ts';
import type { HeardMention, SourceCoverage, SplitOrder, TrackedIncident, Tracker, TrackerChange, TrackerState } from './types.ts';
import { UsualTalk } from './words/usual-talk.ts';
import { trimmedWords } from './words/words.ts';

const heardKept = 1024;

export interface TrackerOptions {
  /** Brand id; part of every incident id. */
  brand: string;
  settings?: TrackerSettingsInput | undefined;
  /** What `state()` gave; the tracker goes on from there. */
  state?: TrackerState | undefined;
}

/**
 * Follows one brand: surges, incidents, their hubs and the people in them. A pure state machine without a clock of its own: the
 * same mentions and ticks give the same changes. Memory is bounded, whatever is heard.
 *
 * Surges are judged on publication time, against the newest publication heard. Throws CONFIG_INVALID for settings, INPUT_INVALID
 * for a state of another brand or version.
 */
export function createTracker(options: TrackerOptions): Tracker {
  const settings = trackerSettings(options.settings);
  const { state } = options;
  if (state !== undefined && (state.version !== 1 || state.brand !== options.brand)) {
    throw new KashuvError('INPUT_INVALID', `a state of version ${String(state.version)} for brand ${state.brand}`, {
      field: 'state',
      fix: `Give the state of a tracker of this version for brand ${options.brand}, or none.`,
    });
  }
  return new BrandTracker(options.brand, settings, state);
}

class BrandTracker implements Tracker {
  readonly #brand: string;
  readonly #settings: TrackerSettings;
  #time: PublicationTime;
  #rises: Rises;
  readonly #heard: RecentMap<boolean>;
  #remembered: RememberedMention[];
  readonly #marks: MarkTable;
  readonly #book: IncidentBook;
  readonly #talk: UsualTalk;
  readonly #styles: StyleProfiles;

  constructor(brand: string, settings: TrackerSettings, state: TrackerState | undefined) {
    this.#brand = brand;
    this.#settings = settings;
    this.#time = new PublicationTime(state);
    this.#rises = new Rises(settings, state);
    this.#heard = new RecentMap(heardKept, state?.heard);
    this.#remembered = (state?.remembered ?? []).map((one) => ({ ...one }));
    this.#marks = new MarkTable(state?.marks ?? []);
    this.#book = new IncidentBook(brand, settings, state?.incidents ?? []);
    this.#talk = new UsualTalk(state?.talk);
    this.#styles = new StyleProfiles(state?.styles);
  }

  state(): TrackerState {
    return {
      version: 1,
      brand: this.#brand,
      ...this.#time.state(),
      ...this.#counts.state(),
      rises: this.#rises.state(),
      heard: this.#heard.state(),
      remembered: this.#remembered.map((one) => ({ ...one })),
      marks: this.#marks.state(),
      incidents: this.#book.state(),
      talk: this.#talk.state(),
      styles: this.#styles.state(),
    };
  }

  hear(mention: HeardMention): TrackerChange[] {
    if (this.#time.wasAhead(mention.seenAt, this.#settings.latenessMs)) this.#turnBack();
    this.#time.tell(mention.seenAt);
    const outside = mention.byBrand || mention.kinds.includes('spam');
    const negative = !outside && (mention.negative === true || mention.silenceComplaint);
    const id = hashOf(mention.mention);
    const before = this.#heard.get(id);
    if (before === negative) return [];
    this.#heard.set(id, negative);
    if (before === true) return this.#withdraw(mention.mention);
    if (outside) return [];

    const at = publicationOf(mention);
    const current = at !== null && this.#moveTo(at, mention.seenAt);
    const keys = keysOf(mention);
    const { negative: voice, alarm } = this.#count(mention, at, current, keys, { negative, again: before !== undefined });
    const style = this.#styles.hear(mention);
    const changes: TrackerChange[] = [];
    const rise = current ? this.#counts.riseOf('negative', this.#time.newest) : null;
    if (rise !== null && rise.score < this.#settings.threshold / 2) this.#book.calm();

    let heard: RememberedMention | null = null;
    if (negative) {
      heard = remember(mention, at, keys, voice && current, style);
      changes.push(...this.#book.hear(heard, current, this.#moment()));
      if (current) {
        this.#remembered.push(heard);
        if (this.#remembered.length > this.#settings.remembered) this.#remembered.shift();
      }
    }
    if (current) changes.push(...this.#detect(negative ? rise : null, heard, alarm));
    // What belongs to an incident is not what one usually says.
    if (at !== null && current && mention.words !== undefined && (heard === null || heard.incident === null)) this.#talk.note(mention.mention, at, trimmedWords(mention.words), negative);
    return changes;
  }

  tick(at: number): TrackerChange[] {
    this.#time.tell(at);
    return this.#book.tick(this.#moment());
  }

  nextTickAt(): number | null {
    return this.#book.nextTickAt();
  }

  open({ id, title, marks }: { id: string; title: string; marks: readonly string[] }): TrackerChange[] {
    const at = this.#time.now();
    const surge: Surge = { at, series: 'told', windowMs: fineMs, observed: 0, expected: 0, score: 0, why: title };
    return this.#book.openByHand(id, surge, marks.slice(0, keysKept), this.#moment());
  }

  perHour(incident: string, at: number): number {
    const found = this.#book.find(incident);
    return found === undefined ? 0 : sumOfBins(found.voices, fineBinOf(this.#time.now(at)), Math.round(3_600_000 / fineMs));
  }

  forgetMention(mention: string): TrackerChange[] {
    return this.#withdraw(mention);
  }

  forgetAuthor(authorKey: string, traces: readonly string[]): void {
    const others = new Set(this.#remembered.flatMap(({ keys, venues }) => [...keys, ...venues.map(({ id }) => id)]));
    const alone = traces.filter((trace) => !others.has(trace));
    this.#marks.forgetAuthor(hashOf(authorKey), alone);
    this.#rises.dropVenues(alone);
    this.#book.dropUnused();
  }

  resolve(incident: string): void {
    const found = this.#book.find(incident);
    if (found === undefined) return;
    found.resolved = true;
    found.surging = false;
  }

  reopen(incident: string): void {
    const found = this.#book.find(incident);
    if (found === undefined) return;
    found.resolved = false;
    found.quiet = false;
    found.stirredAt = this.#time.clock ?? found.stirredAt;
  }

  cover(source: string, change: SourceCoverage): void {
    const at = change.at ?? this.#time.clock;
    if (at === null) return;
    if (change.silent) this.#rises.coverage.silent(source, at, change.sources);
    else this.#rises.coverage.heard(source, at);
  }

  silentNow(): string[] {
    return this.#rises.coverage.silentNow();
  }

  watch(launches: readonly { from: number; to: number }[]): void {
    this.#rises.watch(launches);
  }

  close(incident: string): void {
    this.#book.close(incident);
  }

  merge(incident: string, into: string): TrackerChange[] {
    if (incident === into || this.#book.find(incident) === undefined || this.#book.find(into) === undefined) return [];
    for (const one of this.#remembered) if (one.incident === incident) one.incident = into;
    return this.#book.merge(incident, into, this.#moment());
  }

  split(order: SplitOrder): TrackerChange[] {
    if (this.#book.find(order.incident) === undefined || order.leaving.length === 0) return [];
    const leaving = new Set(order.leaving.map(({ mention }) => mention));
    for (const one of this.#remembered) if (one.incident === order.incident && leaving.has(one.mention)) one.incident = order.off;
    return this.#book.split(order, this.#moment());
  }

  incident(id: string): TrackedIncident | null {
    const found = this.#book.find(id);
    return found === undefined ? null : viewOf(found, this.#negativeShare());
  }

  get #told(): ToldOfTalk {
    return { remembered: this.#remembered, talk: this.#talk, settings: this.#settings };
  }

  get #counts(): VoiceCounts {
    return this.#rises.counts;
  }

  /** The clock was ahead, and posts believed it: what was counted by that time is worth nothing. */
  #turnBack(): void {
    this.#time = new PublicationTime();
    this.#rises = this.#rises.afresh();
  }

  /** Moves publication time on. False for a late post: it corrects, it opens nothing. */
  #moveTo(at: number, seenAt: number): boolean {
    const { latenessMs } = this.#settings;
    const moved = this.#time.moveTo(at, seenAt, latenessMs, this.#rises.coverage);
    if (moved === null) return this.#time.isCurrent(at, latenessMs);
    const { before, since, isLost } = moved;
    if (before === null || hourOf(at) !== hourOf(before)) this.#counts.learn(since, at, this.#settings, this.#rises.coverage);
    this.#rises.moveTo(at, isLost);
    return true;
  }

  /** Counts the voice in its series and under its marks. `negative`: one that had not been counted lately. */
  #count(mention: HeardMention, at: number | null, current: boolean, keys: string[], how: { negative: boolean; again: boolean }): { negative: boolean; alarm: Alarm | null } {
    if (at === null) return { negative: false, alarm: null };
    const { fresh, negative, alarm } = this.#rises.count(mention, at, { ...how, current });
    if (current && keys.length > 0) {
      const voice = { negative: how.negative, weighs: weighs(mention, this.#settings), fresh: how.negative ? negative : fresh && mention.negative === false };
      this.#marks.note(keys, at, hashOf(mention.authorKey), voice);
    }
    return { negative, alarm };
  }

  #detect(negative: Deviation | null, heard: RememberedMention | null, alarm: Alarm | null): TrackerChange[] {
    const at = this.#time.newest;
    const since = this.#time.since ?? at;
    const settings = this.#settings;
    const rise = this.#rises.find(at, since, negative, alarm);
    if (rise !== null) {
      const { surge, critical, minor } = rise;
      const attributed = critical ? attribute(surge, this.#book, this.#moment(), this.#told, (marks) => this.#marks.usualDay(marks, at, since, settings) ?? this.#counts.usualDay()) : { changes: [], opened: false };
      return minor && !attributed.opened ? attributed.changes : [{ type: 'surge', surge }, ...attributed.changes];
    }
    if (heard === null) return [];
    const { provisional } = this.#counts.negative.baseline;
    const usualDay = provisional ? this.#remembered.length : this.#counts.usualDay();
    return gather(heard, at, this.#book, this.#moment(), { ...this.#told, marks: this.#marks, since, learning: provisional, usualDay });
  }

  #withdraw(mention: string): TrackerChange[] {
    const gone = this.#remembered.find((one) => one.mention === mention);
    if (gone !== undefined) {
      this.#remembered = this.#remembered.filter((one) => one !== gone);
      this.#marks.withdraw(gone.keys, hashOf(gone.authorKey));
    }
    this.#talk.forget([mention]);
    return this.#book.withdraw(mention, this.#moment());
  }

  #moment(): Moment {
    return {
      clock: this.#time.clock ?? 0,
      now: this.#time.now(),
      baseline: this.#counts.negative.baseline,
      negativeShare: () => this.#negativeShare(),
      tells: (mark) => this.#tells(mark),
      remembered: this.#remembered,
      talk: this.#talk,
    };
  }

  #tells(mark: string): boolean {
    return this.#marks.tells(mark, this.#time.newest, this.#time.since ?? 0);
  }

  #negativeShare(): number | null {
    return this.#counts.negativeShare(this.#time.now());
  }
}
