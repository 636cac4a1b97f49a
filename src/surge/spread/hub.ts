import type { Hub } from '../../spec/incident.ts';
import type { Venue, VenueKind } from '../../spec/post.ts';

/** One post of an incident's crowd, as far as place is concerned. */
export interface Standing {
  /** Hash of the author. */
  author: number;
  /** Venue ids. */
  venues: readonly string[];
  /** Answers and reposts seen. */
  reach: number;
  /** The source tells of them. */
  counted: boolean;
}

export interface HubRequest {
  /** The crowd of the sliding window. */
  crowd: readonly Standing[];
  venues: ReadonlyMap<string, Venue>;
  /** Posts it began with, and the ids of the venues they stand in. */
  origins: readonly { post: string; venues: readonly string[] }[];
  /** Marks of the incident: where two places are equal, the one whose name is a mark tells more. */
  marks: readonly string[];
  current: Hub | null;
  /** No post that is still there stands in the current hub. */
  deserted: boolean;
}

/** Places named beside the hub, and the people it takes. */
const alternativesShown = 3;
const alternativesAuthors = 2;

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
  /** Answers and reposts seen of what is said there. */
  seen: number;
  /** Share of the exposed crowd: people, and the answers and reposts seen. */
  reach: number;
  /** Posts it began with that stand there. */
  began: number;
  mark: boolean;
  specificity: number;
}

interface Weighed {
  /** Places that could be the hub, largest first. */
  candidates: Candidate[];
  /** All places where more than one speaks, largest first. */
  places: Candidate[];
  people: number;
  origins: number;
  posts: number;
  /** Posts of which the source tells neither answers nor reposts. */
  untold: number;
}

/**
 * The venue where an incident's crowd is: the largest share of its distinct authors; then where it began, then the reach
 * that was seen. A hashtag or thread is preferred to the site that holds it. It moves only when another is clearly ahead, or when all that stood there is gone.
 */
export function chooseHub(request: HubRequest): Hub | null {
  const weighed = weigh(request);
  const { candidates, people } = weighed;
  const best = mostSpecific(candidates);
  const current = request.current;
  if (current === null) return best === undefined ? null : hubOf(best, weighed);
  const held = candidates.find(({ venue }) => venue.id === current.venue.id);
  if (held === undefined) {
    if (best !== undefined) return hubOf(best, weighed);
    return request.deserted || people >= dispersed ? null : current;
  }
  if (best === undefined || best.venue.id === held.venue.id) return hubOf(held, weighed);
  const ahead = best.specificity > held.specificity || best.share >= held.share + lead;
  return hubOf(ahead ? best : held, weighed);
}

function weigh({ crowd, venues, origins, marks }: HubRequest): Weighed {
  const everyone = new Set<number>();
  const found = new Map<string, { authors: Set<number>; seen: number }>();
  let seenOfAll = 0;
  let untold = 0;
  for (const { author, venues: ids, reach, counted } of crowd) {
    everyone.add(author);
    seenOfAll += reach;
    if (!counted) untold += 1;
    for (const id of ids) {
      let place = found.get(id);
      if (place === undefined) found.set(id, (place = { authors: new Set(), seen: 0 }));
      place.authors.add(author);
      place.seen += reach;
    }
  }
  const people = everyone.size;
  const places: Candidate[] = [];
  for (const [id, { authors: speaking, seen }] of found) {
    const venue = venues.get(id);
    const authors = speaking.size;
    if (venue === undefined || authors < alternativesAuthors) continue;
    places.push({
      venue,
      authors,
      share: authors / people,
      seen,
      reach: (authors + seen) / (people + seenOfAll),
      began: origins.filter((origin) => origin.venues.includes(id)).length,
      mark: marks.includes(id),
      specificity: specificityOf(venue.kind),
    });
  }
  places.sort(
    (a, b) =>
      b.authors - a.authors ||
      Number(b.mark) - Number(a.mark) ||
      Number(b.began > 0) - Number(a.began > 0) ||
      b.seen - a.seen ||
      // A page of one thread is the page: who writes there next reads both.
      Number(a.venue.kind === 'thread') - Number(b.venue.kind === 'thread') ||
      (a.venue.id < b.venue.id ? -1 : 1),
  );
  const candidates = places.filter(({ authors }) => authors >= leastAuthors && authors >= leastShare * people);
  return { candidates, places, people, origins: origins.length, posts: crowd.length, untold };
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
      return 2;
    case 'thread':
    case 'group':
    case 'page':
    case 'review-page':
    case 'account':
      return 1;
    default:
      return 0;
  }
}

function hubOf(chosen: Candidate, { places, people, origins, posts, untold }: Weighed): Hub {
  const { venue, authors, seen, began } = chosen;
  const sharesOf = (place: Candidate) => ({ venue: place.venue, share: place.share, origin: origins === 0 ? 0 : place.began / origins, reach: place.reach });
  const why = [
    `${authors} of the ${people} people heard lately speak in ${venue.name || venue.id}`,
    ...(began > 0 ? [`${began} of the ${origins} who began it did so there`] : []),
    ...(seen > 0 ? [`${seen} answers and reposts seen`] : []),
    `an answer there reaches ${Math.round(chosen.reach * 100)} % of those who spoke, answered or reposted${untold === 0 ? '' : ` (of ${untold} of ${posts} posts neither answers nor reposts are told)`}`,
  ];
  const alternatives = places.filter((place) => place.venue.id !== venue.id).slice(0, alternativesShown);
  return { ...sharesOf(chosen), why: why.join('; '), alternatives: alternatives.map(sharesOf) };
}
