import { confirmIncident, muteIncident, rejectIncident } from '../surge/index.ts';
import type { BrandRoom } from './brand-room.ts';
import { pauseCadence, restarted } from './cadence.ts';
import type { IncidentDesk } from './incident-desk.ts';
import type { PlanDesk } from './plan-desk.ts';

/** What humans decide of an incident as a whole: whether it is one, and whether anybody is to be alarmed. */
export class HumanDesk {
  readonly #room: BrandRoom;
  readonly #plans: PlanDesk;
  readonly #incidents: IncidentDesk;

  constructor(room: BrandRoom, plans: PlanDesk, incidents: IncidentDesk) {
    this.#room = room;
    this.#plans = plans;
    this.#incidents = incidents;
  }

  /** What was suspected is one. */
  async confirm(id: string, by: string, causedBy: string): Promise<void> {
    const record = await this.#incidents.get(id);
    if (record !== null) await this.#incidents.setState(id, confirmIncident(record.incident, by).state, by, causedBy);
  }

  /** It was a false alarm: the crowd is owed no word on it, and everybody in it their own. */
  async reject(id: string, word: { reason: string; by: string; until: number | undefined }, causedBy: string): Promise<void> {
    const record = await this.#incidents.get(id);
    if (record === null) return;
    const { session, tracker } = this.#room;
    const incident = rejectIncident(record.incident, { at: session.lastAt, ...word });
    tracker.move('resolve', id);
    const event = session.record('incident.resolved', { incident, why: `a false alarm, says ${word.by}: ${word.reason}` }, causedBy);
    if (incident.plan !== null) session.record('plan.withdrawn', { plan: incident.plan, why: 'a false alarm' }, event);
    this.#incidents.put(await this.#plans.withdraw({ ...restarted(record, session.lastAt), incident: { ...incident, plan: null }, planSeq: null, quiet: false }, 'reclassified', event));
  }

  /** Nobody is alarmed and no next update is owed before the time comes. Everything else stays owed. */
  async mute(id: string, word: { until: number; reason: string; by: string }, causedBy: string): Promise<void> {
    const record = await this.#incidents.get(id);
    if (record === null) return;
    const { session, timers } = this.#room;
    const incident = muteIncident(record.incident, { at: session.lastAt, ...word });
    const event = session.record('incident.muted', { incident }, causedBy);
    this.#incidents.put(await pauseCadence(this.#room, this.#plans, { ...record, incident }, word, event));
    timers.push({ due: word.until, kind: 'mute', id });
  }

  async unmute(id: string, by: string, why: string, causedBy: string): Promise<void> {
    const record = await this.#incidents.get(id);
    if (record !== null) this.#incidents.put(await this.#incidents.endMute(record, { by, why }, causedBy));
  }

  /** The time to look at a muted incident again may have come. */
  async lapse(id: string): Promise<void> {
    const record = await this.#incidents.get(id);
    if (record?.incident.muted === undefined || record.incident.muted.until > this.#room.session.lastAt) return;
    this.#incidents.put(await this.#incidents.endMute(record, null));
  }
}
