import { raised, levelOf } from '../levels.ts';
import type { Check, Observation } from '../finding.ts';
import type { Hit, Scene } from '../scene.ts';

/** So many words may stand between what is done to a review and the review. */
const REACH = 6;
/** So far back the one who does it is looked for. */
const DOER = 5;
const MOST = 50;
const BRAND = /^(?:i|we)(?:'(?:ll|ve|d|m|re))?$/u;
const READER = /^(?:you(?:'(?:ll|ve|d|re))?)$/u;

/** Somebody is to change what they wrote of the brand: with something in return it is a bargain, with a plea a demand. */
export const dealings: Check = (scene) => {
  const found: Observation[] = [];
  for (const hit of scene.of('M.bargain').slice(0, MOST)) {
    const beside = (cue: string): boolean => scene.of(cue).some(({ sentence }) => sentence === hit.sentence);
    if (beside('M.gain') && beside('M.review') && !beside('M.not')) found.push(incentive(scene, hit));
  }
  const altered = alterations(scene);
  for (const hit of altered) {
    const beside = (cue: string): boolean => scene.of(cue).some(({ sentence }) => sentence === hit.sentence);
    if (beside('M.gain')) found.push(incentive(scene, hit));
    else if (!beside('M.private') && (beside('M.plea') || orders(scene, hit))) found.push({ cue: 'never.takedown', level: levelOf('never.takedown', 'never.takedown', scene.context) ?? 'block', span: { start: hit.start, end: hit.end } });
  }
  return found;
};

const incentive = ({ context }: Scene, { start, end }: Hit): Observation => ({ cue: 'never.incentive', level: raised('never.incentive', 'never.incentive', 'block', context), span: { start, end } });

/** What is done, or is to be done, by the reader to a review. */
function alterations(scene: Scene): Hit[] {
  const reviews = scene.of('M.review').filter((review) => !ours(scene, review)).slice(0, MOST);
  if (reviews.length === 0) return [];
  const near = (first: Hit, second: Hit): boolean => first.sentence === second.sentence && second.last > first.first && second.first - first.last <= REACH;
  const acts = scene.of('M.alter').slice(0, MOST).filter((act) => !byBrand(scene, act) && reviews.some((review) => near(act, review)));
  const ends = scene.of('M.altered').slice(0, MOST).filter((end) => reviews.some((review) => review.first < end.first && near(review, end)));
  return [...acts, ...ends].filter((hit) => !denied(scene, hit));
}

/** "Our post", "הפוסט שלנו": the brand's own words. */
function ours(scene: Scene, { first, last, sentence }: Hit): boolean {
  return scene.of('M.ours').some((own) => own.sentence === sentence && (own.last === first || own.last === first - 1 || own.first === last)) || scene.tokens[first - 1]?.norm === 'own';
}

/** "I will update …": the nearest person before the verb is the brand. */
function byBrand({ tokens, sentences }: Scene, { first, sentence }: Hit): boolean {
  for (let at = first - 1; at >= Math.max(0, first - DOER) && sentences[at] === sentence; at -= 1) {
    const word = tokens[at]?.norm ?? '';
    if (READER.test(word)) return false;
    if (BRAND.test(word)) return true;
  }
  return false;
}

/** "Nobody will ask you to change a word"; "don't forget to raise it" asks for it. */
function denied(scene: Scene, { first, sentence }: Hit): boolean {
  return scene.of('M.not').some((not) => not.sentence === sentence && not.last <= first && !scene.of('M.plea').some((plea) => plea.first <= not.first && not.last <= plea.last && plea.last - plea.first > 1));
}

/** The sentence, or the clause, begins with the verb: an imperative. */
function orders({ tokens, sentences }: Scene, { first, cue, sentence }: Hit): boolean {
  if (cue !== 'M.alter') return false;
  const before = tokens[first - 1];
  return before === undefined || sentences[first - 1] !== sentence || tokens[first]?.before !== 'none';
}
