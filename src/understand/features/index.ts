/** Text → hashed features, the same on every platform. */
export { FeatureExtractor, magnitude } from './extract.ts';
export { MAX_READ, type FeatureSettings } from './settings.ts';
