// What an owner has to know, made of a monitor's events. The notifiers beside this file tell it: in Slack, in Teams, by mail, on a pager.
import type { Monitor } from 'kashuv';
import type { Duty, Incident } from 'kashuv/spec';

export interface Notice {
  /** The same for all that is told of one duty or incident. */
  readonly key: string;
  /** `over`: answered, waived, withdrawn or resolved; a pager falls silent. */
  readonly is: 'open' | 'over';
  /** `high` wakes somebody up. */
  readonly urgency: 'low' | 'high';
  /** A person's name or, where nobody is named, a role. */
  readonly owner: string;
  /** kashuv's and the host's own words, in one line. */
  readonly title: string;
  /** What others wrote: hostile, to be shown as text and nothing else. */
  readonly quote: string | null;
  /** Epoch ms. */
  readonly at: number;
}

/** Rejects where it could not be told. */
export type Tell = (notice: Notice) => Promise<unknown>;

const MAX_QUOTE = 280;

/**
 * Tells what is owed and what is missed, what breaks out and how it ends. Listeners are observers: one that rejects harms nothing, and is told as
 * `listener.failed`.
 */
export function onNotice(monitor: Monitor, tell: Tell): void {
  const duty = async ({ id, kind, brand, owner, dueAt, replyTo }: Duty, more: Pick<Notice, 'is' | 'urgency' | 'at'> & { next?: Duty['owner']; what: string }): Promise<void> => {
    const post = replyTo === null ? null : await monitor.post(replyTo);
    const { next = owner, what, ...rest } = more;
    const title = `${brand}: ${kind} ${what}, due ${new Date(dueAt).toISOString()}`;
    await tell({ key: id, owner: next.name ?? next.role, title, quote: post?.text.slice(0, MAX_QUOTE) ?? null, ...rest });
  };
  const incident = ({ id, brand, severity, hub }: Incident, more: Pick<Notice, 'is' | 'at'> & { what: string }): Promise<unknown> => {
    const urgency = severity.level === 'high' || severity.level === 'critical' ? 'high' : 'low';
    const { what, ...rest } = more;
    return tell({ key: id, urgency, owner: 'on-call', title: `${brand}: incident ${what}, severity ${severity.level}`, quote: hub?.venue.name.slice(0, MAX_QUOTE) ?? null, ...rest });
  };

  monitor.on('duty.opened', ({ duty: one }, { at }) => (one.level === 'must' ? duty(one, { is: 'open', urgency: 'low', what: 'is owed', at }) : undefined));
  monitor.on('duty.missed', ({ duty: one, next }, { at }) => duty(one, { is: 'open', urgency: 'high', what: 'was missed', next: next as Duty['owner'], at }));
  for (const type of ['duty.answered', 'duty.waived', 'duty.withdrawn'] as const) monitor.on(type, ({ duty: one }, { at }) => duty(one, { is: 'over', urgency: 'low', what: `is ${one.state.is}`, at }));
  monitor.on('incident.opened', ({ incident: one }, { at }) => incident(one, { is: 'open', what: 'opened', at }));
  monitor.on('incident.escalated', ({ incident: one }, { at }) => incident(one, { is: 'open', what: 'escalated', at }));
  for (const type of ['incident.resolved', 'incident.closed'] as const) monitor.on(type, ({ incident: one }, { at }) => incident(one, { is: 'over', what: one.state, at }));
}

const PATIENCE_MS = 10_000;

/** Rejects where it is not taken. The address is a secret: no message holds it. */
export async function postJson(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
}
