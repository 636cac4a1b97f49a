/** Weights for what models, cues and signs say of a text. */
export { openBlend, type Blend } from './blend.ts';
export { BLEND_VERSION, readBlend, writeBlend, type BlendFile, type BlendTask } from './format.ts';
export { cueInputs, readRules, readScores, readSigns } from './inputs.ts';
