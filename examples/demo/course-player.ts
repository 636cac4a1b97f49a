// The steps of the course, taken as a host would take them: through the monitor's face.
import { KashuvError, type Monitor } from 'kashuv';
import type { Case, Duty, Incident, LedgerEvent, Review } from 'kashuv/spec';
import { readLedger } from 'kashuv/testkit/scenarios';

import type { CourseDraft, CourseStep } from './amazonfail/course.ts';

export type StepOutcome =
  | { step: Extract<CourseStep, { do: 'tell' }>; at: number; is: 'told' }
  | { step: CourseDraft; at: number; is: 'reviewed'; duty: Duty; review: Review }
  | { step: Extract<CourseStep, { do: 'try-to-close' }>; at: number; is: 'refused'; why: string }
  /** It could not be done: nothing was open that it could have been done to, or closing was allowed after all. */
  | { step: CourseStep; at: number; is: 'not-done'; why: string };

/**
 * Takes one step at its moment. A step whose trace is in the ledger already is not taken again, so that an interrupted replay ends like an
 * unbroken one.
 */
export async function takeStep(step: CourseStep, at: number, monitor: Monitor): Promise<StepOutcome> {
  const ledger = await readLedger(monitor);
  const before = ledger.filter((event) => event.at === at);
  switch (step.do) {
    case 'tell': {
      const incident = await theIncident(monitor);
      if (incident === null) return { step, at, is: 'not-done', why: 'no incident is open' };
      if (!before.some(({ type }) => type === 'fact.told')) await monitor.tell({ ...step.told, incident: incident.id });
      return { step, at, is: 'told' };
    }
    case 'submit-draft':
      return submit(step, at, monitor, ledger);
    case 'try-to-close': {
      const incident = await theIncident(monitor);
      if (incident === null) return { step, at, is: 'not-done', why: 'no incident is open' };
      try {
        await monitor.tell({ about: 'state', incident: incident.id, state: 'closed', by: step.by });
        return { step, at, is: 'not-done', why: 'closing was not refused' };
      } catch (error) {
        if (!KashuvError.is(error) || error.code !== 'CONFLICT') throw error;
        return { step, at, is: 'refused', why: error.message };
      }
    }
  }
}

async function submit(step: CourseDraft, at: number, monitor: Monitor, ledger: readonly LedgerEvent[]): Promise<StepOutcome> {
  const made = ledger.find((event) => event.type === 'draft.made' && event.at === at);
  if (made?.type === 'draft.made') {
    const reviewed = ledger.find((event) => event.type === 'draft.reviewed' && event.data.draft === made.data.draft.id);
    const duty = (await monitor.duties()).find(({ id }) => id === made.data.draft.duty);
    if (reviewed?.type === 'draft.reviewed' && duty !== undefined) return { step, at, is: 'reviewed', duty, review: reviewed.data.review };
  }
  const duty = await dutyFor(step, monitor, ledger);
  if (duty === null) return { step, at, is: 'not-done', why: 'nothing is owed that such an answer would meet' };
  const { review } = await monitor.submitDraft({ duty: duty.id, text: step.text, by: 'press desk', language: step.language });
  return { step, at, is: 'reviewed', duty, review };
}

/** The gravest of those that are not closed: the one with most voices. */
async function theIncident(monitor: Monitor): Promise<Incident | null> {
  const open = await monitor.incidents({ open: true });
  return open.reduce<Incident | null>((most, one) => (most === null || one.mentions > most.mentions ? one : most), null);
}

/** The case that a post belongs to, by the id the source gave it. */
export async function caseOf(sourceId: string, monitor: Monitor, ledger?: readonly LedgerEvent[]): Promise<Case | null> {
  for (const event of ledger ?? (await readLedger(monitor))) {
    if (event.type !== 'mention.heard') continue;
    const { mention } = event.data;
    if ((await monitor.post(mention.post))?.sourceId !== sourceId) continue;
    return (await monitor.cases()).find(({ mentions }) => mentions.includes(mention.id)) ?? null;
  }
  return null;
}

const fitting: Partial<Record<CourseDraft['stage'], readonly Duty['kind'][]>> = {
  holding: ['hold', 'acknowledge'],
  update: ['update', 'hold'],
  closing: ['prevent', 'conclude'],
  complaint: ['answer', 'acknowledge'],
  bullying: ['bullying-statement', 'answer'],
};

/** Met by looking or acting, not by words. */
const wordless: ReadonlySet<Duty['kind']> = new Set(['review', 'triage', 'safeguard']);

/** What is waiting and would be met by words of this stage, at this target. */
async function dutyFor({ stage, target }: CourseDraft, monitor: Monitor, ledger: readonly LedgerEvent[]): Promise<Duty | null> {
  const subject = typeof target === 'string' ? await theIncident(monitor) : await caseOf(target.replyTo, monitor, ledger);
  if (subject === null) return null;
  const waiting = (await monitor.duties({ subject: subject.id, state: 'waiting' })).filter(({ venue, kind }) => venue !== null && !wordless.has(kind));
  for (const kind of fitting[stage] ?? []) {
    const duty = waiting.find((one) => one.kind === kind);
    if (duty !== undefined) return duty;
  }
  return waiting[0] ?? null;
}
