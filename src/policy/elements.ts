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
export type Slots<T> = Record<SlotName, T | null>;

/** Written out, so that all plans' slots are objects of one shape. */
export function noSlots<T>(): Slots<T> {
  return {
    decision: null, stage: null, owner: null, concession: null, cluster: null, apology: null, moderation: null, humour: null,
    turnLimit: null, warmth: null, maxSimilarity: null,
    'deadline.ackBy': null, 'deadline.holdingBy': null, 'deadline.nextUpdateAt': null, 'deadline.conclusiveBy': null,
    'deadline.preventionBy': null, 'deadline.reviewAt': null, 'deadline.humanBy': null,
  };
}
