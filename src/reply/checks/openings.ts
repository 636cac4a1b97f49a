import { NOTHING, type Check } from '../finding.ts';

/** L16: the reply begins with "But …", "Actually …", or tells the person what not to do. */
export const opening: Check = (scene) => {
  const [hit] = scene.of('L16');
  if (hit === undefined || (hit.first !== 0 && hit.last - hit.first < 2)) return NOTHING;
  if (hit.first !== 0 && scene.sentences[hit.first - 1] === hit.sentence) return NOTHING;
  return [{ cue: 'L16', level: 'info', span: { start: hit.start, end: hit.end } }];
};

/** L27: praise of oneself before a word of empathy or regret. */
export const bolstering: Check = (scene) => {
  const kind = ['W04', 'W05', 'W06', 'W07'].flatMap((cue) => scene.of(cue).map((hit) => hit.start));
  const first = kind.length === 0 ? Infinity : Math.min(...kind);
  return scene
    .of('L27')
    .filter((hit) => hit.start < first)
    .map((hit) => ({ cue: 'L27', level: 'warn' as const, span: { start: hit.start, end: hit.end } }));
};
