import { hashOf } from '../../lib/distinct.ts';
import type { Surge } from '../../spec/incident.ts';
import type { TrackerSettings } from '../settings.ts';
import type { HeardMention, TrackerState } from '../types.ts';
import { Alarms, type Alarm } from './alarms.ts';
import { CoverageLog } from './coverage.ts';
import { isSurge, plainDeviation, recordSurge, surgeOf, type Deviation } from './detector.ts';
import { VoiceCounts, type SeriesName } from './voice-counts.ts';

const hourMs = 60 * 60_000;

/** What was found to have risen. */
export interface Rise {
  readonly surge: Surge;
  /** It is one of criticism. */
  readonly critical: boolean;
  /** Seen in one place or topic while the cool-down of the whole lasts: news only where it belongs to nothing known. */
  readonly minor: boolean;
}

/**
 * Looks for rises in two ways, either of which is enough. Sums over 15 minutes to 6 hours are held against what an hour usually brings: that sees few voices where
 * almost none are usual. Each step is held against all remembered moments and the last minutes against their hour (series/): that sees what stands out of a lively, uneven series.
 */
export class Rises {
  readonly counts: VoiceCounts;
  readonly coverage: CoverageLog;
  readonly #alarms: Alarms;
  readonly #settings: TrackerSettings;

  constructor(settings: TrackerSettings, state: TrackerState | undefined, coverage = new CoverageLog(state?.rises?.coverage)) {
    this.#settings = settings;
    this.counts = new VoiceCounts(state);
    this.coverage = coverage;
    this.#alarms = new Alarms({ leastVolume: settings.minimumAuthors, coolDownMs: settings.coolDownMs, coverage: this.coverage, state: state?.rises?.alarms });
  }

  /** What is kept beside the counts. */
  state(): NonNullable<TrackerState['rises']> {
    return { alarms: this.#alarms.state(), coverage: this.coverage.state() };
  }

  /** The same, with nothing counted yet. */
  afresh(): Rises {
    const again = new Rises(this.#settings, undefined, this.coverage);
    again.watch(this.#alarms.watches);
    return again;
  }

  watch(launches: readonly { from: number; to: number }[]): void {
    this.#alarms.watch(launches);
  }

  /** Follows these places no longer. */
  dropVenues(ids: readonly string[]): void {
    this.#alarms.dropVenues(ids);
  }

  /** Publication time has come to `at`. `isLost`: what was said before is not known. */
  moveTo(at: number, isLost: boolean): void {
    this.#alarms.moveTo(at, isLost);
  }

  /** Counts a voice. `current`: it is new enough to raise an alarm. */
  count(mention: HeardMention, at: number, how: { negative: boolean; again: boolean; current: boolean }): { fresh: boolean; negative: boolean; alarm: Alarm | null } {
    const counted = this.counts.count(hashOf(mention.authorKey), at, { ...how, judgedGood: mention.negative === false });
    if (!how.current || !(counted.fresh || counted.negative)) return { ...counted, alarm: null };
    const voice = { at, ...counted, angry: mention.arousal === 'high', silence: mention.silenceComplaint, venues: mention.venues.map(({ id }) => id), topic: mention.topic ?? null };
    return { ...counted, alarm: this.#alarms.count(voice) };
  }

  /** What has risen by `at`. `negative`: how far the criticism heard just now has; null where none was. `since`: from when on one listens. */
  find(at: number, since: number, negative: Deviation | null, alarm: Alarm | null): Rise | null {
    const { counts } = this;
    const critical = (windowMs: number) => () => (counts.negativeShare(at, windowMs) ?? 0) >= this.#settings.negativeShare;
    const enough = (series: SeriesName, windowMs: number): boolean => counts.authorsIn(series, at - windowMs) >= this.#settings.minimumAuthors;
    if (negative !== null && isSurge(counts.negative, negative, at, since, this.#settings, critical(negative.windowMs)) && enough('negative', negative.windowMs)) {
      this.#record(at);
      return { surge: surgeOf('negative', negative, at, counts.negative), critical: true, minor: false };
    }
    const byAlarm = alarm === null ? null : this.#fromAlarm(alarm, at, critical(hourMs), enough('negative', hourMs));
    if (byAlarm !== null) return byAlarm;
    const volume = counts.riseOf('volume', at);
    if (!isSurge(counts.volume, volume, at, since, this.#settings, critical(volume.windowMs)) || !enough('volume', volume.windowMs)) return null;
    const isAngry = critical(volume.windowMs)() && enough('negative', volume.windowMs);
    recordSurge(counts.volume, volume, at, this.#settings);
    if (isAngry) this.#record(at);
    return { surge: surgeOf('volume', volume, at, counts.volume), critical: isAngry, minor: false };
  }

  #fromAlarm(alarm: Alarm, at: number, critical: () => boolean, enough: boolean): Rise | null {
    const { volume, negative } = this.counts;
    const isVolume = alarm.series === 'volume';
    const surgedAt = isVolume ? volume.surgedAt : negative.surgedAt;
    const cooling = surgedAt !== null && at - surgedAt < this.#settings.coolDownMs;
    const minor = cooling && alarm.of !== null;
    // Before it is known how the brand is spoken of, criticism must also be what most say.
    if ((cooling && !minor) || (!isVolume && negative.baseline.provisional && !critical())) return null;
    const isCritical = !isVolume || (critical() && enough);
    if (!minor) {
      if (isCritical) this.#record(at);
      else recordSurge(volume, this.counts.riseOf('volume', at), at, this.#settings);
    }
    return { surge: surgeFrom(alarm, at), critical: isCritical, minor };
  }

  /** The same event, seen in the whole volume, is not a second surge. */
  #record(at: number): void {
    recordSurge(this.counts.negative, this.counts.riseOf('negative', at), at, this.#settings);
    recordSurge(this.counts.volume, this.counts.riseOf('volume', at), at, this.#settings);
  }
}

function surgeFrom({ series, of, report, why }: Alarm, at: number): Surge {
  const { steps, count } = report.window ?? { steps: 1, count: report.count ?? 0 };
  const expected = (report.expected?.count ?? 0) * steps;
  const windowMs = steps * report.stepMs;
  return { at, series, ...(of === null ? {} : { of }), windowMs, observed: count, expected, score: plainDeviation(count, expected), perDay: report.perDay, why };
}
