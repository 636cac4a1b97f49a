import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { contextOf, readReplyLines } from '../eval/review/lines.ts';
import { latinIdentifier } from '../src/languages/identify.ts';
import { loadReviewer } from '../src/review.ts';

/**
 * How many replies one core reviews in a second: `npm run bench:review [-- --json]`. The replies are the regression set (English and
 * Hebrew, one to ten sentences); five rounds after a warm-up, the median counts. Language identification is not part of it.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('--rounds: expected a whole number from 1.\n');
  process.exit(2);
}
const PER_ROUND = 4_000;

const folder = new URL('../test/reply/regression/', import.meta.url);
const lines = readdirSync(folder).filter((name) => name.endsWith('.jsonl')).flatMap((name) => readReplyLines(readFileSync(new URL(name, folder), 'utf8'), name));
const [reviewer, identify] = await Promise.all([loadReviewer(), latinIdentifier()]);
const replies = lines.map((line) => ({ text: line.text, context: contextOf(line, identify) }));

function round(): number {
  const begun = performance.now();
  for (let done = 0; done < PER_ROUND; done += 1) {
    const reply = replies[done % replies.length];
    if (reply !== undefined) reviewer.review(reply.text, reply.context);
  }
  return PER_ROUND / ((performance.now() - begun) / 1000);
}

round();
const speeds = Array.from({ length: rounds }, round).sort((a, b) => a - b);
const repliesPerSecond = Math.round(speeds[Math.floor(rounds / 2)] ?? 0);
const characters = Math.round(replies.reduce((sum, { text }) => sum + text.length, 0) / replies.length);
if (values.json) process.stdout.write(`${JSON.stringify({ replies: replies.length, characters, rounds, repliesPerSecond, slowest: Math.round(speeds[0] ?? 0), fastest: Math.round(speeds.at(-1) ?? 0) })}\n`);
else process.stdout.write(`${repliesPerSecond.toLocaleString('en')} replies/s (median of ${rounds} rounds, ${Math.round(speeds[0] ?? 0).toLocaleString('en')}–${Math.round(speeds.at(-1) ?? 0).toLocaleString('en')}; ${replies.length} replies of ${characters} characters on average)\n`);
