import { NOTHING, type Check } from '../finding.ts';

/** L16: the reply begins with "But …", "Actually …", or one of its sentences with an order: what not to do. */
export const opening: Check = (scene) => {
  const hit = scene.of('L16').find(({ first, last, sentence }) => first === 0 || (last - first > 1 && scene.sentences[first - 1] !== sentence));
  return hit === undefined ? NOTHING : [{ cue: 'L16', level: 'info', span: { start: hit.start, end: hit.end } }];
};

/** L27: praise of oneself before a word of empathy or regret. */
export const bolstering: Check = (scene) => {
  const kind = ['W04', 'W05', 'W06', 'W07'].flatMap((cue) => scene.of(cue).map((hit) => hit.start));
  const first = Math.min(Infinity, ...kind);
  return scene
    .of('L27')
    .filter((hit) => hit.start < first)
    .map((hit) => ({ cue: 'L27', level: 'warn' as const, span: { start: hit.start, end: hit.end } }));
};
