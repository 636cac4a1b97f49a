// The same monitor on the user's own posts: everything is counted while it is heard, nothing is read twice.
import { createMonitor, english, KashuvError, virtualClock, type Monitor } from 'kashuv';
import { latinIdentifier } from 'kashuv/languages/identify';
import { valueOf, type CallContext, type Incident, type SeverityLevel } from 'kashuv/spec';
import { file, type FileOptions } from 'kashuv/sources/file';
import { sqliteStore } from 'kashuv/stores/sqlite';

import { UsageError, type OwnData } from './arguments.ts';
import { count } from './terminal.ts';

export interface OwnDataResult {
  brand: string;
  query: string;
  posts: number;
  mentions: number;
  /** Rows that made no post: broken, without words, with an impossible time. */
  skipped: number;
  /** The first reasons, each naming its row. */
  skips: string[];
  /** Posts said twice. */
  duplicates: number;
  /** Mentions with a time of publication; only these make claims about surges. */
  timed: number;
  from: number | null;
  to: number | null;
  kinds: Record<string, number>;
  speakers: Record<string, number>;
  incidents: IncidentSummary[];
  /** Why there is none. */
  incidentReason: string | null;
  duties: { opened: number; missed: number; kinds: Record<string, number> };
  /** What is owed to cases and incidents, by the severity of their plans. */
  severities: Record<SeverityLevel, number>;
  /** What criticism teaches, by topic. */
  topics: Record<string, number>;
  /** From the first byte read to the last plan kept. */
  /** From the first row to the last, once engine and models are loaded. */
  postsPerSecond: number;
  seconds: number;
  /** Loading the engine, wink-nlp and eld. */
  startUpSeconds: number;
  store: 'memory' | 'sqlite';
  batch: number;
  peakMemoryMb: number;
}

export interface IncidentSummary {
  id: string;
  state: Incident['state'];
  severity: SeverityLevel;
  hub: string | null;
  openedAt: string;
  startedAt: string;
  authors: number;
  mentions: number;
  why: string;
}

export interface Progress {
  posts: number;
  mentions: number;
  seconds: number;
}

const PEEKED_ROWS = 100;
/** As a source that is asked so often. */
const ASKED_EVERY_MS = 5 * 60_000;

/** Reads the file to its end. Throws UsageError where the file or a field is not there. */
export async function readOwnData(options: OwnData, onProgress: (read: () => Progress) => void = () => undefined): Promise<OwnDataResult> {
  await peek(options);
  const monitor = build(options);
  const tally = new Tally(monitor);
  const startUpSeconds = await startUp(monitor);
  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  monitor.on('mention.heard', () => onProgress(() => ({ posts: monitor.health().intake.posts, mentions: tally.mentions, seconds: elapsed() })));
  const broken = new AbortController();
  let failure: string | null = null;
  monitor.on('source.failed', ({ message }) => {
    failure = message;
    broken.abort();
  });
  await using running = monitor;
  await running.run({ signal: broken.signal });
  const seconds = elapsed();
  if (failure !== null) throw new KashuvError('INPUT_INVALID', failure);
  const { intake } = monitor.health();
  const incidents = (await monitor.incidents()).map(summary);
  return {
    brand: options.brand,
    query: options.query,
    posts: intake.posts,
    mentions: tally.mentions,
    skipped: intake.skipped,
    skips: tally.skips,
    duplicates: intake.duplicates,
    timed: tally.timed,
    from: tally.from,
    to: tally.to,
    kinds: sorted(tally.kinds),
    speakers: sorted(tally.speakers),
    incidents,
    incidentReason: incidents.length > 0 ? null : tally.whyNoIncident(options.time !== undefined),
    duties: { opened: tally.opened, missed: tally.missed, kinds: sorted(tally.duties) },
    severities: tally.severities(),
    topics: sorted(tally.topics),
    postsPerSecond: Math.round(intake.posts / seconds),
    seconds: Number(seconds.toFixed(2)),
    startUpSeconds,
    store: options.store === undefined ? 'memory' : 'sqlite',
    batch: options.batch,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Loads what would else be loaded with the first posts, and says how long it took. */
async function startUp(monitor: Monitor): Promise<number> {
  const begun = performance.now();
  await Promise.all([monitor.idle(), latinIdentifier(), english().tools?.()]);
  return Number(((performance.now() - begun) / 1000).toFixed(2));
}

/** What kashuv finds wrong with a query, a language or a store was typed wrong. */
function build(options: OwnData): Monitor {
  try {
    return createMonitor({
      brands: [{ id: 'brand', name: options.brand, query: options.query, languages: options.languages }],
      // With times the posts are heard within five minutes of being said, in virtual time; without, all at once.
      sources: [file(options.file, { ...mapping(options), ...(options.time === undefined ? {} : { pace: 'posted', paceEveryMs: ASKED_EVERY_MS }) })],
      clock: virtualClock({ start: 0 }),
      limits: { batch: options.batch },
      ...(options.store === undefined ? {} : { store: sqliteStore(options.store) }),
    });
  } catch (error) {
    throw KashuvError.is(error) ? new UsageError(error.message, { cause: error }) : error;
  }
}

const mapping = ({ text, author, time }: OwnData): FileOptions => ({
  fields: { text, ...(author === undefined ? {} : { author }), ...(time === undefined ? {} : { time: time.field }) },
  ...(time === undefined ? {} : { time: { format: time.format, zone: time.zone } }),
});

/** Are the file and its fields there? The first rows tell, before anything is kept. */
async function peek(options: OwnData): Promise<void> {
  const source = file(options.file, mapping(options));
  const nobodyWaits: CallContext = { signal: new AbortController().signal, fetch: globalThis.fetch, now: () => 0, sleep: () => Promise.resolve(), log: () => undefined };
  const rows: Parameters<typeof source.signals>[0][] = [];
  try {
    for await (const { items } of source.read({ cursor: null, limit: PEEKED_ROWS, queries: [] }, nobodyWaits)) {
      rows.push(...items);
      if (rows.length >= PEEKED_ROWS) break;
    }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const names = new Set(rows.flatMap(({ value }) => (typeof value === 'object' && value !== null ? Object.keys(value) : [])));
  const signals = rows.flatMap((row) => [...source.signals(row)]);
  const posts = signals.flatMap((signal) => (signal.type === 'posted' ? [signal.post] : []));
  const there = names.size === 0 ? '' : ` There are: ${[...names].slice(0, 30).join(', ')}.`;
  if (rows.length === 0) throw new UsageError(`${options.file} holds no rows.`);
  const timeProblem = signals.some((signal) => signal.type === 'skipped' && signal.reason.includes('no possible time'));
  if (posts.length === 0 && !timeProblem) throw new UsageError(`--text: none of the first ${rows.length} rows has words in a field '${options.text}'.${there}`);
  if (posts.length === 0) throw new UsageError(`--time: no field '${options.time?.field ?? ''}' of the first ${rows.length} rows holds a time of format ${options.time?.format ?? 'auto'}.`);
  if (options.author !== undefined && posts.every(({ author }) => author === undefined)) throw new UsageError(`--author: none of the first ${rows.length} rows has a field '${options.author}'.${there}`);
  if (options.time !== undefined && !timeProblem && posts.every(({ postedAt }) => postedAt === undefined)) throw new UsageError(`--time: none of the first ${rows.length} rows has a field '${options.time.field}'.${there}`);
}

/** Counts what the monitor tells. Holds one short entry per plan, and no words. */
class Tally {
  mentions = 0;
  timed = 0;
  from: number | null = null;
  to: number | null = null;
  opened = 0;
  missed = 0;
  readonly skips: string[] = [];
  readonly kinds = new Map<string, number>();
  readonly speakers = new Map<string, number>();
  readonly topics = new Map<string, number>();
  readonly duties = new Map<string, number>();
  readonly #severityOf = new Map<string, SeverityLevel>();
  readonly #hours = new Map<number, number>();
  #highest: { score: number; why: string } | null = null;

  constructor(monitor: Monitor) {
    monitor.on('mention.heard', ({ mention }) => {
      this.mentions += 1;
      const { postedAt } = mention;
      if (postedAt === null) return;
      this.timed += 1;
      this.from = Math.min(this.from ?? postedAt, postedAt);
      this.to = Math.max(this.to ?? postedAt, postedAt);
      const hour = Math.floor(postedAt / 3_600_000);
      this.#hours.set(hour, (this.#hours.get(hour) ?? 0) + 1);
    });
    monitor.on('item.skipped', ({ reason }) => this.skips.length < 5 && this.skips.push(reason));
    monitor.on('mention.classified', ({ classification }) => count(this.kinds, valueOf(classification.kind, 'unknown')));
    monitor.on('speaker.judged', ({ role }) => count(this.speakers, valueOf(role, 'unknown')));
    monitor.on('learning.recorded', ({ topic }) => count(this.topics, topic ?? 'unknown'));
    monitor.on('plan.made', ({ plan }) => this.#severityOf.set(plan.subject.id, plan.severity.level));
    monitor.on('plan.revised', ({ plan }) => this.#severityOf.set(plan.subject.id, plan.severity.level));
    monitor.on('duty.opened', ({ duty }) => {
      this.opened += 1;
      count(this.duties, duty.kind);
    });
    monitor.on('duty.missed', () => (this.missed += 1));
    monitor.on('surge.detected', ({ surge }) => {
      if (surge.score > (this.#highest?.score ?? 0)) this.#highest = surge;
    });
  }

  severities(): Record<SeverityLevel, number> {
    const owed = { low: 0, medium: 0, high: 0, critical: 0 };
    for (const level of this.#severityOf.values()) owed[level] += 1;
    return owed;
  }

  whyNoIncident(withTimes: boolean): string {
    if (!withTimes) return 'The posts have no times (see --time): nothing can be said about a surge.';
    if (this.timed === 0) return 'No mention has a time: nothing can be said about a surge.';
    const busiest = Math.max(...this.#hours.values());
    const hours = Math.floor((this.to ?? 0) / 3_600_000) - Math.floor((this.from ?? 0) / 3_600_000) + 1;
    const usual = (this.timed / hours).toFixed(1);
    const level = `the busiest hour had ${busiest} of ${this.timed} mentions, an average hour of the ${hours} has ${usual}`;
    return this.#highest === null
      ? `No rise stood out: ${level}, and no few people shared one grave grievance.`
      : `The highest rise (score ${this.#highest.score.toFixed(1)}: ${this.#highest.why}) was not one of criticism; ${level}.`;
  }
}

function summary({ id, state, severity, hub, openedAt, startedAt, authors, mentions, detectedBy }: Incident): IncidentSummary {
  const iso = (at: number): string => new Date(at).toISOString();
  return { id, state, severity: severity.level, hub: hub?.venue.id ?? null, openedAt: iso(openedAt), startedAt: iso(startedAt), authors, mentions, why: detectedBy.why };
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}
