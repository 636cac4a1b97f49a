/**
 * Holds random pairs of a query and a post against a matcher of 250 queries that come and go, each query alone, and the plain model of the query language
 * (test/query/model.ts): `npm run agreement`, a hundred thousand pairs by default, or as many as KASHUV_RUNS says. KASHUV_SEED takes other ones. Prints one
 * JSON object with what was tried and where they disagree; ends with 1 where they do.
 */
import { tryPairs } from '../test/query/agreement.ts';

const { KASHUV_RUNS: runs = '100000', KASHUV_SEED: seed = '20090412' } = process.env;
const [pairs, start] = [Number(runs), seed === 'random' ? Date.now() % 2 ** 31 : Number(seed)];
if (!Number.isInteger(pairs) || pairs < 1 || !Number.isInteger(start)) {
  process.stderr.write('KASHUV_RUNS: expected a whole number from 1; KASHUV_SEED: a whole number or random.\n');
  process.exit(2);
}

const agreement = tryPairs(pairs, start);
process.stdout.write(`${JSON.stringify({ seed: start, ...agreement })}\n`);
if (agreement.disagreements.length > 0) process.exitCode = 1;
