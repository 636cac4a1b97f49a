import { readFileSync } from 'node:fs';

import { KashuvError } from '../src/spec/errors.ts';

const HELP: readonly string[] = ['--help', '-h'];

/**
 * Runs a command with what stands behind its name; with `--help` or `-h` among that it says how it is used, and does nothing else. What the user got wrong
 * is told in one line on standard error, and the command ends with 2.
 */
export async function runCommand(main: (args: readonly string[]) => void | Promise<void>, usage: string): Promise<void> {
  const args = process.argv.slice(2);
  if (args.some((arg) => HELP.includes(arg))) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    await main(args);
  } catch (error) {
    if (!KashuvError.is(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

/** The text of a file that the user named. Throws INPUT_INVALID that names it where it cannot be read. */
export function textOf(file: string, usage: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', 'cannot be read.', { field: file, fix: usage, cause: error });
  }
}
