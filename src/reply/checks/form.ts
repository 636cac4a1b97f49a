import { tokenise } from '../../lib/tokens.ts';
import { grave, raised } from '../levels.ts';
import { NOTHING, type Check } from '../finding.ts';
import type { Scene } from '../scene.ts';
import { tooSimilar } from '../similarity.ts';

const ALIKE = 0.9;
const PEOPLE = 3;
/** A clause of fewer words at either end is a greeting or a signature. */
const GREETING = 4;
/** Fewer words are alike by chance. */
const BODY = 6;
/** Fewer words tell no language. */
const MANY_WORDS = 12;
const EMOJI = /\p{Extended_Pictographic}/gu;
const SLOT = /\{[\p{L}\p{N}_. -]{1,40}\}|\[[^[\]\n]{1,60}\](?!\()|<[\p{L} _-]{2,30}>|_{4,}|\bX{4,}\b|\bXX:XX\b/gu;

/** A blank nobody filled: `{time}`, `[name]`, `[…]`. */
export const slot: Check = (scene) =>
  [...scene.text.matchAll(SLOT)].slice(0, 50).map((match) => ({ cue: 'slot', level: 'block' as const, span: { start: match.index, end: match.index + match[0].length } }));

/** L10: the words that others got already, whomever they greet. A fault from the third person on. */
export const copies: Check = (scene) => {
  const { earlierReplies } = scene.context;
  if (earlierReplies.length === 0) return NOTHING;
  const whole = new Set(tooSimilar(scene.text, earlierReplies, ALIKE).map(({ index }) => index));
  const body = bodyOf(scene.text);
  for (const { index } of tooSimilar(body, earlierReplies.map(bodyOf), ALIKE)) if (body !== '') whole.add(index);
  return whole.size === 0 ? NOTHING : [{ cue: 'L10', level: whole.size + 1 >= PEOPLE ? 'block' : 'warn', span: null }];
};

/** Without the greeting before and the name after; empty where too little is left to compare. */
function bodyOf(text: string): string {
  const tokens = tokenise(text);
  let first = 0;
  while (first < tokens.length && first <= GREETING && tokens[first + 1]?.before === 'none') first += 1;
  const begin = first < GREETING && tokens[first + 1] !== undefined ? first + 1 : 0;
  let last = tokens.length - 1;
  while (last > begin && tokens[last]?.before === 'none') last -= 1;
  const end = tokens.length - last <= GREETING ? last - 1 : tokens.length - 1;
  return end - begin + 1 < BODY ? '' : text.slice(tokens[begin]?.start, tokens[end]?.end);
}

/** L25: an emoji party. */
export const party: Check = (scene) => {
  const found = [...scene.text.matchAll(EMOJI)];
  const [first] = found;
  if (first === undefined || found.length < 3) return NOTHING;
  return [{ cue: 'L25', level: raised('L25', 'L25', grave(scene.context) ? 'block' : 'info', scene.context), span: { start: first.index, end: first.index + first[0].length } }];
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
  if (pack.commonWords === undefined || context.mention === undefined || tokens.length < MANY_WORDS) return false;
  const common = new Set(pack.commonWords);
  return !tokens.some(({ norm }) => common.has(norm)) && tokenise(context.mention).some(({ norm }) => common.has(norm));
}

const codeOf = (language: string): string => language.toLowerCase().split(/[-_]/u, 1)[0] ?? language;

/** The script of two thirds of the letters; null where no script has as much. */
function scriptOf(text: string): 'latin' | 'hebrew' | 'arabic' | 'cyrillic' | null {
  const counts = { latin: 0, hebrew: 0, arabic: 0, cyrillic: 0 };
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code <= 0x24f)) counts.latin += 1;
    else if (code >= 0x5d0 && code <= 0x5ea) counts.hebrew += 1;
    else if (code >= 0x620 && code <= 0x6ff) counts.arabic += 1;
    else if (code >= 0x400 && code <= 0x4ff) counts.cyrillic += 1;
  }
  const all = counts.latin + counts.hebrew + counts.arabic + counts.cyrillic;
  if (all < 8) return null;
  for (const name of ['latin', 'hebrew', 'arabic', 'cyrillic'] as const) if (counts[name] * 3 > all * 2) return name;
  return null;
}
