import type { Hub } from '../../spec/incident.ts';
import type { Venue } from '../../spec/post.ts';
import type { CrowdEntry } from './crowd.ts';
import type { HubRequest } from './hub.ts';
import { beginnersOf, type OriginatorState } from './participants.ts';
import type { SpreadState } from './spread.ts';

/** A thread is a place of its own within the venue it stands in. */
const threadId = (root: string): string => `thread:${root}`;

/** What of an incident is looked at here. */
interface Placed {
  hub: Hub | null;
  marks: string[];
  venues: Venue[];
  crowd: CrowdEntry[];
  originators: OriginatorState[];
  spread: SpreadState;
}

/** What the hub of an incident is chosen from: `crowd`, its posts of the sliding window. */
export function hubRequest(tracked: Placed, crowd: readonly CrowdEntry[]): HubRequest {
  const { hub } = tracked;
  const lost = new Set(tracked.spread.lost.map(threadId));
  const venues = new Map(tracked.venues.map((venue) => [venue.id, venue]));
  const placesOf = ({ venues: ids, root }: Pick<CrowdEntry, 'venues' | 'root'>): string[] => {
    const thread = root === undefined ? [] : [threadId(root)];
    return [...ids, ...thread].filter((id) => !lost.has(id));
  };
  const standings = crowd.map((entry) => ({ ...entry, counted: entry.counted ?? entry.reach > 0, venues: placesOf(entry) }));
  for (const { root, venues: ids } of crowd) {
    const where = venues.get(ids[0] ?? '');
    if (root !== undefined && where !== undefined && !venues.has(threadId(root))) venues.set(threadId(root), threadIn(where, root));
  }
  return {
    crowd: standings,
    venues,
    origins: beginnersOf(tracked.originators).map(({ post, venues: ids = [] }) => ({ post, venues: [...ids, threadId(post)] })),
    marks: tracked.marks,
    current: hub,
    deserted: hub !== null && !tracked.crowd.some((entry) => placesOf(entry).includes(hub.venue.id)),
  };
}

function threadIn({ class: venueClass, name, id }: Venue, root: string): Venue {
  return { id: threadId(root), kind: 'thread', class: venueClass, name: `a thread in ${name || id}` };
}
