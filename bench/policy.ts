import { parseArgs } from 'node:util';

import { decide, prPolicy, type Situation } from '../src/policy/index.ts';
import { compiledOf } from '../src/policy/policy.ts';
import { brandSchema } from '../src/spec/brand.ts';
import type { Facts } from '../src/spec/facts.ts';
import type { Plan } from '../src/spec/plan.ts';
import { randomFacts } from './policy/facts.ts';
import { talk } from './policy/talk.ts';
import { peerOf, type PlainFacts } from './policy/peer.ts';

/**
 * Plans a second with the full trace, against json-rules-engine with the same rules on the same facts: `node bench/policy.ts [--json] [--rounds 9]`.
 * Twice: on mixed talk as a monitor hands it to the policy, where some things come again; and on random facts, where hardly two decisions come out alike.
 * The peer only says which rules hold; it is handed what we derive from the facts, and settles, dates and explains nothing.
 * Ends with 1 where we are not 100 times as fast on talk.
 */
const REQUIRED = 100;
const SEED = 20_090_412;
const KNOWN_SHARE = 0.6;
/** A monitor decides on facts as soon as they are gathered; so many at a time, that reading the clock does not count. */
const PORTION = 20;
/** Portions in a round of ours, and of the peer. */
const PORTIONS = 250;
const PEER_PORTIONS = 10;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '9' } } });
const rounds = Number(options.rounds);

const policy = prPolicy();
const peer = peerOf(policy.rules);
const brand = brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme', canonicalUrl: 'https://acme.example/news', owners: [{ role: 'care', name: 'Dana' }, { role: 'spokesperson', name: 'Noa' }, { role: 'on-call', name: 'Tal' }] });
const situation: Situation = { at: Date.UTC(2026, 0, 5, 9), brand, venues: { hub: { venue: 'hashtag:#x', share: 0.7 }, origin: { venue: 'account:micro/@someone', replyTo: 'post-1' } } };

const plainFacts = (plan: Plan): PlainFacts => Object.fromEntries(plan.understanding.flatMap(({ fact, value }) => (value === undefined ? [] : [[fact, value]])));

/** Where everything is known both engines have to find that the same rules hold, or the comparison is none. */
async function compare(): Promise<number> {
  const all = Array.from({ length: 100 }, randomFacts(SEED + 1, 1));
  for (const facts of all) {
    const plan = decide(policy, facts, situation);
    const ours = plan.trace.filter(({ outcome, rule }) => outcome === 'fired' && rule !== 'I-00').map(({ rule }) => rule).sort();
    // 'owner.missing' follows from the brand and is told to nobody.
    const theirs = (await peer({ ...plainFacts(plan), 'owner.missing': compiledOf(policy).brand(brand).missing.slice() })).sort();
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error(`the engines disagree: ${JSON.stringify({ ours: ours.filter((rule) => !theirs.includes(rule)), theirs: theirs.filter((rule) => !ours.includes(rule)) })}`);
  }
  return all.length;
}

/** Over new facts, portion by portion: gathering them is not counted. */
function oursPerSecond(next: () => Facts): number {
  let length = 0;
  let spent = 0;
  for (let index = 0; index < PORTIONS; index += 1) {
    const facts = portion(next);
    const begin = performance.now();
    for (const one of facts) length += decide(policy, one, situation).trace.length;
    spent += performance.now() - begin;
  }
  if (length === 0) throw new Error('no trace');
  return (PORTIONS * PORTION) / (spent / 1_000);
}

async function peerPerSecond(next: () => Facts): Promise<number> {
  let fired = 0;
  let spent = 0;
  for (let index = 0; index < PEER_PORTIONS; index += 1) {
    const facts = portion(next).map((one) => plainFacts(decide(policy, one, situation)));
    const begin = performance.now();
    for (const one of facts) fired += (await peer(one)).length;
    spent += performance.now() - begin;
  }
  if (fired === 0) throw new Error('no rule fired');
  return (PEER_PORTIONS * PORTION) / (spent / 1_000);
}

const portion = (next: () => Facts): Facts[] => Array.from({ length: PORTION }, next);

const median = (figures: readonly number[]): number => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
const round = (figure: number): number => Number(figure.toPrecision(4));

interface Figures {
  ours: number;
  peer: number;
  ratio: number;
}

/** Each round decides on facts that neither has seen before. The first is for the compiler of the machine, and not counted. */
async function measure(next: () => Facts): Promise<Figures> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let index = 0; index <= rounds; index += 1) {
    const mine = oursPerSecond(next);
    const peers = await peerPerSecond(next);
    if (index === 0) continue;
    ours.push(mine);
    theirs.push(peers);
  }
  return { ours: round(median(ours)), peer: round(median(theirs)), ratio: round(median(ours.map((figure, index) => figure / (theirs[index] ?? Number.NaN)))) };
}

const agreed = await compare();
const mixed = await measure(talk(SEED));
const random = await measure(randomFacts(SEED, KNOWN_SHARE));

if (options.json) process.stdout.write(`${JSON.stringify({ rules: policy.rules.length, mixed, random, peerName: 'json-rules-engine', facts: PORTIONS * PORTION, peerFacts: PEER_PORTIONS * PORTION, rounds, agreed })}\n`);
else {
  const rows = [
    ['plans a second', 'mixed talk', 'random facts'],
    ['kashuv, with the full trace', mixed.ours, random.ours],
    ['json-rules-engine, rules that hold', mixed.peer, random.peer],
    ['ratio', mixed.ratio, random.ratio],
  ];
  const text = rows.map(([name, ...figures]) => `${String(name).padEnd(36)}${figures.map((figure) => String(typeof figure === 'number' ? Math.round(figure) : figure).padStart(16)).join('')}`).join('\n');
  process.stdout.write(`${text}\n\n${policy.rules.length} rules, medians of ${rounds} rounds in turn, each on new facts from seed ${SEED} (${PORTIONS * PORTION}; the peer ${PEER_PORTIONS * PORTION}); ${agreed} facts on which both found the same rules to hold.\n`);
}
if (!(mixed.ratio >= REQUIRED)) {
  process.stderr.write(`the ratio is below ${REQUIRED}\n`);
  process.exitCode = 1;
}
