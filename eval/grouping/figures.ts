/** Which grievance a post was laid down for and which incident it came to; null: none. */
export interface Placed {
  readonly truth: string | null;
  readonly incident: string | null;
}

/** Counts that add up over stories. */
export interface Tally {
  posts: number;
  grievances: number;
  /** Grievances with an incident in which half of its posts and more are theirs. */
  found: number;
  /** Pairs of posts of one grievance; of those in one incident; and pairs in one incident of which one at least was laid down. */
  pairs: { same: number; together: number; both: number };
  /** Sums over the posts laid down of precision and recall by B-cubed (Bagga & Baldwin 1998); what belongs to no incident stands alone. */
  bcubed: { precision: number; recall: number };
  /** Posts of the usual talk that came to an incident with posts laid down. */
  strangers: number;
  /** Incidents that hold posts of several grievances, each a fifth of it and more. */
  mixed: number;
  incidents: number;
}

export function emptyTally(): Tally {
  return { posts: 0, grievances: 0, found: 0, pairs: { same: 0, together: 0, both: 0 }, bcubed: { precision: 0, recall: 0 }, strangers: 0, mixed: 0, incidents: 0 };
}

export function addStory(tally: Tally, placed: readonly Placed[]): void {
  const told = placed.filter((one): one is { truth: string; incident: string | null } => one.truth !== null);
  const byIncident = Map.groupBy(placed.filter(({ incident }) => incident !== null), ({ incident }) => incident);
  const byTruth = Map.groupBy(told, ({ truth }) => truth);
  tally.posts += told.length;
  tally.grievances += byTruth.size;
  for (const [truth, posts] of byTruth) {
    tally.pairs.same += pairsOf(posts.length);
    const home = [...Map.groupBy(posts, ({ incident }) => incident)].filter(([incident]) => incident !== null).sort((a, b) => b[1].length - a[1].length)[0];
    if (home !== undefined && home[1].length >= posts.length / 2 && home[1].length >= (byIncident.get(home[0])?.length ?? 0) / 2) tally.found += 1;
    for (const { incident } of posts) {
      const together = incident === null ? 1 : (byIncident.get(incident)?.filter((one) => one.truth === truth).length ?? 1);
      tally.bcubed.precision += together / (incident === null ? 1 : (byIncident.get(incident)?.length ?? 1));
      tally.bcubed.recall += together / posts.length;
    }
  }
  for (const members of byIncident.values()) {
    const counts = [...Map.groupBy(members, ({ truth }) => truth)].flatMap(([truth, posts]) => (truth === null ? [] : [posts.length]));
    tally.incidents += 1;
    if (counts.length === 0) continue;
    const laid = counts.reduce((sum, count) => sum + count, 0);
    tally.strangers += members.length - laid;
    tally.pairs.both += pairsOf(members.length) - pairsOf(members.length - laid);
    for (const count of counts) tally.pairs.together += pairsOf(count);
    if (counts.filter((count) => count >= members.length / 5).length > 1) tally.mixed += 1;
  }
}

export function figuresOf({ posts, grievances, found, pairs, bcubed, strangers, mixed, incidents }: Tally): Record<string, number | null> {
  return {
    grievances, found: share(found, grievances), incidents, mixed, strangers,
    pairPrecision: share(pairs.together, pairs.both), pairRecall: share(pairs.together, pairs.same),
    bcubedPrecision: share(bcubed.precision, posts), bcubedRecall: share(bcubed.recall, posts),
  };
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

/** Null: of nothing. */
const share = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 1000) / 1000);
