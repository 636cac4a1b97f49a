import { deriveId } from '../../lib/digest.ts';
import type { Surge } from '../../spec/incident.ts';
import { isSpokenOf, quietAfter } from '../incident/quiet.ts';
import { addMark, copyTracked, dropVenues, letGo, makeTracked, notePulse, surveyIsDue, takeIn, type TrackedState } from '../incident/tracked.ts';
import { gistOf, viewOf } from '../incident/view.ts';
import type { RememberedMention } from '../remembered.ts';
import type { TrackerSettings } from '../settings.ts';
import type { SplitOrder, TrackerChange } from '../types.ts';
import type { Grievance } from './grievance.ts';
import { authorsOf, byTime, cameAlong, incidentFor, likenessTo, mayBelong, sharedWith } from './grouping.ts';
import { joinedWords, takeWords } from './incident-words.ts';
import { enter, spokenAlike, tied, type Joining } from './joining.ts';
import { absorb, part } from './regroup.ts';
import { learn, look, measure, renew, type Moment } from './renew.ts';

const hour = 60 * 60_000;
/** While an incident has speed it is measured again this often, so that calm shows. */
const measureEvery = 15 * 60_000;
/** What was resolved and not closed is followed this much longer. */
const resolvedKept = 30 * 24 * hour;
/** A surge belongs to an incident that a fifth of its voices already speak of. */
const sameStory = 1 / 5;
/** The words of so many mentions are learnt as they come; of more, once for every so many. */
const learnedOften = 256;

/** The incidents that are followed: opened, joined, measured, let go. */
export class IncidentBook {
  readonly #brand: string;
  readonly #settings: TrackerSettings;
  #incidents: TrackedState[];

  constructor(brand: string, settings: TrackerSettings, incidents: readonly TrackedState[]) {
    this.#brand = brand;
    this.#settings = settings;
    this.#incidents = incidents.map(copyTracked);
  }

  state(): TrackedState[] {
    return this.#incidents.map(copyTracked);
  }

  find(id: string): TrackedState | undefined {
    return this.#incidents.find((incident) => incident.id === id);
  }

  close(id: string): void {
    this.#incidents = this.#incidents.filter((incident) => incident.id !== id);
  }

  /** No surge lasts any more. */
  calm(): void {
    for (const incident of this.#incidents) incident.surging = false;
  }

  /** Lets the mention join the incident it belongs to, if there is one. `current`: it can belong by its time alone. */
  hear(mention: RememberedMention, current: boolean, moment: Moment): TrackerChange[] {
    const home = incidentFor(mention, this.#incidents, current);
    return home === null ? [] : this.#join(home.incident, [{ mention, because: home.because }], moment);
  }

  /** Gives a surge of criticism to the incident that speaks of it already; null where none does. */
  attribute(surge: Surge, remembered: readonly RememberedMention[], moment: Moment): TrackerChange[] | null {
    const window = remembered.filter(({ at }) => at !== null && at > surge.at - surge.windowMs);
    const free = window.filter(({ incident }) => incident === null);
    let found: TrackedState | null = null;
    let most = 0;
    for (const incident of this.#incidents) {
      const speaking = window.filter((one) => one.incident === incident.id || sharedWith(one, incident) > 0 || likenessTo(one, incident) !== null);
      const part = speaking.length / window.length;
      if (part > most) {
        most = part;
        found = incident;
      }
    }
    if (found === null) return null;
    const another = most < sameStory && authorsOf(free) >= this.#settings.minimumAuthors && this.hasRoom();
    if (another) return null;
    if (!this.isLeft(surge, window)) return [];
    found.surging = !found.resolved;
    const incident = found;
    const joining = free.filter((one) => sharedWith(one, incident) > 0 || mayBelong(one, incident)).sort(byTime);
    return this.#join(incident, joining.map((one) => ({ mention: one, because: tied(one, incident) })), moment);
  }

  /** May what no incident explains by its words have come with the surge? True where none explains anything of it. */
  isLeft(surge: Surge, window: readonly RememberedMention[]): boolean {
    const explained = window.filter(({ incident }) => incident !== null && (this.find(incident)?.words.length ?? 0) > 0).length;
    return explained === 0 || cameAlong(window.length - explained, surge);
  }

  /** Gives a grievance to the incident whose people already speak of it; null where there is none. */
  adopt({ mark, members, everyone, because }: Grievance, moment: Moment): TrackerChange[] | null {
    for (const incident of this.#incidents) {
      const speaking = everyone.filter((one) => one.incident === incident.id).length;
      if (speaking < sameStory * everyone.length) continue;
      if (mark !== null) addMark(incident, mark);
      return this.#join(incident, [...members].sort(byTime).map((mention) => ({ mention, because })), moment);
    }
    return null;
  }

  /** Is there room for one more? What is resolved makes room. */
  hasRoom(): boolean {
    return this.room() > 0;
  }

  /** For how many more there is room. */
  room(): number {
    return this.#settings.incidents - this.#incidents.filter(({ resolved }) => !resolved).length;
  }

  /**
   * Opens an incident; call it only where there is room. `usualDay`: voices of this kind on a usual day; what is more than that
   * keeps the incident from being quiet. `left`: where its people come from, one of whom may have begun that too.
   */
  open({ surge, members: unordered, because }: Pick<Grievance, 'surge' | 'members' | 'because'>, marks: string[], usualDay: number, moment: Moment, left?: TrackedState): TrackerChange[] {
    this.#makeRoom();
    const members = [...unordered].sort(byTime);
    const id = deriveId('incident', this.#brand, members[0]?.mention ?? '', ...(left === undefined ? [] : ['from', left.id]));
    const incident = makeTracked(id, moment.clock, surge, marks, usualDay);
    // What few people say is theirs alone; a rise of the whole takes in all criticism while it lasts.
    incident.surging = surge.series !== 'grievance';
    for (const member of members) {
      enter(member, incident, because);
      takeIn(incident, member);
      if (member.voice) notePulse(incident, moment.now);
    }
    this.#incidents.push(incident);
    renew(incident, this.#incidents, moment);
    return [
      {
        type: 'opened',
        incident: viewOf(incident, moment.negativeShare()),
        mentions: members.map(({ mention }) => mention),
        cases: [...new Set(members.map(({ caseId }) => caseId))],
        because,
        ...(left === undefined ? {} : { from: left.id }),
      },
    ];
  }

  /** Opens one that a human knows of and nobody has spoken of yet. */
  openByHand(id: string, surge: Surge, marks: readonly string[], moment: Moment): TrackerChange[] {
    this.#makeRoom();
    const incident = makeTracked(id, moment.clock, surge, [...new Set(marks)], 0);
    this.#incidents.push(incident);
    incident.reported = gistOf(incident);
    return [{ type: 'opened', incident: viewOf(incident, moment.negativeShare()), mentions: [], cases: [], because: { by: 'human' } }];
  }

  /** Two that are followed are one. */
  merge(from: string, into: string, moment: Moment): TrackerChange[] {
    const source = this.find(from);
    const target = this.find(into);
    if (source === undefined || target === undefined) return [];
    absorb(target, source);
    this.close(from);
    // Of two stories neither is said by many of all: what either was known by stays.
    target.ownWords = joinedWords(target.words, source.words);
    return renew(target, this.#incidents, moment);
  }

  /** One that is followed is two. */
  split(order: SplitOrder, moment: Moment): TrackerChange[] {
    const at = this.#incidents.findIndex(({ id }) => id === order.incident);
    const source = this.#incidents[at];
    if (source === undefined) return [];
    const { stayed, left, others, members } = part(source, order, moment);
    this.#incidents[at] = stayed;
    this.#makeRoom();
    this.#incidents.push(left);
    // What each of them says is theirs, also where it was said too long ago to be remembered.
    takeWords(stayed, others, moment.talk, []);
    takeWords(left, members, moment.talk, [stayed]);
    takeWords(stayed, others, moment.talk, [left]);
    const changes = renew(stayed, this.#incidents, moment);
    const overlaps = renew(left, this.#incidents, moment).filter(({ type }) => type === 'overlapping');
    const cases = [...new Set(order.leaving.map(({ caseId }) => caseId))];
    return [...changes, { type: 'opened', incident: viewOf(left, moment.negativeShare()), mentions: order.leaving.map(({ mention }) => mention), cases, because: { by: 'human' } }, ...overlaps];
  }

  /** Some of those who came with a surge speak of something else: they go, and become an incident of their own. */
  leave(incident: TrackedState, { surge, members, because }: Grievance, moment: Moment): TrackerChange[] {
    const changes: TrackerChange[] = [];
    for (const member of members) {
      if (!letGo(incident, member.mention)) continue;
      member.incident = null;
      changes.push({ type: 'left', incident: incident.id, mention: member.mention });
    }
    changes.push(...renew(incident, this.#incidents, moment), ...this.open({ surge, members, because }, [], surge.expected, moment, incident));
    return changes;
  }

  /** A mention is gone, or is not criticism after all. */
  withdraw(mention: string, moment: Moment): TrackerChange[] {
    const changes: TrackerChange[] = [];
    for (const incident of this.#incidents) {
      if (!letGo(incident, mention)) continue;
      changes.push({ type: 'left', incident: incident.id, mention }, ...renew(incident, this.#incidents, moment));
      if (incident.mentions > 0 || incident.quiet) continue;
      incident.quiet = true;
      changes.push({ type: 'quiet', incident: incident.id, why: 'everything it was made of has been taken back' });
    }
    return changes;
  }

  /** Forgets the places in which nobody of the crowd speaks any more. */
  dropUnused(): void {
    for (const incident of this.#incidents) dropVenues(incident);
  }

  tick(moment: Moment): TrackerChange[] {
    const changes: TrackerChange[] = [];
    this.#incidents = this.#incidents.filter(({ resolved, stirredAt }) => !resolved || moment.clock - stirredAt < resolvedKept);
    for (const incident of this.#incidents) {
      if (incident.resolved || !isSpokenOf(incident)) continue;
      changes.push(...look(incident, this.#incidents, moment), ...measure(incident, moment));
      const calm = quietAfter(incident, this.#settings);
      if (incident.quiet || moment.clock - incident.stirredAt < calm) continue;
      incident.quiet = true;
      incident.surging = false;
      changes.push({ type: 'quiet', incident: incident.id, why: `no criticism beyond the usual for ${Math.round(calm / hour)} h` });
    }
    return changes;
  }

  nextTickAt(): number | null {
    let next = Infinity;
    for (const incident of this.#incidents) {
      if (incident.resolved) {
        next = Math.min(next, incident.stirredAt + resolvedKept);
        continue;
      }
      if (!isSpokenOf(incident)) continue;
      if (!incident.quiet) next = Math.min(next, incident.stirredAt + quietAfter(incident, this.#settings));
      if (incident.velocity > 0) next = Math.min(next, incident.measuredAt + measureEvery);
    }
    return Number.isFinite(next) ? next : null;
  }

  #makeRoom(): void {
    if (this.#incidents.length < this.#settings.incidents) return;
    const oldest = this.#incidents.findIndex(({ resolved }) => resolved);
    if (oldest >= 0) this.#incidents.splice(oldest, 1);
  }

  #join(incident: TrackedState, mentions: readonly Joining[], moment: Moment): TrackerChange[] {
    const changes: TrackerChange[] = [];
    const before = incident.mentions;
    let stirred = false;
    const takeAll = (joining: readonly Joining[]): void => {
      for (const { mention: member, because } of joining) {
        enter(member, incident, because);
        takeIn(incident, member);
        if (member.voice) stirred = notePulse(incident, moment.now);
        changes.push({ type: 'joined', incident: incident.id, mention: member.mention, caseId: member.caseId, because });
      }
    };
    takeAll(mentions);
    const isDue = surveyIsDue(incident);
    if (before < learnedOften ? isDue : Math.floor(before / learnedOften) < Math.floor(incident.mentions / learnedOften)) {
      learn(incident, this.#incidents, moment);
      takeAll(spokenAlike(incident, moment.remembered));
    }
    if (stirred) {
      incident.stirredAt = moment.clock;
      incident.quiet = false;
    }
    if (isDue) changes.push(...look(incident, this.#incidents, moment));
    changes.push(...measure(incident, moment));
    return changes;
  }
}
