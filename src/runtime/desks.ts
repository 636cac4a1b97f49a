import { Beliefs } from './beliefs.ts';
import type { BrandRoom } from './brand-room.ts';
import { CaseBook } from './case-book.ts';
import { CaseDesk } from './case-desk.ts';
import { GroupDesk } from './group-desk.ts';
import { HumanDesk } from './human-desk.ts';
import { IncidentDesk } from './incident-desk.ts';
import { MentionDesk } from './mention-desk.ts';
import { OwnVoice } from './own-voice.ts';
import { PlanDesk } from './plan-desk.ts';
import { ReplyDesk } from './reply-desk.ts';

/** Who does what in a brand's room. */
export interface Desks {
  readonly room: BrandRoom;
  readonly beliefs: Beliefs;
  readonly plans: PlanDesk;
  readonly mentions: MentionDesk;
  readonly cases: CaseDesk;
  readonly incidents: IncidentDesk;
  readonly groups: GroupDesk;
  readonly humans: HumanDesk;
  readonly replies: ReplyDesk;
  readonly voice: OwnVoice;
}

/** Sets the desks up: a case that joins an incident is decided by the desk of cases, an incident is followed by its own. */
export function desksIn(room: BrandRoom): Desks {
  const plans = new PlanDesk(room);
  const incidents: IncidentDesk = new IncidentDesk(
    room,
    plans,
    (caseId, incident, because, causedBy) => cases.join(caseId, incident, because, causedBy),
    (incident, why, causedBy) => cases.decideOf(incident, why, causedBy),
  );
  const beliefs = new Beliefs(room);
  const book = new CaseBook(room, beliefs);
  const cases: CaseDesk = new CaseDesk(room, plans, incidents, { beliefs, book });
  const mentions = new MentionDesk(room, plans, incidents, { beliefs, book, cases });
  const groups = new GroupDesk(room, plans, { mentions, cases, incidents });
  const humans = new HumanDesk(room, plans, incidents);
  const replies = new ReplyDesk(room, plans, { cases, incidents });
  return { room, beliefs, plans, mentions, cases, incidents, groups, humans, replies, voice: new OwnVoice(room, { mentions, cases, incidents, deliveries: replies.deliveries }) };
}

/** After what was not committed was undone, nothing that was read before holds. */
export function forgetCaches({ plans, beliefs }: Desks): void {
  plans.forgetCache();
  beliefs.forgetCache();
}
