import { parseArgs } from 'node:util';

import { createPost } from '../src/intake/index.ts';
import { compileQueries } from '../src/query/index.ts';
import { signalsOf } from '../src/sources/bluesky/event.ts';
import { decodeFrame } from '../src/sources/bluesky/frame.ts';
import { commit, DID, TIME } from '../test/fixtures/bluesky/frames.ts';
import { talk } from './query/talk.ts';

/**
 * Frames of the Bluesky firehose a second that one core decodes, proves, maps and holds against 1,000 brand queries:
 * `node bench/bluesky.ts [--json] [--rounds 7]`. Every frame is a commit with one post and eight nodes of its tree, about 5 kB; on the network most
 * frames hold no post and cost less. Frames and patterns are made before. Ends with 1 below 5,000 frames a second.
 */
const REQUIRED = 5_000;
const FRAMES = 10_000;
const BRANDS = 1_000;
const NODES = Array.from({ length: 8 }, () => 500);
const SEED = 20_090_412;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } } });
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('--rounds: expected a whole number from 1.\n');
  process.exit(2);
}

const { queries, posts } = talk(SEED, FRAMES);
const matcher = compileQueries(queries.slice(0, BRANDS));
const frames = posts.map((text, index) => {
  const record = {
    $type: 'app.bsky.feed.post',
    text,
    createdAt: TIME,
    langs: ['en'],
    facets: [{ index: { byteStart: 0, byteEnd: 4 }, features: [{ $type: 'app.bsky.richtext.facet#link', uri: `https://news.example/${index}` }] }],
  };
  return commit({ seq: index + 1, changes: [{ path: `app.bsky.feed.post/3k${index}`, record }], nodes: NODES });
});
const seenAt = Date.parse(TIME);

function run(match: boolean): { speed: number; posts: number; mentions: number } {
  let [said, mentions] = [0, 0];
  const start = performance.now();
  for (const bytes of frames) {
    const frame = decodeFrame(bytes);
    for (const signal of frame.type === 'event' && frame.event !== null ? signalsOf(frame.event) : []) {
      if (signal.type !== 'posted') continue;
      said += 1;
      if (match) mentions += matcher.match(createPost(signal.post, { source: 'bluesky', seenAt, secret: DID, notes: [] }).document).length;
    }
  }
  return { speed: FRAMES / ((performance.now() - start) / 1_000), posts: said, mentions };
}

const median = (figures: readonly number[]): number => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
const runs = Array.from({ length: rounds + 1 }, () => ({ mapped: run(false), matched: run(true) })).slice(1);
const result = {
  frames: FRAMES,
  bytesPerFrame: Math.round(frames.reduce((sum, { length }) => sum + length, 0) / FRAMES),
  brands: BRANDS,
  posts: runs[0]?.matched.posts ?? 0,
  mentions: runs[0]?.matched.mentions ?? 0,
  mappedPerSecond: Math.round(median(runs.map(({ mapped }) => mapped.speed))),
  matchedPerSecond: Math.round(median(runs.map(({ matched }) => matched.speed))),
  required: REQUIRED,
  rounds,
};
if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  process.stdout.write(`${result.mappedPerSecond.toLocaleString('en')} frames/s of ${result.bytesPerFrame.toLocaleString('en')} bytes decoded and mapped\n`);
  process.stdout.write(`${result.matchedPerSecond.toLocaleString('en')} frames/s with matching against ${BRANDS.toLocaleString('en')} brands (${result.mentions.toLocaleString('en')} mentions), ${REQUIRED.toLocaleString('en')} asked for\n`);
}
process.exitCode = result.posts === FRAMES && result.matchedPerSecond >= REQUIRED ? 0 : 1;
