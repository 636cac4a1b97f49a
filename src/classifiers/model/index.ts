/** What is said, in the judgement of a language model: held to the list of labels and to the words of the text. */
export type { Generate, ModelRequest, ModelUsage } from '../../lib/model-call.ts';
export { modelClassifier, type ModelClassifierOptions } from './model-classifier.ts';
export type { SpendingLimit } from './spending.ts';
