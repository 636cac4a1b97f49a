import type { Check } from '../finding.ts';
import type { Hit } from '../scene.ts';

/** How many words after an apology or a welcome a "but" still belongs to it. */
const REACH = 30;
const AFTER = 14;
const MOST = 50;

/** L03: an apology, a thank-you, a welcome or a word of sympathy that is taken back by "but". Not where the but-clause is warm itself. */
export const contrast: Check = (scene) => {
  const softeners = [...scene.of('M.softener'), ...scene.of('W04')];
  if (softeners.length === 0) return [];
  const belongs = (but: Hit): boolean =>
    softeners.some((soft) => {
      if (soft.last > but.first || but.first - soft.last > REACH) return false;
      if (soft.sentence === but.sentence) return true;
      return soft.sentence === but.sentence - 1 && scene.sentences[but.first - 1] !== but.sentence;
    });
  const warm = (but: Hit): boolean =>
    scene.hits.some((hit) => hit.sentence === but.sentence && hit.first >= but.first && hit.first - but.last < AFTER && WARMING.includes(hit.base));
  const found = scene.of('M.contrast').slice(0, MOST).filter((but) => belongs(but) && !warm(but));
  return found.map((but) => ({ cue: 'L03', level: 'warn' as const, span: { start: but.start, end: but.end } }));
};

const WARMING = ['W04', 'W05', 'W06', 'W07', 'W08', 'W10', 'W11'];
