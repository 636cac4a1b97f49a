import { elementNames, type ElementName } from '../spec/element.ts';

import { serves } from './checks/service.ts';
import { signatureOf, speaksForBrand } from './checks/signature.ts';
import { shownByShape } from './evidence.ts';
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
  if (scene.takenUp.length > 0) shown.add('say.uptake');
  if (LINK.test(scene.text)) shown.add('say.canonicalLink');
  if (signatureOf(scene) !== null || speaksForBrand(scene)) shown.add('say.identity');
  for (const element of shownByShape(scene, shown)) shown.add(element);
  if (states(scene)) {
    shown.add('say.answer');
    shown.add('say.neutralFact');
  }
  return elementNames.filter((name) => shown.has(name));
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
