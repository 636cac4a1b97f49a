import { parseArgs } from 'node:util';
import eld from 'eld/small';

import { monitorIdentify } from '../eval/language/lines.ts';
import { normaliseText } from '../src/intake/index.ts';
import type { NormalText } from '../src/spec/post.ts';
import { posts } from './language/stream.ts';

/**
 * Posts a second whose language one core tells, in the way a monitor does, beside eld/small alone: `npm run bench:language [-- --json] [--rounds 7]`.
 * Each round has posts that neither has seen; writing and normalising them is not counted. A second is one of processor time, garbage
 * collection included, so that what else runs on the machine counts less; seconds on the wall are given too. Ends with 1 below what is required.
 */
const REQUIRED = 150_000;
const SEED = 20_140_917;
const PER_ROUND = 40_000;
const PEER_PER_ROUND = 4_000;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('--rounds: expected a whole number from 1.\n');
  process.exit(2);
}

const identify = await monitorIdentify();
const next = posts(SEED);
const batch = (size: number): { text: NormalText; language: string }[] => Array.from({ length: size }, next).map(({ text, language }) => ({ text: normaliseText(text), language }));
let characters = 0;

interface Round {
  /** Posts a second of processor time. */
  speed: number;
  wall: number;
  right: number;
  /** Told to be in a language they are not in; what is left was not told. */
  wrong: number;
}

function measure(size: number, tell: (text: NormalText) => string): Round {
  const posts = batch(size);
  const codes: string[] = [];
  const used = process.cpuUsage();
  const begun = performance.now();
  for (const { text } of posts) codes.push(tell(text));
  const wall = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(used);
  characters = posts.reduce((sum, { text }) => sum + text.text.length, 0) / size;
  const right = posts.filter(({ language }, index) => codes[index] === language).length;
  const untold = codes.filter((code) => code === 'und' || code === '').length;
  return { speed: size / ((user + system) / 1e6), wall: size / wall, right: right / size, wrong: (size - right - untold) / size };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const median = (figures: readonly number[]): number => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
const ours: Round[] = [];
const theirs: Round[] = [];
// The first round is for the compiler of the machine.
for (let round = 0; round <= rounds; round += 1) {
  const peer = measure(PEER_PER_ROUND, ({ text }) => eld.detect(text).language);
  const mine = measure(PER_ROUND, (text) => identify(text).code);
  if (round === 0) continue;
  ours.push(mine);
  theirs.push(peer);
}

const speeds = ours.map(({ speed }) => speed);
const figures = {
  posts: PER_ROUND,
  characters: Math.round(characters),
  rounds,
  postsPerSecond: Math.round(median(speeds)),
  slowest: Math.round(Math.min(...speeds)),
  fastest: Math.round(Math.max(...speeds)),
  onTheWall: Math.round(median(ours.map(({ wall }) => wall))),
  right: Number(median(ours.map(({ right }) => right)).toFixed(4)),
  wrong: Number(median(ours.map(({ wrong }) => wrong)).toFixed(4)),
  peerName: 'eld/small',
  peer: Math.round(median(theirs.map(({ speed }) => speed))),
  ratio: Number(median(speeds.map((speed, index) => speed / (theirs[index]?.speed ?? Number.NaN))).toPrecision(3)),
  peerRight: Number(median(theirs.map(({ right }) => right)).toFixed(4)),
  peerWrong: Number(median(theirs.map(({ wrong }) => wrong)).toFixed(4)),
  required: REQUIRED,
};
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const { postsPerSecond, slowest, fastest, onTheWall, right, wrong, peer, peerRight, peerWrong, ratio } = figures;
  process.stdout.write(
    `${postsPerSecond.toLocaleString('en')} posts a second of processor time (median of ${rounds} rounds, ${slowest.toLocaleString('en')}–${fastest.toLocaleString('en')}; ${onTheWall.toLocaleString('en')} on the wall), ${percent(right)} right, ${percent(wrong)} wrong; ` +
      `eld/small alone ${peer.toLocaleString('en')}, ${percent(peerRight)} right, ${percent(peerWrong)} wrong; ratio ${ratio}. ${PER_ROUND} new posts of ${figures.characters} characters a round, seed ${SEED}.\n`,
  );
}
if (!(figures.postsPerSecond >= REQUIRED)) {
  process.stderr.write(`fewer than ${REQUIRED} posts a second\n`);
  process.exitCode = 1;
}
