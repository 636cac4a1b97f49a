import { grave, raised } from '../levels.ts';
import { NOTHING, type Check } from '../finding.ts';
import { tooSimilar } from '../similarity.ts';

const ALIKE = 0.9;
const PEOPLE = 3;
const EMOJI = /\p{Extended_Pictographic}/gu;
const SLOT = /\{[\p{L}\p{N}_. -]{1,40}\}|\[[^[\]\n]{1,60}\](?!\()|<[\p{L} _-]{2,30}>|_{4,}|\bX{4,}\b|\bXX:XX\b/gu;

/** A blank nobody filled: `{time}`, `[name]`, `[…]`. */
export const slot: Check = (scene) =>
  [...scene.text.matchAll(SLOT)].slice(0, 50).map((match) => ({ cue: 'slot', level: 'block' as const, span: { start: match.index, end: match.index + match[0].length } }));

/** L10: the words that others got already. A fault from the third person on. */
export const copies: Check = (scene) => {
  if (scene.context.earlierReplies.length === 0) return NOTHING;
  const alike = tooSimilar(scene.text, scene.context.earlierReplies, ALIKE).length;
  return alike === 0 ? NOTHING : [{ cue: 'L10', level: alike >= PEOPLE ? 'block' : 'warn', span: null }];
};

/** L25: an emoji party. */
export const party: Check = (scene) => {
  const found = [...scene.text.matchAll(EMOJI)];
  const [first] = found;
  if (first === undefined || found.length < 3) return NOTHING;
  return [{ cue: 'L25', level: raised('L25', 'L25', grave(scene.context) ? 'block' : 'info', scene.context), span: { start: first.index, end: first.index + first[0].length } }];
};

/** L29: the answer is not in the script the person wrote in. */
export const script: Check = (scene) => {
  const { mention } = scene.context;
  if (mention === undefined) return NOTHING;
  const [asked, answered] = [scriptOf(mention), scriptOf(scene.text)];
  return asked === null || answered === null || asked === answered ? NOTHING : [{ cue: 'L29', level: 'warn', span: null }];
};

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
