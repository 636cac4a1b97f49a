/**
 * One series of counts, step by step: how unusual the newest step is, what it should have brought, and whether that is worth an alarm.
 * Pure; constant memory and time; state is JSON.
 */
export { explainReport } from './explain.ts';
export { makeSeries, type Series } from './series.ts';
export { seriesSettings, type SeriesSettings, type SeriesSettingsInput } from './settings.ts';
export type { Coverage, SeriesReport, SeriesState, SeriesStep } from './types.ts';
