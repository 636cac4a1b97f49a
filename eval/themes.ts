import { parseArgs } from 'node:util';

import { KashuvError } from '../src/spec/errors.ts';
import { runCommand, textOf } from './run-command.ts';
import { alignmentOf, type Pairing } from './themes/figures.ts';
import { frequentWords, learn } from './themes/judges.ts';
import { readThemeLines } from './themes/lines.ts';

const USAGE = 'node eval/themes.ts --file F.jsonl [--by FIELD] [--reason FIELD] [--time FIELD] [--most N] [--names]';
const MOST = 30;
const SHOWN = 10;

/**
 * How well the themes learnt of each brand line up with what humans say its posts are about, beside the most frequent words after stop words, as one JSON object.
 * `--names` shows each brand's first ten with it.
 */
function main(args: readonly string[]): void {
  const { file, by, reason = 'reason', time, most, names } = optionsOf(args);
  const brands = readThemeLines(textOf(file, USAGE), file, { reason, ...(by === undefined ? {} : { by }), ...(time === undefined ? {} : { time }) });
  const all: { themes: Pairing[]; words: Pairing[] } = { themes: [], words: [] };
  let ms = 0;
  let posts = 0;
  const byBrand: Record<string, object> = {};
  for (const [brand, lines] of brands) {
    const learned = learn(brand, lines, most);
    const peer = frequentWords(brand, lines, learned.themes.length);
    ms += learned.ms;
    posts += lines.length;
    // A theme of one brand is none of another's.
    all.themes.push(...learned.pairings.map((pairing) => ofBrand(brand, pairing)));
    all.words.push(...peer.pairings.map((pairing) => ofBrand(brand, pairing)));
    byBrand[brand] = {
      posts: lines.length,
      themes: alignmentOf(learned.pairings),
      frequentWords: alignmentOf(peer.pairings),
      ...(names ? { names: learned.themes.slice(0, SHOWN).map(({ name, mentions, negativeShare, rising }) => ({ name, mentions, negativeShare, rising })), words: peer.words.slice(0, SHOWN) } : {}),
    };
  }
  process.stdout.write(`${JSON.stringify({ posts, most, themes: alignmentOf(all.themes), frequentWords: alignmentOf(all.words), postsPerSecond: Math.round((posts / ms) * 1000), byBrand }, null, 2)}\n`);
}

const ofBrand = (brand: string, { theme, reason }: Pairing): Pairing => ({ reason, theme: theme === null ? null : `${brand} ${theme}` });

function optionsOf(args: readonly string[]): { file: string; by?: string; reason?: string; time?: string; most: number; names: boolean } {
  try {
    const { file, most, names = false, ...fields } = parseArgs({
      args: [...args],
      options: { file: { type: 'string' }, by: { type: 'string' }, reason: { type: 'string' }, time: { type: 'string' }, most: { type: 'string' }, names: { type: 'boolean' } },
    }).values;
    if (file === undefined) throw new Error('--file is missing.');
    const number = most === undefined ? MOST : Number(most);
    if (!Number.isInteger(number) || number < 1) throw new Error('--most: expected a number from 1.');
    return { ...fields, file, most: number, names };
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

await runCommand(main, USAGE);
