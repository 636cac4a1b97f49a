import type { CueFinder, CueHit } from '../lib/cues.ts';
import { tokenise, type Token } from '../lib/tokens.ts';
import type { Span } from '../spec/fact.ts';
import type { LanguagePack, LanguageTools, ReviewCue } from '../spec/language.ts';
import type { ReviewContext } from '../spec/reply.ts';

import { disowned, echoed } from './mute.ts';
import { meet } from './uptake.ts';

/** One finding of a cue, with its place among the words. */
export interface Hit extends Span {
  /** `L04.word`, as the pack names the cue. */
  readonly cue: string;
  /** `L04`. */
  readonly base: string;
  readonly shows: readonly string[];
  /** Index of its first token and of the token after its last. */
  readonly first: number;
  readonly last: number;
  readonly sentence: number;
}

/** A reply under review: its words, its sentences, and the findings that count. */
export interface Scene {
  readonly text: string;
  readonly context: ReviewContext;
  readonly pack: LanguagePack;
  readonly tokens: readonly Token[];
  /** Sentence number of each token. */
  readonly sentences: readonly number[];
  /** Findings that count, in order of place. */
  readonly hits: readonly Hit[];
  /** By name of cue, whole (`L04.word`) and base (`L04`). */
  of(cue: string): readonly Hit[];
  has(cue: string): boolean;
  /** Words of the post that come back: where, at most one span a subject. */
  readonly takenUp: readonly Span[];
  /** Another text seen with the same eyes: an earlier statement. */
  readonly read: (text: string) => Scene;
  /** What the language's tools say of passives; null without tools that tell. */
  readonly structure: LanguageTools['structure'] | null;
}

const NONE: readonly Hit[] = [];

/** `L04.word` → `L04`; marks and elements keep their name. */
function baseOf(cue: string): string {
  return /^[LW]\d\d/.test(cue) ? cue.slice(0, 3) : cue;
}

/** What a text is looked at with: made once for a pack. */
export interface Eyes {
  readonly finder: CueFinder<ReviewCue>;
  /** Words for the same thing, by stem: "site", "page" and "website" meet. */
  readonly groups: ReadonlyMap<string, string>;
  readonly structure: LanguageTools['structure'] | null;
}

/** Looks at a text once; all checks read from what was seen. */
export function buildScene(text: string, context: ReviewContext, pack: LanguagePack, eyes: Eyes): Scene {
  const tokens = tokenise(text);
  const sentences = numberSentences(tokens);
  const all = eyes.finder.findIn(tokens).map((hit) => locate(hit, tokens, sentences));
  const hits = counted(all, text, tokens, context);
  const index = new Map<string, Hit[]>();
  for (const hit of hits) {
    put(index, hit.cue, hit);
    if (hit.base !== hit.cue) put(index, hit.base, hit);
  }
  return {
    text, context, pack, tokens, sentences, hits, structure: eyes.structure,
    of: (cue) => index.get(cue) ?? NONE,
    has: (cue) => index.has(cue),
    takenUp: meet(tokens, context.mention, eyes.groups),
    read: (other) => buildScene(other, { ...context, mention: undefined }, pack, eyes),
  };
}

interface Located extends Hit {
  readonly negated: boolean;
  readonly exception: boolean;
}

function locate(hit: CueHit<ReviewCue>, tokens: readonly Token[], sentences: readonly number[]): Located {
  const first = indexAt(tokens, hit.start);
  const { cue } = hit.cue;
  return {
    cue, base: baseOf(cue), shows: hit.cue.shows ?? [], start: hit.start, end: hit.end, first, last: indexAt(tokens, hit.end),
    sentence: sentences[first] ?? 0, negated: hit.negated, exception: hit.cue.weight === 0,
  };
}

/** Leaves out what is negated, excepted, taken from the complaint in quotation marks, or named only to disown it. */
function counted(all: readonly Located[], text: string, tokens: readonly Token[], context: ReviewContext): Hit[] {
  const exceptions = new Map<string, Located[]>();
  for (const hit of all) if (hit.exception) put(exceptions, hit.cue, hit);
  const echoes = echoed(text, tokens, context.mention);
  const namings = all.filter((hit) => hit.cue === 'M.naming');
  const wrongness = all.filter((hit) => hit.cue === 'M.wrongness');
  const refusals = all.filter((hit) => hit.cue === 'M.not' || hit.cue === 'M.naming');
  const said = context.mention === undefined ? null : new Set(tokenise(context.mention).flatMap(({ norm }) => [norm, bare(norm)]));
  // "You are not welcome to call her an idiot": the word is the other's, and it is refused.
  const refused = (hit: Located): boolean =>
    (hit.base === 'L17' || hit.base === 'L04') && said !== null && tokens.slice(hit.first, hit.last).some(({ norm }) => said.has(norm)) && refusals.some((other) => other.sentence === hit.sentence && other.first < hit.first);
  // The voucher the post is about is no offer.
  const spokenOf = (hit: Located): boolean => hit.base === 'L24' && said !== null && tokens.slice(hit.first, hit.last).every(({ norm }) => said.has(norm) || said.has(bare(norm)));
  const kept = all.filter((hit) => {
    if (hit.exception || hit.negated || refused(hit) || spokenOf(hit)) return false;
    if (exceptions.get(hit.cue)?.some((exception) => overlap(exception, hit))) return false;
    if (!isCold(hit) && hit.base !== 'M.account' && !hit.cue.startsWith('M.cause.')) return true;
    // "You were told it was 'just a glitch'": how small it was made is theirs, though the sentence around it is not.
    const within = (span: Span): boolean => (hit.cue === 'L04.only' ? overlap(span, hit) : span.start <= hit.start && hit.end <= span.end);
    return !echoes.some(within) && !disowned(hit, namings, wrongness);
  });
  // An apology that is conditional, or for the other's feeling, is not the warm one; nor are thanks within mockery.
  const hollow = kept.filter((hit) => hit.cue === 'L01.apology' || hit.cue === 'L02' || hit.base === 'L17');
  if (hollow.length === 0) return kept;
  return kept.filter((hit) => (hit.base !== 'W06' && hit.base !== 'W02') || !hollow.some((other) => other.sentence === hit.sentence && near(other, hit)));
}

/** Without Hebrew prefix letters. */
const bare = (word: string): string => word.replace(/^[והבלמשכ]{1,3}(?=[א-ת]{3})/u, '');

export const isCold = (hit: { readonly cue: string }): boolean => hit.cue.startsWith('L') || hit.cue.startsWith('never.');

export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

const near = (a: Hit, b: Hit): boolean => a.first < b.last + 3 && b.first < a.last + 3;

function numberSentences(tokens: readonly Token[]): number[] {
  let number = 0;
  return tokens.map((token, index) => (index > 0 && token.before === 'stop' ? (number += 1) : number));
}

/** The first token that begins at this offset or later. */
function indexAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
