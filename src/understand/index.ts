export { applyCorrection, classificationOfFailure, mergeResults } from './classification.ts';
export { createSpeakers } from './speaker.ts';
export { createUnderstanding } from './understanding.ts';
