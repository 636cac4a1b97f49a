import { NOTHING, type Check } from '../finding.ts';

/** Beside one of these the rule is owned, changed or set aside, not hidden behind. */
const SET_ASIDE = ['W05', 'W07', 'W10', 'W11', 'M.not', 'M.wrongness', 'M.since'];

/** L08: a complaint is answered with the rule book, in whatever words: who was hurt asked for no paragraph. */
export const rulebook: Check = (scene) => {
  if (scene.context.stage !== 'complaint') return NOTHING;
  const aside = new Set(SET_ASIDE.flatMap((cue) => scene.of(cue).map(({ sentence }) => sentence)));
  const hit = scene.of('M.rulebook').find(({ sentence }) => !aside.has(sentence));
  return hit === undefined ? NOTHING : [{ cue: 'L08', level: 'warn', span: { start: hit.start, end: hit.end } }];
};
