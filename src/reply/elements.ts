import { elementNames, type ElementName } from '../spec/element.ts';

import { serves } from './checks/service.ts';
import { signatureOf, speaksForBrand } from './checks/signature.ts';
import { takenUp } from './checks/uptake.ts';
import type { Scene } from './scene.ts';

const LINK = /\bhttps?:\/\/|\bwww\./iu;
/** A sentence with fewer words beyond its form says nothing of substance. */
const SUBSTANTIAL = 5;
const FORM = ['W01', 'W02', 'W06', 'W12', 'W13', 'M.greeting'];

/** Which of the elements the words show. Only what can be heard in words: `never`, `venue`, `act` … are not. */
export function presentIn(scene: Scene): ElementName[] {
  const shown = new Set<string>();
  for (const hit of scene.hits) for (const element of hit.shows) shown.add(element);
  if (serves(scene)) shown.add('say.service');
  if (takenUp(scene).length > 0) shown.add('say.uptake');
  if (LINK.test(scene.text)) shown.add('say.canonicalLink');
  if (signatureOf(scene) !== null || speaksForBrand(scene)) shown.add('say.identity');
  // Who takes responsibility, or is sorry and repairs, has accepted what was said.
  if (shown.has('say.responsibility') || (scene.has('W06') && scene.has('W10'))) shown.add('say.acceptance');
  if (counts(scene)) for (const element of ['say.impact', 'say.knowns']) shown.add(element);
  if (states(scene)) {
    shown.add('say.answer');
    shown.add('say.neutralFact');
  }
  return elementNames.filter((name) => shown.has(name));
}

const NUMBER = /^\d[\d.,]*$/u;

/** "212 families", "57,310 books": how many are affected. Not a time, a price or a span of time. */
function counts({ text, tokens, of }: Scene): boolean {
  const units = new Set([...of('M.unit'), ...of('M.clock')].map((hit) => hit.start));
  return tokens.some((token, index) => {
    const next = tokens[index + 1];
    if (!NUMBER.test(token.norm) || next === undefined || next.before !== 'none' || !/^\p{L}/u.test(next.norm) || units.has(next.start)) return false;
    let first = index;
    while (first > 0 && NUMBER.test(tokens[first - 1]?.norm ?? '') && tokens[first - 1]?.end === (tokens[first]?.start ?? 0) - 1) first -= 1;
    const before = tokens[first - 1];
    return !text.slice(tokens[first]?.start, token.end).includes(':') && text.charAt(token.end) !== ':' && (before === undefined || !units.has(before.start));
  });
}

/** At least one sentence is more than greeting, thanks, apology or invitation, and does not only send the reader elsewhere. */
function states(scene: Scene): boolean {
  const words = new Map<number, number>();
  for (const sentence of scene.sentences) words.set(sentence, (words.get(sentence) ?? 0) + 1);
  const formal = new Set<number>();
  if (!LINK.test(scene.text)) for (const hit of scene.of('M.elsewhere')) words.delete(hit.sentence);
  for (const hit of scene.hits) if (FORM.includes(hit.base)) for (let index = hit.first; index < hit.last; index += 1) formal.add(index);
  for (const index of formal) {
    const sentence = scene.sentences[index] ?? 0;
    words.set(sentence, (words.get(sentence) ?? 0) - 1);
  }
  return [...words.values()].some((count) => count >= SUBSTANTIAL);
}
