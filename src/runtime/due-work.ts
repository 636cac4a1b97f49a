import type { Brand } from '../spec/brand.ts';
import type { Duty } from '../spec/duty.ts';
import { authorOf } from './author-memory.ts';
import type { Desks } from './desks.ts';
import type { Enrichment } from './enrichment.ts';
import { keys } from './keys.ts';
import type { IncidentRecord, PostRecord, RetryRecord } from './records.ts';
import type { Timer } from './timers.ts';

/** What time brings by itself: deadlines that pass, posts that are tried again, incidents that grow quiet. */
export class DueWork {
  readonly #desks: Desks;
  readonly #enrichment: Pick<Enrichment, 'understand'>;
  readonly #brand: Brand;

  constructor(desks: Desks, enrichment: Pick<Enrichment, 'understand'>, brand: Brand) {
    this.#desks = desks;
    this.#enrichment = enrichment;
    this.#brand = brand;
  }

  /** Sets all timers anew from the records they derive from. */
  async load(): Promise<void> {
    const { session, brand, timers } = this.#desks.room;
    timers.clear();
    for (const duty of await session.all<Duty>(keys.duty(brand.id))) {
      if (duty.state.is === 'waiting' && duty.missedAt === null) timers.push({ due: duty.dueAt, kind: 'duty', id: duty.id });
    }
    for (const { incident } of await session.all<IncidentRecord>(keys.incident(brand.id))) {
      if (incident.muted !== undefined) timers.push({ due: incident.muted.until, kind: 'mute', id: incident.id });
    }
    for (const retry of await session.all<RetryRecord>(keys.retry(brand.id))) timers.push({ due: retry.due, kind: 'retry', id: retry.mention });
  }

  /** When something is due next (epoch ms); null: nothing is waited for. */
  next(): number | null {
    const { tracker, timers } = this.#desks.room;
    const due = Math.min(tracker.nextTickAt() ?? Infinity, timers.peek()?.due ?? Infinity);
    return due === Infinity ? null : due;
  }

  /** Fires everything due up to `to`, each at its own time: what is heard later finds the world as it was by then. */
  async advance(to: number): Promise<void> {
    for (;;) {
      const tick = this.#desks.room.tracker.nextTickAt();
      const timer = this.#desks.room.timers.peek();
      const due = Math.min(tick ?? Infinity, timer?.due ?? Infinity);
      if (due > to) break;
      this.#desks.room.session.moveTo(due);
      if (tick !== null && tick <= due) await this.#desks.incidents.follow(this.#desks.room.tracker.tick(tick));
      else if (timer !== undefined) {
        this.#desks.room.timers.pop();
        await this.#fire(timer);
      }
    }
    this.#desks.room.session.moveTo(to);
  }

  async #fire(timer: Timer): Promise<void> {
    if (timer.kind === 'duty') {
      await this.#desks.plans.miss(timer.id);
      return;
    }
    if (timer.kind === 'mute') {
      await this.#desks.humans.lapse(timer.id);
      return;
    }
    const brand = this.#brand;
    const retry = await this.#desks.room.session.get<RetryRecord>(keys.retry(brand.id, timer.id));
    if (retry === null || retry.due !== timer.due) return;
    const mention = await this.#desks.mentions.get(timer.id);
    const post = mention === null ? null : ((await this.#desks.room.session.get<PostRecord>(keys.post(mention.mention.post)))?.post ?? null);
    if (post === null) {
      this.#desks.room.session.remove(keys.retry(brand.id, timer.id));
      return;
    }
    const [understanding] = await this.#enrichment.understand(brand, [post], new Map([[post.authorKey, await authorOf(this.#desks.room, post.authorKey)]]));
    if (understanding !== undefined) await this.#desks.mentions.understandAgain(timer.id, understanding, retry.attempt);
  }
}
