import { applyCorrection } from '../understand/index.ts';
import type { Classification } from '../spec/classification.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LedgerEvent } from '../spec/event.ts';
import type { BrandRoom } from './brand-room.ts';
import { keys } from './keys.ts';
import type { MentionRecord } from './records.ts';

/** Classifications kept at hand; the others are read from the ledger. */
const REMEMBERED = 256;

/** What is believed of mentions. It stands in the ledger, as it was classified; what humans corrected is laid over it. */
export class Beliefs {
  readonly #room: BrandRoom;
  readonly #classifications = new Map<number, Classification>();

  constructor(room: BrandRoom) {
    this.#room = room;
  }

  /** After what was not committed was undone. */
  forgetCache(): void {
    this.#classifications.clear();
  }

  /** Puts a classification into the ledger, and remembers where. */
  record(record: MentionRecord, classification: Classification, causedBy?: string): string {
    const { session } = this.#room;
    const event = session.record('mention.classified', { mention: record.mention.id, classification }, causedBy);
    record.classifiedSeq = session.seq;
    this.#classifications.set(session.seq, classification);
    if (this.#classifications.size > REMEMBERED) this.#classifications.delete(this.#classifications.keys().next().value as number);
    return event;
  }

  /** What is believed of a mention, with what humans said laid over it; null where it was never classified. */
  async of({ classifiedSeq, corrections }: MentionRecord): Promise<Classification | null> {
    if (classifiedSeq === null) return null;
    let classification = this.#classifications.get(classifiedSeq);
    if (classification === undefined) {
      const event = await this.#room.session.get<LedgerEvent>(keys.ledger(this.#room.brand.id, classifiedSeq));
      if (event?.type !== 'mention.classified') throw new KashuvError('INTERNAL', `event ${classifiedSeq} of '${this.#room.brand.id}' is no classification.`);
      classification = event.data.classification;
    }
    return corrections.reduce((believed, correction) => applyCorrection(believed, correction), classification);
  }
}
