/** Trained models: their files, and what they say of a text. */
export { exp, softmax } from './arithmetic.ts';
export { SIZES, broken, packFile, packHalves, unpackFile, unpackHalves, valuesOf } from './container.ts';
export { MODEL_VERSION, readModel, writeModel, type ModelHeader, type ModelTask } from './format.ts';
export { labelIndex, planeWorths, strongestSpans, taskIndex, type SpanWorth, type SpokenSpan } from './explain.ts';
export { judgementOf, leaning, openModel, readRecord, type Judgement, type Model, type ModelRecord } from './model.ts';
