import type { Finding, FindingLevel } from 'kashuv/spec';

import type { StepOutcome } from './course-player.ts';
import { clip, hanging, WIDTH, type Paint } from './terminal.ts';
import { titleOf } from './timeline.ts';
import { dayAndTime } from './times.ts';

type Reviewed = Extract<StepOutcome, { is: 'reviewed' }>;

const order: FindingLevel[] = ['block', 'warn', 'info'];
const INDENT = 9;

/** What was handed in for review: the company's own statements with every reason, the invented answers in a line each. */
export function draftSection(outcomes: readonly StepOutcome[], paint: Paint, full: boolean): string[] {
  const reviewed = outcomes.filter((outcome): outcome is Reviewed => outcome.is === 'reviewed');
  const said = reviewed.filter(({ step }) => !step.invented);
  const invented = reviewed.filter(({ step }) => step.invented);
  return [
    paint.bold(paint.blue('DRAFTS')) + paint.dim('   reviewed before anybody could send them'),
    ...said.flatMap((one) => [verdictLine(one, paint), ...reasons(one, paint, full)]),
    ...(full ? invented.flatMap((one) => [verdictLine(one, paint), ...reasons(one, paint, full)]) : brief(invented, paint)),
  ];
}

/** Two of them, those that pass first; of one that does not, what it lacks. */
function brief(invented: readonly Reviewed[], paint: Paint): string[] {
  const rank = ({ review }: Reviewed): number => ['pass', 'revise', 'block'].indexOf(review.verdict);
  const sorted = [...invented].sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  const passing = invented.filter(({ review }) => review.verdict === 'pass').length;
  const lacks = sorted[0]?.review.verdict === 'pass' ? [] : (sorted[0]?.review.missing ?? []);
  return [
    ...sorted.slice(0, 2).map((one) => verdictLine(one, paint)),
    paint.dim(clip(`    ${passing} of ${invented.length} answers invented for this demo pass${lacks.length === 0 ? '' : `; the first lacks: ${lacks.map(titleOf).join('; ')}`}`, WIDTH)),
  ];
}

function verdictLine({ step, at, review }: Reviewed, paint: Paint): string {
  const style = { pass: paint.green, revise: paint.yellow, block: paint.red }[review.verdict];
  const words = { pass: '✔ passes', revise: '~ revise', block: '✘ BLOCKED' }[review.verdict];
  const by = step.invented ? 'invented' : 'Amazon, to the press';
  const lead = `  ${words.padEnd(10)}${dayAndTime(at)}  ${by}: `;
  return style(`  ${words.padEnd(10)}`) + paint.dim(`${dayAndTime(at)}  ${by}: `) + clip(`“${step.text}`, WIDTH - lead.length - 1) + '”';
}

function reasons({ review }: Reviewed, paint: Paint, full: boolean): string[] {
  const cues = review.findings.filter(({ cue }) => !cue.startsWith('missing:'));
  const told = new Set<string>();
  const distinct = cues.filter(({ cue, message }) => !told.has(cue + message) && told.add(cue + message) !== undefined);
  const shown = distinct.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level)).slice(0, full ? Infinity : 2);
  const line = ({ cue, level, message, suggestion }: Finding): string[] => hanging(`    ${cue}`, fit(`${level}: ${message} ${suggestion}`), INDENT + 1);
  const fit = (text: string): string => (full ? text : clip(text, WIDTH - INDENT - 1));
  const missing = review.missing.map(titleOf).join('; ');
  return [...shown.flatMap(line), ...(missing === '' ? [] : hanging('    lacks', fit(missing), INDENT + 1)).map((text) => paint.red(text))];
}
