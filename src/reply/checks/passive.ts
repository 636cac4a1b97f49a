import type { Check } from '../finding.ts';
import { NOTHING } from '../finding.ts';

/** A person who acts or is sorry in the same or the next sentence says who did it. */
const OWNED = ['W08', 'W10', 'W06', 'M.agent'];

/** L06: a passive that hides who did it, where the language's tools see sentences. Without tools the pack's phrases are all there is. */
export const passive: Check = (scene) => {
  // Where the brand owns up anywhere, nobody asks who did it.
  if (scene.structure == null || scene.has('W07')) return NOTHING;
  const clauses = scene.structure(scene.text).filter(({ agent }) => !agent);
  if (clauses.length === 0) return NOTHING;
  const owned = new Set(OWNED.flatMap((cue) => scene.of(cue).map(({ sentence }) => sentence)));
  const changed = new Set(scene.of('W11').map(({ sentence }) => sentence));
  return clauses
    .filter(({ start, end }) => {
      const at = scene.tokens.findIndex((token) => token.end > start);
      const sentence = scene.sentences[at] ?? -1;
      return sentence >= 0 && end <= scene.text.length && !changed.has(sentence) && !owned.has(sentence) && !owned.has(sentence + 1);
    })
    .map(({ start, end }) => ({ cue: 'L06', level: 'warn' as const, span: { start, end } }));
};
