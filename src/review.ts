import { english } from './languages/en/index.ts';
import { hebrew } from './languages/he/index.ts';
import { createReviewer, loadTools, type Reviewer } from './reply/index.ts';
import type { Review, ReviewContextInput } from './spec/reply.ts';

export { bindApproval, createReviewer, similarity, tooSimilar, type Reviewer } from './reply/index.ts';
export type { Finding, FindingLevel, Review, ReviewContext, ReviewContextInput } from './spec/reply.ts';

const reviewerOnDemand = (): (() => Reviewer) => {
  let reviewer: Reviewer | undefined;
  return () => (reviewer ??= createReviewer([english(), hebrew()]));
};
const builtIn = reviewerOnDemand();

/**
 * Reviews a reply before it is published, in English (`context.language: 'en'`, the default) or Hebrew (`'he'`); pure, offline.
 *
 * `context.stage` says what the reply is meant to be: `complaint`, `holding`, `update`, `closing`, `bullying` … The verdict is `block`
 * where something must not go out, `revise` where something is cold or missing, else `pass`. Messages are in `context.locale`.
 * Throws UNSUPPORTED for another language, INPUT_INVALID for a text over 65,536 UTF-16 units or a malformed context.
 */
export function review(text: string, context: ReviewContextInput): Review {
  return builtIn().review(text, context);
}

/**
 * The same reviewer with the tools of its languages: English sentences are read by wink-nlp (loaded here, about 0.2 s), so that a passive
 * nobody listed is seen to hide who did it (L06). `kashuv/review` needs none of it before.
 */
export async function loadReviewer(): Promise<Reviewer> {
  const packs = [english(), hebrew()];
  return createReviewer(packs, await loadTools(packs));
}
