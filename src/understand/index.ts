export { applyCorrection, classificationOfFailure, mergeResults, type HeardClassifier } from './classification.ts';
export { createSpeakers, type Speakers } from './speaker.ts';
export { createUnderstanding, type Understanding, type UnderstandingOptions } from './understanding.ts';
