import type { Monitor } from '../../core.ts';
import type { Duty } from '../../spec/duty.ts';
import type { LedgerEvent } from '../../spec/event.ts';
import type { Incident } from '../../spec/incident.ts';
import type { Mention } from '../../spec/mention.ts';
import type { Plan } from '../../spec/plan.ts';
import { deriveId } from '../../lib/digest.ts';
import { readLedger } from './ledger.ts';
import { timetableOf, type Timetable } from './timetable.ts';
import type { Scenario } from './scenario-schema.ts';

/** The source of a scenario's posts; their ids derive from it. */
export const SOURCE = 'scenario';

/** A case or an incident that a scenario looks at. */
export interface Subject {
  id: string;
  incident: Incident | null;
}

/** The running scenario, to be asked: reads what the monitor has kept, decides nothing. */
export class Scene {
  readonly monitor: Monitor;
  readonly scenario: Scenario;
  readonly timetable: Timetable;
  readonly #mentions = new Map<string, Mention>();
  #seen = -1;
  #events: LedgerEvent[] = [];

  constructor(monitor: Monitor, scenario: Scenario, timetable: Timetable = timetableOf(scenario)) {
    this.monitor = monitor;
    this.scenario = scenario;
    this.timetable = timetable;
  }

  /** The ledger so far. */
  async events(): Promise<readonly LedgerEvent[]> {
    const fresh = await readLedger(this.monitor, { brand: this.scenario.brand.id, ...(this.#seen < 0 ? {} : { afterSeq: this.#seen }) });
    for (const event of fresh) {
      this.#seen = Math.max(this.#seen, event.seq);
      if (event.type === 'mention.heard') this.#mentions.set(event.data.mention.post, event.data.mention);
    }
    this.#events.push(...fresh);
    return this.#events;
  }

  /** The mention of a post, by the id it has in the scenario; null where it was not heard as one. */
  async mention(post: string): Promise<Mention | null> {
    await this.events();
    return this.#mentions.get(deriveId('post', SOURCE, post)) ?? null;
  }

  /** Incidents that are not closed. */
  openIncidents(): Promise<Incident[]> {
    return this.monitor.incidents({ brand: this.scenario.brand.id, open: true });
  }

  /** The incident with most voices: of those that are not closed, else of all. */
  async incident(): Promise<Incident | null> {
    const open = await this.openIncidents();
    const all = open.length > 0 ? open : await this.monitor.incidents({ brand: this.scenario.brand.id });
    return all.reduce<Incident | null>((most, one) => (most === null || one.mentions > most.mentions ? one : most), null);
  }

  /** What a step looks at; null where there is no such thing yet. */
  async subject(name: string): Promise<Subject | null> {
    if (name === 'incident') {
      const incident = await this.incident();
      return incident === null ? null : { id: incident.id, incident };
    }
    const [kind, id] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)];
    const incidents = await this.monitor.incidents({ brand: this.scenario.brand.id });
    if (kind === 'incident') {
      const incident = incidents.find((one) => one.id === id);
      return incident === undefined ? null : { id, incident };
    }
    const mention = await this.mention(id);
    if (mention === null) return null;
    const found = (await this.monitor.cases({ brand: this.scenario.brand.id })).find(({ authorKey, threadRoot }) => authorKey === mention.authorKey && threadRoot === mention.threadRoot);
    return found === undefined ? null : { id: found.id, incident: incidents.find((one) => one.id === found.incident) ?? null };
  }

  async plan({ id }: Subject): Promise<Plan | null> {
    return (await this.monitor.plans({ brand: this.scenario.brand.id, subject: id })).at(-1) ?? null;
  }

  duties({ id }: Subject): Promise<Duty[]> {
    return this.monitor.duties({ brand: this.scenario.brand.id, subject: id });
  }

  /** The id of a venue: one of the scenario's by its short name, else the id itself. */
  venueId(name: string): string {
    return this.scenario.venues[name]?.id ?? name;
  }
}
