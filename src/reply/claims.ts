import type { Hit, Scene } from './scene.ts';
import { stems } from './stems.ts';

const NUMBER = /^\d+$/u;
const CLOCK = /(?<![\d:])\d{1,2}[:.]\d{2}(?![\d:])/gu;

/** What one sentence claims, as far as words show it. */
export interface Claim {
  readonly start: number;
  readonly end: number;
  /** Subjects it speaks of: each word by the stems it may have. */
  readonly words: readonly (readonly string[])[];
  /** All of them. */
  readonly stems: ReadonlySet<string>;
  readonly denied: boolean;
  /** Numbers of things, with the stems the thing may have. */
  readonly counts: readonly { readonly amount: number; readonly thing: readonly string[] }[];
  readonly clocks: readonly string[];
  /** `policy`, `glitch`, `error`, `attack`, `supplier`, `weather`. */
  readonly causes: readonly string[];
  readonly scope: 'few' | 'all' | null;
  /** It tells where things stand now, so that a number may have moved. */
  readonly current: boolean;
  /** It speaks of what comes next: clocks in it are appointments. */
  readonly announces: boolean;
}

/** The claims of a text, sentence by sentence. What is asked, unknown or conditional is no claim. */
export function claimsOf(scene: Scene): Claim[] {
  const { tokens, sentences, text } = scene;
  const claims: Claim[] = [];
  // Where hours and minutes begin: they are no subjects. Sentences that differ by the hour alone speak of the same.
  const halves = new Set([...text.matchAll(CLOCK)].flatMap(({ index, 0: clock }) => [index, index + clock.length - 2]));
  let first = 0;
  while (first < tokens.length) {
    const number = sentences[first] ?? 0;
    let last = first;
    while (sentences[last + 1] === number) last += 1;
    const hits = scene.hits.filter((hit) => hit.sentence === number);
    const has = (cue: string): boolean => hits.some(({ base }) => base === cue);
    const [start, end] = [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0];
    const asked = /^["'”)\s]*[?؟]/u.test(text.slice(end, end + 3));
    if (!asked && !has('W09') && !has('M.if')) {
      const words = wordsOf(scene, first, last, halves);
      claims.push({
        start, end, words, stems: new Set(words.flat()), denied: has('M.not'), counts: countsOf(scene, first, last, halves), clocks: text.slice(start, end + 1).match(CLOCK) ?? [],
        causes: has('M.not') ? [] : causesOf(hits), scope: has('M.scope.few') ? 'few' : has('M.scope.all') ? 'all' : null,
        current: has('M.current'), announces: has('M.again'),
      });
    }
    first = last + 1;
  }
  return claims;
}

const causesOf = (hits: readonly Hit[]): string[] => [...new Set(hits.filter(({ cue }) => cue.startsWith('M.cause.')).map(({ cue }) => cue.slice(8)))];

function wordsOf({ tokens }: Scene, first: number, last: number, clocks: ReadonlySet<number>): string[][] {
  return tokens.slice(first, last + 1).filter(({ start }) => !clocks.has(start)).map(({ norm }) => stems(norm)).filter(({ length }) => length > 0);
}

/** A number and, without a pause, the word after it: "In 2024, passengers" counts nobody, nor does "at 14:20 passengers". */
function countsOf(scene: Scene, first: number, last: number, clocks: ReadonlySet<number>): { amount: number; thing: string[] }[] {
  const units = new Set(scene.of('M.unit').map((hit) => hit.first));
  const found: { amount: number; thing: string[] }[] = [];
  let digits = '';
  let ended = 0;
  for (const [place, { norm, start, end, before }] of scene.tokens.slice(first, last + 1).entries()) {
    if (NUMBER.test(norm)) {
      // "1,200" is cut at the comma.
      const whole = start === ended + 1 ? digits + norm : norm;
      digits = clocks.has(start) ? '' : whole;
      ended = end;
      continue;
    }
    const thing = digits === '' || before !== 'none' || units.has(first + place) ? [] : stems(norm);
    if (thing.length > 0) found.push({ amount: Number(digits), thing });
    digits = '';
  }
  return found;
}
