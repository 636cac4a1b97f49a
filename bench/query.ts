import { parseArgs } from 'node:util';

import { compileQueries, toDocument } from '../src/query/index.ts';
import { QUERIES, talk } from './query/talk.ts';

/**
 * Posts a second that one core holds against 10,000 boolean brand queries, beside one alternation of the same words run by V8 over the same posts:
 * `node bench/query.ts [--json] [--rounds 7]`. The alternation ignores case as queries do, knows no boundaries, prefixes, distances or booleans, and
 * finds every place; of its three flag sets the fastest counts. Documents and patterns are made before. Ends with 1 where we are slower than 0.8 times it.
 */
const REQUIRED = 0.8;
const POSTS = 100_000;
const SEED = 20_090_412;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } } });
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('--rounds: expected a whole number from 1.\n');
  process.exit(2);
}

const { queries, terms, posts } = talk(SEED, POSTS);
const documents = posts.map((post) => toDocument(post));
const begun = performance.now();
const matcher = compileQueries(queries);
const compiledMs = Math.round(performance.now() - begun);
const bare = terms.join('|');
const patterns = ['gi', 'giu', 'giv'].map((flags) => ({ flags, pattern: new RegExp(bare, flags) }));

/** Posts a second, and what was found. */
function timed(find: (index: number) => number): { speed: number; found: number } {
  let found = 0;
  const start = performance.now();
  for (let index = 0; index < POSTS; index += 1) found += find(index);
  return { speed: POSTS / ((performance.now() - start) / 1_000), found };
}

const ours = (): { speed: number; found: number } => timed((index) => matcher.match(documents[index] as (typeof documents)[number]).length);
const theirs = (pattern: RegExp): { speed: number; found: number } =>
  timed((index) => {
    let count = 0;
    pattern.lastIndex = 0;
    while (pattern.exec(posts[index] as string) !== null) count += 1;
    return count;
  });

const median = (figures: readonly number[]): number => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
const runs = Array.from({ length: rounds + 1 }, () => ({ ours: ours(), theirs: patterns.map(({ pattern }) => theirs(pattern)) })).slice(1);
const speed = median(runs.map((run) => run.ours.speed));
const peers = patterns.map(({ flags }, index) => ({ flags, speed: median(runs.map((run) => run.theirs[index]?.speed ?? Number.NaN)), found: runs[0]?.theirs[index]?.found ?? 0 }));
const peer = peers.reduce((best, one) => (one.speed > best.speed ? one : best));
const ratio = speed / peer.speed;
const result = {
  queries: QUERIES, posts: POSTS, terms: terms.length, charactersPerPost: Math.round(posts.reduce((sum, post) => sum + post.length, 0) / POSTS), compiledMs,
  postsPerSecond: Math.round(speed), matches: runs[0]?.ours.found ?? 0, peers: peers.map((one) => ({ ...one, speed: Math.round(one.speed) })), ratio: Number(ratio.toFixed(2)), required: REQUIRED, rounds,
};
if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  process.stdout.write(`${result.postsPerSecond.toLocaleString('en')} posts/s against ${QUERIES.toLocaleString('en')} queries (${result.matches.toLocaleString('en')} matches), compiled in ${compiledMs} ms\n`);
  for (const one of result.peers) process.stdout.write(`V8 /${one.flags}: ${one.speed.toLocaleString('en')} posts/s (${one.found.toLocaleString('en')} places of ${terms.length.toLocaleString('en')} words)\n`);
  process.stdout.write(`${ratio.toFixed(2)} times the fastest of them, ${REQUIRED} asked for\n`);
}
process.exitCode = ratio >= REQUIRED ? 0 : 1;
