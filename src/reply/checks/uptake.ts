import { tokenise } from '../../lib/tokens.ts';
import type { Span } from '../../spec/fact.ts';
import { NOTHING, type Check } from '../finding.ts';
import type { Scene } from '../scene.ts';

/** A word shorter than this carries no subject. */
const MIN_LATIN = 3;
const MIN_HEBREW = 3;
const COMMON = new Set(
  ('this that with have from your they them were been will would could should about there their what when where which while after before again other than then just like very really ' +
    'only even also because please thank thanks sorry know need want make made does did doing done more most much many some into over still never always ever ' +
    'the and for are but not you our was all any can had her his how its may new now one out see she two who why did get got has him let put say too use way yet yes off own per via ask try yours ours ever lot day days week weeks going gone been said says tell told back even good bad best well here ' +
    'today yesterday tomorrow time times thing things people company we\'re you\'re don\'t can\'t ' +
    'אני אתם אתה הוא היא הם הן זה זאת זו של על עם אין יש לא כן גם רק כל כמה מה מי איך למה אבל או כי אם עוד כבר היה היתה הייתה היו להיות שלי שלך שלכם שלנו אותי אותך אותו אתכם לכם לנו אחרי לפני היום אתמול מחר תודה סליחה בבקשה פשוט ככה כזה הזה הזאת אלה אותם')
    .split(' '),
);
const PREFIX = /^[והבלמשכ]{1,3}/u;

/** Forms under which a word may be met again: without its ending, without its prefix letters. */
function stems(word: string): string[] {
  // A handle or a link names somebody, it is no subject.
  if (word.startsWith('@') || word.startsWith('http')) return [];
  const bare = word.replace(/^#/u, '');
  if (COMMON.has(bare)) return [];
  if (/^[א-ת]/u.test(bare)) {
    if (bare.length < MIN_HEBREW) return [];
    const all = [bare, bare.replace(PREFIX, '')].concat(bare.slice(1), bare.slice(2));
    return [...new Set(all.flatMap((one) => [one, one.replace(/(?:ים|ות|ה|ת|י|ך|נו|כם)$/u, '')]))].filter((one) => one.length >= MIN_HEBREW && !COMMON.has(one));
  }
  if (bare.length < MIN_LATIN || /^\d+$/.test(bare)) return [];
  const cut = bare.replace(/ies$/u, 'y').replace(/(?:'s|ing|ed|es|s|ly)$/u, '');
  return cut.length >= MIN_LATIN ? [cut.replace(/e$/u, '')] : [bare];
}

/** Words of the post that come back in the reply: where, at most one span a subject. */
export function takenUp(scene: Scene): Span[] {
  const { mention } = scene.context;
  if (mention === undefined) return [];
  const subjects = new Set<string>();
  for (const token of tokenise(mention)) for (const stem of stems(token.norm)) subjects.add(stem);
  if (subjects.size === 0) return [];
  const met = new Set<string>();
  const spans: Span[] = [];
  for (const token of scene.tokens) {
    const found = stems(token.norm).find((stem) => subjects.has(stem));
    if (found === undefined || met.has(found)) continue;
    met.add(found);
    spans.push({ start: token.start, end: token.end });
  }
  return spans;
}

/** Whether the post has a subject that could be taken up at all. */
function hasSubject(mention: string): boolean {
  return tokenise(mention).some((token) => stems(token.norm).length > 0);
}

const PERSONAL = ['complaint', 'question', 'holding', 'update', 'closing', 'employee', 'press'];

/** L12: nothing of what the person wrote comes back. Needs the post. */
export const uptake: Check = (scene) => {
  const { mention, stage } = scene.context;
  if (mention === undefined || !PERSONAL.includes(stage) || !hasSubject(mention)) return NOTHING;
  return takenUp(scene).length > 0 ? NOTHING : [{ cue: 'L12', level: 'warn', span: null }];
};
