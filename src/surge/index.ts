/**
 * The surge room: from mentions in order to surges, incidents, hubs and the people who began and carry them. Pure and
 * deterministic; state is JSON.
 */
export { createTracker, type TrackerOptions } from './tracker.ts';
export { trackerSettings, trackerSettingsSchema, type TrackerSettings, type TrackerSettingsInput } from './settings.ts';
export type { HeardMention, TrackedIncident, Tracker, TrackerChange, TrackerState } from './types.ts';
export {
  closingNeeds,
  incidentTransitions,
  missingForClosing,
  moveIncident,
  recordStatement,
  setCause,
  setFault,
  type ClosingNeed,
  type PublishedStatement,
} from './life-cycle.ts';
export { velocityOf } from './detector.ts';
