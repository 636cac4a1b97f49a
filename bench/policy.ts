import { parseArgs } from 'node:util';

import { decide, prPolicy, type Situation } from '../src/policy/index.ts';
import { brandSchema } from '../src/spec/brand.ts';
import type { Facts } from '../src/spec/facts.ts';
import type { Plan } from '../src/spec/plan.ts';
import { randomFacts } from './policy/facts.ts';
import { peerOf, type PlainFacts } from './policy/peer.ts';

/**
 * Plans a second with the full trace, against json-rules-engine with the same rules on the same facts: `node bench/policy.ts [--json] [--rounds 9] [--facts 4000]`.
 * The peer only says which rules hold; it is handed what we derive from the facts, and settles, dates and explains nothing. Ends with 1 where we are not 100 times as fast.
 */
const REQUIRED = 100;
const SEED = 20_090_412;
const KNOWN_SHARE = 0.6;
/** Facts that the peer gets through in a round. */
const PEER_PORTION = 200;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '9' }, facts: { type: 'string', default: '4000' } } });
const rounds = Number(options.rounds);

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

const agreed = await compare();
const facts = randomFacts(Number(options.facts), SEED, KNOWN_SHARE);
const plain = facts.map((one) => plainFacts(decide(policy, one, situation)));
// Once through for the compiler of the machine; not counted.
oursPerSecond(facts);
await peerPerSecond(plain.slice(0, PEER_PORTION));

const ours: number[] = [];
const theirs: number[] = [];
for (let index = 0; index < rounds; index += 1) {
  ours.push(oursPerSecond(facts));
  const from = (index * PEER_PORTION) % Math.max(1, plain.length - PEER_PORTION);
  theirs.push(await peerPerSecond(plain.slice(from, from + PEER_PORTION)));
}
const ratio = median(ours.map((figure, index) => figure / (theirs[index] ?? Number.NaN)));
const result = { rules: policy.rules.length, ours: round(median(ours)), peer: round(median(theirs)), ratio: round(ratio), peerName: 'json-rules-engine', facts: facts.length, rounds, agreed };

if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  const rows = [['', 'plans a second'], ['kashuv, with the full trace', String(Math.round(result.ours))], ['json-rules-engine, rules that hold', String(Math.round(result.peer))], ['ratio', String(Math.round(ratio))]];
  const text = rows.map(([name = '', figure = '']) => `${name.padEnd(36)}${figure.padStart(16)}`).join('\n');
  process.stdout.write(`${text}\n\n${result.rules} rules, ${facts.length} facts of seed ${SEED}, medians of ${rounds} interleaved rounds; ${agreed} facts on which both found the same rules to hold.\n`);
}
if (!(ratio >= REQUIRED)) {
  process.stderr.write(`the ratio is below ${REQUIRED}\n`);
  process.exitCode = 1;
}
