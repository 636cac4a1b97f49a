import { acts, actsSoon } from '../evidence.ts';
import { raised } from '../levels.ts';
import { NOTHING, type Check } from '../finding.ts';
import type { Scene } from '../scene.ts';

/** What is said beside a denial, too. */
const BESIDE = ['E.service', 'E.action'];
const SERVICE = ['W06', 'W08', 'W10', 'E.service', 'E.action', 'E.update', 'M.contact', 'L01.apology', 'L01.any'];
/** A hotline is a next step for those who need protection, and a fact about the brand for others. */
const SHELTER = ['employee', 'safeguarding'];
/** What makes a way to write in private an addition instead of the whole answer. */
const ANSWER = ['W03', 'W04', 'W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'E.explanation', 'E.action'];

/** What a denial says beside it ("we've checked") serves nobody. An apology, a promise to handle or a next step: the "or" is literal (S2-14). */
export const serves = (scene: Scene): boolean => SERVICE.some((cue) => scene.has(cue) && (!BESIDE.includes(cue) || !scene.has('L15'))) || actsSoon(scene) || acts(scene) || (SHELTER.includes(scene.context.stage) && (scene.has('E.route') || scene.has('E.help')));

/** L13: a complaint is answered without any service element. */
export const service: Check = (scene) => (scene.context.stage !== 'complaint' || serves(scene) ? NOTHING : [{ cue: 'L13', level: 'block', span: null }]);

/** L14: the whole answer is "write to us in private". */
export const privateOnly: Check = (scene) => {
  const [hit] = scene.of('M.contact');
  if (hit === undefined || !scene.context.public) return NOTHING;
  const elsewhere = ANSWER.some((cue) => scene.of(cue).some((other) => other.sentence !== hit.sentence || other.last <= hit.first));
  if (elsewhere) return NOTHING;
  return [{ cue: 'L14', level: raised('L14', 'L14', scene.context.stage === 'complaint' ? 'block' : 'warn', scene.context), span: { start: hit.start, end: hit.end } }];
};
