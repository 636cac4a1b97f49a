/** Trained models: their files, and what they say of a text. */
export { exp, softmax } from './arithmetic.ts';
export { MODEL_VERSION, SIZES, readModel, writeModel, type ModelHeader, type ModelTask } from './format.ts';
export { leaning, openModel, readRecord, type Judgement, type Model, type ModelRecord } from './model.ts';
