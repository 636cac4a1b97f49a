import type { SeriesReport } from './types.ts';

const minuteMs = 60_000;

/** Says in one sentence why a report is what it is. `stepMs`: width of a step of its series. */
export function explainReport(report: SeriesReport, stepMs: number): string {
  const { count, comparison, rise, perDay, score } = report;
  if (score === null || count === null) return 'This step was not covered, so nothing is said about it.';
  if (comparison === null) return `${count} were heard, and there is nothing yet to hold that against.`;
  if (rise === 0) return `${count} were heard, and a remembered time was at least as high throughout.`;
  const { from, to, highest, remembered } = comparison;
  const where = to === 0 ? '' : ` between ${minutes(from, stepMs)} and ${minutes(to + 1, stepMs)} min ago`;
  const lowerBound = report.coverage === 'partly' ? ' at least' : '';
  return `Up to${lowerBound} ${highest} in ${minutes(1, stepMs)} min${where}, against ${remembered} in the most alike of all remembered times: every one of them falls short by a factor of ${Math.exp(rise).toFixed(2)} or more, which chance brings ${often(perDay)}.`;
}

const minutes = (steps: number, stepMs: number): number => Math.round((steps * stepMs) / minuteMs);

function often(perDay: number): string {
  return perDay >= 1 ? 'once a day or more often' : `about once in ${Math.round(1 / perDay)} days`;
}
