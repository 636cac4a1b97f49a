// What was owed when, by the deadlines of this run, against what Amazon did, by the documented timeline.
import type { Duty, DutyKind, ElementName } from 'kashuv/spec';

import { whatAmazonDid, type Comparison } from './amazonfail/course.ts';
import { postIdOf } from './amazonfail/posts.ts';
import type { Story } from './story.ts';
import { pad, wrap, type Paint } from './terminal.ts';
import { dayAndTime, span } from './times.ts';

export interface OwedRow {
  comparison: Comparison;
  /** Epoch ms by which it was owed in this run; null: the engine set no deadline for it. */
  due: number | null;
  /** The rule the deadline rests on. */
  rule: string | null;
}

type Owed = Pick<OwedRow, 'due' | 'rule'>;
const nothing: Owed = { due: null, rule: null };

/** By the time at which each was owed in this run. */
export function owedRows(story: Story): OwedRow[] {
  const find = finders(story);
  return whatAmazonDid.map((comparison) => ({ comparison, ...(find[comparison.id]?.() ?? nothing) })).sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity));
}

function finders(story: Story): Record<string, () => Owed> {
  const incident = story.incidentId ?? '';
  const duty = (subject: string, ...kinds: DutyKind[]): Owed => {
    // The deadline as it stood when it passed: what was tightened afterwards would be hindsight.
    const missed = story.of('duty.missed').find(({ data }) => data.duty.subject.id === subject && kinds.includes(data.duty.kind))?.data.duty;
    const opened = story.of('duty.opened').find(({ data }) => data.duty.subject.id === subject && kinds.includes(data.duty.kind))?.data.duty;
    return owedBy(missed ?? opened);
  };
  /** From the moment a plan asks for it. */
  const asked = (element: ElementName): Owed => {
    for (const plan of story.plansOf(incident)) {
      const found = [...plan.actions, ...plan.require].find((one) => one.element === element);
      if (found !== undefined) return { due: plan.createdAt, rule: found.rule };
    }
    return nothing;
  };
  const originators = (): Owed => {
    const posts = new Set(story.of('incident.opened').find(({ data }) => data.incident.id === incident)?.data.incident.originators.map(({ post }) => post));
    const authors = new Set(story.of('mention.heard').filter(({ data }) => posts.has(data.mention.post)).map(({ data }) => data.mention.authorKey));
    const cases = new Set(story.of('case.opened').filter(({ data }) => authors.has(data.case.authorKey)).map(({ data }) => data.case.id));
    const owed = story.of('duty.opened').filter(({ data }) => cases.has(data.duty.subject.id) && data.duty.kind === 'answer').map(({ data }) => data.duty);
    return owed.length === 0 ? asked('act.contactOriginators') : owedBy(owed.reduce((a, b) => (b.dueAt < a.dueAt ? b : a)));
  };
  return {
    'answer-february': () => duty(story.caseOf(postIdOf('feb-complaint')) ?? '', 'answer', 'acknowledge'),
    acknowledge: () => duty(incident, 'acknowledge'),
    'pause-promotion': () => asked('act.pausePromotion'),
    holding: () => duty(incident, 'hold'),
    originators,
    'one-line': () => ({ ...duty(incident, 'hold'), rule: story.plansOf(incident).some(({ rules }) => rules.some(({ id }) => id === 'R-16')) ? 'R-16' : null }),
    updates: () => duty(incident, 'update'),
    explanation: () => duty(incident, 'conclude'),
    remedy: () => duty(incident, 'conclude'),
    prevention: () => duty(incident, 'prevent'),
  };
}

const owedBy = (duty: Duty | undefined): Owed => (duty === undefined ? nothing : { due: duty.dueAt, rule: duty.rule });

/** Whole clauses, as many as so many lines hold; two lines where not one clause fits. A blank that does not break keeps a clause together. */
function fitted(text: string, width: number, most: number): string[] {
  const whole = wrap(text, width);
  if (whole.length <= most) return whole;
  const clauses = text.split(/(?<=[;:]) /);
  for (let kept = clauses.length - 1; kept > 0; kept -= 1) {
    const lines = wrap(clauses.slice(0, kept).join(' ').replace(/[;:]$/, ''), width);
    if (lines.length <= most) return lines;
  }
  return whole.slice(0, 2);
}

const columns = { owed: 31, by: 19, did: 50 } as const;

export function owedSection(story: Story, paint: Paint, full: boolean): string[] {
  const lines = (text: string, width: number, most: number): string[] => (full ? wrap(text, width) : fitted(text, width, most));
  const rows = owedRows(story).flatMap(({ comparison, due, rule }) => {
    const { owed, did, doneAt, verdict } = comparison;
    const by = due === null ? '(no deadline)' : `${dayAndTime(due)}${rule === null ? '' : ` ${rule.replace(/\..*/, '')}`}`;
    const when = doneAt === null ? 'never' : `${comparison.approximate === true ? '~' : ''}${dayAndTime(doneAt)}${due === null || doneAt <= due ? '' : `, ${span(doneAt - due)} late`}`;
    const left = lines(owed.en, columns.owed - 3, 2);
    const right = lines(`${when}:\u00A0${did.en}`, columns.did, left.length);
    const style = verdict === 'never' ? paint.red : paint.yellow;
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => `  ${pad(left[index] ?? '', columns.owed - 2)}${paint.bold(pad(index === 0 ? by : '', columns.by))}${style(right[index] ?? '')}`.trimEnd());
  });
  return [paint.bold(paint.blue(pad('OWED', columns.owed) + pad('BY', columns.by) + 'WHAT AMAZON DID')), ...rows];
}
