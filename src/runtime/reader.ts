import type { Draft } from '../spec/reply.ts';
import type { Duty } from '../spec/duty.ts';
import type { LedgerEvent } from '../spec/event.ts';
import type { Incident } from '../spec/incident.ts';
import type { Case } from '../spec/mention.ts';
import type { Plan } from '../spec/plan.ts';
import type { CallContext, StoreDriver } from '../spec/plugin.ts';
import type { Post } from '../spec/post.ts';
import type { Reply } from '../spec/reply.ts';
import { keys } from './keys.ts';
import type { CaseRecord, IncidentRecord, MentionRecord, PostRecord } from './records.ts';

/** One thing said in a conversation. `text` is null where it was taken back. */
export interface Utterance {
  by: 'author' | 'brand';
  /** Post id, or reply id for what kashuv sent. */
  id: string;
  at: number;
  text: string | null;
  post: Post | null;
}

export interface DutyFilter {
  brand?: string;
  state?: Duty['state']['is'];
  /** Case or incident id. */
  subject?: string;
}

/** Reads what is committed. Works before, while and after the monitor runs. */
export class Reader {
  readonly #store: StoreDriver;
  readonly #context: CallContext;
  readonly #brands: () => string[];

  constructor(store: StoreDriver, context: CallContext, brands: () => string[]) {
    this.#store = store;
    this.#context = context;
    this.#brands = brands;
  }

  /** The brand that has a record under `key(brand)`, and the record. */
  async find<T>(key: (brand: string) => string): Promise<{ brand: string; value: T } | null> {
    const brands = this.#brands();
    const records = await this.#store.get(brands.map(key), this.#context);
    const index = records.findIndex((record) => record !== null);
    const record = records[index];
    return record == null ? null : { brand: brands[index] as string, value: JSON.parse(record.value) as T };
  }

  async incidents(filter: { brand?: string; open?: boolean } = {}): Promise<Incident[]> {
    const records = await this.#all<IncidentRecord>(keys.incident, filter.brand);
    const incidents = records.map(({ incident }) => incident).filter(({ state }) => filter.open === undefined || (state !== 'closed') === filter.open);
    return incidents.sort((a, b) => a.openedAt - b.openedAt);
  }

  async cases(filter: { brand?: string; state?: Case['state']; incident?: string } = {}): Promise<Case[]> {
    const records = await this.#all<CaseRecord>(keys.case, filter.brand);
    return records
      .map((record) => record.case)
      .filter((one) => (filter.state === undefined || one.state === filter.state) && (filter.incident === undefined || one.incident === filter.incident))
      .sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1));
  }

  async duties(filter: DutyFilter = {}): Promise<Duty[]> {
    const duties = await this.#all<Duty>(keys.duty, filter.brand);
    return duties
      .filter((duty) => (filter.state === undefined || duty.state.is === filter.state) && (filter.subject === undefined || duty.subject.id === filter.subject))
      .sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
  }

  /** Plans in force. */
  async plans(filter: { brand?: string; subject?: string } = {}): Promise<Plan[]> {
    const plans: Plan[] = [];
    for (const brand of filter.brand === undefined ? this.#brands() : [filter.brand]) {
      const holders = [
        ...(await this.#all<IncidentRecord>(keys.incident, brand)).map(({ incident, planSeq }) => ({ id: incident.id, planSeq })),
        ...(await this.#all<CaseRecord>(keys.case, brand)).map((record) => ({ id: record.case.id, planSeq: record.planSeq })),
      ].filter(({ id, planSeq }) => planSeq !== null && (filter.subject === undefined || filter.subject === id));
      const events = await this.#store.get(
        holders.map(({ planSeq }) => keys.ledger(brand, planSeq ?? 0)),
        this.#context,
      );
      for (const event of events) if (event !== null) plans.push((JSON.parse(event.value) as { data: { plan: Plan } }).data.plan);
    }
    return plans.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  async post(id: string): Promise<Post | null> {
    const [record] = await this.#store.get([keys.post(id)], this.#context);
    return record == null ? null : (JSON.parse(record.value) as PostRecord).post;
  }

  async conversation(caseId: string): Promise<Utterance[]> {
    const found = await this.find<CaseRecord>((brand) => keys.case(brand, caseId));
    if (found === null) return [];
    const { brand, value } = found;
    const said: Utterance[] = [];
    for (const id of value.case.mentions) {
      const [record] = await this.#store.get([keys.mention(brand, id)], this.#context);
      if (record == null) continue;
      const { mention } = JSON.parse(record.value) as MentionRecord;
      const post = await this.post(mention.post);
      said.push({ by: 'author', id: mention.post, at: mention.postedAt ?? mention.seenAt, text: post?.text ?? null, post });
    }
    for (const id of value.case.answers) said.push(await this.#answer(brand, id));
    return said.sort((a, b) => a.at - b.at);
  }

  async *events(filter: { brand?: string; afterSeq?: number } = {}): AsyncIterable<LedgerEvent> {
    for (const brand of filter.brand === undefined ? this.#brands() : [filter.brand]) {
      const after = filter.afterSeq === undefined ? {} : { after: keys.ledger(brand, filter.afterSeq) };
      for await (const record of this.#store.scan({ prefix: keys.ledger(brand), ...after }, this.#context)) yield JSON.parse(record.value) as LedgerEvent;
    }
  }

  async #answer(brand: string, id: string): Promise<Utterance> {
    const [record] = await this.#store.get([keys.reply(brand, id)], this.#context);
    if (record == null) {
      const post = await this.post(id);
      return { by: 'brand', id, at: post?.postedAt ?? post?.seenAt ?? 0, text: post?.text ?? null, post };
    }
    const reply = JSON.parse(record.value) as Reply;
    const [draft] = await this.#store.get([keys.draft(brand, reply.draft)], this.#context);
    return { by: 'brand', id, at: reply.receipt?.at ?? reply.at, text: draft == null ? null : (JSON.parse(draft.value) as Draft).text, post: null };
  }

  async #all<T>(key: (brand: string) => string, brand: string | undefined): Promise<T[]> {
    const found: T[] = [];
    for (const id of brand === undefined ? this.#brands() : [brand]) {
      for await (const record of this.#store.scan({ prefix: key(id) }, this.#context)) found.push(JSON.parse(record.value) as T);
    }
    return found;
  }
}
