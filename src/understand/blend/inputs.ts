import { mentionKindSchema } from '../../spec/classification.ts';
import type { Label } from '../../spec/classification.ts';
import type { LabelCue } from '../../spec/language.ts';
import type { Emphasis } from '../emphasis.ts';
import { labelKey, type Scores } from '../scores.ts';
import type { TellingTag } from '../tags.ts';
import type { Addressee } from '../victim.ts';

const KINDS = mentionKindSchema.options;
/** How a text is written and to whom, as numbers. */
const SIGNS = ['question', 'exclamations', 'shouted', 'drawn-out', 'words', 'first-handle', 'handle', 'link', 'to-brand', 'to-somebody', 'grievance-tag', 'mockery-tag'] as const;

export interface Signs {
  readonly emphasis: Emphasis;
  readonly addressee: Addressee;
  readonly tags: readonly TellingTag[];
  readonly text: string;
}

/** The inputs that cues and signs give, named, in a fixed order. */
export function cueInputs(cues: readonly LabelCue[]): { readonly cues: readonly string[]; readonly names: readonly string[] } {
  // What cues say of kinds, the rules have weighed.
  const keys = [...new Set(cues.map(({ label }) => labelKey(label)).filter((key) => !key.startsWith('kind:'))).add('addressed')].sort();
  return { cues: keys, names: [...keys.map((key) => `cue:${key}`), ...KINDS.map((kind) => `rule:${kind}`), ...SIGNS.map((sign) => `sign:${sign}`)] };
}

/** Writes what the cues scored, before any rule weighed them. Returns where the next input goes. */
export function readScores(scores: Scores, cues: readonly string[], into: Float64Array, from: number): number {
  for (const [index, key] of cues.entries()) into[from + index] = scores.of(key);
  return from + cues.length;
}

/** Writes what the rules made of the cues. */
export function readRules(labels: readonly Label[], into: Float64Array, from: number): number {
  into.fill(0, from, from + KINDS.length);
  for (const label of labels) if (label.task === 'kind') into[from + KINDS.indexOf(label.value)] = label.confidence;
  return from + KINDS.length;
}

export function readSigns({ emphasis, addressee, tags, text }: Signs, into: Float64Array, from: number): void {
  const signs: Readonly<Record<(typeof SIGNS)[number], number>> = {
    question: Number(emphasis.question !== null),
    exclamations: Math.min(emphasis.exclamations, 3) / 3,
    shouted: Math.min(emphasis.shouted.length, 4) / 4,
    'drawn-out': Math.min(emphasis.drawnOut.length, 2) / 2,
    // By doublings up to sixty-four words: a logarithm that is the same on every platform.
    words: Math.min(7, 32 - Math.clz32(emphasis.words)) / 7,
    'first-handle': Number(text.startsWith('@')),
    handle: Number(text.includes('@')),
    link: Number(text.includes('://')),
    'to-brand': Number(addressee === 'brand'),
    'to-somebody': Number(addressee === 'somebody'),
    'grievance-tag': Number(tags.some(({ says }) => says === 'grievance')),
    'mockery-tag': Number(tags.some(({ says }) => says === 'mockery')),
  };
  for (const [index, sign] of SIGNS.entries()) into[from + index] = signs[sign];
}
