import { tokenise } from '../../lib/tokens.ts';
import { NOTHING, type Check } from '../finding.ts';
import { stems } from '../stems.ts';

const PERSONAL = ['complaint', 'question', 'holding', 'update', 'closing', 'employee', 'press'];
/** Stages in which a crowd is spoken to: what is known, whom it hits and what is not known takes it up. */
const TO_CROWD = ['holding', 'update', 'closing'];
const OWN_WORDS = ['W03', 'W04', 'W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'E.impact', 'E.update'];
const ENOUGH = 3;

/** L12: nothing of what the person wrote comes back. Needs the post. A reply rich in words of its own may say it in other words: a hint. */
export const uptake: Check = (scene) => {
  const { mention, stage } = scene.context;
  if (mention === undefined || !PERSONAL.includes(stage) || scene.takenUp.length > 0 || !hasSubject(mention)) return NOTHING;
  const own = OWN_WORDS.filter((cue) => scene.has(cue)).length;
  return [{ cue: 'L12', level: own >= (TO_CROWD.includes(stage) ? ENOUGH : ENOUGH + 1) ? 'info' : 'warn', span: null }];
};

/** Whether the post has a subject that could be taken up at all. */
const hasSubject = (mention: string): boolean => tokenise(mention).some((token) => stems(token.norm).length > 0);
