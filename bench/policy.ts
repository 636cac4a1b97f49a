import { parseArgs } from 'node:util';

import { decide, prPolicy, type Situation } from '../src/policy/index.ts';
import { brandSchema } from '../src/spec/brand.ts';
import type { Facts } from '../src/spec/facts.ts';
import type { Plan } from '../src/spec/plan.ts';
import { randomFacts } from './policy/facts.ts';
import { talk } from './policy/talk.ts';
import { peerOf, type PlainFacts } from './policy/peer.ts';

/**
 * Plans a second with the full trace, against json-rules-engine with the same rules on the same facts: `node bench/policy.ts [--json] [--rounds 9] [--facts 4000]`.
 * Twice: on mixed talk as a monitor hands it to the policy, where some things come again; and on random facts, where hardly two decisions come out alike.
 * The peer only says which rules hold; it is handed what we derive from the facts, and settles, dates and explains nothing.
 * Ends with 1 where we are not 100 times as fast on talk.
 */
const REQUIRED = 100;
const SEED = 20_090_412;
const KNOWN_SHARE = 0.6;
/** Facts that the peer gets through in a round. */
const PEER_PORTION = 200;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '9' }, facts: { type: 'string', default: '4000' } } });
const rounds = Number(options.rounds);
const count = Number(options.facts);

const policy = prPolicy();
const peer = peerOf(policy.rules);
const brand = brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme', canonicalUrl: 'https://acme.example/news', owners: [{ role: 'care', name: 'Dana' }, { role: 'spokesperson', name: 'Noa' }, { role: 'on-call', name: 'Tal' }] });
const situation: Situation = { at: Date.UTC(2026, 0, 5, 9), brand, venues: { hub: { venue: 'hashtag:#x', share: 0.7 }, origin: { venue: 'account:micro/@someone', replyTo: 'post-1' } } };

const plainFacts = (plan: Plan): PlainFacts => Object.fromEntries(plan.understanding.flatMap(({ fact, value }) => (value === undefined ? [] : [[fact, value]])));

/** Where everything is known both engines have to find that the same rules hold, or the comparison is none. */
async function compare(): Promise<number> {
  const all = randomFacts(100, SEED + 1, 1);
  for (const facts of all) {
    const plan = decide(policy, facts, situation);
    const ours = plan.trace.filter(({ outcome, rule }) => outcome === 'fired' && rule !== 'I-00').map(({ rule }) => rule).sort();
    // 'owner.missing' follows from the brand and is told to nobody.
    const theirs = (await peer({ ...plainFacts(plan), 'owner.missing': policy.compiled.brand(brand).missing.slice() })).sort();
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error(`the engines disagree: ${JSON.stringify({ ours: ours.filter((rule) => !theirs.includes(rule)), theirs: theirs.filter((rule) => !ours.includes(rule)) })}`);
  }
  return all.length;
}

function oursPerSecond(facts: readonly Facts[]): number {
  const begin = performance.now();
  let length = 0;
  for (const one of facts) length += decide(policy, one, situation).trace.length;
  if (length === 0) throw new Error('no trace');
  return facts.length / ((performance.now() - begin) / 1_000);
}

async function peerPerSecond(facts: readonly PlainFacts[]): Promise<number> {
  const begin = performance.now();
  let fired = 0;
  for (const one of facts) fired += (await peer(one)).length;
  if (fired === 0) throw new Error('no rule fired');
  return facts.length / ((performance.now() - begin) / 1_000);
}

const median = (figures: readonly number[]): number => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
const round = (figure: number): number => Number(figure.toPrecision(4));

interface Figures {
  ours: number;
  peer: number;
  ratio: number;
}

/** Each round decides on facts it has not seen before, as a monitor does. */
async function measure(facts: (count: number, seed: number) => Facts[]): Promise<Figures> {
  const ours: number[] = [];
  const theirs: number[] = [];
  // Round 0 is for the compiler of the machine; not counted.
  for (let index = 0; index <= rounds; index += 1) {
    const fresh = facts(count, SEED + index);
    const mine = oursPerSecond(fresh);
    const peers = await peerPerSecond(fresh.slice(0, PEER_PORTION).map((one) => plainFacts(decide(policy, one, situation))));
    if (index === 0) continue;
    ours.push(mine);
    theirs.push(peers);
  }
  return { ours: round(median(ours)), peer: round(median(theirs)), ratio: round(median(ours.map((figure, index) => figure / (theirs[index] ?? Number.NaN)))) };
}

const agreed = await compare();
const mixed = await measure(talk);
const random = await measure((many, seed) => randomFacts(many, seed, KNOWN_SHARE));

if (options.json) process.stdout.write(`${JSON.stringify({ rules: policy.rules.length, mixed, random, peerName: 'json-rules-engine', facts: count, rounds, agreed })}\n`);
else {
  const rows = [
    ['plans a second', 'mixed talk', 'random facts'],
    ['kashuv, with the full trace', mixed.ours, random.ours],
    ['json-rules-engine, rules that hold', mixed.peer, random.peer],
    ['ratio', mixed.ratio, random.ratio],
  ];
  const text = rows.map(([name, ...figures]) => `${String(name).padEnd(36)}${figures.map((figure) => String(typeof figure === 'number' ? Math.round(figure) : figure).padStart(16)).join('')}`).join('\n');
  process.stdout.write(`${text}\n\n${policy.rules.length} rules, ${count} new facts a round from seed ${SEED}, medians of ${rounds} interleaved rounds; ${agreed} facts on which both found the same rules to hold.\n`);
}
if (!(mixed.ratio >= REQUIRED)) {
  process.stderr.write(`the ratio is below ${REQUIRED}\n`);
  process.exitCode = 1;
}
