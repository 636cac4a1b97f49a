import { parseArgs } from 'node:util';

import { chanceOf } from '../eval/near-duplicates/chance.ts';
import { Fingerprinter, NearDuplicates } from '../src/intake/index.ts';

/**
 * What it takes to remember a million posts and to tell near-copies among them, as JSON: `npm run bench:near-duplicates [-- --posts N]`. The posts are
 * made up: 8 to 40 words of a vocabulary of 40,000 in which word n is as frequent as 1/n. One in fifty repeats a post that is remembered, with a word
 * changed, a tag added or its last fifth cut off. Needs --expose-gc.
 */
const { values } = parseArgs({ options: { posts: { type: 'string', default: '1000000' }, asked: { type: 'string', default: '50000' } } });
const posts = Number(values.posts);
const asked = Number(values.asked);
if (globalThis.gc === undefined || !(posts >= 1000) || !(asked >= 1)) {
  process.stderr.write('needs node --expose-gc, --posts from 1000 and --asked from 1.\n');
  process.exit(2);
}

const VOCABULARY = 40_000;
const REPEATS = 50;
const spread = Math.log(VOCABULARY);

/** The same number, the same text: nothing has to be kept to ask again. */
function textOf(number: number): string {
  const chance = chanceOf(number);
  const words = Array.from({ length: 8 + Math.floor(chance() * 33) }, () => wordOf(Math.floor(Math.exp(chance() * spread))));
  return words.join(' ');
}

/** Frequent words are short. */
function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 20; rest > 0; rest = Math.floor(rest / 17)) word += 'bcdfghklmnprstvwz'.charAt(rest % 17) + 'aeiou'.charAt((rest >> 3) % 5);
  return word;
}

function changed(text: string, number: number): string {
  const words = text.split(' ');
  if (number % 3 === 0) return words.with(number % words.length, 'zzqx').join(' ');
  return number % 3 === 1 ? `${text} #tagged` : words.slice(0, Math.ceil(words.length * 0.8)).join(' ');
}

const memory = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const idOf = (number: number): string => `post_${(Math.imul(number, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}${number.toString(16).padStart(12, '0')}`;
const processor = (): number => process.cpuUsage().user / 1_000_000;

const prints = new Fingerprinter(1);
for (let number = 0; number < 2_000; number += 1) prints.of(textOf(number));
const before = memory();
const index = new NearDuplicates({ windowMs: 2 * posts, most: posts });

let planted = 0;
let found = 0;
let wrong = 0;
let clock = 0;
let fingerprinting = 0;
const chance = chanceOf(7);
const added = measured(posts, (number) => {
  const repeats = number % REPEATS === 0 && number > 0;
  const first = repeats ? Math.floor(chance() * (number / REPEATS)) * REPEATS + 1 : number;
  return { text: repeats ? changed(textOf(first), number) : textOf(number), first, repeats };
}, ({ text, first, repeats }, number) => {
  const begun = performance.now();
  const print = prints.of(text);
  fingerprinting += performance.now() - begun;
  if (print === null) return;
  const { copy } = index.hear(idOf(number), (clock += 1), print);
  if (repeats) planted += 1;
  if (repeats && copy?.post === idOf(first)) found += 1;
  else if (copy !== null) wrong += 1;
});
const remembered = index.size;
const bytes = memory() - before;
const looked = index.looked;

const full = measured(asked, (number) => textOf(posts + number), (text, number) => {
  const print = prints.of(text);
  if (print !== null) index.hear(idOf(posts + number), (clock += 1), print);
});

process.stdout.write(`${JSON.stringify({
  posts, remembered,
  megabytes: Math.round(bytes / 100_000) / 10,
  bytesPerPost: Math.round(bytes / remembered),
  addedPerSecond: Math.round(added.perSecond),
  addedPerProcessorSecond: Math.round(added.perProcessorSecond),
  fingerprintShare: Math.round((fingerprinting / added.ms) * 100) / 100,
  fullPerSecond: Math.round(full.perSecond),
  fullPerProcessorSecond: Math.round(full.perProcessorSecond),
  comparedPerPost: Math.round((looked / posts) * 10) / 10,
  planted, found: Math.round((found / planted) * 1000) / 1000,
  wrong,
}, null, 2)}\n`);

/** Makes what is needed in portions whose making is not counted. */
function measured<T>(count: number, make: (number: number) => T, work: (made: T, number: number) => void): { ms: number; perSecond: number; perProcessorSecond: number } {
  let ms = 0;
  let seconds = 0;
  for (let from = 0; from < count; from += 10_000) {
    const portion = Array.from({ length: Math.min(10_000, count - from) }, (_, at) => make(from + at));
    const begun = performance.now();
    const used = processor();
    portion.forEach((made, at) => work(made, from + at));
    ms += performance.now() - begun;
    seconds += processor() - used;
  }
  return { ms, perSecond: count / (ms / 1000), perProcessorSecond: count / seconds };
}
