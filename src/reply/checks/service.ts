import { acts, actsSoon } from '../evidence.ts';
import { raised } from '../levels.ts';
import { NOTHING, type Check } from '../finding.ts';
import { overlap, type Hit, type Scene } from '../scene.ts';

/** What is said beside a denial, too. */
const BESIDE = ['E.service', 'E.action'];
const SERVICE = ['W06', 'W08', 'W10', 'E.service', 'E.action', 'E.update', 'M.contact', 'L01.apology', 'L01.any'];
/** A hotline is a next step for those who need protection, and a fact about the brand for others. */
const SHELTER = ['employee', 'safeguarding'];
/** What makes a way to write in private an addition instead of the whole answer. */
const ANSWER = ['W03', 'W04', 'W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'E.explanation', 'E.action'];

/** What a denial says beside it ("we've checked") serves nobody. An apology, a promise to handle or a next step: the "or" is literal (S2-14). */
export const serves = (scene: Scene): boolean => SERVICE.some((cue) => scene.has(cue) && (!BESIDE.includes(cue) || !scene.has('L15'))) || actsSoon(scene) || acts(scene) || (SHELTER.includes(scene.context.stage) && (scene.has('E.route') || scene.has('E.help')));

/** So many refusals are looked at. */
const MOST = 50;
/** Beside one of these a refusal is told as what it was: a failure. */
const OWNED = ['W05', 'W07', 'W10', 'M.wrongness'];

/** L13: a complaint is answered without any service element, or what is answered is that nothing will be done. */
export const service: Check = (scene) => {
  if (scene.context.stage !== 'complaint') return NOTHING;
  const refusals = scene.of('M.refusal').slice(0, MOST);
  const owned = (hit: Hit): boolean => OWNED.some((cue) => scene.of(cue).some((own) => own.sentence === hit.sentence && !refusals.some((other) => overlap(own, other))));
  const refusal = refusals.find((hit) => !owned(hit));
  if (refusal === undefined || offers(scene, refusal)) return serves(scene) ? NOTHING : [{ cue: 'L13', level: 'block', span: null }];
  // An apology is a service element (the "or" of S2-14 is literal); a refusal beside it asks for another version.
  return [{ cue: 'L13', level: scene.has('W06') ? 'warn' : 'block', span: { start: refusal.start, end: refusal.end } }];
};

/** Elsewhere in the reply something is done: "I cannot repair it; I am refunding it today". */
const offers = (scene: Scene, refusal: Hit): boolean => {
  const looked = scene.of('M.looked');
  const beside = (hit: Hit): boolean => hit.sentence !== refusal.sentence || hit.first >= refusal.last;
  return actsSoon(scene) || scene.of('W10').some(beside) || scene.of('W08').some((hit) => beside(hit) && !looked.some(({ last }) => last === hit.last));
};

/** L14: the whole answer is "write to us in private". */
export const privateOnly: Check = (scene) => {
  const [hit] = scene.of('M.contact');
  if (hit === undefined || !scene.context.public) return NOTHING;
  const elsewhere = ANSWER.some((cue) => scene.of(cue).some((other) => other.sentence !== hit.sentence || other.last <= hit.first));
  if (elsewhere) return NOTHING;
  return [{ cue: 'L14', level: raised('L14', 'L14', scene.context.stage === 'complaint' ? 'block' : 'warn', scene.context), span: { start: hit.start, end: hit.end } }];
};
