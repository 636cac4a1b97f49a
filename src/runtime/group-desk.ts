import { carries, checkMerge, mergeIncidents, withTrail, type HeardMention } from '../surge/index.ts';
import { deriveId } from '../lib/digest.ts';
import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Told } from '../spec/tell.ts';
import type { BrandRoom } from './brand-room.ts';
import type { CaseDesk } from './case-desk.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { measured } from './measured.ts';
import { keys } from './keys.ts';
import type { MentionDesk } from './mention-desk.ts';
import { handOver, keepPromises } from './merged-duties.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { CaseRecord, IncidentRecord, MentionRecord } from './records.ts';

type Merge = Extract<Told, { about: 'merge' }>;
type Split = Extract<Told, { about: 'split' }>;

/** Humans say that two incidents are one, or that one is two. Nobody's duty is lost or doubled by it, and both keep a trail. */
export class GroupDesk {
  readonly #room: BrandRoom;
  readonly #plans: PlanDesk;
  readonly #mentions: MentionDesk;
  readonly #cases: CaseDesk;
  readonly #incidents: IncidentDesk;

  constructor(room: BrandRoom, plans: PlanDesk, { mentions, cases, incidents }: { mentions: MentionDesk; cases: CaseDesk; incidents: IncidentDesk }) {
    this.#room = room;
    this.#plans = plans;
    this.#mentions = mentions;
    this.#cases = cases;
    this.#incidents = incidents;
  }

  async merge({ incident: id, into, reason, by }: Merge, causedBy: string): Promise<void> {
    const { session, tracker, brand } = this.#room;
    const from = await this.#incidents.get(id);
    const target = await this.#incidents.get(into);
    if (from === null || target === null) return;
    checkMerge(from.incident, target.incident);
    this.#checkFollowed(id, 'incident');
    this.#checkFollowed(into, 'into');

    const changes = tracker.merge(id, into);
    const tracked = tracker.incident(into) ?? target.tracked;
    const { incident, merged } = mergeIncidents(from.incident, { ...target.incident, ...measured(tracked) }, { at: session.lastAt, reason, by });
    const event = session.record('incident.merged', { incident, merged, reason, by }, causedBy);
    const faster = from.peak.velocity > target.peak.velocity ? from.peak : target.peak;
    const whole: IncidentRecord = { ...target, tracked, incident, quiet: false, peak: faster, identifiedAt: earlier(from.identifiedAt, target.identifiedAt) };
    const owing = await handOver(this.#room, this.#plans, from, whole, { type: 'incident', id: into }, event);
    if (from.incident.plan !== null) session.record('plan.withdrawn', { plan: from.incident.plan, why: 'merged' }, event);
    const { paused: _paused, ...ended } = from;
    this.#incidents.put({ ...ended, incident: merged, planSeq: null, quiet: false, duties: from.duties.filter((duty) => !owing.duties.includes(duty)) });
    this.#incidents.put(owing);
    for (const mention of await this.#members(id)) session.put(keys.mention(brand.id, mention.mention.id), { ...mention, incident: into });
    await this.#incidents.follow(changes, event);
    await this.#decideAnew(into, 'took another incident in', event);
    // Who came with the other was not muted.
    const now = await this.#incidents.get(into);
    if (now?.incident.muted !== undefined) this.#incidents.put(await this.#incidents.endMute(now, { by, why: 'it took another incident in' }, event));
    for (const { case: one } of await session.all<CaseRecord>(keys.case(brand.id))) if (one.incident === id) await this.#cases.join(one.id, into, { by: 'human' }, event);
  }

  async split({ incident: id, mentions, mark, title, reason, by }: Split, causedBy: string): Promise<void> {
    const { session, tracker, brand } = this.#room;
    const record = await this.#incidents.get(id);
    if (record === null) return;
    if (record.incident.state === 'closed') throw new KashuvError('CONFLICT', `incident ${id} is closed.`, { field: 'incident', fix: 'What is closed stays as it ended.' });
    this.#checkFollowed(id, 'incident');
    const { leaving, staying } = await this.#parted(id, mentions, mark);

    const off = deriveId('incident', brand.id, 'split', causedBy);
    const waiting = await this.#plans.waiting(record);
    const changes = tracker.split({ incident: id, off, title: title ?? reason, mark: mark ?? null, leaving, staying });
    const opened = changes.find((change) => change.type === 'opened');
    const tracked = tracker.incident(id) ?? record.tracked;
    const word = { at: session.lastAt, reason, by };
    const incident = withTrail({ ...record.incident, ...measured(tracked) }, { ...word, did: 'split-off', incident: off });
    const gone = leaving.map(({ mention }) => mention);
    const event = session.record('incident.split', { incident, off, mentions: gone, mark: mark ?? null, reason, by }, causedBy);
    this.#incidents.put({ ...record, tracked, incident });
    if (opened?.type === 'opened') {
      const more = { told: title === undefined ? {} : { title }, trail: [{ ...word, did: 'split-from' as const, incident: id }] };
      await this.#incidents.enter({ ...opened, cases: await this.#casesOf(id, new Set(gone)) }, event, more);
    }
    await this.#incidents.follow(changes.filter(({ type }) => type !== 'opened'), event);
    await this.#decideAnew(id, 'part of it is another matter', event);
    const split = await this.#incidents.get(off);
    if (split !== null) await keepPromises(this.#room, this.#plans, waiting, split, event);
  }

  /** Who leaves and who stays, in order of hearing. Throws INPUT_INVALID or CONFLICT where that is nobody or everybody. */
  async #parted(id: string, mentions: readonly string[] | undefined, mark: string | undefined): Promise<{ leaving: HeardMention[]; staying: HeardMention[] }> {
    const members = await this.#members(id);
    const known = new Set(members.map(({ mention }) => mention.id));
    for (const mention of mentions ?? []) {
      if (known.has(mention)) continue;
      if ((await this.#mentions.get(mention)) === null) throw new KashuvError('INPUT_INVALID', `no mention ${show(mention)}.`, { field: 'mentions', fix: 'Take the ids from mention.heard events.' });
      throw new KashuvError('CONFLICT', `mention '${mention}' does not belong to incident ${id}.`, { field: 'mentions', fix: 'Name mentions of this incident.' });
    }
    const named = new Set(mentions);
    const leaving: HeardMention[] = [];
    const staying: HeardMention[] = [];
    for (const member of members) {
      const heard = await this.#mentions.heardAgain(member);
      if (heard === null) continue;
      const leaves = mark === undefined ? named.has(heard.mention) : carries(heard, mark);
      (leaves ? leaving : staying).push(heard);
    }
    const field = mark === undefined ? 'mentions' : 'mark';
    if (leaving.length === 0) throw new KashuvError('CONFLICT', mark === undefined ? 'nothing is split off.' : `no mention of incident ${id} carries '${mark}'.`, { field, fix: "Write it as the incident's marks are written, or name the mentions." });
    if (staying.length === 0) throw new KashuvError('CONFLICT', `that is all of incident ${id}.`, { field, fix: 'Name a part of it; one of its mentions at least stays.' });
    return { leaving, staying };
  }

  /** The mentions that belong to an incident, in order of hearing. */
  async #members(id: string): Promise<MentionRecord[]> {
    const records = await this.#room.session.all<MentionRecord>(keys.mention(this.#room.brand.id));
    return records.filter(({ incident, gone }) => incident === id && !gone).sort((a, b) => a.mention.seenAt - b.mention.seenAt || (a.mention.id < b.mention.id ? -1 : 1));
  }

  /** A conversation goes where the mention goes that decides what is owed in it. */
  async #casesOf(id: string, leaving: ReadonlySet<string>): Promise<string[]> {
    const cases = await this.#room.session.all<CaseRecord>(keys.case(this.#room.brand.id));
    return cases.filter(({ case: one, gravest }) => one.incident === id && leaving.has(gravest ?? one.mentions.at(-1) ?? '')).map(({ case: one }) => one.id);
  }

  async #decideAnew(id: string, why: string, causedBy: string): Promise<void> {
    const record = await this.#incidents.get(id);
    if (record !== null) this.#incidents.put(await this.#incidents.redecide(record, why, causedBy));
  }

  #checkFollowed(id: string, field: string): void {
    if (this.#room.tracker.incident(id) !== null) return;
    throw new KashuvError('CONFLICT', `incident ${id} is followed no longer.`, { field, fix: 'It was resolved long ago, or made room for others. Open one by hand, with its marks.' });
  }
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
