import { afterEach } from 'vitest';

import { createMonitor, type CoreOptions, type Monitor } from '../../src/core.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { prPolicy } from '../../src/policy/index.ts';
import type { KashuvEvent, LedgerEventMap, LedgerEventType } from '../../src/spec/event.ts';
import type { Post, PostInput } from '../../src/spec/post.ts';
import type { SpeakerRole } from '../../src/spec/speaker.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { fixedClassifier, fixedJudge, readLedger, virtualClock, type PlainLabel } from '../../src/testkit/scenarios/index.ts';

export const START = Date.UTC(2026, 4, 3, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Labels by marks in the text, so that a test says what a post is in the post itself: `[complaint]`, `[threat]`, `[harm:3]` … */
export function labelsByMark(text: string): PlainLabel[] | null {
  if (text.includes('[abstain]')) return null;
  if (text.includes('[fail]')) throw new Error('told to fail');
  const labels: PlainLabel[] = [];
  const kinds = ['complaint', 'question', 'praise', 'bullying', 'threat', 'self-harm', 'silence-complaint', 'press-inquiry', 'statement'] as const;
  for (const kind of kinds) if (text.includes(`[${kind}]`)) labels.push({ task: 'kind', value: kind });
  const negative = ['complaint', 'bullying', 'threat', 'silence-complaint'].some((kind) => text.includes(`[${kind}]`));
  labels.push({ task: 'sentiment', value: negative ? 'negative' : text.includes('[praise]') ? 'positive' : 'neutral' });
  const harm = /\[harm:(\d)\]/.exec(text);
  labels.push({ task: 'harm', value: harm === null ? (negative ? 1 : 0) : Number(harm[1]) });
  for (const theme of ['discrimination', 'safety'] as const) if (text.includes(`[${theme}]`)) labels.push({ task: 'theme', value: theme });
  labels.push({ task: 'arousal', value: text.includes('[angry]') ? 'high' : 'low' });
  return labels;
}

/** Speakers by the first letters of the author's id: `employee-7`, `journalist-1`; others are customers, `unknown-…` unknown. */
function roleById(post: Post): SpeakerRole | null {
  const id = post.author?.id ?? '';
  if (id.startsWith('unknown')) return null;
  const roles: SpeakerRole[] = ['employee', 'competitor', 'journalist'];
  return roles.find((role) => id.startsWith(role)) ?? 'customer';
}

export const acme = {
  id: 'acme',
  name: 'Acme',
  query: 'acme OR אקמי',
  languages: ['en', 'he'],
  accounts: { handles: ['acme'] },
  owners: [
    { role: 'care', name: 'Dana' },
    { role: 'spokesperson', name: 'Noam' },
    { role: 'hr', name: 'Adi' },
    { role: 'on-call', name: 'Tal' },
  ],
} satisfies CoreOptions['brands'][number];

/** A monitor on virtual time with fixed judgement, real policy and languages. */
export function testMonitor(options: Partial<CoreOptions> = {}): Monitor {
  let seed = 1;
  return createMonitor({
    brands: [acme],
    store: memoryStore(),
    policy: prPolicy(),
    languages: [english(), hebrew()],
    classifiers: [fixedClassifier(({ text }) => labelsByMark(text))],
    judges: [fixedJudge(roleById)],
    clock: virtualClock({ start: START }),
    random: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647,
    ...options,
  });
}

/** Test monitors of one test file, stopped after each test. */
export function stoppedMonitors(): typeof testMonitor {
  let open: Monitor[] = [];
  afterEach(async () => {
    await Promise.all(open.map((monitor) => monitor.stop()));
    open = [];
  });
  return (options) => {
    const monitor = testMonitor(options);
    open.push(monitor);
    return monitor;
  };
}

let ids = 0;
/** A post about Acme at `minute` after the start. */
export function post(text: string, more: Partial<PostInput> & { minute?: number; by?: string } = {}): PostInput {
  const { minute = 0, by = 'customer-1', ...rest } = more;
  return {
    id: `post-${(ids += 1)}`,
    text: `acme ${text}`,
    author: { id: by, handle: by },
    venue: { id: 'site:micro', kind: 'site', class: 'microblog', name: 'Micro' },
    postedAt: START + minute * MINUTE,
    ...rest,
  };
}

/** Collects every event the monitor tells. */
export function record(monitor: Monitor): KashuvEvent[] {
  const events: KashuvEvent[] = [];
  monitor.on('*', (event) => events.push(event));
  return events;
}

export async function types(monitor: Monitor): Promise<string[]> {
  return (await readLedger(monitor)).map(({ type }) => type);
}

/** The data of all ledger events of one type, in order. */
export async function dataOf<T extends LedgerEventType>(monitor: Monitor, type: T): Promise<LedgerEventMap[T][]> {
  return (await readLedger(monitor)).flatMap((event) => (event.type === type ? [event.data as LedgerEventMap[T]] : []));
}
