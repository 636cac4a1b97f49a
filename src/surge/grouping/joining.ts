import type { Belonging } from '../../spec/incident.ts';
import type { TrackedState } from '../incident/tracked.ts';
import type { RememberedMention } from '../remembered.ts';
import { becauseOf } from '../words/words.ts';
import { likenessTo, sharedWith, tieTo } from './grouping.ts';

/** A mention that comes to an incident, and why. */
export interface Joining {
  mention: RememberedMention;
  because: Belonging;
}

/** Notes where a mention belongs, and whether it is only there for its time or its words. */
export function enter(member: RememberedMention, incident: TrackedState, { by }: Belonging): void {
  member.incident = incident.id;
  delete member.loose;
  const { series } = incident.detectedBy;
  if (by === 'surge' || (by === 'words' && series !== 'grievance' && series !== 'told')) member.loose = true;
}

/** Those heard lately who belong to no incident and speak like this one: what it is about may show only later. */
export function spokenAlike(incident: TrackedState, remembered: readonly RememberedMention[]): Joining[] {
  return remembered.flatMap((mention) => {
    const like = mention.incident === null ? likenessTo(mention, incident) : null;
    return like === null ? [] : [{ mention, because: becauseOf(like.shared) }];
  });
}

/** Why a voice of a surge belongs to an incident that the surge was given to. */
export function tied(mention: RememberedMention, incident: TrackedState): Belonging {
  if (sharedWith(mention, incident) > 0) return tieTo(mention, incident);
  const like = likenessTo(mention, incident);
  return like === null ? { by: 'surge' } : becauseOf(like.shared);
}
