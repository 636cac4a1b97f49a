/** plan → draft → review: wording, cues, checks, likeness, approval. */
export { bindApproval } from './approval.ts';
export { composeDraft, stageOf } from './draft.ts';
export { reviewReply } from './review.ts';
export { createReviewer, loadTools, type Reviewer } from './reviewer.ts';
export { similarity, tooSimilar } from './similarity.ts';
