import { elementNames } from '../spec/element.ts';

/** Place of each element in the catalogue, so that a decision counts in arrays. */
export const elementPosition: Readonly<Record<string, number>> = Object.fromEntries(elementNames.map((name, index) => [name, index]));
