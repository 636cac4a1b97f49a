import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import winkModel from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

import { openModel } from '../src/understand/model/index.ts';
import { posts } from './language/stream.ts';

/**
 * English posts a second that the shipped model judges for all its tasks on one core, beside wink-nlp reading the same posts for sentiment alone:
 * `npm run bench:classify [-- --json] [--rounds 7] [--file posts.jsonl]`. Without a file each round has posts that neither has seen. A second is one of processor
 * time, garbage collection included; seconds on the wall are given too. Ends with 1 below what is required.
 */
const REQUIRED = 20_000;
const SEED = 20_140_917;
const PER_ROUND = 20_000;
const PEER_PER_ROUND = 2_000;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' }, file: { type: 'string' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('--rounds: expected a whole number from 1.\n');
  process.exit(2);
}

const bytes = readFileSync(new URL('../models/en.bin', import.meta.url));
const opened = performance.now();
const model = openModel(bytes);
const openMs = performance.now() - opened;
const nlp = winkNLP(winkModel, ['sbd', 'negation', 'sentiment']);
const next = nextOf(values.file);
let characters = 0;

function nextOf(file: string | undefined): () => string {
  if (file === undefined) {
    const stream = posts(SEED);
    return () => {
      let post = stream();
      while (post.language !== 'en') post = stream();
      return post.text;
    };
  }
  const texts = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => String(JSON.parse(line).text));
  let at = 0;
  return () => texts[at++ % texts.length] ?? '';
}

/** Posts a second of processor time and on the wall. */
function measure(size: number, read: (text: string) => unknown): { speed: number; wall: number } {
  const texts = Array.from({ length: size }, next);
  const used = process.cpuUsage();
  const begun = performance.now();
  for (const text of texts) read(text);
  const wall = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(used);
  characters = texts.reduce((sum, text) => sum + text.length, 0) / size;
  return { speed: size / ((user + system) / 1e6), wall: size / wall };
}

const median = (figures: readonly number[]): number => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
const ours: ReturnType<typeof measure>[] = [];
const theirs: ReturnType<typeof measure>[] = [];
// The first round is for the compiler of the machine.
for (let round = 0; round <= rounds; round += 1) {
  const peer = measure(PEER_PER_ROUND, (text) => nlp.readDoc(text).out(nlp.its.sentiment));
  const mine = measure(PER_ROUND, (text) => model.judge(text));
  if (round === 0) continue;
  ours.push(mine);
  theirs.push(peer);
}

const speeds = ours.map(({ speed }) => speed);
const figures = {
  tasks: model.tasks.map(({ task }) => task),
  posts: PER_ROUND,
  characters: Math.round(characters),
  rounds,
  openMs: Math.round(openMs),
  postsPerSecond: Math.round(median(speeds)),
  slowest: Math.round(Math.min(...speeds)),
  fastest: Math.round(Math.max(...speeds)),
  onTheWall: Math.round(median(ours.map(({ wall }) => wall))),
  peerName: 'wink-nlp 2.4.0, sentiment',
  peer: Math.round(median(theirs.map(({ speed }) => speed))),
  ratio: Number(median(speeds.map((speed, index) => speed / (theirs[index]?.speed ?? Number.NaN))).toPrecision(3)),
  required: REQUIRED,
};
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const { postsPerSecond, slowest, fastest, onTheWall, peer, ratio } = figures;
  process.stdout.write(
    `${postsPerSecond.toLocaleString('en')} posts a second of processor time for ${figures.tasks.join(', ')} (median of ${rounds} rounds, ${slowest.toLocaleString('en')}–${fastest.toLocaleString('en')}; ${onTheWall.toLocaleString('en')} on the wall); ` +
      `${figures.peerName} ${peer.toLocaleString('en')}; ratio ${ratio}. ${PER_ROUND} posts of ${figures.characters} characters a round, seed ${SEED}; opened in ${figures.openMs} ms.\n`,
  );
}
if (!(figures.postsPerSecond >= REQUIRED)) {
  process.stderr.write(`fewer than ${REQUIRED} posts a second\n`);
  process.exitCode = 1;
}
