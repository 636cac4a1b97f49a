import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { createMonitor } from '../src/index.ts';
import { defineSource } from '../src/spec/index.ts';
import { sqliteStore } from '../src/stores/sqlite.ts';
import { complaint, smallTalk, type StormPost } from './storm/posts.ts';

/**
 * A storm through the whole monitor, by the machine's own clock, as JSON: `npm run bench:storm [-- --posts 100000] [--seconds 60]`. A brand has two calm weeks behind it; then
 * so many people complain within so many seconds. Tells when the plan for its incident was out after the first post of the storm was published, when all was
 * handled, and how much memory it took. The store is SQLite in a folder of its own. Ends with 1 where the plan was not out within 60 s, or a mention is missing.
 */
const REQUIRED = { planWithinSeconds: 60 } as const;
const DAY = 24 * 3_600_000;
const CALM_DAYS = 14;
const CALM_A_DAY = 150;

const { values } = parseArgs({ options: { posts: { type: 'string', default: '100000' }, seconds: { type: 'string', default: '60' } } });
const posts = Number(values.posts);
const seconds = Number(values.seconds);
if (!Number.isInteger(posts) || posts < 1 || !(seconds > 0)) {
  process.stderr.write('--posts: expected a whole number from 1; --seconds: a number above 0.\n');
  process.exit(2);
}

const calm = CALM_DAYS * CALM_A_DAY;
let begin = Number.NaN;

/** First what was said in the calm weeks, then the storm as fast as it is published, and no faster than it is taken in. */
const crowd = defineSource<StormPost>({
  contract: 1,
  name: 'crowd',
  instance: 'crowd',
  capabilities: { mode: 'once', backfill: true, threads: false, authors: false, queryFeatures: [] },
  async *read({ cursor, limit }, context) {
    let next = Number(cursor ?? 0);
    const start = context.now();
    while (next < calm) {
      const items: StormPost[] = [];
      for (; items.length < limit && next < calm; next += 1) items.push(smallTalk(next, start - CALM_DAYS * DAY + (next / calm) * CALM_DAYS * DAY));
      yield { items, cursor: String(next), caughtUp: false };
    }
    if (Number.isNaN(begin)) begin = context.now();
    const end = calm + posts;
    while (next < end && !context.signal.aborted) {
      const published = Math.min(posts, Math.ceil(((context.now() - begin) / (1_000 * seconds)) * posts));
      const items: StormPost[] = [];
      for (; items.length < limit && next - calm < published; next += 1) items.push(complaint(next - calm, begin + ((next - calm) / posts) * 1_000 * seconds));
      if (items.length > 0) yield { items, cursor: String(next), caughtUp: false };
      else await context.sleep(10);
    }
  },
  signals: ({ id, text, author, postedAt }) => [{ type: 'posted', post: { id, text, author: { id: author }, postedAt, venue: { id: 'crowd', kind: 'site', class: 'social', name: 'Crowd' } } }],
});

const folder = mkdtempSync(join(tmpdir(), 'kashuv-storm-'));
const monitor = createMonitor({
  brands: [{ id: 'acme', name: 'Acme', query: 'acme OR #acmefail', languages: ['en'] }],
  sources: [crowd],
  store: sqliteStore(join(folder, 'storm.db')),
});

interface Moment {
  readonly seconds: number;
  readonly mentions: number;
}
let mentions = 0;
let opened: Moment | null = null;
/** The first plan for each incident. */
const plans = new Map<string, Moment & { level: string }>();
/** Incidents that the calm weeks open are false, and none of the storm's. */
let falseIncidents = 0;
const ofStorm = new Set<string>();
let storm = 0;
const sinceBegin = (): number => Number(((Date.now() - begin) / 1_000).toFixed(2));
monitor.on('mention.heard', () => {
  mentions += 1;
  if (mentions > calm) storm += 1;
});
monitor.on('incident.opened', ({ incident }) => {
  if (storm === 0) {
    falseIncidents += 1;
    return;
  }
  ofStorm.add(incident.id);
  opened ??= { seconds: sinceBegin(), mentions: storm };
});
monitor.on('plan.made', ({ plan }) => {
  const { type, id } = plan.subject;
  if (type === 'incident' && !plans.has(id)) plans.set(id, { seconds: sinceBegin(), mentions: storm, level: plan.severity.level });
});

let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 250);
const cpu = process.cpuUsage();
const calmFrom = Date.now();
await monitor.run();
clearInterval(watch);
const handled = sinceBegin();
const { user, system } = process.cpuUsage(cpu);
const [incident] = (await monitor.incidents({ brand: 'acme' })).filter(({ id }) => ofStorm.has(id));
const [planned = null] = [...plans].filter(([id]) => ofStorm.has(id)).map(([, plan]) => plan);
const size = statSync(join(folder, 'storm.db')).size;
await monitor[Symbol.asyncDispose]();
rmSync(folder, { recursive: true, force: true });

process.stdout.write(`${JSON.stringify({
  posts, seconds, calm,
  calmSeconds: Number(((begin - calmFrom) / 1_000).toFixed(1)),
  opened, planned, incidents: ofStorm.size, falseIncidents,
  incident: incident === undefined ? null : { hub: incident.hub?.venue.id ?? null, mentions: incident.mentions, authors: incident.authors, severity: incident.severity.level },
  handledSeconds: handled,
  perSecond: Math.round(storm / handled),
  processorSeconds: Number(((user + system) / 1e6).toFixed(1)),
  peakMegabytes: Math.round(peak / 1e6),
  storeMegabytes: Math.round(size / 1e6),
  heard: storm,
  required: REQUIRED,
}, null, 2)}\n`);

if (planned === null || planned.seconds > REQUIRED.planWithinSeconds) {
  process.stderr.write(`no plan within ${REQUIRED.planWithinSeconds} s\n`);
  process.exitCode = 1;
}
if (storm !== posts) {
  process.stderr.write(`${posts - storm} mentions are missing\n`);
  process.exitCode = 1;
}
