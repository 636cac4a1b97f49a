/**
 * All that works once a monitor is open. Loaded when the first monitor opens, so that importing kashuv stays cheap.
 */
export { compileQueries } from '../query/index.ts';
export { makeWorker } from './make-worker.ts';
export { eraseAuthor } from './erasure.ts';
export { readThemes } from './theme-log.ts';
export { IntakeDesk } from './intake-desk.ts';
export { Outbox } from './outbox.ts';
export { SourcePump } from './source-pump.ts';
export { checkDraftRequest, checkWords } from './drafting.ts';
export { commonWordIdentifier } from '../lib/common-words.ts';
export { readCorrection, readThemesAsked, readTold } from './told.ts';
export { followTold } from './telling.ts';
