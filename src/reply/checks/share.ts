import { grave, raised } from '../levels.ts';
import { NOTHING, type Check } from '../finding.ts';
import type { Hit, Scene } from '../scene.ts';

/** So many words may stand between the word that shrinks and the number it shrinks. */
const REACH = 2;
const NUMBER = /^\d/u;
const PERCENT = /^[\d.,]*\s?[%‰]/u;

/**
 * L04: a number made small. How many were hit is scope and what people ask for; "just 3 of a million" tells those three that they do not count.
 * The line is the word: a figure alone is a fact; a figure with "only", "just", "a mere" before it, set against the whole, or against nobody's harm, is comfort.
 */
export const shrunkShare: Check = (scene) => {
  const shrinking = scene.of('M.shrink');
  if (shrinking.length === 0) return NOTHING;
  // Looked up by place and sentence: a reply may be one such word ten thousand times.
  const numerals = new Set(scene.of('M.numeral').map(({ first }) => first));
  const compared = new Set([...scene.of('M.whole').map(({ sentence }) => sentence), ...percentages(scene)]);
  const found = shrinking.filter((hit) => compared.has(hit.sentence) && figure(scene, hit, numerals));
  return found.slice(0, 1).map(({ start, end }) => ({ cue: 'L04', level: raised('L04.word', 'L04', grave(scene.context) ? 'block' : 'warn', scene.context), span: { start, end } }));
};

/** A number near it, in digits or words. */
function figure(scene: Scene, { first, last, sentence }: Hit, numerals: ReadonlySet<number>): boolean {
  for (let at = first - REACH; at < last + REACH; at += 1) {
    if (scene.sentences[at] !== sentence || (at >= first && at < last)) continue;
    if (NUMBER.test(scene.tokens[at]?.norm ?? '') || numerals.has(at)) return true;
  }
  return false;
}

/** Sentences with a share in hundredths or thousandths. */
const percentages = ({ text, tokens, sentences }: Scene): number[] =>
  tokens.flatMap(({ norm, start }, at) => (NUMBER.test(norm) && PERCENT.test(text.slice(start, start + 12)) ? [sentences[at] ?? 0] : []));
