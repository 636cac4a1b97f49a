// What a replay's ledger tells: nothing here decides anything, it only reads.
import { valueOf, type Duty, type EventOf, type Incident, type IncidentState, type LedgerEvent, type LedgerEventType, type Plan, type Post } from 'kashuv/spec';

import type { Replay } from './replay.ts';
import { count } from './terminal.ts';

export interface Heard {
  mentions: number;
  reposts: number;
  /** Who spoke, what was said: reposts carry somebody else's words and are left out. */
  speakers: Map<string, number>;
  kinds: Map<string, number>;
  /** Posts whose mood could be told, and those that were angry or sad about the brand. */
  judged: number;
  negative: number;
}

export interface IncidentView {
  incident: Incident;
  state: IncidentState;
  hub: string | null;
  plan: Plan | null;
}

/** The ledger of a replay, to be asked. Times are epoch ms; `at` means: as it was known then. */
export class Story {
  readonly events: readonly LedgerEvent[];
  readonly posts: ReadonlyMap<string, Post>;
  /** Gravest incident of the story: the one most voices belong to. */
  readonly incidentId: string | null;

  constructor({ events, posts }: Pick<Replay, 'events' | 'posts'>) {
    this.events = events;
    this.posts = posts;
    const size = new Map<string, number>();
    for (const { data } of this.of('case.joined')) count(size, data.incident);
    this.incidentId = [...size].sort((a, b) => b[1] - a[1])[0]?.[0] ?? this.of('incident.opened')[0]?.data.incident.id ?? null;
  }

  of<T extends LedgerEventType>(type: T): (EventOf<T> & LedgerEvent)[] {
    return this.events.filter((event): event is EventOf<T> & LedgerEvent => event.type === type);
  }

  /** What was heard from `from` up to, not including, `to`. */
  heard(from: number, to: number): Heard {
    const heard: Heard = { mentions: 0, reposts: 0, speakers: new Map(), kinds: new Map(), judged: 0, negative: 0 };
    for (const event of this.events) {
      if (event.at < from || event.at >= to) continue;
      switch (event.type) {
        case 'mention.heard':
          heard.mentions += 1;
          if (this.posts.get(event.data.mention.post)?.thread.repost !== undefined) heard.reposts += 1;
          break;
        case 'speaker.judged':
          count(heard.speakers, valueOf(event.data.role, 'unknown'));
          break;
        case 'mention.classified': {
          const { kind, kinds, sentiment, targetSentiment } = event.data.classification;
          for (const name of new Set(kinds.length > 0 ? kinds.map(({ value }) => value) : [valueOf(kind, 'unknown')])) count(heard.kinds, name);
          const mood = valueOf(targetSentiment, valueOf(sentiment, null));
          if (mood !== null) heard.judged += 1;
          if (mood === 'negative') heard.negative += 1;
          break;
        }
        default: // not a matter of what was heard
      }
    }
    return heard;
  }

  /** The incident as it stood; null before it opened. */
  incidentAt(at: number, id = this.incidentId): IncidentView | null {
    let incident: Incident | null = null;
    let moved: string | null | undefined;
    for (const event of this.events) {
      if (event.at > at) break;
      if ('incident' in event.data && typeof event.data.incident === 'object' && event.data.incident.id === id) incident = event.data.incident;
      if (event.type === 'hub.moved' && event.data.incident === id) moved = event.data.to?.venue.id ?? null;
    }
    if (incident === null) return null;
    return { incident, state: incident.state, hub: moved === undefined ? (incident.hub?.venue.id ?? null) : moved, plan: this.planAt(at, incident.id) };
  }

  /** The plan in force for a case or an incident. */
  planAt(at: number, subject: string): Plan | null {
    let plan: Plan | null = null;
    for (const event of this.events) {
      if (event.at > at) break;
      if ((event.type === 'plan.made' || event.type === 'plan.revised') && event.data.plan.subject.id === subject) plan = event.data.plan;
    }
    return plan;
  }

  /** All plans made or revised for a subject, in order. */
  plansOf(subject: string): Plan[] {
    return this.events.flatMap((event) => ((event.type === 'plan.made' || event.type === 'plan.revised') && event.data.plan.subject.id === subject ? [event.data.plan] : []));
  }

  /** Duties as they stood, in order of opening. */
  dutiesAt(at: number): Duty[] {
    const duties = new Map<string, Duty>();
    for (const event of this.events) {
      if (event.at > at) break;
      if ('duty' in event.data && typeof event.data.duty === 'object') duties.set(event.data.duty.id, event.data.duty);
    }
    return [...duties.values()];
  }

  /** The mention of a post, by the id its source gave it, and the case it belongs to. */
  caseOf(sourceId: string): string | null {
    const mention = this.of('mention.heard').find(({ data }) => this.posts.get(data.mention.post)?.sourceId === sourceId)?.data.mention;
    if (mention === undefined) return null;
    return this.of('case.opened').find(({ data }) => data.case.authorKey === mention.authorKey && data.case.threadRoot === mention.threadRoot)?.data.case.id ?? null;
  }

  handleOf(postId: string): string {
    return `@${this.posts.get(postId)?.author?.handle ?? 'somebody'}`;
  }
}
