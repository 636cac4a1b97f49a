import type { DeadlineName, DutyKind, DutySpec, Plan } from '../spec/plan.ts';
import type { Level } from '../spec/rule.ts';
import type { Venues } from './venues.ts';

export interface DutyInput {
  readonly subject: 'case' | 'incident';
  readonly decision: Plan['decision'];
  readonly stage: Plan['stage'];
  readonly level: Level;
  readonly deadlines: Plan['deadlines'];
  readonly owner: Plan['owner'];
  readonly venues: Venues;
  readonly triage: { readonly level: Level; readonly rule: string } | null;
  readonly answeredByIncident: boolean;
  /** Is it known that this is no criticism? */
  readonly harmless: boolean;
}

/** What is owed, one by one: each with an owner, a moment and a place. */
export function dutiesOf(input: DutyInput): DutySpec[] {
  const duties: DutySpec[] = [];
  const { deadlines, decision, stage, level, owner, venues } = input;
  const owe = (kind: DutyKind, by: DeadlineName, where: 'crowd' | 'person' = 'person', force: Level = level, rule?: string): void => {
    const deadline = deadlines[by];
    if (deadline === undefined) return;
    const place = venues[where];
    duties.push({ kind, level: force, owner, dueAt: deadline.at, venue: place?.venue ?? null, replyTo: place?.replyTo ?? null, rule: rule ?? deadline.rule });
  };

  if (input.triage !== null) owe('triage', deadlines.humanBy === undefined ? 'reviewAt' : 'humanBy', 'person', input.triage.level, input.triage.rule);
  if (input.answeredByIncident) return duties;
  if (decision.action === 'escalate-first') {
    owe('safeguard', deadlines.humanBy === undefined ? 'ackBy' : 'humanBy', 'person', level, decision.rule);
    return duties;
  }
  if (decision.action === 'monitor') {
    // What is known to be harmless is let stand; what might be criticism is looked at again.
    const force = level === 'may' && !input.harmless ? 'should' : level;
    if (input.triage === null && force !== 'may') owe('review', 'reviewAt', input.subject === 'incident' ? 'crowd' : 'person', force, decision.rule);
  } else if (decision.action === 'statement-against-bullying') owe('bullying-statement', 'ackBy', 'person', level, decision.rule);
  else if (input.subject === 'incident') incidentDuties(input, owe);
  else if (decision.action !== 'internal-only') {
    // To the press one says at once that they are heard, and answers by the time they name.
    if (stage === 'press') {
      owe('acknowledge', 'ackBy', 'person', level, decision.rule);
      owe('answer', deadlines.conclusiveBy === undefined ? 'ackBy' : 'conclusiveBy', 'person', level, decision.rule);
    } else {
      owe('answer', 'ackBy', 'person', level, decision.rule);
      owe('conclude', 'conclusiveBy');
    }
  }
  owe('prevent', 'preventionBy', 'crowd', 'must');
  return duties;
}

function incidentDuties({ stage, decision, deadlines }: DutyInput, owe: (kind: DutyKind, by: DeadlineName, where?: 'crowd' | 'person', force?: Level, rule?: string) => void): void {
  if (stage === 'closing') owe('conclude', deadlines.conclusiveBy === undefined ? 'ackBy' : 'conclusiveBy', 'crowd');
  else if (stage === 'update') owe('update', 'nextUpdateAt', 'crowd');
  else {
    owe('acknowledge', 'ackBy', 'crowd');
    if (decision.action === 'holding-statement') owe('hold', 'holdingBy', 'crowd', undefined, decision.rule);
    owe('update', 'nextUpdateAt', 'crowd');
  }
}
