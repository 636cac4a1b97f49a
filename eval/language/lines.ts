import * as z from 'zod';

import { languageOf, normaliseText } from '../../src/intake/index.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { latinIdentifier } from '../../src/languages/identify.ts';
import { commonWordIdentifier } from '../../src/lib/common-words.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { LanguageGuess, NormalText } from '../../src/spec/post.ts';
import { jsonLines } from '../jsonl.ts';

const code = z.string().regex(/^[a-z]{2,3}$/u, 'expected a code such as he');
/** A post with the language it is in, and what its source says of that. */
const lineSchema = z.strictObject({ text: z.string().min(1), language: code, hint: z.string().optional() });
export type PostLine = z.infer<typeof lineSchema> & { readonly where: string };

/** Posts from JSON lines; blank lines are skipped. Throws INPUT_INVALID that names the line (from 1) and the field. */
export function readPostLines(jsonl: string, file: string): PostLine[] {
  const lines: PostLine[] = [];
  for (const { where, value } of jsonLines(jsonl, file, 'post')) {
    const parsed = lineSchema.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].map(String).join('.');
      throw new KashuvError('INPUT_INVALID', `${issue?.message ?? 'not valid'}.`, { field: path === '' ? where : `${where} ${path}`, fix: 'See docs/evaluation.md for the format.' });
    }
    lines.push({ ...parsed.data, where });
  }
  return lines;
}

export type Identify = (text: NormalText, hint?: string) => LanguageGuess;

/** As in IntakeDesk: from here on what the packs' common words say, or the script, needs no second opinion. */
const CLEAR = 0.8;
const BY_SCRIPT = 0.5;

/** Tells the language of a post in the way a monitor with the defaults does: common words first, the identifier where they leave a doubt. */
export async function monitorIdentify(): Promise<Identify> {
  const clear = commonWordIdentifier([english(), hebrew()]);
  const identify = await latinIdentifier();
  return (text, hint) => {
    const guess = languageOf({ text }, hint, clear);
    return guess.confidence >= (guess.by === 'script' ? BY_SCRIPT : CLEAR) ? guess : languageOf({ text }, hint, identify);
  };
}

/** Codes that stand for one another: Malay and Indonesian, the Norwegians, what Serbs, Croats and Bosnians write in Latin letters, Filipino. */
const SAME: Readonly<Record<string, string>> = { ms: 'id', nb: 'no', nn: 'no', sr: 'hr', bs: 'hr', fil: 'tl' };
export const isSame = (one: string, other: string): boolean => (SAME[one] ?? one) === (SAME[other] ?? other);

/** What became of one line. */
export interface JudgedPost {
  readonly line: PostLine;
  readonly guess: LanguageGuess;
  readonly right: boolean;
  /** What the peer said, '' for nothing. */
  readonly peer: string;
  readonly peerRight: boolean;
}

export function judge(line: PostLine, identify: Identify, peer: (text: string) => string): JudgedPost {
  const guess = identify(normaliseText(line.text), line.hint);
  const said = peer(line.text);
  return { line, guess, right: isSame(guess.code, line.language), peer: said, peerRight: isSame(said, line.language) };
}

/** From here on what depends on a language takes it for told. */
const CONFIDENT = 0.5;

/** Figures of judged posts, ready to print. Shares are 0–1. */
export function figuresOf(posts: readonly JudgedPost[]): Record<string, unknown> {
  const byLanguage: Record<string, { n: number; right: number; undecided: number; peer: number }> = {};
  for (const { line, guess, right, peerRight } of posts) {
    const row = (byLanguage[line.language] ??= { n: 0, right: 0, undecided: 0, peer: 0 });
    row.n += 1;
    row.right += Number(right);
    row.undecided += Number(guess.code === 'und');
    row.peer += Number(peerRight);
  }
  const wrong = posts.filter(({ right }) => !right);
  const shown = wrong.map(({ line, guess }) => ({ where: line.where, text: line.text, language: line.language, guess: guess.code, confidence: guess.confidence }));
  const transliterated = posts.filter(({ line }) => line.language === 'he' && !/\p{Script=Hebrew}/u.test(line.text));
  const said = (code: string): number => transliterated.filter(({ guess }) => guess.code === code).length;
  return {
    n: posts.length,
    accuracy: share(posts.length - wrong.length, posts.length),
    undecided: posts.filter(({ guess }) => guess.code === 'und').length,
    byLanguage: Object.fromEntries(Object.entries(byLanguage).sort(([, a], [, b]) => b.n - a.n)),
    confidentErrors: shown.filter(({ confidence }) => confidence >= CONFIDENT),
    otherErrors: shown.filter(({ confidence }) => confidence < CONFIDENT),
    transliterated: {
      n: transliterated.length,
      hebrew: said('he'),
      undecided: said('und'),
      confidentEnglish: transliterated.filter(({ guess }) => guess.code === 'en' && guess.confidence >= CONFIDENT).length,
      peerHebrew: transliterated.filter(({ peer }) => peer === 'he').length,
    },
    peer: { name: 'eld/small', accuracy: share(posts.filter(({ peerRight }) => peerRight).length, posts.length) },
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Number((part / whole).toFixed(4)));
