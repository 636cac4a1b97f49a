import type { Hub } from '../spec/incident.ts';
import type { Venue, VenueKind } from '../spec/post.ts';

/** One post of an incident's crowd, as far as place is concerned. */
export interface Standing {
  post: string;
  /** Hash of the author. */
  author: number;
  at: number;
  /** Venue ids. */
  venues: readonly string[];
  reach: number;
}

export interface HubRequest {
  /** The crowd of the sliding window. */
  crowd: readonly Standing[];
  venues: ReadonlyMap<string, Venue>;
  /** Posts it began with. */
  origins: ReadonlySet<string>;
  /** Marks of the incident: where two places are equal, the one whose name is a mark tells more. */
  marks: readonly string[];
  current: Hub | null;
}

/** A venue is a hub from a quarter of the crowd on, and from three people on. */
const leastShare = 0.25;
const leastAuthors = 3;
/** Shares this close count as equal. */
const similar = 0.1;
/** By how much another venue must be ahead before the hub moves. */
const lead = 0.15;
/** So many authors without a common place have no hub; fewer say nothing, and the hub stays. */
const dispersed = 5;

interface Candidate {
  venue: Venue;
  authors: number;
  share: number;
  reach: number;
  origin: boolean;
  mark: boolean;
  specificity: number;
}

/**
 * The venue where an incident's crowd is: the largest share of its distinct authors; then where it began, then the reach
 * that was seen. A hashtag or thread is preferred to the site that holds it. It moves only when another is clearly ahead.
 */
export function chooseHub(request: HubRequest): Hub | null {
  const { candidates, total } = weigh(request);
  const best = mostSpecific(candidates);
  const current = request.current;
  if (current === null) return best === undefined ? null : hubOf(best, total);
  const held = candidates.find(({ venue }) => venue.id === current.venue.id);
  if (held === undefined) {
    if (best !== undefined) return hubOf(best, total);
    return total >= dispersed ? null : current;
  }
  if (best === undefined || best.venue.id === held.venue.id) return hubOf(held, total);
  const ahead = best.specificity > held.specificity || best.share >= held.share + lead;
  return hubOf(ahead ? best : held, total);
}

function weigh({ crowd, venues, origins, marks }: HubRequest): { candidates: Candidate[]; total: number } {
  const everyone = new Set<number>();
  const places = new Map<string, { authors: Set<number>; reach: number; origin: boolean }>();
  for (const { post, author, venues: ids, reach } of crowd) {
    everyone.add(author);
    for (const id of ids) {
      let place = places.get(id);
      if (place === undefined) places.set(id, (place = { authors: new Set(), reach: 0, origin: false }));
      place.authors.add(author);
      place.reach += reach;
      place.origin ||= origins.has(post);
    }
  }
  const total = everyone.size;
  const candidates: Candidate[] = [];
  for (const [id, place] of places) {
    const venue = venues.get(id);
    const authors = place.authors.size;
    if (venue === undefined || authors < leastAuthors || authors < leastShare * total) continue;
    candidates.push({
      venue,
      authors,
      share: authors / total,
      reach: place.reach,
      origin: place.origin,
      mark: marks.includes(id),
      specificity: specificityOf(venue.kind),
    });
  }
  candidates.sort(
    (a, b) =>
      b.authors - a.authors ||
      Number(b.mark) - Number(a.mark) ||
      Number(b.origin) - Number(a.origin) ||
      b.reach - a.reach ||
      (a.venue.id < b.venue.id ? -1 : 1),
  );
  return { candidates, total };
}

/** Of those that hold about as many as the first, the most specific; half as many do where the first is a whole site. */
function mostSpecific(candidates: readonly Candidate[]): Candidate | undefined {
  const first = candidates[0];
  if (first === undefined) return undefined;
  const enough = first.specificity === 0 ? first.share / 2 : first.share - similar;
  let best = first;
  for (const candidate of candidates) {
    if (candidate.share >= enough && candidate.specificity > best.specificity) best = candidate;
  }
  return best;
}

function specificityOf(kind: VenueKind): number {
  switch (kind) {
    case 'hashtag':
    case 'thread':
      return 2;
    case 'group':
    case 'page':
    case 'review-page':
    case 'account':
      return 1;
    default:
      return 0;
  }
}

function hubOf({ venue, authors, share, origin, reach }: Candidate, total: number): Hub {
  const began = origin ? '; it began there' : '';
  const seen = reach > 0 ? `; ${reach} answers and reposts seen` : '';
  return { venue, share, why: `${authors} of the ${total} people heard lately speak in ${venue.name || venue.id}${began}${seen}` };
}
