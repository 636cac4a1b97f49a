import { compileCues } from '../../src/lib/cues.ts';
import { buildScene, type Scene } from '../../src/reply/scene.ts';
import type { ReviewCue } from '../../src/spec/language.ts';
import { reviewContextSchema, type ReviewContextInput } from '../../src/spec/reply.ts';
import { packs } from './packs.ts';

/** A cue by its name and phrases, without effect of its own. */
export const cue = (name: string, phrases: readonly string[], more: Partial<ReviewCue> = {}): ReviewCue => ({ id: name, cue: name, phrases, weight: 1, ...more });

/** A reply seen with these cues alone. */
export function sceneOf(text: string, cues: readonly ReviewCue[], context: Partial<ReviewContextInput> = {}, language: 'en' | 'he' = 'en'): Scene {
  const read = reviewContextSchema.parse({ stage: 'note', language, ...context });
  return buildScene(text, read, packs[language], { finder: compileCues(cues, packs[language]), groups: new Map(), structure: null });
}
