import { parseArgs } from 'node:util';

import { runCommand, textOf } from './run-command.ts';
import { prPolicy } from '../src/policy/index.ts';
import { KashuvError } from '../src/spec/errors.ts';
import { planLine, readFactsLines, readPolicy } from './plan/lines.ts';

const USAGE = 'node eval/plan.ts --facts <facts.jsonl> [--policy <policy.json>] [--explain en|he] [--full] [--json]';

interface Options {
  readonly facts: string;
  readonly policy: string | undefined;
  readonly explain: 'en' | 'he';
  readonly full: boolean;
  readonly json: boolean;
}

/** What the engine alone makes of facts, line by line. */
function main(args: readonly string[]): void {
  const options = optionsOf(args);
  const policy = options.policy === undefined ? prPolicy() : readPolicy(textOf(options.policy, USAGE), options.policy);
  const lines = readFactsLines(textOf(options.facts, USAGE), options.facts).map((line) => planLine(line, policy, options.explain, options.full ? 'full' : 'short'));
  if (options.json) process.stdout.write(`${JSON.stringify({ n: lines.length, policyVersion: policy.version, lines })}\n`);
  else process.stdout.write(`${lines.map(({ id, explanation }) => `— ${id}\n${explanation}`).join('\n\n')}\n`);
}

function optionsOf(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { facts: { type: 'string' }, policy: { type: 'string' }, explain: { type: 'string', default: 'en' }, full: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    const { facts, policy, explain, full, json } = values;
    if (facts === undefined) throw new KashuvError('INPUT_INVALID', 'no file is named.', { field: '--facts', fix: USAGE });
    if (explain !== 'en' && explain !== 'he') throw new KashuvError('INPUT_INVALID', `there is no explanation in '${explain}'.`, { field: '--explain', fix: 'Use en or he.' });
    return { facts, policy, explain, full, json };
  } catch (error) {
    throw KashuvError.is(error) ? error : new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

await runCommand(main, USAGE);
