import { decide, owesTheSame, type Situation } from '../policy/index.ts';
import { deriveId } from '../lib/digest.ts';
import type { Duty } from '../spec/duty.ts';
import type { LedgerEvent } from '../spec/event.ts';
import type { Facts } from '../spec/facts.ts';
import type { DutyKind, DutySpec, Plan } from '../spec/plan.ts';
import type { BrandRoom } from './brand-room.ts';
import { keys } from './keys.ts';
import type { Owed } from './records.ts';

export type Subject = Duty['subject'];
export type WithdrawalCause = Extract<Duty['state'], { is: 'withdrawn' }>['cause'];
export type Discharge = Omit<Extract<Duty['state'], { is: 'answered' }>, 'is' | 'at'>;

const PLAN_CACHE = 32;

/** Facts become plans, plans become duties, and every duty is at any moment in exactly one state. */
export class PlanDesk {
  readonly #room: BrandRoom;
  readonly #plans = new Map<string, Plan>();

  constructor(room: BrandRoom) {
    this.#room = room;
  }

  forgetCache(): void {
    this.#plans.clear();
  }

  /** The plan in force, from the ledger. */
  async current(planId: string | null, planSeq: number | null): Promise<Plan | null> {
    if (planId === null || planSeq === null) return null;
    const cached = this.#plans.get(planId);
    if (cached !== undefined) return cached;
    const event = await this.#room.session.get<LedgerEvent>(keys.ledger(this.#room.brand.id, planSeq));
    return event !== null && 'plan' in event.data && typeof event.data.plan === 'object' ? event.data.plan : null;
  }

  /**
   * Decides anew. Returns the plan in force and what is owed with it. A plan that asks for the same as the one before changes nothing.
   * Nor is one kept that asks for nothing, where there was none before: most talk is harmless, and the ledger has the facts.
   * `afresh`: the duties of the plan before are met, and something new is owed with a clock of its own.
   */
  async decide<T extends Owed>(
    subject: Subject,
    owed: T,
    planId: string | null,
    facts: Facts,
    situation: Situation,
    { why, causedBy, afresh = false }: { why: string; causedBy?: string | undefined; afresh?: boolean },
  ): Promise<{ owed: T; plan: Plan }> {
    const { session, policy, brand } = this.#room;
    const previous = await this.current(planId, owed.planSeq);
    const plan = decide(policy, facts, { ...situation, subject: { ...subject, brand: brand.id }, at: session.lastAt, brand, ...(previous === null || afresh ? {} : { previous }) });
    if (previous === null ? owesNothing(plan) : !afresh && owesTheSame(previous, plan)) return { owed, plan: previous ?? plan };
    const event = previous === null ? session.record('plan.made', { plan }, causedBy) : session.record('plan.revised', { plan, before: previous.id, why }, causedBy);
    session.put(keys.plan(brand.id, plan.id), { seq: session.seq });
    this.#remember(plan);
    const next = await this.#reconcile(subject, { ...owed, planSeq: session.seq }, plan, event);
    await this.#noteGaps(plan);
    return { owed: next, plan };
  }

  /** The waiting duties of a subject. */
  async waiting(owed: Owed): Promise<Duty[]> {
    const duties: Duty[] = [];
    for (const id of owed.duties) {
      const duty = await this.#room.session.get<Duty>(keys.duty(this.#room.brand.id, id));
      if (duty?.state.is === 'waiting') duties.push(duty);
    }
    return duties;
  }

  /** Something was said or done that meets these kinds of duty. */
  async discharge<T extends Owed>(owed: T, kinds: readonly DutyKind[], how: Discharge, causedBy?: string): Promise<T> {
    const met: DutyKind[] = [];
    for (const duty of await this.waiting(owed)) {
      if (!kinds.includes(duty.kind)) continue;
      this.settle(duty, { is: 'answered', at: this.#room.session.lastAt, ...how }, 'duty.answered', causedBy);
      met.push(duty.kind);
    }
    return { ...owed, discharged: [...new Set([...owed.discharged, ...met])] };
  }

  async withdraw<T extends Owed>(owed: T, cause: WithdrawalCause, causedBy?: string): Promise<T> {
    for (const duty of await this.waiting(owed)) {
      this.settle(duty, { is: 'withdrawn', at: this.#room.session.lastAt, cause }, 'duty.withdrawn', causedBy);
    }
    return owed;
  }

  /** Nothing is owed for this brand any more. */
  async withdrawAll(cause: WithdrawalCause, causedBy: string): Promise<void> {
    const { session, brand } = this.#room;
    for (const duty of await session.all<Duty>(keys.duty(brand.id))) {
      if (duty.state.is === 'waiting') this.settle(duty, { is: 'withdrawn', at: session.lastAt, cause }, 'duty.withdrawn', causedBy);
    }
  }

  /** One duty was met in a way kashuv cannot hear. */
  async meet(duty: Duty, how: Discharge, causedBy?: string): Promise<void> {
    this.settle(duty, { is: 'answered', at: this.#room.session.lastAt, ...how }, 'duty.answered', causedBy);
    await this.#noteDischarge(duty);
  }

  async waive(duty: Duty, by: string, reason: string): Promise<void> {
    this.settle(duty, { is: 'waived', at: this.#room.session.lastAt, by, reason }, 'duty.waived');
    await this.#noteDischarge(duty);
  }

  /** Until the author speaks again, a revision does not ask for it once more. */
  async #noteDischarge(duty: Duty): Promise<void> {
    const { session, brand } = this.#room;
    const key = duty.subject.type === 'case' ? keys.case(brand.id, duty.subject.id) : keys.incident(brand.id, duty.subject.id);
    const owed = await session.get<Owed>(key);
    if (owed !== null) session.put(key, { ...owed, discharged: [...new Set([...owed.discharged, duty.kind])] });
  }

  /** A deadline has come. What is owed stays owed and goes to the next named human; what was only a may lapses. */
  async miss(id: string): Promise<void> {
    const { session, brand } = this.#room;
    const duty = await session.get<Duty>(keys.duty(brand.id, id));
    if (duty === null || duty.state.is !== 'waiting' || duty.missedAt !== null || duty.dueAt > session.lastAt) return;
    if (duty.level === 'may') {
      this.settle(duty, { is: 'withdrawn', at: session.lastAt, cause: 'lapsed' }, 'duty.withdrawn', duty.plan);
      return;
    }
    const missed: Duty = { ...duty, missedAt: session.lastAt, owner: duty.fallback };
    session.put(keys.duty(brand.id, id), missed);
    session.record('duty.missed', { duty: missed, next: duty.fallback }, duty.plan);
  }

  /** Opens what the plan in force asks for and nobody waits for: after what kept it from being owed has ended. */
  async resume<T extends Owed>(subject: Subject, owed: T, planId: string | null, causedBy: string): Promise<T> {
    const plan = await this.current(planId, owed.planSeq);
    return plan === null ? owed : this.#reconcile(subject, owed, plan, causedBy);
  }

  settle(duty: Duty, state: Duty['state'], type: 'duty.answered' | 'duty.waived' | 'duty.withdrawn', causedBy?: string): void {
    const settled: Duty = { ...duty, state };
    this.#room.session.put(keys.duty(this.#room.brand.id, duty.id), settled);
    this.#room.session.record(type, { duty: settled }, causedBy);
  }

  async #reconcile<T extends Owed>(subject: Subject, owed: T, plan: Plan, causedBy: string): Promise<T> {
    const waiting = await this.waiting(owed);
    const wanted = new Map(plan.duties.map((spec) => [spec.kind, spec]));
    for (const duty of waiting) {
      const spec = wanted.get(duty.kind);
      if (spec !== undefined) this.#adjust(duty, spec, plan, causedBy);
      else {
        const cause: WithdrawalCause = plan.duties.length === 0 && plan.incidentState !== null && subject.type === 'case' ? 'merged' : 'revised';
        this.settle(duty, { is: 'withdrawn', at: this.#room.session.lastAt, cause }, 'duty.withdrawn', causedBy);
      }
    }
    const kinds = new Set(waiting.map(({ kind }) => kind));
    const opened: string[] = [];
    for (const spec of plan.duties) {
      if (kinds.has(spec.kind) || owed.discharged.includes(spec.kind)) continue;
      opened.push(this.#open(subject, spec, plan, owed.duties.length + opened.length, causedBy));
    }
    return opened.length === 0 ? owed : { ...owed, duties: [...owed.duties, ...opened] };
  }

  #open(subject: Subject, spec: DutySpec, plan: Plan, ordinal: number, causedBy: string): string {
    const { session, brand } = this.#room;
    const duty: Duty = {
      id: deriveId('duty', brand.id, subject.id, spec.kind, String(ordinal)),
      brand: brand.id,
      subject,
      kind: spec.kind,
      level: spec.level,
      plan: plan.id,
      rule: spec.rule,
      owner: spec.owner,
      fallback: { role: plan.fallback.role, name: plan.fallback.name },
      venue: spec.venue,
      replyTo: spec.replyTo,
      openedAt: session.lastAt,
      // Nothing is overdue in the moment it is first owed.
      dueAt: Math.max(spec.dueAt, session.lastAt),
      missedAt: null,
      state: { is: 'waiting' },
    };
    session.put(keys.duty(brand.id, duty.id), duty);
    session.record('duty.opened', { duty }, causedBy);
    this.#room.timers.push({ due: duty.dueAt, kind: 'duty', id: duty.id });
    return duty.id;
  }

  #adjust(duty: Duty, spec: DutySpec, plan: Plan, causedBy: string): void {
    // A revision never loosens a deadline; one that was missed keeps the owner it went to.
    const dueAt = Math.min(duty.dueAt, spec.dueAt);
    const owner = duty.missedAt === null ? spec.owner : duty.owner;
    const next: Duty = { ...duty, plan: plan.id, rule: spec.rule, level: spec.level, venue: spec.venue, replyTo: spec.replyTo, owner, fallback: { role: plan.fallback.role, name: plan.fallback.name }, dueAt };
    this.#room.session.put(keys.duty(this.#room.brand.id, duty.id), next);
    const changes = [
      ...(dueAt === duty.dueAt ? [] : ['deadline']),
      ...(owner.role === duty.owner.role && owner.name === duty.owner.name ? [] : ['owner']),
      ...(spec.venue === duty.venue && spec.replyTo === duty.replyTo ? [] : ['venue']),
      ...(spec.level === duty.level ? [] : ['level']),
    ];
    if (changes.length === 0) return;
    this.#room.session.record('duty.changed', { duty: next, why: changes.join(', ') }, causedBy);
    if (dueAt !== duty.dueAt) this.#room.timers.push({ due: dueAt, kind: 'duty', id: duty.id });
  }

  async #noteGaps(plan: Plan): Promise<void> {
    const { session, brand } = this.#room;
    for (const gap of plan.gaps) {
      const key = `${keys.meta(brand.id)}/gap/${encodeURIComponent(gap)}`;
      if ((await session.get(key)) !== null) continue;
      session.put(key, { at: session.lastAt });
      session.record('readiness.lacked', { gap }, plan.id);
    }
  }

  #remember(plan: Plan): void {
    this.#plans.set(plan.id, plan);
    if (this.#plans.size > PLAN_CACHE) this.#plans.delete(this.#plans.keys().next().value as string);
  }
}

function owesNothing(plan: Plan): boolean {
  return plan.decision.action === 'monitor' && plan.duties.length === 0 && plan.actions.length === 0 && plan.incidentState === null && plan.learning === null;
}
