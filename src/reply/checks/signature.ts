import { tokenise, type Token } from '../../lib/tokens.ts';
import type { Span } from '../../spec/fact.ts';
import type { Scene } from '../scene.ts';

const MAX_SIGNATURE_WORDS = 10;
/** "Marit, head of care at Acme" is a closing; a longer one is a sentence. */
const MAX_CLOSING_WORDS = 8;
const MAX_NAME_WORDS = 3;
const MAX_SIGNATURE = 160;
/** Marks by which a name is set off: "— Maya", "^JM", "/Tom". */
const SIGN = '—–-~^/*';
const UPPER = /^\p{Lu}/u;
const UNCASED = /^\p{Lo}/u;
const HEBREW_FROM = /^(?:מ|ב|של)/u;
/** What may follow a name: tags, links, emoji. */
const APPENDIX = /#|^https:|\p{Extended_Pictographic}/u;
/** A sentence is over: a stop, or a sign that is put where one would stand. */
const STOPPED = /[.!?…]["'”)]?\s*$/u;
const ENDED = /(?:[.!?…]["'”)]?|[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}\u{200D}]|<3|[:;]-?[)(DPp])\s*$/u;
const LONGEST_END = 8;
/** A sign that ends a sentence without a stop; a heart may be its verb ("we ❤️ Leeds"). */
const SIGNED_OFF = /^(?![❤💙💚💛💜🧡💕💖])\p{Extended_Pictographic}/u;
/** Findings of these make the words a sentence of somebody, not their name. */
const SPEAKS = ['M.agent', 'M.self', 'M.implied', 'M.contrast', 'W02', 'W03', 'W04', 'W05', 'W06', 'W07', 'W08', 'W10', 'W12', 'E.update', 'L18', 'L28'];

type Part = Pick<Scene, 'text' | 'tokens' | 'of'> & { readonly context: Pick<Scene['context'], 'brand'> };

/** Who signs: "— Maya, service team", or a name as the last words: "Marit, Amazon", "Tom at Acme", "נועה משירות הלקוחות". */
export function signatureOf(scene: Part): Span | null {
  return marked(scene) ?? closing(scene);
}

/** The last line, or what follows the last sentence on it, where it is set off by a dash or another mark. */
function marked(scene: Part): Span | null {
  const { text, tokens } = scene;
  const body = text.trimEnd();
  const end = body.length;
  const line = body.slice(body.lastIndexOf('\n') + 1);
  let start = end - line.trimStart().length;
  if (!SIGN.includes(text.charAt(start)) || !/[\p{L}\s]/u.test(text.charAt(start + 1))) {
    const mark = Math.max(...['—', '–', ' -', ' ^', ' ~', ' /'].map((sign) => body.lastIndexOf(sign)));
    if (mark === -1 || !ENDED.test(text.slice(Math.max(start, mark - LONGEST_END), mark))) return null;
    const stopped = STOPPED.test(text.slice(Math.max(start, mark - LONGEST_END), mark));
    start = mark + (text.charAt(mark) === ' ' ? 1 : 0);
    // After a sign alone the sentence may go on: "happy 😊 — see you soon".
    if (!stopped && goesOn(scene, start)) return null;
  }
  const words = tokens.filter((token) => token.start >= start).length;
  return words >= 1 && words <= MAX_SIGNATURE_WORDS && end - start <= MAX_SIGNATURE ? { start, end } : null;
}

function goesOn(scene: Part, from: number): boolean {
  const lead = scene.tokens.findIndex(({ start }) => start >= from);
  const begins = (cue: string): boolean => scene.of(cue).some((hit) => hit.first === lead);
  return begins('M.opener') && !scene.of('M.team').some((hit) => hit.first > lead);
}

/** The words after the last full stop, where they are a name and no sentence. */
function closing(scene: Part): Span | null {
  const { tokens, text } = scene;
  const last = tokens.findLastIndex(({ norm }) => !APPENDIX.test(norm));
  const first = tokens.findLastIndex(({ before }, at) => at <= last && (before === 'stop' || SIGNED_OFF.test(tokens[at - 1]?.norm ?? '')));
  if (first <= 0 || last - first >= MAX_CLOSING_WORDS) return null;
  const [start, stop] = [tokens[first], tokens[last]] as [Token, Token];
  if (stop.end - start.start > MAX_SIGNATURE) return null;
  const hits = (cue: string): boolean => scene.of(cue).some((hit) => hit.first >= first && hit.last <= last + 1);
  const span = { start: start.start, end: stop.end };
  const ended = /^["'”)\s]*[.!?…]/u.test(text.slice(stop.end, stop.end + 3));
  const words = tokens.slice(first, last + 1);
  if (SPEAKS.some(hits)) return null;
  const greeted = scene.of('M.valediction').find((hit) => hit.first === first);
  const name = greeted === undefined ? words : words.slice(greeted.last - first);
  const [lead] = name;
  if (lead === undefined) return null;
  if (hits('M.team') && name.length <= 5 && !ended) return span;
  if (scene.of('M.opener').some((hit) => hit.start === lead.start)) return null;
  if (namesBrand(name, scene.context.brand) && name.length <= MAX_CLOSING_WORDS - 2) return span;
  const ownLine = text.slice(tokens[first - 1]?.end ?? 0, start.start).includes('\n');
  const shape = { ended, free: ownLine || greeted !== undefined };
  if (UPPER.test(text.slice(lead.start, lead.end))) return isCasedName(name, scene, shape) ? span : null;
  return UNCASED.test(lead.norm) && isUncasedName(lead, name, shape) ? span : null;
}

interface Shape {
  /** A full stop follows. */
  readonly ended: boolean;
  /** On a line of its own, or after "Yours,". */
  readonly free: boolean;
}

/** "Priya" · "Sam, billing" · "Tom at Harlow Sofas" · "Maya Cohen". */
function isCasedName(words: readonly Token[], scene: Part, { ended, free }: Shape): boolean {
  const rest = words.slice(1).find(({ before, start, end }) => before !== 'none' || !UPPER.test(scene.text.slice(start, end)));
  const count = rest === undefined ? words.length : words.indexOf(rest);
  if (count > MAX_NAME_WORDS) return false;
  if (rest === undefined) return !ended || free || count > 1;
  if (rest.before === 'pause') return true;
  return scene.of('M.of').some((hit) => hit.start === rest.start);
}

/** Without capitals a name shows by what follows it: "מיכל" · "עידו, מחלקת חשבונות" · "גיל מהבנק". */
function isUncasedName(lead: Token, words: readonly Token[], { ended, free }: Shape): boolean {
  if (ended) return false;
  const [, second] = words;
  if (second === undefined) return lead.norm.length > 1;
  if (second.before === 'pause' || free) return words.length <= 6;
  return words.length <= 5 && HEBREW_FROM.test(second.norm) && second.norm.length > 3;
}

/** A tag and a handle name what the word alone does. */
export const bareOf = (word: string): string => word.replace(/[#@]/u, '');

/** Where the brand is named: index of the first word of its name, and whether a preposition is grown onto it ("באקמי", "מאקמי"). */
function brandPlaces(words: readonly Token[], brand: string | readonly string[] | undefined): { at: number; prefixed: boolean }[] {
  if (brand === undefined) return [];
  const found: { at: number; prefixed: boolean }[] = [];
  for (const name of typeof brand === 'string' ? [brand] : brand) {
    const parts = tokenise(name).map(({ norm }) => bareOf(norm));
    const [head] = parts;
    if (head === undefined) continue;
    words.forEach(({ norm }, at) => {
      const bare = bareOf(norm).replace(/'s$/u, '');
      const prefixed = bare.endsWith(head) && /^[ובמלה]{1,2}$/u.test(bare.slice(0, -head.length));
      if ((bare === head || prefixed) && parts.slice(1).every((part, index) => words[at + 1 + index]?.norm === part)) found.push({ at, prefixed });
    });
  }
  return found;
}

const namesBrand = (words: readonly Token[], brand: string | readonly string[] | undefined): boolean => brandPlaces(words, brand).length > 0;

/** "We at Acme", "Noa from Acme here", "אנחנו באקמי": the brand is named as the one who speaks. */
export function speaksForBrand(scene: Scene): boolean {
  const { tokens, sentences, context } = scene;
  return brandPlaces(tokens, context.brand).some(({ at, prefixed }) => {
    const belongs = prefixed || scene.of('M.of').some((hit) => hit.last === at) || tokens[at + 1]?.norm === 'here';
    return belongs && scene.of('M.agent').some((hit) => hit.sentence === sentences[at]);
  });
}
