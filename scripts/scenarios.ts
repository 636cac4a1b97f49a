/**
 * Replays every scenario of a folder in virtual time and says which checkpoints hold and which rules fired.
 *
 *   npm run scenarios [-- FOLDER] [--json]
 *
 * FOLDER: default `scenarios`; every *.json in it is a scenario. Exit code 1: a checkpoint does not hold; 2: a file is no scenario or checks nothing, or the folder holds none.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { createMonitor, KashuvError } from '../src/index.ts';
import { formatReports, readScenario, runScenario, type Scenario, type ScenarioReport } from '../src/testkit/scenarios/index.ts';
import { root } from './entries.ts';

const usage = 'npm run scenarios [-- FOLDER] [--json]';

interface Output {
  stdout: Pick<NodeJS.WriteStream, 'write'> & { columns?: number };
  stderr: Pick<NodeJS.WriteStream, 'write'>;
}

interface Found {
  file: string;
  scenario: Scenario;
}

/** Runs the command; resolves with the exit code. */
export async function main(args: readonly string[], { stdout, stderr }: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } }, allowPositionals: true });
    if (values.help) {
      stdout.write(`${usage}\n`);
      return 0;
    }
    if (positionals.length > 1) throw new KashuvError('INPUT_INVALID', 'one folder at a time.', { fix: usage });
    const reports = await runFolder(positionals[0] === undefined ? join(root, 'scenarios') : resolve(positionals[0]));
    const holds = reports.every((report) => report.holds);
    stdout.write(values.json ? `${JSON.stringify({ holds, scenarios: reports })}\n` : `${formatReports(reports, { width: Math.max(80, Math.min(stdout.columns ?? 120, 160)) }).join('\n')}\n`);
    return holds ? 0 : 1;
  } catch (error) {
    const problems = problemsIn(error);
    if (problems === null) throw error;
    stderr.write(`${problems.map((problem) => `scenarios: ${problem}`).join('\n')}\n`);
    return 2;
  }
}

/** All that is wrong with the files of a folder, a line each. */
class Wrong extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Reports of all scenarios of a folder. Nothing is run while a file cannot be read. */
async function runFolder(folder: string): Promise<ScenarioReport[]> {
  const problems: string[] = [];
  const note = (error: unknown): void => {
    if (!KashuvError.is(error) || error.code !== 'INPUT_INVALID') throw error;
    problems.push(error.message);
  };
  const scenarios = readFolder(folder, note);
  if (problems.length > 0) throw new Wrong(problems);
  const reports: ScenarioReport[] = [];
  for (const { file, scenario } of scenarios) await runScenario(scenario, { createMonitor, file }).then((report) => reports.push(report), note);
  if (problems.length > 0) throw new Wrong(problems);
  return reports;
}

/** All scenarios of a folder, by file name. Throws INPUT_INVALID for the folder; what is wrong with a file is noted, with its name and the field. */
function readFolder(folder: string, note: (error: unknown) => void): Found[] {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
  } catch (cause) {
    throw new KashuvError('INPUT_INVALID', `cannot be read (${reasonOf(cause)}).`, { field: folder, fix: 'Name a folder with scenarios.', cause });
  }
  if (files.length === 0) throw new KashuvError('INPUT_INVALID', 'holds no scenario.', { field: folder, fix: 'A scenario is a file that ends in .json; see docs/scenarios.md.' });
  const byName = new Map<string, string>();
  return files.flatMap((file) => {
    try {
      const scenario = readScenario(textOf(folder, file), { file });
      const twin = byName.get(scenario.name);
      if (twin !== undefined) throw new KashuvError('INPUT_INVALID', `'${scenario.name}' is the name of ${twin} too.`, { field: `${file}: name`, fix: 'Give each scenario a name of its own.' });
      byName.set(scenario.name, file);
      return [{ file, scenario }];
    } catch (error) {
      note(error);
      return [];
    }
  });
}

function textOf(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (cause) {
    throw new KashuvError('INPUT_INVALID', `cannot be read (${reasonOf(cause)}).`, { field: file, fix: 'A scenario is a file you may read.', cause });
  }
}

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown reason';

/** What whoever called can mend, a line each; null: a defect. */
function problemsIn(error: unknown): readonly string[] | null {
  if (error instanceof Wrong) return error.problems;
  if (KashuvError.is(error)) return [error.message];
  return error instanceof Error && reasonOf(error).startsWith('ERR_PARSE_ARGS_') ? [error.message, usage] : null;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process);
