import type { ElementName, Stage } from '../spec/element.ts';
import type { FindingLevel, ReviewContext } from '../spec/reply.ts';

import { harmed } from './levels.ts';

/** What a reply of a stage contains at least, where no plan says otherwise. `info` is a hint, `warn` asks for another version. */
export interface Minimum {
  readonly element: ElementName;
  readonly level: Extract<FindingLevel, 'warn' | 'info'>;
  /** One of these will do as well. */
  readonly or?: readonly ElementName[];
}

const must = (element: ElementName, ...or: ElementName[]): Minimum => ({ element, level: 'warn', or });
const hint = (element: ElementName): Minimum => ({ element, level: 'info' });

const minima: Readonly<Record<Stage, readonly Minimum[]>> = {
  none: [],
  note: [],
  // Awareness and action are enough for a first word (S1-09); what makes it better is a hint.
  holding: [must('say.awareness', 'say.knowns', 'say.empathy'), must('say.action'), hint('say.unknowns'), hint('say.nextUpdate')],
  complaint: [must('say.empathy', 'say.uptake'), must('say.acceptance', 'say.responsibility'), must('say.service')],
  update: [must('say.impact'), must('say.knowns'), must('say.unknowns', 'say.explanation'), must('say.nextUpdate')],
  closing: [must('say.apology'), must('say.explanation'), must('say.remedy'), must('say.prevention')],
  bullying: [must('say.distance'), must('say.protection')],
  question: [must('say.answer')],
  praise: [must('say.thanks')],
  press: [must('say.deadlineAsked', 'say.nextUpdate', 'say.action')],
  employee: [must('say.heard'), must('say.route')],
  safeguarding: [must('say.help')],
  'own-post-error': [must('say.retraction', 'say.responsibility', 'say.apology'), hint('say.apology')],
};

/** The minimum of the stage in this situation. */
export function minimumOf(context: Pick<ReviewContext, 'stage' | 'ownFault' | 'harm' | 'themes' | 'kind'>): readonly Minimum[] {
  const own = minima[context.stage];
  if (context.stage === 'closing' && context.ownFault) return [...own, must('say.responsibility')];
  if (context.stage === 'holding') return [...own, harmed(context as ReviewContext) ? must('say.empathy', 'say.apology') : hint('say.empathy')];
  return own;
}
