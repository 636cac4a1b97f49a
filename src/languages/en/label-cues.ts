import type { LabelCue } from '../../spec/language.ts';
import { contextCues } from './context-cues.ts';
import { crisisCues } from './crisis-cues.ts';
import { hurtCues } from './hurt-cues.ts';
import { kindCues } from './kind-cues.ts';
import { litotesCues } from './litotes-cues.ts';
import { selfHarmCues } from './self-harm-cues.ts';
import { sentimentCues } from './sentiment-cues.ts';
import { threatCues } from './threat-cues.ts';

/** English cues for what is said. A cue of weight 0 is an idiom: it takes back what overlaps with it. */
export const labels: readonly LabelCue[] = [...sentimentCues, ...litotesCues, ...kindCues, ...hurtCues, ...threatCues, ...selfHarmCues, ...crisisCues, ...contextCues];
