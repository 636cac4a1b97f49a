import { moveIncident, noteTold, recordStatement, setCause, setFault, unmuteIncident, withCanonical, withTrail, type HeardMention, type PublishedStatement, type TrackerChange } from '../surge/index.ts';
import type { Belonging, Incident, IncidentState, Severity, SeverityLevel, ToldOfIncident } from '../spec/incident.ts';
import { severityLevelSchema } from '../spec/incident.ts';
import type { DutyKind } from '../spec/plan.ts';
import type { BrandRoom } from './brand-room.ts';
import { owingUpdate, restarted } from './cadence.ts';
import { incidentFacts } from './facts.ts';
import { isMostlyArranged, mayStir, peakOf, situationOf } from './incident-situation.ts';
import { keys } from './keys.ts';
import { measured } from './measured.ts';
import { keepPromises } from './merged-duties.ts';
import type { Discharge, PlanDesk } from './plan-desk.ts';
import type { IncidentRecord, MentionRecord } from './records.ts';

/** What one public statement at the hub meets. */
const STATEMENT_MEETS: readonly DutyKind[] = ['acknowledge', 'hold', 'update'];
const KASHUV = 'kashuv';
const OTHER_WORDS = 'their words are of something else';

/** Crises from the first sign to the honest close. */
export class IncidentDesk {
  readonly #room: BrandRoom;
  readonly #plans: PlanDesk;
  /** Called for each case that came to belong to an incident. */
  readonly #joined: (caseId: string, incident: string, because: Belonging, causedBy: string) => Promise<void>;
  /** Called when most of an incident turns out to be arranged, or no longer does: what its people are owed is decided anew. */
  readonly #arranged: (incident: string, why: string, causedBy: string) => Promise<void>;

  constructor(room: BrandRoom, plans: PlanDesk, joined: (caseId: string, incident: string, because: Belonging, causedBy: string) => Promise<void>, arranged: (incident: string, why: string, causedBy: string) => Promise<void>) {
    this.#room = room;
    this.#plans = plans;
    this.#joined = joined;
    this.#arranged = arranged;
  }

  async get(id: string): Promise<IncidentRecord | null> {
    return this.#room.session.get<IncidentRecord>(keys.incident(this.#room.brand.id, id));
  }

  /** Tells the tracker of a mention and does what follows. */
  async hear(mention: HeardMention, causedBy: string): Promise<void> {
    await this.follow(this.#room.tracker.hear(mention), causedBy);
  }

  async follow(changes: readonly TrackerChange[], causedBy?: string): Promise<void> {
    for (const change of changes) await this.#follow(change, causedBy);
  }

  async #follow(change: TrackerChange, causedBy?: string): Promise<void> {
    const { session } = this.#room;
    switch (change.type) {
      case 'surge':
        session.record('surge.detected', { surge: change.surge }, causedBy);
        await this.#promote(causedBy);
        return;
      case 'opened':
        await (change.from === undefined ? this.enter(change, causedBy) : this.#part(change, change.from, causedBy));
        return;
      case 'joined':
        await this.#join(change, causedBy ?? change.incident);
        await this.#refresh(change.incident);
        return;
      case 'left':
        await this.#leave(change.mention);
        await this.#refresh(change.incident);
        return;
      case 'hub-moved': {
        session.record('hub.moved', { incident: change.incident, from: change.from, to: change.to }, causedBy);
        await this.#measure(change.incident, 'the hub moved', causedBy);
        return;
      }
      case 'measured':
        await this.#measure(change.incident.id, 'the incident changed', causedBy);
        return;
      case 'overlapping':
        session.record('merge.suggested', { incident: change.incident, into: change.with, share: change.share, why: change.why }, causedBy);
        return;
      case 'quiet':
        await this.#quiet(change.incident, change.why);
        return;
    }
  }

  /** Opens a crisis that no crowd speaks of yet, on the word of a human. The id must be new. */
  async openByHand(id: string, { marks, ...told }: ToldOfIncident & { title: string; marks: readonly string[] }, causedBy: string): Promise<void> {
    await this.follow(this.#room.tracker.tick(this.#room.session.lastAt), causedBy);
    const named = (told.themes ?? []).map((theme) => `theme:${theme}`);
    for (const change of this.#room.tracker.open(id, told.title, [...named, ...marks])) if (change.type === 'opened') await this.enter(change, causedBy, { told });
  }

  /** A human says more of a crisis. */
  async noteTold(id: string, said: ToldOfIncident, causedBy: string): Promise<void> {
    const record = await this.get(id);
    if (record !== null) this.put(await this.redecide({ ...record, incident: noteTold(record.incident, said) }, `told: ${Object.keys(said).join(', ')}`, causedBy));
  }

  /** Something that all open crises are decided on has changed. */
  async redecideOpen(why: string, causedBy: string): Promise<void> {
    for (const record of await this.open()) this.put(await this.redecide(record, why, causedBy));
  }

  /** A new crisis with the mentions and cases that belong to it. */
  async enter({ incident: tracked, mentions, cases, because }: Omit<Extract<TrackerChange, { type: 'opened' }>, 'type'>, causedBy?: string, more: Partial<Incident> = {}): Promise<void> {
    const { session, brand } = this.#room;
    const incident: Incident = {
      ...measured(tracked),
      id: tracked.id,
      brand: brand.id,
      state: tracked.detectedBy.series === 'grievance' ? 'suspected' : 'investigating',
      cause: 'unknown',
      fault: 'unknown',
      openedAt: session.lastAt,
      startedAt: tracked.startedAt,
      detectedBy: tracked.detectedBy,
      severity: { level: 'low', score: 0, parts: [] },
      statements: [],
      published: { explanation: false, prevention: false, remedy: false, apology: false },
      told: {},
      plan: null,
      ...more,
    };
    const record: IncidentRecord = { incident, tracked, duties: [], discharged: [], planSeq: null, quiet: false, identifiedAt: null, peak: { velocity: tracked.velocity, at: session.lastAt } };
    const opened = await this.#decide(record, 'opened', causedBy, (severity) => {
      session.record('incident.opened', { incident: { ...incident, severity } }, causedBy);
    });
    this.put(opened);
    for (const mention of mentions) await this.#mark(mention, tracked.id);
    for (const caseId of cases) await this.#joined(caseId, tracked.id, because, causedBy ?? tracked.id);
  }

  /** Some of an incident turned out to speak of something else. */
  async #part(change: Extract<TrackerChange, { type: 'opened' }>, from: string, causedBy?: string): Promise<void> {
    const before = await this.get(from);
    const off = change.incident.id;
    const word = { at: this.#room.session.lastAt, reason: OTHER_WORDS, by: KASHUV };
    const waiting = before === null ? [] : await this.#plans.waiting(before);
    if (before !== null) this.put({ ...before, incident: withTrail(before.incident, { ...word, did: 'split-off', incident: off }) });
    await this.enter(change, causedBy, { trail: [{ ...word, did: 'split-from', incident: from }] });
    const parted = await this.get(off);
    if (parted !== null) await keepPromises(this.#room, this.#plans, waiting, parted, causedBy ?? off);
  }

  async #join({ incident, mention, caseId, because }: Extract<TrackerChange, { type: 'joined' }>, causedBy: string): Promise<void> {
    await this.#mark(mention, incident);
    if (caseId !== '') await this.#joined(caseId, incident, because, causedBy);
  }

  async #mark(mention: string, incident: string): Promise<void> {
    const key = keys.mention(this.#room.brand.id, mention);
    const record = await this.#room.session.get<MentionRecord>(key);
    if (record !== null && record.incident !== incident) this.#room.session.put(key, { ...record, incident });
  }

  async #leave(mention: string): Promise<void> {
    const key = keys.mention(this.#room.brand.id, mention);
    const record = await this.#room.session.get<MentionRecord>(key);
    if (record !== null && record.incident !== null) this.#room.session.put(key, { ...record, incident: null });
  }

  /** Counters move with every mention; they are kept, but no reason to decide anew. */
  async #refresh(id: string): Promise<void> {
    const record = await this.get(id);
    const tracked = this.#room.tracker.incident(id);
    if (record === null || tracked === null) return;
    const { hub: _hub, ...counters } = measured(tracked);
    const refreshed = { ...record.incident, ...counters };
    this.put({ ...record, incident: refreshed });
    await this.#noticeArranged(record.incident, refreshed);
  }

  async #measure(id: string, why: string, causedBy?: string): Promise<void> {
    const record = await this.get(id);
    const tracked = this.#room.tracker.incident(id);
    if (record === null || tracked === null) return;
    const moved: IncidentRecord = { ...record, tracked, incident: { ...record.incident, ...measured(tracked) } };
    if (mayStir(moved, this.#room.session.lastAt)) await this.#move(moved, 'investigating', KASHUV, 'it stirs again', causedBy);
    else this.put(await this.redecide(moved, why, causedBy));
    await this.#noticeArranged(record.incident, moved.incident, causedBy);
  }

  async #noticeArranged(before: Incident, after: Incident, causedBy?: string): Promise<void> {
    const arranged = isMostlyArranged(after);
    if (arranged !== isMostlyArranged(before)) await this.#arranged(after.id, arranged ? 'most of the incident is arranged' : 'the incident is no longer mostly arranged', causedBy ?? after.id);
  }

  /** A surge makes what was only suspected a matter of work. */
  async #promote(causedBy?: string): Promise<void> {
    for (const record of await this.open()) {
      if (record.incident.muted !== undefined || (record.incident.state !== 'suspected' && !mayStir(record, this.#room.session.lastAt))) continue;
      const tracked = this.#room.tracker.incident(record.incident.id) ?? record.tracked;
      await this.#move({ ...record, tracked, incident: { ...record.incident, ...measured(tracked) } }, 'investigating', KASHUV, 'a surge', causedBy);
    }
  }

  async #quiet(id: string, why: string): Promise<void> {
    const record = await this.get(id);
    if (record === null || record.incident.state === 'resolved' || record.incident.state === 'closed') return;
    const incident = moveIncident(record.incident, 'resolved', KASHUV);
    this.#room.tracker.move('resolve', id);
    const event = this.#room.session.record('incident.resolved', { incident, why });
    this.put(await this.redecide({ ...restarted(record, this.#room.session.lastAt), incident, quiet: true }, 'it became quiet', event));
  }

  /** All incidents that are not closed. */
  async open(): Promise<IncidentRecord[]> {
    const records = await this.#room.session.all<IncidentRecord>(keys.incident(this.#room.brand.id));
    return records.filter(({ incident }) => incident.state !== 'closed');
  }

  async setState(id: string, to: IncidentState, by: string, causedBy: string): Promise<void> {
    const record = await this.get(id);
    if (record !== null) await this.#move(record, to, by, `told by ${by}`, causedBy);
  }

  async setCause(id: string, cause: Incident['cause'], causedBy: string): Promise<void> {
    const record = await this.get(id);
    if (record === null) return;
    const identifiedAt = cause === 'confirmed' ? (record.identifiedAt ?? this.#room.session.lastAt) : record.identifiedAt;
    this.put(await this.redecide({ ...record, identifiedAt, incident: setCause(record.incident, cause) }, 'told the cause', causedBy));
  }

  async setFault(id: string, fault: Incident['fault'], causedBy: string): Promise<void> {
    const record = await this.get(id);
    if (record !== null) this.put(await this.redecide({ ...record, incident: setFault(record.incident, fault) }, 'told whose fault it is', causedBy));
  }

  /** A public word of the brand about the incident. At the hub it meets what is owed there; elsewhere it is kept and meets nothing. */
  async addStatement(id: string, statement: PublishedStatement & { atHub?: boolean }, how: Discharge, causedBy: string): Promise<boolean> {
    const record = await this.get(id);
    if (record === null) return false;
    // Words that were under way when it was merged are said of what took it in.
    if (record.incident.mergedInto !== undefined) return this.addStatement(record.incident.mergedInto, statement, how, causedBy);
    let incident = recordStatement(record.incident, statement);
    if (statement.atHub === true) incident = withCanonical({ ...incident, statements: incident.statements.map((one) => (one.id === statement.id ? { ...one, atHub: true } : one)) });
    // Without a hub any public place will do; the press or the stock exchange alone is none.
    const atHub = (incident.hub === null && statement.venue !== null) || incident.statements.some((one) => one.id === statement.id && one.atHub);
    let next: IncidentRecord = { ...record, incident };
    if (atHub) {
      const prevents = incident.published.prevention ? (['prevent'] as const) : [];
      next = await this.#plans.discharge(next, [...STATEMENT_MEETS, ...prevents], how, causedBy);
      // The next update is owed anew: its clock starts with this statement.
      next = owingUpdate(next);
    }
    this.put(await this.redecide(next, 'a statement was published', causedBy));
    return atHub;
  }

  async #move(record: IncidentRecord, to: IncidentState, by: string, why: string, causedBy?: string): Promise<void> {
    const { session, tracker } = this.#room;
    const from = record.incident.state;
    const incident = moveIncident(record.incident, to, by);
    if (incident === record.incident) return;
    if (to === 'resolved') tracker.move('resolve', incident.id);
    if (to === 'closed') tracker.move('close', incident.id);
    if (from === 'resolved' && to !== 'closed') tracker.move('reopen', incident.id);
    const event =
      to === 'resolved'
        ? session.record('incident.resolved', { incident, why }, causedBy)
        : to === 'closed'
          ? session.record('incident.closed', { incident, by }, causedBy)
          : session.record('incident.changed', { incident, from, by }, causedBy);
    const identifiedAt = to === 'identified' ? (record.identifiedAt ?? session.lastAt) : record.identifiedAt;
    let next: IncidentRecord = { ...(incident.muted === undefined ? restarted(record, session.lastAt) : record), incident, identifiedAt, quiet: false };
    if (to === 'closed') next = await this.#plans.withdraw(next, 'revised', event);
    else next = await this.redecide(next, why, event);
    this.put(next);
  }

  /** Decides anew what a crisis asks for. `before`: how grave it was when that was last told. */
  async redecide(record: IncidentRecord, why: string, causedBy?: string, before = record.incident.severity.level): Promise<IncidentRecord> {
    // A false alarm asks for nothing.
    if (record.incident.rejected !== undefined) return record;
    const decided = await this.#decide(record, why, causedBy, (severity, incident) => this.#tellSeverity(severity, incident, before, why, causedBy));
    return decided.incident.muted !== undefined && decided.incident.severity.level === 'critical' ? this.endMute(decided, { by: null, why: 'it became critical' }, causedBy) : decided;
  }

  /** Of what is muted nothing is told before it is looked at again. */
  #tellSeverity(severity: Severity, incident: Incident, before: SeverityLevel, why: string, causedBy?: string): void {
    if (severity.level === before || incident.muted !== undefined) return;
    const type = rank(severity.level) > rank(before) ? 'incident.escalated' : 'incident.eased';
    this.#room.session.record(type, { incident, from: before, why }, causedBy);
  }

  /** What was not told while it was muted is told now, and the next update is awaited further. `how` null: its time has come. */
  async endMute(record: IncidentRecord, how: { by: string | null; why: string } | null, causedBy?: string): Promise<IncidentRecord> {
    const { session } = this.#room;
    const { incident, mute } = unmuteIncident(record.incident);
    const event = how === null ? session.record('mute.lapsed', { incident, mute }, causedBy) : session.record('incident.unmuted', { incident, ...how }, causedBy);
    const decided = await this.redecide({ ...restarted(record, session.lastAt), incident }, 'the mute ended', event, record.paused?.level);
    return this.#plans.resume({ type: 'incident', id: incident.id }, decided, decided.incident.plan, event);
  }

  async #decide(record: IncidentRecord, why: string, causedBy: string | undefined, note: (severity: Severity, incident: Incident) => void): Promise<IncidentRecord> {
    const { incident } = record;
    const situation = await situationOf(this.#room, record);
    const peak = peakOf(record, this.#room.session.lastAt);
    const at = this.#room.session.lastAt;
    const facts = incidentFacts(this.#room, { ...record, incident: { ...incident, velocity: peak.velocity } }, at);
    const { owed, plan } = await this.#plans.decide({ type: 'incident', id: incident.id }, { ...record, peak }, incident.plan, facts, situation, { why, causedBy });
    const decided: Incident = { ...incident, severity: plan.severity, plan: plan.id };
    note(plan.severity, decided);
    return { ...owed, incident: decided };
  }

  put(record: IncidentRecord): void {
    this.#room.session.put(keys.incident(this.#room.brand.id, record.incident.id), record);
  }
}

function rank(level: SeverityLevel): number {
  return severityLevelSchema.options.indexOf(level);
}
