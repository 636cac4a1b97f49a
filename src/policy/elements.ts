import { elementCatalogue, elementNames } from '../spec/element.ts';

/** Place of each element in the catalogue, so that a decision counts in arrays. */
export const elementPosition: Readonly<Record<string, number>> = Object.fromEntries(elementNames.map((name, index) => [name, index]));

/** What comes before the first point of a member's name; null for slots. */
export const memberGroups = ['say', 'never', 'strategy', 'venue', 'act', 'approve', 'flag'] as const;
export type MemberGroup = (typeof memberGroups)[number];
export const groupOf: readonly (MemberGroup | null)[] = elementNames.map((name) =>
  elementCatalogue[name].type === 'member' ? (memberGroups.find((group) => name.startsWith(`${group}.`)) ?? null) : null,
);
