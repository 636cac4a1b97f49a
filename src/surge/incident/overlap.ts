import { crowdNow, type TrackedState } from './tracked.ts';

/** Half of the smaller one's people. */
const leastShare = 1 / 2;
/** Fewer people than this share nothing that could not be chance. */
const leastAuthors = 5;
const suggestedKept = 16;

/** Who of the people heard lately speaks of both: under a mark of the other too, or once here and once there. */
export function overlapOf(
  incident: TrackedState,
  others: readonly TrackedState[],
  now: number,
): { incident: string; with: string; share: number; why: string } | null {
  if (incident.resolved) return null;
  const own = peopleOf(incident, now);
  for (const other of others) {
    if (other.id === incident.id || other.resolved || incident.suggested.includes(other.id)) continue;
    const theirs = peopleOf(other, now);
    const [small, large, people, crowd] = own.size <= theirs.size ? [incident, other, own, theirs] : [other, incident, theirs, own];
    if (people.size < leastAuthors) continue;
    const shared = [...people].filter(([author, keys]) => crowd.has(author) || large.marks.some((mark) => keys.has(mark))).length;
    const share = shared / people.size;
    if (share < leastShare) continue;
    noteSuggested(incident, other.id);
    noteSuggested(other, incident.id);
    return { incident: small.id, with: large.id, share, why: `${shared} of the ${people.size} people heard lately in the one speak of the other too` };
  }
  return null;
}

/** The marks that each of the people heard lately used. */
function peopleOf(incident: TrackedState, now: number): Map<number, Set<string>> {
  const people = new Map<number, Set<string>>();
  for (const { author, keys } of crowdNow(incident, now)) {
    const used = people.get(author) ?? new Set<string>();
    for (const key of keys) used.add(key);
    people.set(author, used);
  }
  return people;
}

function noteSuggested(incident: TrackedState, other: string): void {
  incident.suggested.push(other);
  if (incident.suggested.length > suggestedKept) incident.suggested.shift();
}
