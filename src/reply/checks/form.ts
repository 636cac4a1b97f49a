import { tokenise } from '../../lib/tokens.ts';
import type { Span } from '../../spec/fact.ts';
import { grave, raised } from '../levels.ts';
import { NOTHING, type Check } from '../finding.ts';
import type { Scene } from '../scene.ts';
import { tooSimilar } from '../similarity.ts';

const ALIKE = 0.9;
const PEOPLE = 3;
/** A clause of so many words, or fewer, at either end is a greeting or a signature. */
const GREETING = 4;
/** Fewer words are alike by chance. */
const BODY = 6;
/** Shorter sentences may be said twice: "I am sorry." */
const SENTENCE = 5;
const TIMES = 3;
/** Fewer words tell no language. */
const MANY_WORDS = 12;
/** Fewer letters tell no script. */
const MANY_LETTERS = 8;
const PARTY = 3;
/** A joined sequence is one; the signs of trade marks are none. */
const EMOJI = /(?<!\u200d)(?![©®™])\p{Extended_Pictographic}/gu;
const SLOT = /\{[\p{L}\p{N}_. -]{1,40}\}|\[[^[\]\n]{1,60}\](?!\()|<[\p{L} _-]{2,30}>|_{4,}|\bX{4,}\b|\bXX:XX\b/gu;

/** A blank nobody filled: `{time}`, `[name]`, `[…]`. */
export const slot: Check = (scene) =>
  [...scene.text.matchAll(SLOT)].map((match) => ({ cue: 'slot', level: 'block' as const, span: { start: match.index, end: match.index + match[0].length } }));

/** L10: the words that others got already, whomever they greet. A fault from the third person on. */
export const copies: Check = (scene) => {
  const { earlierReplies } = scene.context;
  if (earlierReplies.length === 0) return NOTHING;
  const whole = new Set(tooSimilar(scene.text, earlierReplies, ALIKE).map(({ index }) => index));
  const body = bodyOf(scene.text);
  for (const { index } of tooSimilar(body, earlierReplies.map(bodyOf), ALIKE)) if (body !== '') whole.add(index);
  return whole.size === 0 ? NOTHING : [{ cue: 'L10', level: whole.size + 1 >= PEOPLE ? 'block' : 'warn', span: null }];
};

/** L10: a sentence that stands in the reply already. */
export const repeats: Check = ({ tokens, sentences }) => {
  const last = sentences.at(-1) ?? 0;
  if (last === 0) return NOTHING;
  const met = new Map<string, number>();
  let most = 1;
  let again: Span | null = null;
  let next = 0;
  while (next < tokens.length) {
    const first = next;
    next += 1;
    while (sentences[next] === sentences[first]) next += 1;
    if (next - first < SENTENCE) continue;
    const key = tokens.slice(first, next).map(({ norm }) => norm).join(' ');
    const times = (met.get(key) ?? 0) + 1;
    met.set(key, times);
    if (times > 1) again ??= { start: tokens[first]?.start ?? 0, end: tokens[next - 1]?.end ?? 0 };
    most = Math.max(most, times);
  }
  return again === null ? NOTHING : [{ cue: 'L10', level: most >= TIMES ? 'block' : 'warn', span: again }];
};

/** Without the greeting before and the name after; empty where too little is left to compare. */
function bodyOf(text: string): string {
  const tokens = tokenise(text);
  let first = 0;
  while (tokens[first + 1]?.before === 'none') first += 1;
  const begin = first < GREETING ? first + 1 : 0;
  let last = tokens.length - 1;
  while (tokens[last]?.before === 'none') last -= 1;
  const end = tokens.length - last <= GREETING ? last - 1 : tokens.length - 1;
  return end - begin + 1 < BODY ? '' : text.slice(tokens[begin]?.start, tokens[end]?.end);
}

/** L25: an emoji party. */
export const party: Check = (scene) => {
  const found = [...scene.text.matchAll(EMOJI)];
  if (found.length < PARTY) return NOTHING;
  const level = raised('L25', 'L25', grave(scene.context) ? 'block' : 'info', scene.context);
  return found.slice(0, 1).map((first) => ({ cue: 'L25', level, span: { start: first.index, end: first.index + first[0].length } }));
};

/** L29: the answer is not in the language the person wrote in, where that is known; else not in their script. */
export const foreign: Check = (scene) => {
  const { mention, mentionLanguage, language } = scene.context;
  const told = mentionLanguage !== undefined;
  const other = told && codeOf(mentionLanguage) !== codeOf(language);
  const [asked, answered] = [mention === undefined ? null : scriptOf(mention), scriptOf(scene.text)];
  // Who types Hebrew in Latin letters is answered in Hebrew letters as well.
  const own = told && !other && scene.pack.script !== undefined && answered === SCRIPT_NAMES.indexOf(scene.pack.script);
  const strange = asked !== null && answered !== null && asked !== answered && !own;
  return other || strange || elsewhere(scene) ? [{ cue: 'L29', level: 'warn', span: null }] : NOTHING;
};

/** The post has words that every text of the pack's language has, and the reply, long enough, has none. */
function elsewhere({ context, pack, tokens }: Scene): boolean {
  if (pack.commonWords === undefined || context.mention === undefined || tokens.length < MANY_WORDS) return false;
  const common = new Set(pack.commonWords);
  return !tokens.some(({ norm }) => common.has(norm)) && tokenise(context.mention).some(({ norm }) => common.has(norm));
}

const codeOf = (language: string): string => language.toLowerCase().replace(/[-_].*/u, '');

/** First and last code of the letters by which a script is known. */
const SCRIPTS: readonly (readonly [from: number, to: number])[][] = [
  [[0x41, 0x5a], [0x61, 0x7a], [0xc0, 0x24f]], // Latin
  [[0x5d0, 0x5ea]], // Hebrew
  [[0x620, 0x6ff]], // Arabic
  [[0x400, 0x4ff]], // Cyrillic
];
/** As language packs call them, in that order. */
const SCRIPT_NAMES = ['Latin', 'Hebrew', 'Arabic', 'Cyrillic'];
const scriptOfCode: readonly number[] = Array.from({ length: 0x700 }, (_, code) => SCRIPTS.findIndex((ranges) => ranges.some(([from, to]) => code >= from && code <= to)));

/** The script of more than two thirds of the letters, by its place in the list; null where no script has as much. */
function scriptOf(text: string): number | null {
  const counts = SCRIPTS.map(() => 0);
  let all = 0;
  for (let index = 0; index < text.length; index += 1) {
    const script = scriptOfCode[text.charCodeAt(index)] ?? -1;
    if (script === -1) continue;
    counts[script] = (counts[script] as number) + 1;
    all += 1;
  }
  const main = counts.findIndex((count) => count * 3 > all * 2);
  return all < MANY_LETTERS || main === -1 ? null : main;
}
