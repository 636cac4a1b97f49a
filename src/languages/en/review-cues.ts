import type { ReviewCue } from '../../spec/language.ts';

import { cold } from './review-cold.ts';
import { dealings } from './review-dealings.ts';
import { evasions } from './review-evasions.ts';
import { marks } from './review-marks.ts';
import { shows } from './review-shows.ts';
import { warm } from './review-warm.ts';

/**
 * What the review of a reply looks for in English: L… and never.… cold, W… warm, E… elements, M… marks. `L04.word` is one form of L04;
 * a cue of weight 0 is an exception to the cue of its name.
 */
export const reviewCues: readonly ReviewCue[] = [...cold, ...evasions, ...dealings, ...warm, ...shows, ...marks];
