import type { Classification, MentionKind } from '../spec/classification.ts';
import { valueOf } from '../spec/fact.ts';
import type { Incident } from '../spec/incident.ts';
import { isMostlyArranged } from './incident-situation.ts';
import type { MentionRecord } from './records.ts';

/** Kinds that decide what is owed before any other, gravest first. */
const GRAVITY: readonly MentionKind[] = [
  'self-harm', 'threat', 'bullying', 'erasure-request', 'press-inquiry', 'silence-complaint', 'complaint', 'values-criticism', 'rumour', 'abuse', 'question', 'praise', 'satire', 'statement', 'spam',
];
/** Kinds whose authors are answered in person, also within an incident. */
const OWN_DUTY_KINDS: ReadonlySet<MentionKind> = new Set(['self-harm', 'threat', 'bullying', 'press-inquiry', 'erasure-request']);

/** Less is graver. What could not be read may be the gravest of all. */
export function gravity(classification: Classification | null): number {
  if (classification === null) return GRAVITY.length;
  const { kind, kinds, status } = classification;
  // What could not be read may be the gravest of all; a human reads it first.
  if (status === 'failed') return -1;
  const all = kind.known ? [kind.value, ...kinds.map(({ value }) => value)] : kinds.map(({ value }) => value);
  return Math.min(GRAVITY.length, ...all.map((value) => GRAVITY.indexOf(value)));
}

/** Does its author keep a word of their own, also while an incident is answered for all? */
export function keepsOwnDuty(record: MentionRecord, classification: Classification, incident: Pick<Incident, 'originators' | 'coordination'> | null): boolean {
  if (incident === null) return true;
  if (classification.status === 'failed') return true;
  if (record.role.known && record.role.value === 'journalist') return true;
  if (classification.kinds.some(({ value }) => OWN_DUTY_KINDS.has(value))) return true;
  if (valueOf(classification.harm, 0) >= 3) return true;
  // A statement for an orchestrated crowd is no answer to the person who speaks among it.
  if (isMostlyArranged(incident) && record.mention.copyOf === undefined) return true;
  return incident.originators.some(({ post }) => post === record.mention.post);
}
