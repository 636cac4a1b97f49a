import { Monitor } from './runtime/monitor.ts';
import type { CoreOptions } from './runtime/options.ts';

/**
 * A monitor without defaults: bring the store, the policy, the languages, the classifiers and the judges yourself.
 * Throws CONFIG_INVALID, naming the field, where an option cannot work.
 */
export function createMonitor(options: CoreOptions): Monitor {
  return new Monitor(options);
}

export type { DraftRequest } from './runtime/drafting.ts';
export type { Monitor, ApprovalRequest } from './runtime/monitor.ts';
export type { Health } from './runtime/health.ts';
export type { CoreOptions, Limits } from './runtime/options.ts';
export type { Utterance } from './runtime/reader.ts';
export type { DraftedReply, SubmittedText } from './runtime/reply-desk.ts';
export { systemClock, virtualClock, type Clock, type ClockTask, type VirtualClock } from './runtime/clock.ts';
// Not by the room's index: all of the room would be loaded with kashuv.
export { viralityRisk, type ViralityInput } from './surge/spread/virality.ts';
export { KashuvError } from './spec/errors.ts';
export type * from './spec/index.ts';
