/**
 * From what a source gives to the post kashuv keeps. Pure: the same item, clock and secret give the same post.
 */
export { copiesSettings, type CopiesSettings } from './copies-settings.ts';
export { Fingerprinter, packFingerprint, unpackFingerprint, type Fingerprint } from './fingerprint.ts';
export { identifyLanguage } from './language.ts';
export { NearDuplicates } from './near-duplicates.ts';
export { normaliseText } from './normalise.ts';
export { authorKey, createPost, documentOf, isSameRevision, languageOf, postId, type PostContext } from './post.ts';
export { readPostInput, readSignals } from './read.ts';
