import type { Duty } from '../spec/duty.ts';
import type { DutyKind } from '../spec/plan.ts';
import type { BrandRoom } from './brand-room.ts';
import { keys } from './keys.ts';
import type { PlanDesk, Subject } from './plan-desk.ts';
import type { Owed } from './records.ts';

/** Words to the crowd: where the first ones are said already, the next one comes in their place. */
const WORDS: readonly DutyKind[] = ['acknowledge', 'hold', 'update'];

const FIRST_WORDS: readonly DutyKind[] = ['acknowledge', 'hold'];

/**
 * What one subject owes is owed by another from now on. Of the same thing owed by both one remains, with the earlier moment; what only the
 * first owes goes over as it is, and the next plan says whether the whole owes it.
 */
export async function handOver<T extends Owed>(room: BrandRoom, plans: PlanDesk, from: Owed, into: T, subject: Subject, causedBy: string): Promise<T> {
  const { session, brand } = room;
  const standing = new Map((await plans.waiting(into)).map((duty) => [duty.kind, duty]));
  const moved: string[] = [];
  for (const duty of await plans.waiting(from)) {
    const counterpart = standing.get(duty.kind) ?? (WORDS.includes(duty.kind) ? standing.get('update') : undefined);
    if (counterpart === undefined) {
      const next: Duty = { ...duty, subject };
      session.put(keys.duty(brand.id, duty.id), next);
      session.record('duty.changed', { duty: next, why: 'merged' }, causedBy);
      standing.set(duty.kind, next);
      moved.push(duty.id);
      continue;
    }
    standing.set(counterpart.kind, hasten(room, counterpart, duty, causedBy));
    plans.settle(duty, { is: 'withdrawn', at: session.lastAt, cause: 'merged' }, 'duty.withdrawn', causedBy);
  }
  return { ...into, duties: [...into.duties, ...moved] };
}

/** Who left an incident had been promised a word by then: what `off` owes first is due no later than it was there. `before`: what was waited for there. */
export async function keepPromises(room: BrandRoom, plans: PlanDesk, before: readonly Duty[], off: Owed, causedBy: string): Promise<void> {
  for (const duty of await plans.waiting(off)) {
    const promised = before.find(({ kind }) => kind === duty.kind);
    if (promised !== undefined && FIRST_WORDS.includes(duty.kind)) hasten(room, duty, promised, causedBy);
  }
}

/** The duty is due no later than the other was, and what was missed there is missed here. */
function hasten({ session, brand, timers }: BrandRoom, duty: Duty, other: Duty, causedBy: string): Duty {
  const isMissed = duty.missedAt === null && other.missedAt !== null;
  if (other.dueAt >= duty.dueAt && !isMissed) return duty;
  const next: Duty = { ...duty, dueAt: Math.min(duty.dueAt, other.dueAt), ...(isMissed ? { missedAt: other.missedAt, owner: duty.fallback } : {}) };
  session.put(keys.duty(brand.id, duty.id), next);
  session.record('duty.changed', { duty: next, why: isMissed ? 'deadline, owner' : 'deadline' }, causedBy);
  if (next.missedAt === null) timers.push({ due: next.dueAt, kind: 'duty', id: next.id });
  return next;
}
