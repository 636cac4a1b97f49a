import type { Comparison, SeriesReport, Sudden } from './types.ts';

const minuteMs = 60_000;
/** What chance brings more rarely than once in a hundred years was never measured: no number is told. */
const farthestDays = 36_525;

/** Says in one sentence why a report is what it is. `stepMs`: width of a step of its series. */
export function explainReport(report: SeriesReport, stepMs: number): string {
  const { count, comparison, sudden, rise, perDay, score } = report;
  if (score === null || count === null) return 'This step was not covered, so nothing is said about it.';
  if (sudden !== null) return suddenly(sudden, report, stepMs);
  if (comparison === null) return `${count} were heard, and nothing known so far makes that high.`;
  return `Up to${report.coverage === 'partly' ? ' at least' : ''} ${comparison.highest} in ${minutes(1, stepMs)} min${whenOf(comparison, stepMs)}, against ${comparison.remembered} in the most alike of all remembered times: every one of them falls short by a factor of ${Math.exp(rise).toFixed(2)} or more, which chance brings ${often(perDay)}.`;
}

function suddenly({ count, expected, steps }: Sudden, report: SeriesReport, stepMs: number): string {
  const usual = expected < 10 ? expected.toFixed(1) : Math.round(expected);
  const heard = `${Math.round(count)} in ${minutes(steps, stepMs)} min, where ${usual} were to be expected`;
  return `${report.coverage === 'partly' ? 'At least ' : ''}${heard}: chance brings so sudden a rise ${often(report.perDay)}.`;
}

const whenOf = ({ from, to }: Comparison, stepMs: number): string => (to === 0 ? '' : ` between ${minutes(from, stepMs)} and ${minutes(to + 1, stepMs)} min ago`);

const minutes = (steps: number, stepMs: number): number => Math.round((10 * steps * stepMs) / minuteMs) / 10;

function often(perDay: number): string {
  if (perDay >= 1) return 'once a day or more often';
  const days = Math.round(1 / perDay);
  if (days > farthestDays) return 'less than once in a hundred years';
  return days === 1 ? 'about once a day' : `about once in ${days} days`;
}
