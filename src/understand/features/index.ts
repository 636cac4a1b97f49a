/** Text → hashed features, the same on every platform. */
export { FeatureExtractor, cut, magnitude } from './extract.ts';
export { BASIS, bucketOf, hashText } from './hash.ts';
export { MAX_READ, type FeatureSettings } from './settings.ts';
export { splitTag, zeroed } from './word-forms.ts';
