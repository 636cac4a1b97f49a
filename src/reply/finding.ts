import type { Span } from '../spec/fact.ts';
import type { FindingLevel } from '../spec/reply.ts';

import type { Scene } from './scene.ts';

/** What a check saw, before it is put into words. */
export interface Observation {
  /** `L04`; or `slot`, `never.delete`, `missing:<element>`, `forbidden:<element>`. */
  readonly cue: string;
  readonly level: FindingLevel;
  readonly span: Span | null;
}

/** One thing the review looks at that words alone cannot tell. */
export type Check = (scene: Scene) => readonly Observation[];

export const NOTHING: readonly Observation[] = [];
