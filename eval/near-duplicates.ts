import { parseArgs } from 'node:util';

import { generatedPairs } from './near-duplicates/generated.ts';
import { kashuv, same, shingles, simhash, type Judge } from './near-duplicates/judges.ts';
import { pairsOf, writtenPairs, type Pair } from './near-duplicates/pairs.ts';

/**
 * How well near-copies are told from what only resembles them, as JSON: `npm run eval:near-duplicates [-- --part tune|held|generated]
 * [--file F.jsonl] [--seed N] [--count N] [--errors]`. `--errors` names the pairs on standard error. Beside two plain peers and SimHash on the same pairs.
 */
const { values } = parseArgs({
  options: { file: { type: 'string' }, part: { type: 'string' }, seed: { type: 'string', default: '1' }, count: { type: 'string', default: '4000' }, errors: { type: 'boolean', default: false } },
});

/** What a fingerprint keeps depends on the seed, which each store has its own of: kashuv is judged with ten. */
const seeds = Array.from({ length: 10 }, (_, seed) => kashuv(seed * 7_919 + 1));
const peers: Record<string, Judge> = { shingles, same, 'simhash-3': simhash(3), 'simhash-12': simhash(12), 'simhash-20': simhash(20) };

interface Score {
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

function score(pairs: readonly Pair[], judges: readonly Judge[], name = ''): Score & { byKind: Record<string, number> } {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  const kinds = new Map<string, { right: number; of: number }>();
  for (const { a, b, copy, kind } of pairs) {
    const said = judges.filter((judge) => judge(a, b)).length;
    const unsaid = judges.length - said;
    right += copy ? said : 0;
    wrong += copy ? 0 : said;
    missed += copy ? unsaid : 0;
    const key = `${copy ? 'copy' : 'other'}:${kind}`;
    const sum = kinds.get(key) ?? { right: 0, of: 0 };
    kinds.set(key, { right: sum.right + (copy ? said : unsaid), of: sum.of + judges.length });
    const errors = copy ? unsaid : said;
    if (values.errors && name === 'kashuv' && errors > 0) process.stderr.write(`${key}, ${errors} of ${judges.length}\n  ${a}\n  ${b}\n`);
  }
  return {
    precision: right + wrong === 0 ? null : rounded(right / (right + wrong)),
    recall: right + missed === 0 ? null : rounded(right / (right + missed)),
    f1: right === 0 ? 0 : rounded((2 * right) / (2 * right + wrong + missed)),
    byKind: Object.fromEntries([...kinds].sort().map(([key, sum]) => [key, rounded(sum.right / sum.of)])),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function report(pairs: readonly Pair[]): object {
  return {
    pairs: pairs.length,
    copies: pairs.filter(({ copy }) => copy).length,
    kashuv: score(pairs, seeds, 'kashuv'),
    ...Object.fromEntries(Object.entries(peers).map(([name, judge]) => {
      const { precision, recall, f1 } = score(pairs, [judge]);
      return [name, { precision, recall, f1 }];
    })),
  };
}

function parts(): Record<string, Pair[]> {
  if (values.file !== undefined) return { file: pairsOf(values.file) };
  const { tune, held, texts } = writtenPairs();
  const all = { tune, held, generated: generatedPairs(texts, Number(values.count), Number(values.seed)) };
  const { part } = values;
  if (part === undefined) return all;
  if (part === 'tune' || part === 'held' || part === 'generated') return { [part]: all[part] };
  process.stderr.write("--part: expected 'tune', 'held' or 'generated'.\n");
  process.exit(2);
}

process.stdout.write(`${JSON.stringify(Object.fromEntries(Object.entries(parts()).map(([name, pairs]) => [name, report(pairs)])), null, 2)}\n`);
