import type { FactValue } from '../spec/facts.ts';
import type { MentionKind } from '../spec/classification.ts';
import type { Severity } from '../spec/incident.ts';
import type { SpeakerRole } from '../spec/speaker.ts';
import { show } from '../lib/values.ts';
import { severityOf } from './severity.ts';
import { invalid, isValue, positionOf, read, readSet, write, type View } from './view.ts';

/** What the situation, not the gathered facts, says. */
export interface Surroundings {
  readonly subject: 'case' | 'incident';
  readonly hubKnown: boolean | undefined;
  readonly missingOwners: readonly string[] | undefined;
}

/** Speakers whose words bind what may be said to somebody of whom nothing is known. */
const anyoneAtAll: readonly SpeakerRole[] = ['competitor', 'customer', 'employee', 'journalist'];

const criticalKinds = new Set<MentionKind>(['complaint', 'abuse', 'bullying', 'threat', 'values-criticism', 'silence-complaint']);

/** Facts that follow from others, added before any rule looks; what was gathered is kept as it is. Returns the severity with its parts. */
export function deriveFacts(view: View, { subject, hubKnown, missingOwners }: Surroundings): Severity {
  const give = (position: number, value: FactValue | undefined): void => {
    if (value !== undefined && view.values[position] === undefined) write(view, position, value);
  };

  write(view, positionOf['subject.type'], subject);
  joinKinds(view);
  const state = read(view, 'incident.state');
  if (state !== undefined) give(positionOf['incident.open'], state !== 'resolved' && state !== 'closed');
  give(positionOf['incident.hub'], hubKnown);
  give(positionOf['owner.missing'], missingOwners as string[] | undefined);
  give(positionOf['what.negative'], isNegative(view, subject));
  if (subject === 'case') {
    if (read(view, 'who.plausible') === undefined) give(positionOf['who.plausible'], plausibleSpeakers(view));
    // A post of which neither mood nor kind is known was not understood, whoever forgot to say so.
    if (read(view, 'what.sentiment') === undefined && read(view, 'what.kinds') === undefined) give(positionOf['what.understood'], false);
  }
  const severity = severityOf(view);
  write(view, positionOf['severity.level'], severity.level);
  return severity;
}

/** The one kind that was named is among all kinds. */
function joinKinds(view: View): void {
  const kind = read(view, 'what.kind');
  if (typeof kind !== 'string') return;
  const kinds = readSet(view, 'what.kinds');
  if (kinds === undefined) write(view, positionOf['what.kinds'], [kind]);
  else if (!kinds.includes(kind)) write(view, positionOf['what.kinds'], [...kinds, kind]);
}

/** Mixed talk holds criticism; an incident is about something that went wrong. */
function isNegative(view: View, subject: 'case' | 'incident'): boolean | undefined {
  const kinds = readSet(view, 'what.kinds');
  if (kinds?.some((kind) => criticalKinds.has(kind as MentionKind)) === true) return true;
  const sentiment = read(view, 'what.sentiment');
  // Flat words of no known kind may still tell of something that went wrong: "my kettle leaks".
  const flat = sentiment === 'neutral' && subject === 'case' && (kinds === undefined || kinds.length === 0);
  if (sentiment !== undefined && !flat) return sentiment === 'negative' || sentiment === 'mixed';
  if (subject === 'incident') return true;
  return kinds !== undefined && kinds.length > 0 && kinds.every((kind) => kind === 'praise') ? false : undefined;
}

function plausibleSpeakers(view: View): string[] {
  const role = view.facts['who.role'];
  if (role?.known === true) return [role.value as SpeakerRole];
  const candidates = role === undefined ? [] : (role.candidates as readonly ({ value: FactValue } | null)[]).map((candidate) => candidate?.value as SpeakerRole);
  for (const candidate of candidates) if (!isValue('who.role', candidate)) throw invalid('who.role.candidates', `${show(candidate)} is not a value of this fact.`, 'Name roles of the catalogue.');
  return candidates.length > 0 ? candidates : (anyoneAtAll as SpeakerRole[]);
}
