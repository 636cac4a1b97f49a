/**
 * Replays every scenario of a folder in virtual time and says which checkpoints hold and which rules fired.
 *
 *   npm run scenarios [-- FOLDER] [--json]
 *
 * FOLDER: default `scenarios`; every *.json in it is a scenario. Exit code 1: a checkpoint does not hold; 2: a file is no scenario, or the folder holds none.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { createMonitor, KashuvError } from '../src/index.ts';
import { formatReports, readScenario, runScenario, type Scenario, type ScenarioReport } from '../src/testkit/scenarios/index.ts';
import { root } from './entries.ts';

const usage = 'npm run scenarios [-- FOLDER] [--json]';

interface Output {
  stdout: Pick<NodeJS.WriteStream, 'write'> & { columns?: number };
  stderr: Pick<NodeJS.WriteStream, 'write'>;
}

/** Runs the command; resolves with the exit code. */
export async function main(args: readonly string[], { stdout, stderr }: Output): Promise<number> {
  let scenarios: Scenario[];
  let json: boolean;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } }, allowPositionals: true });
    if (values.help) {
      stdout.write(`${usage}\n`);
      return 0;
    }
    if (positionals.length > 1) throw new KashuvError('INPUT_INVALID', 'one folder at a time.', { fix: usage });
    json = values.json;
    scenarios = readFolder(positionals[0] === undefined ? join(root, 'scenarios') : resolve(positionals[0]));
  } catch (error) {
    stderr.write(`scenarios: ${(error as Error).message}\n`);
    return 2;
  }
  const reports: ScenarioReport[] = [];
  for (const scenario of scenarios) reports.push(await runScenario(scenario, { createMonitor }));
  const holds = reports.every((report) => report.holds);
  stdout.write(json ? `${JSON.stringify({ holds, scenarios: reports })}\n` : `${formatReports(reports, { width: Math.max(80, Math.min(stdout.columns ?? 120, 160)) }).join('\n')}\n`);
  return holds ? 0 : 1;
}

/** All scenarios of a folder, by file name. Throws INPUT_INVALID naming file and field. */
function readFolder(folder: string): Scenario[] {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
  } catch (cause) {
    throw new KashuvError('INPUT_INVALID', `cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}).`, { field: folder, fix: 'Name a folder with scenarios.', cause });
  }
  if (files.length === 0) throw new KashuvError('INPUT_INVALID', 'holds no scenario.', { field: folder, fix: 'A scenario is a file that ends in .json; see docs/scenarios.md.' });
  const byName = new Map<string, string>();
  return files.map((file) => {
    const scenario = readScenario(readFileSync(join(folder, file), 'utf8'), { file: basename(file) });
    const twin = byName.get(scenario.name);
    if (twin !== undefined) throw new KashuvError('INPUT_INVALID', `'${scenario.name}' is the name of ${twin} too.`, { field: `${file}: name`, fix: 'Give each scenario a name of its own.' });
    byName.set(scenario.name, file);
    return scenario;
  });
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process);
