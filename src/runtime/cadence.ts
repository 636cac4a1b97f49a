import type { BrandRoom } from './brand-room.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { IncidentRecord } from './records.ts';

const MINUTE = 60_000;

/** The clock of the next update stands still while its incident is muted: the update is waived by whoever mutes it. Nothing else is. */
export async function pauseCadence(room: BrandRoom, plans: PlanDesk, record: IncidentRecord, { until, reason, by }: { until: number; reason: string; by: string }, causedBy: string): Promise<IncidentRecord> {
  if (record.paused !== undefined) return record;
  const { session } = room;
  const plan = await plans.current(record.incident.plan, record.planSeq);
  const due = plan?.deadlines.nextUpdateAt;
  const ranFor = due === undefined ? 0 : Math.max(0, session.lastAt - (due.at - due.minutes * MINUTE));
  const paused: IncidentRecord['paused'] = { level: record.incident.severity.level, ranFor, update: !record.discharged.includes('update') };
  for (const duty of await plans.waiting(record)) {
    if (duty.kind === 'update') plans.settle(duty, { is: 'waived', at: session.lastAt, by, reason: `muted until ${new Date(until).toISOString()}: ${reason}` }, 'duty.waived', causedBy);
  }
  return { ...record, paused, discharged: [...new Set([...record.discharged, 'update' as const])] };
}

/** The clock of the next update goes on: it counts from now where a statement was made meanwhile, else from where it stood. Never loosened: what was overdue is due at once. */
export function restarted(record: IncidentRecord, at: number): IncidentRecord {
  const { paused, ...rest } = record;
  if (paused === undefined) return record;
  const since = record.incident.muted?.since ?? at;
  const spoken = record.incident.statements.some((one) => one.atHub && one.at >= since);
  return { ...rest, cadenceFrom: at - (spoken ? 0 : paused.ranFor), discharged: paused.update ? rest.discharged.filter((kind) => kind !== 'update') : rest.discharged };
}

/** After a statement the next update is owed anew, its clock starts with it; while the incident is muted, once it no longer is. */
export function owingUpdate(record: IncidentRecord): IncidentRecord {
  const { paused } = record;
  if (paused === undefined) return { ...record, discharged: record.discharged.filter((kind) => kind !== 'update') };
  return { ...record, paused: { ...paused, update: true } };
}
