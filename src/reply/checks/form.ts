import { tokenise } from '../../lib/tokens.ts';
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
  const whole = new Set(tooSimilar(scene.text, earlierReplies, ALIKE).map(({ index }) => index));
  const body = bodyOf(scene.text);
  for (const { index } of tooSimilar(body, earlierReplies.map(bodyOf), ALIKE)) if (body !== '') whole.add(index);
  return whole.size === 0 ? NOTHING : [{ cue: 'L10', level: whole.size + 1 >= PEOPLE ? 'block' : 'warn', span: null }];
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
  const other = mentionLanguage !== undefined && codeOf(mentionLanguage) !== codeOf(language);
  const [asked, answered] = [mention === undefined ? null : scriptOf(mention), scriptOf(scene.text)];
  const strange = asked !== null && answered !== null && asked !== answered;
  return other || strange || elsewhere(scene) ? [{ cue: 'L29', level: 'warn', span: null }] : NOTHING;
};

/** The post has words that every text of the pack's language has, and the reply, long enough, has none. */
function elsewhere({ context, pack, tokens }: Scene): boolean {
  if (context.mention === undefined || tokens.length < MANY_WORDS) return false;
  const common = new Set(pack.commonWords);
  return !tokens.some(({ norm }) => common.has(norm)) && tokenise(context.mention).some(({ norm }) => common.has(norm));
}

const codeOf = (language: string): string => language.toLowerCase().replace(/[-_].*/u, '');

const SCRIPTS: readonly RegExp[] = [/(?=\p{L})\p{Script=Latin}/gu, /(?=\p{L})\p{Script=Hebrew}/gu, /(?=\p{L})\p{Script=Arabic}/gu, /(?=\p{L})\p{Script=Cyrillic}/gu];

/** The script of more than two thirds of the letters, by its place in the list; null where no script has as much. */
function scriptOf(text: string): number | null {
  const counts = SCRIPTS.map((letters) => [...text.matchAll(letters)].length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const main = counts.findIndex((count) => count * 3 > all * 2);
  return all < MANY_LETTERS || main === -1 ? null : main;
}
