import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './entries.ts';

/** Programs run from the sources, so that a check needs no build and no check spoils the built files. */
const fromSources = ['--import', join(root, 'test/support/preload.ts')];

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
}

/** Runs a program of this repository. `onOutput` hears its standard output as it comes and may kill it. */
export function runFromSources(program: string, args: readonly string[], onOutput?: (soFar: string, kill: () => void) => void): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...fromSources, join(root, program), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput?.(stdout, () => child.kill('SIGKILL'));
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout }));
  });
}
