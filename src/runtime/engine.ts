/**
 * All that works once a monitor is open. Loaded when the first monitor opens, so that importing kashuv stays cheap.
 */
export { makeWorker } from './make-worker.ts';
export { eraseAuthor } from './erasure.ts';
export { IntakeDesk } from './intake-desk.ts';
export { Outbox } from './outbox.ts';
export { SourcePump } from './source-pump.ts';
export { followTold } from './telling.ts';
