import { compileCues, type CueFinder } from '../lib/cues.ts';
import { tokenise } from '../lib/tokens.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Evidence } from '../spec/fact.ts';
import type { LanguagePack, OffenceCue } from '../spec/language.ts';
import { Scores, textEvidence } from './scores.ts';

/** One person; many who share what they are or think; a body such as a company, a thing, or nobody. */
const OFFENCE_TARGETS = ['individual', 'group', 'other'] as const satisfies readonly OffenceCue['target'][];
export type OffenceTarget = (typeof OFFENCE_TARGETS)[number];

/** Handles at the front of a post are who is answered, which is not always who is meant. */
const HANDLE = 0.2;
/** A second finding of the same cue says less than the first. */
const REPEAT = 0.5;
/** Of no word for anybody most offences are aimed at one person, and nobody can be sure. */
const FALLBACK: Readonly<Record<OffenceTarget, number>> = { individual: 0.05, group: 0.02, other: 0.02 };

export interface OffenceFinding {
  readonly value: OffenceTarget;
  /** 0–1: the share of what was found that speaks for it. Not calibrated. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** The shares of all, which add up to 1, in the order of OFFENCE_TARGETS. */
  readonly shares: readonly number[];
}

export type OffenceReader = (text: string) => OffenceFinding;

/**
 * Whom an offence targets, by pronouns, handles and words for persons, groups and bodies: a rule, with nothing trained. Whether there is an offence at
 * all others say. Null where the pack has no words for it. Throws CONFIG_INVALID for what is no pack; the reader throws INPUT_INVALID for what is no text.
 */
export function createOffenceReader(pack: LanguagePack): OffenceReader | null {
  if (typeof pack !== 'object' || (pack as LanguagePack | null) === null) throw new KashuvError('CONFIG_INVALID', 'expected a language pack.', { field: 'pack', fix: 'Pass english().' });
  if (pack.offences === undefined) return null;
  const finder: CueFinder<OffenceCue> = compileCues(pack.offences, pack);
  return (text) => {
    if (typeof text !== 'string') throw new KashuvError('INPUT_INVALID', 'expected a text.', { field: 'text', fix: 'Pass the words of the post.' });
    const tokens = tokenise(text);
    const scores = new Scores();
    const repeats = new Map<string, number>();
    for (const hit of finder.findIn(tokens)) {
      const before = repeats.get(hit.cue.id) ?? 0;
      repeats.set(hit.cue.id, before + 1);
      scores.add(hit.cue.target, hit.cue.weight * REPEAT ** before, textEvidence(hit.cue.id, hit));
    }
    for (const target of OFFENCE_TARGETS) scores.add(target, FALLBACK[target], []);
    if (tokens.some(({ norm }) => norm.startsWith('@'))) scores.add('individual', HANDLE, []);
    const shares = OFFENCE_TARGETS.map((target) => scores.of(target));
    const whole = shares.reduce((sum, share) => sum + share, 0);
    const value = OFFENCE_TARGETS[shares.indexOf(Math.max(...shares))] ?? 'individual';
    return { value, confidence: Math.max(...shares) / whole, evidence: scores.evidence(value), shares: shares.map((share) => share / whole) };
  };
}
