// #amazonfail in virtual time: posts at the moments they come, the course of the day in between, everything kept in the ledger.
import { createMonitor, virtualClock, type Clock, type ClockTask, type Monitor } from 'kashuv';
import type { LedgerEvent, Post, PostInput, Publisher, StoreDriver } from 'kashuv/spec';
import { ledgerDigest, postsAsScript, readLedger, scriptedSource } from 'kashuv/testkit/scenarios';

import { amazon } from './amazonfail/brand.ts';
import { amazonfailCourse, type CourseStep } from './amazonfail/course.ts';
import { amazonfailPosts } from './amazonfail/posts.ts';
import { seededRandom } from './amazonfail/random.ts';
import { eastern } from './amazonfail/times.ts';
import { takeStep, type StepOutcome } from './course-player.ts';

export interface ReplayOptions {
  /** Default: the memory. A replay that was interrupted goes on where its store ends. */
  store?: StoreDriver;
  publishers?: readonly Publisher[];
  posts?: readonly PostInput[];
  steps?: readonly CourseStep[];
  /** Epoch ms at which the replay ends. */
  until?: number;
  /** Acts at the end, in virtual time, before the monitor stops. */
  epilogue?: (monitor: Monitor) => Promise<void>;
  onEvent?: (event: LedgerEvent) => void;
}

export interface Replay {
  /** The whole ledger: whatever is shown of the replay is read from here. */
  events: LedgerEvent[];
  /** What was said, by post id. */
  posts: ReadonlyMap<string, Post>;
  steps: StepOutcome[];
  /** Of the ledger: equal ledgers, equal digest. */
  digest: string;
  /** How long it took in real time. */
  wallMs: number;
}

const BEGIN = eastern('2009-02-01T00:00');
const END = eastern('2009-05-13T00:00');

export async function replayAmazonfail(options: ReplayOptions = {}): Promise<Replay> {
  const { posts = amazonfailPosts(), steps = amazonfailCourse(), until = END } = options;
  const startedAt = performance.now();
  const clock = virtualClock({ start: BEGIN });
  const chance = seededRandom(12_04_2009);
  const monitor = createMonitor({
    brands: [amazon],
    // A stream stays: the monitor listens on while nobody speaks, and ends when it is told to.
    sources: [scriptedSource(postsAsScript(posts), { instance: 'invented', afterwards: 'wait' })],
    clock,
    // Not for a real monitor: the salt of its digests would be known. Here two runs have to give the same ledger.
    random: () => chance.next(),
    ...(options.store === undefined ? {} : { store: options.store }),
    ...(options.publishers === undefined ? {} : { publishers: options.publishers }),
  });
  const { onEvent } = options;
  if (onEvent !== undefined) monitor.on('*', (event) => event.seq !== null && onEvent(event as LedgerEvent));

  // The clock knows of this work, and virtual time stands still while it is done.
  const host = clock.task();
  const over = new AbortController();
  const running = monitor.run({ signal: over.signal });
  const outcomes: StepOutcome[] = [];
  try {
    for (const { step, at } of timetable(steps, posts)) {
      if (at > until) break;
      await reach(at, clock, host, monitor);
      outcomes.push(await takeStep(step, at, monitor));
    }
    await reach(until, clock, host, monitor);
    await options.epilogue?.(monitor);
  } finally {
    over.abort();
    await running;
    host.end();
  }
  const events = await readLedger(monitor);
  const { digest } = await ledgerDigest(monitor);
  return { events, posts: await heardPosts(monitor, events), steps: outcomes, digest, wallMs: performance.now() - startedAt };
}

/** Sleeps until `at`, and until what was said by then is understood. */
async function reach(at: number, clock: Clock, host: ClockTask, monitor: Monitor): Promise<void> {
  if (at > clock.now()) await host.sleep(at - clock.now());
  await monitor.idle();
}

/** Each step has a moment of its own, so that who comes first is never left to chance, and its trace in the ledger can be told by its time. */
function timetable(steps: readonly CourseStep[], posts: readonly PostInput[]): { step: CourseStep; at: number }[] {
  const taken = new Set(posts.map(({ postedAt }) => postedAt));
  return steps.map((step) => {
    let at = step.at;
    while (taken.has(at)) at += 1;
    taken.add(at);
    return { step, at };
  });
}

async function heardPosts(monitor: Monitor, events: readonly LedgerEvent[]): Promise<Map<string, Post>> {
  const posts = new Map<string, Post>();
  for (const event of events) {
    if (event.type !== 'mention.heard') continue;
    const post = await monitor.post(event.data.mention.post);
    if (post !== null) posts.set(post.id, post);
  }
  return posts;
}
