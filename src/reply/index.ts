/** plan → draft → review: wording, cues, checks, likeness, approval. */
export { bindApproval } from './approval.ts';
export { checkAsked } from './asked.ts';
export { composeDraft, frameDraft, sentencesFor, type Frame } from './draft.ts';
export { requiredOf, stageOf } from './owed.ts';
export { fill, slotsIn, slotType } from './fill.ts';
export { reviewReply } from './review.ts';
export { createReviewer, loadTools, type Reviewer } from './reviewer.ts';
export { similarity, tooSimilar } from './similarity.ts';
