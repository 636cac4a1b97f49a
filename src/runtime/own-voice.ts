import { reviewReply } from '../reply/index.ts';

import type { Incident } from '../spec/incident.ts';
import type { Post } from '../spec/post.ts';
import type { Review } from '../spec/reply.ts';
import type { BrandRoom } from './brand-room.ts';
import { packFor } from './brand-room.ts';
import type { CaseDesk } from './case-desk.ts';
import type { Deliveries } from './deliveries.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { keys } from './keys.ts';
import type { MentionDesk } from './mention-desk.ts';
import type { IncidentRecord, Incoming, MentionRecord, PostRecord } from './records.ts';
import { noteContradiction, statementsOf } from './statements.ts';

/** Cues that make an answer one that sweeps under the carpet: it counts as none. */
const DISMISSIVE: ReadonlySet<string> = new Set(['L02', 'L04', 'L07', 'L15', 'L17', 'L28']);

/** Hears what the brand itself says, also where staff answered without kashuv, and sees what that meets. */
export class OwnVoice {
  readonly #room: BrandRoom;
  readonly #mentions: MentionDesk;
  readonly #cases: CaseDesk;
  readonly #incidents: IncidentDesk;
  readonly #deliveries: Deliveries;

  constructor(room: BrandRoom, { mentions, cases, incidents, deliveries }: { mentions: MentionDesk; cases: CaseDesk; incidents: IncidentDesk; deliveries: Deliveries }) {
    this.#room = room;
    this.#mentions = mentions;
    this.#cases = cases;
    this.#incidents = incidents;
    this.#deliveries = deliveries;
  }

  async hear({ entry, post }: Incoming): Promise<void> {
    if (post === null) return;
    const { session, brand } = this.#room;
    const id = this.#mentions.mentionId(post.id);
    const before = await this.#mentions.get(id);
    const record: MentionRecord = {
      mention: this.#mentions.mentionOf(post, entry.matches),
      venue: post.venue,
      private: post.private,
      parent: post.thread.parent ?? null,
      classifiedSeq: null,
      role: { known: true, value: 'brand', confidence: 1, evidence: [{ source: 'list', cue: 'accounts' }] },
      corrections: [],
      case: null,
      incident: null,
      own: true,
      gone: false,
    };
    session.put(keys.mention(brand.id, id), record);
    const heard = session.record(before === null ? 'mention.heard' : 'mention.edited', { mention: record.mention });
    if (before !== null) return;
    // What kashuv itself sent meets its duty as a reply: when it was sent, or now, where its receipt is still to come or was lost.
    if ((await session.get(keys.receipt(brand.id, post.sourceId))) !== null || (await this.#deliveries.heard(post))) return;
    const dismissive = this.#dismissive(post);
    if (dismissive.length > 0) {
      session.record('policy.breached', { what: `R-24: the brand's own words are dismissive (${dismissive.join(', ')}); they meet no duty`, mention: id }, heard);
      const snubbed = await this.#answeredCase(post);
      if (snubbed !== null) await this.#cases.snubbed(snubbed);
      return;
    }
    await this.#answerCase(post, heard);
    for (const incident of await this.#incidents.open()) {
      if (!isAtHub(post, incident)) continue;
      const review = await this.#besides(post, incident.incident);
      await this.#incidents.addStatement(
        incident.incident.id,
        { id: post.id, at: session.lastAt, venue: post.venue.id, contains: [], atHub: true },
        { with: post.id, by: 'outside' },
        heard,
      );
      if (review !== null) await noteContradiction(this.#incidents, incident.incident.id, review, heard);
    }
  }

  async #answerCase(post: Post, heard: string): Promise<void> {
    const answered = await this.#answeredCase(post);
    if (answered !== null) await this.#cases.answered(answered, post.id, 'outside', heard);
  }

  /** The case that a post of the brand speaks to. */
  async #answeredCase(post: Post): Promise<string | null> {
    const parent = post.thread.parent ?? (post.thread.root === post.id ? undefined : post.thread.root);
    if (parent === undefined) return null;
    const answered = (await this.#room.session.get<PostRecord>(keys.post(parent)))?.post;
    return answered == null ? null : this.#cases.id(answered.authorKey, answered.thread.root);
  }

  /** The post as one more official word beside those said before; null where nobody can read it. */
  async #besides(post: Post, incident: Incident): Promise<Review | null> {
    const pack = packFor(this.#room.packs, post.language.code);
    if (pack === null) return null;
    const context = { stage: 'update', language: pack.code, severity: incident.severity.level, incidentOpen: true, ...(await statementsOf(this.#room, incident)) } as const;
    return reviewReply(post.text, context, pack);
  }

  #dismissive(post: Post): string[] {
    const pack = packFor(this.#room.packs, post.language.code);
    if (pack === null) return [];
    const { findings } = reviewReply(post.text, { stage: 'note', language: pack.code, severity: 'high' }, pack);
    return [...new Set(findings.filter(({ cue, level }) => level === 'block' && DISMISSIVE.has(cue)).map(({ cue }) => cue))];
  }
}

/** Under the hashtag, in the thread, on the page: where the crowd of this incident is. A whole site is no place to have answered. */
function isAtHub(post: Post, { incident }: IncidentRecord): boolean {
  const hub = incident.hub?.venue;
  if (hub === undefined) return false;
  if (post.hashtags.some(({ id }) => id === hub.id)) return true;
  if (hub.kind === 'site') return post.hashtags.some(({ id }) => incident.marks.includes(id));
  return post.venue.id === hub.id || hub.id === `thread:${post.thread.root}`;
}

