import { explainReport, makeSeries, seriesSettings, type Series, type SeriesReport, type SeriesSettings, type SeriesState } from '../series/index.ts';
import type { CoverageLog } from './coverage.ts';
import { fineMs, memoryMs } from './detector.ts';

/** What is followed of a brand, one by one. Of places and topics the criticism is. */
export type Followed = 'volume' | 'negative' | 'anger' | 'silence' | 'venue' | 'topic';

/** Those that are of the brand as a whole. */
type Whole = Exclude<Followed, 'venue' | 'topic'>;

/** What a voice counts in. */
export interface Voice {
  /** Publication, epoch ms. */
  readonly at: number;
  /** Had not been counted lately, among all and among the angry. */
  readonly fresh: boolean;
  readonly negative: boolean;
  readonly angry: boolean;
  /** Complains that nobody answers. */
  readonly silence: boolean;
  /** Venue ids. */
  readonly venues: readonly string[];
  readonly topic: string | null;
}

/** A series rose above all that is remembered of it, or suddenly. */
export interface Alarm {
  readonly series: Followed;
  /** Venue id or topic; null where the series is of the brand as a whole. */
  readonly of: string | null;
  readonly report: SeriesReport;
  readonly why: string;
}

/** A series of a venue or topic, and how much is said there; its weight halves in six hours. */
interface KeyedState {
  key: string;
  weight: number;
  at: number;
  series: SeriesState;
}

/** All series of a brand, as JSON. */
export interface AlarmsState {
  whole: Record<Whole, SeriesState>;
  calm: SeriesState;
  venues: KeyedState[];
  topics: KeyedState[];
  /** Step up to which all series were told. */
  step: number | null;
  /** Launches that are watched more closely, epoch ms. */
  watches: { from: number; to: number }[];
}

/**
 * False alarms a day that each series may bring: together once in 25 days at most, less where they rise at the same time. Within a launch watch five times as many.
 */
const perDay: Readonly<Record<Followed, number>> = { volume: 0.01, negative: 0.01, anger: 0.004, silence: 0.004, venue: 0.001, topic: 0.001 };
const watchedFactor = 5;
const venuesFollowed = 8;
const topicsFollowed = 8;
const weightHalfLifeMs = 6 * 60 * 60_000;
/** A longer calm leaves nothing else of what was usual. */
const mostSteps = memoryMs / fineMs;
/** What came later than this many steps after its time is no part of any series. */
const stepsCorrected = 64;

interface Keyed {
  key: string;
  weight: number;
  at: number;
  readonly series: Series;
}

/** The series of one brand, step by step; each looks for what stands above all it remembers, and for what comes suddenly. */
export class Alarms {
  readonly #settings: Readonly<Record<Followed, SeriesSettings>>;
  #whole: Readonly<Record<Whole, Series>>;
  /** Hears nothing, ever: what a place or topic that nobody spoke of was like before. */
  #calm: Series;
  #venues: Keyed[];
  #topics: Keyed[];
  #step: number | null;
  #watches: readonly { from: number; to: number }[];
  readonly #coverage: CoverageLog;

  constructor(options: { leastVolume: number; coolDownMs: number; coverage: CoverageLog; state?: AlarmsState | undefined }) {
    const { leastVolume, coolDownMs, coverage, state } = options;
    const settingsOf = (series: Followed): SeriesSettings =>
      seriesSettings({ stepMs: fineMs, leastVolume, coolDownMs, alarmsPerDay: perDay[series], watchedAlarmsPerDay: perDay[series] * watchedFactor });
    this.#settings = { volume: settingsOf('volume'), negative: settingsOf('negative'), anger: settingsOf('anger'), silence: settingsOf('silence'), venue: settingsOf('venue'), topic: settingsOf('topic') };
    this.#whole = this.#wholes(state);
    this.#calm = makeSeries(this.#settings.venue, state?.calm);
    const keyed = (series: 'venue' | 'topic', kept: readonly KeyedState[]): Keyed[] => kept.map(({ key, weight, at, series: of }) => ({ key, weight, at, series: makeSeries(this.#settings[series], of) }));
    this.#venues = keyed('venue', state?.venues ?? []);
    this.#topics = keyed('topic', state?.topics ?? []);
    this.#step = state?.step ?? null;
    this.#watches = state?.watches ?? [];
    this.#coverage = coverage;
  }

  state(): AlarmsState {
    const { volume, negative, anger, silence } = this.#whole;
    const kept = ({ key, weight, at, series }: Keyed): KeyedState => ({ key, weight, at, series: series.state() });
    return {
      whole: { volume: volume.state(), negative: negative.state(), anger: anger.state(), silence: silence.state() },
      calm: this.#calm.state(),
      venues: this.#venues.map(kept),
      topics: this.#topics.map(kept),
      step: this.#step,
      watches: this.#watches.map((watch) => ({ ...watch })),
    };
  }

  get watches(): readonly { from: number; to: number }[] {
    return this.#watches;
  }

  /** Launches to watch more closely. */
  watch(watches: readonly { from: number; to: number }[]): void {
    this.#watches = watches.map(({ from, to }) => ({ from, to }));
  }

  /** Publication time has come to `at`: the steps since then brought nothing but what is counted. `isLost`: that is not known, nor what was before. */
  moveTo(at: number, isLost: boolean): void {
    const step = Math.floor(at / fineMs);
    const before = this.#step;
    if (before !== null && step <= before) return;
    if (isLost) this.#forget();
    const first = before === null || isLost ? step : Math.max(before + 1, step - mostSteps);
    for (let next = first; next <= step; next += 1) {
      const told = { at: next * fineMs, count: 0, coverage: this.#coverage.of(next * fineMs, (next + 1) * fineMs) };
      for (const series of this.#all()) series.learn(told);
    }
    this.#step = step;
  }

  /** Counts a voice; gives what rose with it, criticism of the whole before that of a place or topic, and mere volume last. */
  count(voice: Voice): Alarm | null {
    const { at } = voice;
    if (this.#step === null || Math.floor(at / fineMs) <= this.#step - stepsCorrected) return null;
    const told = { at, coverage: this.#heardAt(at), watched: this.#watches.some(({ from, to }) => at >= from && at <= to) };
    const alarms: Alarm[] = [];
    const add = (series: Followed, of: string | null, to: Series): void => {
      const report = to.add(told);
      if (report.alarm) alarms.push({ series, of, report, why: explainReport(report, fineMs) });
    };
    if (voice.negative) {
      add('negative', null, this.#whole.negative);
      if (voice.angry) add('anger', null, this.#whole.anger);
      if (voice.silence) add('silence', null, this.#whole.silence);
      for (const venue of voice.venues.slice(0, venuesFollowed)) add('venue', venue, this.#seriesOf(this.#venues, venue, 'venue', at, venuesFollowed));
      if (voice.topic !== null) add('topic', voice.topic, this.#seriesOf(this.#topics, voice.topic, 'topic', at, topicsFollowed));
    }
    if (voice.fresh) add('volume', null, this.#whole.volume);
    return alarms[0] ?? null;
  }

  /** Follows these places no longer. */
  dropVenues(ids: readonly string[]): void {
    this.#venues = this.#venues.filter(({ key }) => !ids.includes(key));
  }

  #wholes(state?: AlarmsState): Record<Whole, Series> {
    const whole = (series: Whole): Series => makeSeries(this.#settings[series], state?.whole[series]);
    return { volume: whole('volume'), negative: whole('negative'), anger: whole('anger'), silence: whole('silence') };
  }

  #forget(): void {
    this.#whole = this.#wholes();
    this.#calm = makeSeries(this.#settings.venue);
    this.#venues = [];
    this.#topics = [];
  }

  /** Whoever is heard was not silent, whatever is said of the sources. */
  #heardAt(at: number): 'full' | 'partly' {
    const begin = Math.floor(at / fineMs) * fineMs;
    return this.#coverage.of(begin, begin + fineMs) === 'full' ? 'full' : 'partly';
  }

  #all(): Series[] {
    return [...Object.values(this.#whole), this.#calm, ...this.#venues.map(({ series }) => series), ...this.#topics.map(({ series }) => series)];
  }

  /** The series of a venue or topic; where there are too many, it takes the place of the one that least is said of, and its weight (Metwally et al. 2005). */
  #seriesOf(kept: Keyed[], key: string, of: 'venue' | 'topic', at: number, most: number): Series {
    const weightAt = (one: Keyed): number => one.weight * 2 ** (-Math.max(0, at - one.at) / weightHalfLifeMs);
    const known = kept.find((one) => one.key === key);
    if (known !== undefined) {
      known.weight = weightAt(known) + 1;
      known.at = Math.max(known.at, at);
      return known.series;
    }
    let weight = 1;
    if (kept.length >= most) {
      const [lightest, index] = kept.reduce<[number, number]>((least, one, place) => (weightAt(one) < least[0] ? [weightAt(one), place] : least), [Infinity, 0]);
      weight += lightest;
      kept.splice(index, 1);
    }
    const series = makeSeries(this.#settings[of], this.#calm.state());
    kept.push({ key, weight, at, series });
    return series;
  }
}
