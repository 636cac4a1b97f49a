import type { Decision, ElementName, Stage } from '../spec/element.ts';
import { deadlineNameSchema, type DeadlineName, type Plan } from '../spec/plan.ts';
import type { Resolution } from './resolve.ts';
import type { Situation } from './situation.ts';

const MINUTE = 60_000;
const names = deadlineNameSchema.options.map((name) => ({ name, element: `deadline.${name}` as const satisfies ElementName }));

export interface Timing {
  readonly clock: Plan['clock'];
  readonly deadlines: Plan['deadlines'];
  /** Deadlines kept from the plan before, where this one alone would have been later. */
  readonly kept: readonly Kept[];
}

export interface Kept {
  readonly name: DeadlineName;
  /** Of the plan before. */
  readonly minutes: number;
  /** The rule that would have set it later, and to what. */
  readonly from: string;
  readonly loses: number;
}

export interface Timed {
  readonly decision: Decision;
  readonly stage: Stage;
  readonly subject: 'case' | 'incident';
  readonly answeredByIncident: boolean;
}

/** Whether a plan of this kind has any use for a deadline. */
function counts(name: DeadlineName, { decision, stage, subject, answeredByIncident }: Timed, concludes: boolean): boolean {
  // The statement answers; only that a human reads it is still owed to this one.
  if (answeredByIncident) return name === 'humanBy';
  const quiet = decision === 'monitor' || decision === 'internal-only';
  const spoken = subject === 'incident' && (stage === 'update' || stage === 'closing');
  switch (name) {
    case 'ackBy':
      return !quiet && (!spoken || (stage === 'closing' && !concludes));
    case 'holdingBy':
      return !quiet && !spoken;
    case 'conclusiveBy':
      return !quiet;
    case 'nextUpdateAt':
      return subject === 'incident';
    case 'reviewAt':
      return decision === 'monitor';
    case 'preventionBy':
    case 'humanBy':
      return true;
  }
}

/**
 * When what is due. Everything counts from one clock but the next update, which counts from the brand's last word (before the first one: from the
 * time the holding statement is due), and prevention, which counts from the moment the cause was identified. A revision takes over the clock, and of two deadlines the earlier.
 */
export function timeDuties({ slots }: Resolution, situation: Situation, timed: Timed): Timing {
  const { previous } = situation;
  const bound = situation.loosen === undefined ? previous : undefined;
  const given: Plan['clock'] = situation.clock ?? { basis: 'first-seen', start: situation.at ?? 0 };
  const clock = bound !== undefined && bound.clock.start <= given.start ? bound.clock : given;
  const lastWord = Math.max(situation.lastStatementAt ?? -Infinity, given.basis === 'last-statement' ? given.start : -Infinity);

  const deadlines: Plan['deadlines'] = {};
  const kept: Kept[] = [];
  const concludes = slots['deadline.conclusiveBy'] !== null;
  for (const { name, element } of names) {
    if (!counts(name, timed, concludes)) continue;
    const slot = slots[element];
    if (slot === null) continue;
    let { minutes } = slot;
    let from = clock.start;
    if (name === 'nextUpdateAt') {
      if (Number.isFinite(lastWord)) from = lastWord;
      else minutes += slots['deadline.holdingBy']?.minutes ?? 0;
    } else if (name === 'preventionBy' && situation.identifiedAt !== undefined) from = Math.max(from, situation.identifiedAt);
    const before = bound?.deadlines[name];
    // What a revision asks for anew, or sooner than before, it asks for from now on: nothing is overdue in the moment it is first owed.
    const counted = from + minutes * MINUTE;
    const renewed = bound !== undefined && (before === undefined || counted < before.at);
    const at = renewed ? Math.max(counted, Math.min(before?.at ?? Infinity, (situation.at ?? from) + minutes * MINUTE)) : counted;
    // A word spoken since then has ended the span that was running, and begun the next.
    const spoken = name === 'nextUpdateAt' && before !== undefined && lastWord > before.at - before.minutes * MINUTE;
    if (before !== undefined && !spoken && before.at < at) {
      deadlines[name] = before;
      kept.push({ name, minutes: before.minutes, from: slot.rule.id, loses: minutes });
    } else deadlines[name] = { at, minutes, rule: slot.rule.id };
  }
  return { clock, deadlines, kept };
}
