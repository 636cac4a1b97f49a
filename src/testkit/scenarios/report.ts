import { wrongly } from './given.ts';

/** One thing that was expected and is not so. */
export interface Failure {
  /** What was looked at: `contains.must`, `deadlines.ackBy`, `verdict` … */
  field: string;
  expected: string;
  found: string;
}

/** What came of one checkpoint. */
export interface CheckpointReport {
  name: string;
  kind: 'check' | 'draft' | 'publish' | 'action' | 'silence' | 'tell';
  /** What was expected, in a sentence, where the scenario says it. */
  says: string | null;
  /** Place of the step in the scenario, from 0. */
  step: number;
  /** Epoch ms. */
  at: number;
  /** From the start: `+1h30m`. */
  moment: string;
  /** Case or incident id; null: there was none. */
  subject: string | null;
  /** Id of the plan that was looked at. */
  plan: string | null;
  holds: boolean;
  failures: Failure[];
  /** Rules of that plan that fired, or that forbade what was proposed. */
  rules: string[];
}

export interface ScenarioReport {
  scenario: string;
  title: string;
  source: string;
  holds: boolean;
  checkpoints: CheckpointReport[];
  /** Events in the ledger, and its digest: equal runs, equal digest. */
  ledger: { events: number; digest: string };
}

export interface TableOptions {
  /** Columns of the terminal, 40 at least and 1,000 at most. Default 120. */
  width?: number;
}

const HEAD = ['scenario', 'checkpoint', 'time', 'holds', 'rules that fired'] as const;

/** Reports as a table in plain text: one line for each checkpoint, its rules wrapped below each other, what failed beneath it. */
export function formatReports(reports: readonly ScenarioReport[], options: TableOptions = {}): string[] {
  const width = widthIn(options);
  if (!isReports(reports)) throw wrongly('reports', 'expected a list of reports.', 'Pass [await runScenario(scenario, { createMonitor })].');
  const rows = reports.flatMap(({ scenario, checkpoints }) => checkpoints.map((checkpoint) => ({ checkpoint, cells: [scenario, checkpoint.name, checkpoint.moment, checkpoint.holds ? 'yes' : 'NO'] })));
  const widths = HEAD.slice(0, 4).map((head, column) => Math.max(head.length, ...rows.map(({ cells }) => [...(cells[column] ?? '')].length)));
  const left = (cells: readonly string[]): string => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  const indent = widths.reduce((sum, one) => sum + one + 2, 0);
  const lines = [`${left(HEAD.slice(0, 4))}  ${HEAD[4]}`, '─'.repeat(width)];
  for (const { checkpoint, cells } of rows) {
    const [first = '', ...more] = wrapped(checkpoint.rules, Math.max(20, width - indent));
    lines.push(`${left(cells)}  ${first}`.trimEnd(), ...more.map((line) => `${' '.repeat(indent)}${line}`));
    for (const { field, expected, found } of checkpoint.failures) lines.push(`  ✗ ${field}: expected ${expected}; found ${found}`);
  }
  const held = rows.filter(({ checkpoint }) => checkpoint.holds).length;
  lines.push('─'.repeat(width), `${held} of ${rows.length} checkpoints hold, in ${reports.filter(({ holds }) => holds).length} of ${reports.length} scenarios`);
  return lines;
}

function isReports(value: unknown): boolean {
  return Array.isArray(value) && value.every((report: Partial<ScenarioReport> | null | undefined) => Array.isArray(report?.checkpoints));
}

function widthIn(options: unknown): number {
  if (typeof options !== 'object' || options === null) throw wrongly('options', 'expected an object.', 'Write { width: 120 }, or leave it out.');
  const { width = 120 } = options as { width?: unknown };
  if (typeof width !== 'number' || Number.isNaN(width)) throw wrongly('options.width', 'expected a number of columns.', 'Leave it out for 120.');
  return Math.round(Math.max(40, Math.min(width, 1_000)));
}

function wrapped(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
