import { parseArgs } from 'node:util';

import { KashuvError } from '../src/spec/errors.ts';
import { generatedPairs } from './near-duplicates/generated.ts';
import { kashuv, same, shingles, simhash, type Judge } from './near-duplicates/judges.ts';
import { pairsOf, writtenPairs, type Pair } from './near-duplicates/pairs.ts';
import { runCommand } from './run-command.ts';

const USAGE = 'node eval/near-duplicates.ts [--part tune|held|generated] [--file F.jsonl] [--seed N] [--count N] [--errors]';
const PARTS = ['tune', 'held', 'generated'] as const;

/** What a fingerprint keeps depends on the seed, which each store has its own of: kashuv is judged with ten. */
const seeds = Array.from({ length: 10 }, (_, seed) => kashuv(seed * 7_919 + 1));
const peers: Record<string, Judge> = { shingles, same, 'simhash-3': simhash(3), 'simhash-12': simhash(12), 'simhash-20': simhash(20) };

interface Score {
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

/** `tellErrors`: names each pair that was judged amiss on standard error. */
function score(pairs: readonly Pair[], judges: readonly Judge[], tellErrors = false): Score & { byKind: Record<string, number> } {
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
    if (tellErrors && errors > 0) process.stderr.write(`${key}, ${errors} of ${judges.length}\n  ${a}\n  ${b}\n`);
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

function report(pairs: readonly Pair[], tellErrors: boolean): object {
  return {
    pairs: pairs.length,
    copies: pairs.filter(({ copy }) => copy).length,
    kashuv: score(pairs, seeds, tellErrors),
    ...Object.fromEntries(Object.entries(peers).map(([name, judge]) => {
      const { precision, recall, f1 } = score(pairs, [judge]);
      return [name, { precision, recall, f1 }];
    })),
  };
}

function parts({ file, part, count, seed }: Options): Record<string, Pair[]> {
  if (file !== undefined) return { file: pairsOf(file) };
  const { tune, held, texts } = writtenPairs();
  const all = { tune, held, generated: generatedPairs(texts, Number(count), Number(seed)) };
  if (part === undefined) return all;
  const known = PARTS.find((one) => one === part);
  if (known === undefined) throw new KashuvError('INPUT_INVALID', "expected 'tune', 'held' or 'generated'.", { field: '--part', fix: USAGE });
  return { [known]: all[known] };
}

type Options = ReturnType<typeof optionsOf>;

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { file: { type: 'string' }, part: { type: 'string' }, seed: { type: 'string', default: '1' }, count: { type: 'string', default: '4000' }, errors: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

/**
 * How well near-copies are told from what only resembles them, as JSON: `npm run eval:near-duplicates [-- --part tune|held|generated]
 * [--file F.jsonl] [--seed N] [--count N] [--errors]`. `--errors` names the pairs on standard error. Beside two plain peers and SimHash on the same pairs.
 */
function main(args: readonly string[]): void {
  const options = optionsOf(args);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(Object.entries(parts(options)).map(([name, pairs]) => [name, report(pairs, options.errors)])), null, 2)}\n`);
}

await runCommand(main, USAGE);
