import type { BrandRoom } from './brand-room.ts';
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
  readonly plans: PlanDesk;
  readonly mentions: MentionDesk;
  readonly incidents: IncidentDesk;
  readonly groups: GroupDesk;
  readonly humans: HumanDesk;
  readonly replies: ReplyDesk;
  readonly voice: OwnVoice;
}

/** Sets the desks up: a case that joins an incident is decided by the desk of mentions, an incident is followed by its own. */
export function desksIn(room: BrandRoom): Desks {
  const plans = new PlanDesk(room);
  const incidents: IncidentDesk = new IncidentDesk(
    room,
    plans,
    (caseId, incident, causedBy) => mentions.joinIncident(caseId, incident, causedBy),
    (incident, why, causedBy) => mentions.decideCasesOf(incident, why, causedBy),
  );
  const mentions: MentionDesk = new MentionDesk(room, plans, incidents);
  const groups = new GroupDesk(room, plans, mentions, incidents);
  const humans = new HumanDesk(room, plans, incidents);
  return { room, plans, mentions, incidents, groups, humans, replies: new ReplyDesk(room, plans, mentions, incidents), voice: new OwnVoice(room, mentions, incidents) };
}

/** After what was not committed was undone, nothing that was read before holds. */
export function forgetCaches({ plans, mentions }: Desks): void {
  plans.forgetCache();
  mentions.forgetCache();
}
