import { KashuvError } from '../src/spec/errors.ts';

/** Runs a command with what stands behind its name. What the user got wrong is told in one line on standard error, and the command ends with 2. */
export async function runCommand(main: (args: readonly string[]) => void | Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    if (!KashuvError.is(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
