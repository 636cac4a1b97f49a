import { prevents, saysWhen } from '../evidence.ts';
import { NOTHING, type Check } from '../finding.ts';

/** L30: nobody is told when they will hear more. A hint in the first holding statement, a fault from the second message to the crowd on. */
export const nextUpdate: Check = (scene) => {
  const { stage, turn } = scene.context;
  if ((stage !== 'holding' && stage !== 'update') || saysWhen(scene)) return NOTHING;
  return [{ cue: 'L30', level: turn > 0 ? 'block' : stage === 'holding' ? 'info' : 'warn', span: null }];
};

/** L31: an incident is closed without a word on how it will not recur (S1-21). */
export const prevention: Check = (scene) => (scene.context.stage !== 'closing' || prevents(scene) ? NOTHING : [{ cue: 'L31', level: 'block', span: null }]);

/** L32: "steps to ensure", and not one of them named. */
export const vague: Check = (scene) =>
  prevents(scene) ? NOTHING : scene.of('L32').slice(0, 1).map((hit) => ({ cue: 'L32', level: 'warn' as const, span: { start: hit.start, end: hit.end } }));
