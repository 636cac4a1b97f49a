import type { Duty } from '../spec/duty.ts';
import type { Plan } from '../spec/plan.ts';
import type { PublishCommand, Draft, Receipt, Reply } from '../spec/reply.ts';
import type { Post } from '../spec/post.ts';
import { commandOf } from './addressing.ts';
import type { BrandRoom } from './brand-room.ts';
import type { CaseDesk } from './case-desk.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { keys } from './keys.ts';
import { REMEMBERED, type ReviewDesk, type Said } from './review-desk.ts';
import { noteContradiction } from './statements.ts';

interface Parts {
  readonly cases: CaseDesk;
  readonly incidents: IncidentDesk;
  readonly reviews: ReviewDesk;
  readonly planOf: (duty: Duty) => Promise<Plan>;
}

/** Replies that left the house: on their way, arrived, failed, or nobody knows. */
export class Deliveries {
  readonly #room: BrandRoom;
  readonly #parts: Parts;

  constructor(room: BrandRoom, parts: Parts) {
    this.#room = room;
    this.#parts = parts;
  }

  /** Kept before it is sent. Until it is known what became of it, it may be heard. */
  begin(reply: Reply): void {
    this.#put(reply);
    this.#room.session.put(keys.awaited(this.#room.brand.id, reply.target.replyTo, reply.id), { reply: reply.id });
  }

  /** Replies that were under way when the process ended. */
  async unsettled(): Promise<{ reply: Reply; command: PublishCommand }[]> {
    const { session, brand } = this.#room;
    const replies = (await session.all<Reply>(keys.reply(brand.id))).filter(({ state }) => state === 'sending');
    const found: { reply: Reply; command: PublishCommand }[] = [];
    for (const reply of replies) {
      const draft = await session.get<Draft>(keys.draft(brand.id, reply.draft));
      if (draft !== null) found.push({ reply, command: (await commandOf(this.#room, draft)).command });
    }
    return found;
  }

  /** Each of the three gives the reply as it ended: what was heard meanwhile has arrived, whatever became of the sending. */
  async sent(reply: Reply, receipt: Receipt): Promise<Reply> {
    const { session, brand } = this.#room;
    const arrived = await this.#arrived(reply);
    if (arrived !== null) {
      // The vendor may name it otherwise than its stream does.
      session.put(keys.receipt(brand.id, receipt.id), { reply: reply.id });
      return arrived;
    }
    const sent: Reply = { ...reply, state: 'sent', receipt };
    this.#put(sent);
    this.#forget(sent);
    session.put(keys.receipt(brand.id, receipt.id), { reply: reply.id });
    const event = session.record('reply.sent', { reply: sent, receipt });
    const draft = await session.get<Draft>(keys.draft(brand.id, reply.draft));
    if (draft !== null) {
      const said = await this.#parts.reviews.said();
      session.put(keys.said(brand.id), { ...said, texts: [draft.text, ...said.texts].slice(0, REMEMBERED) } satisfies Said);
    }
    await this.#meet(sent, draft, event);
    return sent;
  }

  async failed(reply: Reply, why: string): Promise<Reply> {
    const arrived = await this.#arrived(reply);
    if (arrived !== null) return arrived;
    const failed: Reply = { ...reply, state: 'failed', why };
    this.#put(failed);
    this.#forget(failed);
    this.#room.session.record('reply.failed', { reply: failed, why });
    return failed;
  }

  /** Perhaps it was sent. Nobody sends it again blindly: the duty stays owed, and a human looks, until it is heard. */
  async uncertain(reply: Reply, why: string): Promise<Reply> {
    const arrived = await this.#arrived(reply);
    if (arrived !== null) return arrived;
    const uncertain: Reply = { ...reply, state: 'uncertain', why };
    this.#put(uncertain);
    this.#room.session.record('reply.uncertain', { reply: uncertain, why });
    return uncertain;
  }

  /** Is a post of the brand a reply that kashuv sent and knows no more of? Then it has arrived: true. The same words in the same place; what stands beside them is the vendor's. */
  async heard(post: Post): Promise<boolean> {
    const { session, brand } = this.#room;
    for (const { reply: id } of await session.all<{ reply: string }>(keys.awaited(brand.id, post.thread.parent ?? null))) {
      const reply = await session.get<Reply>(keys.reply(brand.id, id));
      const draft = reply === null ? null : await session.get<Draft>(keys.draft(brand.id, reply.draft));
      if (reply === null || draft === null || !squeezed(post.text).startsWith(squeezed(draft.text))) continue;
      await this.sent(reply, { id: post.sourceId, at: session.lastAt, ...(post.url !== undefined && { url: post.url }) });
      return true;
    }
    return false;
  }

  async #meet({ id, duty: dutyId, target }: Reply, draft: Draft | null, event: string): Promise<void> {
    const { session, brand } = this.#room;
    const { cases, incidents, reviews, planOf } = this.#parts;
    const duty = await session.get<Duty>(keys.duty(brand.id, dutyId));
    if (duty === null) return;
    if (duty.subject.type === 'case') {
      await cases.answered(duty.subject.id, id, 'reply', event, [duty.kind]);
      return;
    }
    const review = draft === null ? null : await reviews.review(duty, await planOf(duty), draft.text, draft.language);
    const contains = (['explanation', 'prevention', 'remedy', 'apology'] as const).filter((part) => review?.present.includes(`say.${part}`) === true);
    await incidents.addStatement(duty.subject.id, { id, at: session.lastAt, venue: target.venue, contains }, { with: id, by: 'reply' }, event);
    if (review !== null) await noteContradiction(incidents, duty.subject.id, review, event);
  }

  async #arrived({ id }: Reply): Promise<Reply | null> {
    const kept = await this.#room.session.get<Reply>(keys.reply(this.#room.brand.id, id));
    return kept?.state === 'sent' ? kept : null;
  }

  #put(reply: Reply): void {
    this.#room.session.put(keys.reply(this.#room.brand.id, reply.id), reply);
  }

  #forget({ id, target }: Reply): void {
    this.#room.session.remove(keys.awaited(this.#room.brand.id, target.replyTo, id));
  }
}

const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim();
