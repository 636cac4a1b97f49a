/**
 * The same posts with the same clock give the same ledger: replays #amazonfail twice, in two processes, and compares the digests.
 *
 *   npm run check:replay
 */
import { runFromSources } from './replays.ts';

interface Summary {
  digest: string;
  events: number;
}

const digests: string[] = [];
for (const run of ['first', 'second']) {
  const { code, stdout } = await runFromSources('examples/demo/main.ts', ['--json']);
  if (code !== 0) throw new Error(`the ${run} replay ended with ${code}`);
  const { digest, events } = JSON.parse(stdout) as Summary;
  console.log(`${run.padEnd(6)} ${digest}  ${events} events`);
  digests.push(digest);
}
if (new Set(digests).size > 1) {
  console.error('replay: the ledgers differ');
  process.exit(1);
}
console.log('replay: byte-identical ledgers');
