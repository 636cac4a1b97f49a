/**
 * The surge room: from mentions in order to surges, incidents, hubs and the people who began and carry them. Pure and
 * deterministic; state is JSON.
 */
export { createTracker } from './tracker.ts';
export { trackerSettings, type TrackerSettingsInput } from './settings.ts';
export { carries } from './grouping/grouping.ts';
export type { HeardMention, SourceCoverage, SplitOrder, TrackedIncident, Tracker, TrackerChange, TrackerState } from './types.ts';
export {
  incidentTransitions,
  missingForClosing,
  moveIncident,
  noteTold,
  recordStatement,
  setCause,
  setFault,
  withCanonical,
  type PublishedStatement,
} from './incident/life-cycle.ts';
export { checkMerge, confirmIncident, mergeIncidents, muteIncident, rejectIncident, unmuteIncident, withTrail } from './incident/human-moves.ts';
