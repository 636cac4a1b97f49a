import { elementCatalogue, elementNames, type ElementName } from '../spec/element.ts';

/** Place of each element in the catalogue, so that a decision counts in arrays. */
export const elementPosition: Readonly<Record<string, number>> = Object.fromEntries(elementNames.map((name, index) => [name, index]));

/** What comes before the first point of a member's name; null for slots. */
export const memberGroups = ['say', 'never', 'strategy', 'venue', 'act', 'approve', 'flag'] as const;
export type MemberGroup = (typeof memberGroups)[number];
export const groupOf: readonly (MemberGroup | null)[] = elementNames.map((name) =>
  elementCatalogue[name].type === 'member' ? (memberGroups.find((group) => name.startsWith(`${group}.`)) ?? null) : null,
);

/** Elements that one rule fills. */
export type SlotName = { [Name in ElementName]: (typeof elementCatalogue)[Name]['type'] extends 'slot' ? Name : never }[ElementName];

/** A value for each slot; null where no rule sets it. */
export type Slots<T> = Readonly<Record<SlotName, T | null>>;

const slotPositions = Object.fromEntries(elementNames.flatMap((name, position) => (elementCatalogue[name].type === 'slot' ? [[name, position]] : []))) as Record<SlotName, number>;

/** What is found for each slot, by its position. Written out: writing to a property whose name is computed takes ten times as long. */
export function slotsBy<T>(find: (position: number) => T | null): Slots<T> {
  const at = slotPositions;
  return {
    decision: find(at.decision), stage: find(at.stage), owner: find(at.owner), concession: find(at.concession), cluster: find(at.cluster),
    apology: find(at.apology), moderation: find(at.moderation), humour: find(at.humour),
    turnLimit: find(at.turnLimit), warmth: find(at.warmth), maxSimilarity: find(at.maxSimilarity),
    'deadline.ackBy': find(at['deadline.ackBy']), 'deadline.holdingBy': find(at['deadline.holdingBy']), 'deadline.nextUpdateAt': find(at['deadline.nextUpdateAt']),
    'deadline.conclusiveBy': find(at['deadline.conclusiveBy']), 'deadline.preventionBy': find(at['deadline.preventionBy']),
    'deadline.reviewAt': find(at['deadline.reviewAt']), 'deadline.humanBy': find(at['deadline.humanBy']),
  };
}
