import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import winkModel from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

import { english } from '../src/languages/en/index.ts';
import { openModel } from '../src/understand/model/index.ts';
import { openNetwork } from '../src/understand/network/index.ts';
import { TextReader } from '../src/understand/text-reader.ts';
import { Trained } from '../src/understand/trained.ts';
import { posts } from './language/stream.ts';

/**
 * English posts a second that the shipped model judges for all its tasks on one core, that the network beside it judges alone, and that the whole judges as the local
 * classifier does (the cascade: cues, model, and the network where these are unsure, put together by the blend), beside wink-nlp reading such posts for sentiment alone:
 * `npm run bench:classify [-- --json] [--rounds 7] [--file posts.jsonl]`. Without a file each round has posts that none has seen. A second is one of processor
 * time, garbage collection included; seconds on the wall are given too. Ends with 1 below what is required.
 */
const REQUIRED = { linear: 20_000, network: 2_000, cascade: 5_000 } as const;
type Stage = keyof typeof REQUIRED;
const SEED = 20_140_917;
const PER_ROUND = 20_000;
const PEER_PER_ROUND = 2_000;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' }, file: { type: 'string' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('--rounds: expected a whole number from 1.\n');
  process.exit(2);
}

const bytesOf = (name: string): Uint8Array => readFileSync(new URL(`../models/${name}`, import.meta.url));
const opened = performance.now();
const model = openModel(bytesOf('en.bin'));
const openMs = performance.now() - opened;
const network = openNetwork(bytesOf('en-network.bin'));
const networkMs = performance.now() - opened - openMs;
const pack = english();
const reader = new TextReader(pack);
const trained = new Trained({ model: bytesOf('en.bin'), network: bytesOf('en-network.bin'), blend: bytesOf('en-blend.json') }, pack);
let asked = 0;
let read = 0;

const readers: Readonly<Record<Stage, (text: string) => unknown>> = {
  linear: (text) => model.judge(text),
  network: (text) => network.judge(text),
  cascade(text) {
    reader.judge(reader.see(text), trained);
    read += 1;
    if (trained.askedNetwork) asked += 1;
  },
};
const stages = ['linear', 'network', 'cascade'] as const;
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
const rounded = (figures: readonly number[]): { postsPerSecond: number; slowest: number; fastest: number } => ({ postsPerSecond: Math.round(median(figures)), slowest: Math.round(Math.min(...figures)), fastest: Math.round(Math.max(...figures)) });
const ours: Record<Stage, ReturnType<typeof measure>[]> = { linear: [], network: [], cascade: [] };
const theirs: ReturnType<typeof measure>[] = [];
// The first round is for the compiler of the machine.
for (let round = 0; round <= rounds; round += 1) {
  const peer = measure(PEER_PER_ROUND, (text) => nlp.readDoc(text).out(nlp.its.sentiment));
  if (round > 0) theirs.push(peer);
  for (const stage of stages) {
    const mine = measure(PER_ROUND, readers[stage]);
    if (round > 0) ours[stage].push(mine);
  }
}

const speeds = ours.linear.map(({ speed }) => speed);
const peer = median(theirs.map(({ speed }) => speed));
const besides = (stage: Stage) => {
  const own = ours[stage].map(({ speed }) => speed);
  return { ...rounded(own), ofLinear: Number(median(own.map((speed, index) => speed / (speeds[index] ?? Number.NaN))).toPrecision(3)), required: REQUIRED[stage] };
};
const figures = {
  tasks: model.tasks.map(({ task }) => task),
  posts: PER_ROUND,
  characters: Math.round(characters),
  rounds,
  openMs: Math.round(openMs),
  ...rounded(speeds),
  onTheWall: Math.round(median(ours.linear.map(({ wall }) => wall))),
  peerName: 'wink-nlp 2.4.0, sentiment',
  peer: Math.round(peer),
  ratio: Number(median(speeds.map((speed, index) => speed / (theirs[index]?.speed ?? Number.NaN))).toPrecision(3)),
  required: REQUIRED.linear,
  network: { openMs: Math.round(networkMs), ...besides('network') },
  cascade: { asked: Number((asked / read).toFixed(3)), ...besides('cascade') },
};
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  const { postsPerSecond, slowest, fastest, onTheWall, ratio } = figures;
  const inWords = (stage: 'network' | 'cascade'): string => {
    const of = figures[stage];
    return `${of.postsPerSecond.toLocaleString('en')} (${of.slowest.toLocaleString('en')}–${of.fastest.toLocaleString('en')}; ${of.ofLinear} of the linear model)`;
  };
  process.stdout.write(
    `${postsPerSecond.toLocaleString('en')} posts a second of processor time for ${figures.tasks.join(', ')} (median of ${rounds} rounds, ${slowest.toLocaleString('en')}–${fastest.toLocaleString('en')}; ${onTheWall.toLocaleString('en')} on the wall); ` +
      `${figures.peerName} ${figures.peer.toLocaleString('en')}; ratio ${ratio}. The network alone ${inWords('network')}, opened in ${figures.network.openMs} ms; ` +
      `the cascade ${inWords('cascade')}, which asked the network about ${Math.round(figures.cascade.asked * 100)} % of posts. ${PER_ROUND} posts of ${figures.characters} characters a round, seed ${SEED}; opened in ${figures.openMs} ms.\n`,
  );
}
for (const [stage, speed] of [['linear', figures.postsPerSecond], ['network', figures.network.postsPerSecond], ['cascade', figures.cascade.postsPerSecond]] as const) {
  if (speed >= REQUIRED[stage]) continue;
  process.stderr.write(`${stage}: fewer than ${REQUIRED[stage]} posts a second\n`);
  process.exitCode = 1;
}
