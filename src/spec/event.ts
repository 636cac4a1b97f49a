import type { OwnerRole } from './brand.ts';
import type { Classification } from './classification.ts';
import type { Duty } from './duty.ts';
import type { ErrorCode } from './errors.ts';
import type { Fact } from './fact.ts';
import type { Belonging, Hub, Incident, IncidentState, Mute, Severity, Surge } from './incident.ts';
import type { Case, Mention } from './mention.ts';
import type { Plan } from './plan.ts';
import type { DeletedBy } from './post.ts';
import type { Approval, Draft, Receipt, Reply, Review } from './reply.ts';
import type { SpeakerFindings, SpeakerRole } from './speaker.ts';
import type { Correction, Told } from './tell.ts';

/** What the ledger holds, per brand and in order. Never carries text of a post or a name of an author. */
export interface LedgerEventMap {
  'brand.added': { digest: string };
  'brand.removed': { by: 'host' };
  'mention.heard': { mention: Mention };
  'mention.edited': { mention: Mention };
  'mention.deleted': { mention: string; by: DeletedBy };
  'mention.classified': { mention: string; classification: Classification };
  'mention.corrected': { correction: Correction };
  'speaker.judged': { mention: string; authorKey: string; role: Fact<SpeakerRole>; by: string[] } & SpeakerFindings;
  'case.opened': { case: Case };
  'case.reopened': { case: Case };
  /** `because`: what the mention that brings it has in common with the incident. */
  'case.joined': { case: string; incident: string; because: Belonging };
  'case.answered': { case: string; post: string };
  'surge.detected': { surge: Surge };
  'incident.opened': { incident: Incident };
  'incident.escalated': { incident: Incident; from: Severity['level']; why: string };
  'incident.eased': { incident: Incident; from: Severity['level']; why: string };
  'incident.changed': { incident: Incident; from: IncidentState; by: string };
  'incident.resolved': { incident: Incident; why: string };
  'incident.closed': { incident: Incident; by: string };
  /** `incident` as it is with what it took in; `merged` as it ended. */
  'incident.merged': { incident: Incident; merged: Incident; reason: string; by: string };
  /** `incident` as it is without what went; `off`: id of the new one, whose incident.opened follows. */
  'incident.split': { incident: Incident; off: string; mentions: string[]; mark: string | null; reason: string; by: string };
  'incident.muted': { incident: Incident };
  /** By a human, or by null because it became critical. */
  'incident.unmuted': { incident: Incident; by: string | null; why: string };
  /** The time has come to look at a muted incident again; it is muted no longer. */
  'mute.lapsed': { incident: Incident; mute: Mute };
  /** Two open incidents have come to share half of the smaller one's people; humans decide. `share`: 0–1. */
  'merge.suggested': { incident: string; into: string; share: number; why: string };
  'hub.moved': { incident: string; from: Hub | null; to: Hub | null };
  'plan.made': { plan: Plan };
  'plan.revised': { plan: Plan; before: string; why: string };
  'plan.withdrawn': { plan: string; why: string };
  'duty.opened': { duty: Duty };
  'duty.changed': { duty: Duty; why: string };
  'duty.missed': { duty: Duty; next: { role: string; name: string | null } };
  'duty.answered': { duty: Duty };
  'duty.waived': { duty: Duty };
  'duty.withdrawn': { duty: Duty };
  'draft.made': { draft: Omit<Draft, 'text'>; digest: string };
  'draft.reviewed': { draft: string; review: Review };
  'approval.granted': { approval: Approval };
  /** One of several who must agree has; `missing`: whose yes is still asked for. */
  'approval.given': { draft: string; by: string; missing: { role: OwnerRole; name: string | null }[] };
  'approval.voided': { approval: string; why: string };
  'reply.sent': { reply: Reply; receipt: Receipt };
  'reply.failed': { reply: Reply; why: string };
  'reply.uncertain': { reply: Reply; why: string };
  'fact.told': { told: Told };
  'learning.recorded': { case: string; topic: string | null; polarity: string | null };
  'policy.breached': { what: string; mention: string | null };
  'readiness.lacked': { gap: string };
  'author.forgotten': { authorKey: string; posts: number };
}

/** What happens around the work: told to listeners, not kept. */
export interface OperationalEventMap {
  'monitor.started': { brands: string[]; sources: string[] };
  'monitor.stopped': { drained: boolean };
  'source.failed': { source: string; code: ErrorCode; message: string; retryInMs: number | null };
  'source.recovered': { source: string; failures: number };
  'source.silenced': { source: string; sinceMs: number };
  'source.ended': { source: string };
  'item.skipped': { source: string; ref: string | null; reason: string };
  'classifier.failed': { classifier: string; mention: string; message: string; retryInMs: number | null };
  'judge.failed': { judge: string; mention: string; message: string };
  'backlog.grown': { waiting: number };
  'store.failed': { code: ErrorCode; message: string };
  'listener.failed': { type: string; message: string };
}

export type EventMap = LedgerEventMap & OperationalEventMap;
export type EventType = keyof EventMap;
export type LedgerEventType = keyof LedgerEventMap;

/** Every key of `K`, in `list`; the compiler names those that are missing. */
const allOf =
  <K extends string>() =>
  <const L extends readonly K[]>(list: L & (Exclude<K, L[number]> extends never ? unknown : { missing: Exclude<K, L[number]> })): L =>
    list;

/** All types of events that the ledger holds. */
export const ledgerEventTypes = allOf<LedgerEventType>()([
  'brand.added', 'brand.removed', 'mention.heard', 'mention.edited', 'mention.deleted', 'mention.classified', 'mention.corrected', 'speaker.judged',
  'case.opened', 'case.reopened', 'case.joined', 'case.answered', 'surge.detected', 'incident.opened', 'incident.escalated', 'incident.eased',
  'incident.changed', 'incident.resolved', 'incident.closed', 'incident.merged', 'incident.split', 'incident.muted', 'incident.unmuted',
  'mute.lapsed', 'merge.suggested', 'hub.moved', 'plan.made', 'plan.revised', 'plan.withdrawn', 'duty.opened', 'duty.changed', 'duty.missed',
  'duty.answered', 'duty.waived', 'duty.withdrawn', 'draft.made', 'draft.reviewed', 'approval.granted', 'approval.given', 'approval.voided',
  'reply.sent', 'reply.failed', 'reply.uncertain', 'fact.told', 'learning.recorded', 'policy.breached', 'readiness.lacked', 'author.forgotten',
]);

/** All types of events, those that are not kept last. */
export const eventTypes = allOf<EventType>()([
  ...ledgerEventTypes,
  'monitor.started', 'monitor.stopped', 'source.failed', 'source.recovered', 'source.silenced', 'source.ended', 'item.skipped', 'classifier.failed',
  'judge.failed', 'backlog.grown', 'store.failed', 'listener.failed',
]);

/** The envelope. Ledger events are numbered per brand without gaps; operational events have `seq` null. */
export type EventOf<T extends EventType> = {
  [K in T]: {
    /** Unique; `brand/seq` for ledger events. */
    id: string;
    seq: number | null;
    brand: string | null;
    type: K;
    /** Epoch ms by the monitor's clock. */
    at: number;
    /** Id of the event that led to this one. */
    causedBy?: string;
    data: EventMap[K];
  };
}[T];
/** Any event: a discriminated union on `type`. */
export type KashuvEvent = EventOf<EventType>;
export type LedgerEvent = EventOf<LedgerEventType> & { seq: number; brand: string };
