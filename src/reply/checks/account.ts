import { grave, raised } from '../levels.ts';
import { NOTHING, type Check } from '../finding.ts';

/** Any of these makes the word "fault" a part of an account rather than the whole of it. */
const SUBSTANCE = ['W04', 'W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'E.awareness', 'E.action', 'E.explanation', 'E.update'];
const SHORT = 14;

/** L04: "There was a technical problem." and nothing else. The word alone is neutral: the seed itself uses it (S1-07). */
export const account: Check = (scene) => {
  const [word] = scene.of('M.account');
  if (word === undefined || scene.has('L04') || scene.tokens.length > SHORT) return NOTHING;
  const awareOnly = scene.tokens.length <= 8 && scene.has('L06') && !['W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'E.action'].some((cue) => scene.has(cue));
  if (!awareOnly && SUBSTANCE.some((cue) => scene.has(cue))) return NOTHING;
  return [{ cue: 'L04', level: raised('L04.word', 'L04', grave(scene.context) ? 'block' : 'warn', scene.context), span: { start: word.start, end: word.end } }];
};
