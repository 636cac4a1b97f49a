import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const preload = fileURLToPath(new URL('./preload.ts', import.meta.url));

export interface Finished {
  /** null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a TypeScript program in a process of its own, in an empty folder that vanishes afterwards. `kashuv` means the sources;
 * the network is closed but for this machine. `limitMs` ends it by force.
 */
export async function runProgram(path: string, args: readonly string[] = [], limitMs = 15_000): Promise<Finished> {
  const folder = await mkdtemp(join(tmpdir(), 'kashuv-program-'));
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', preload, path, ...args], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: limitMs,
        killSignal: 'SIGKILL',
      });
      const output = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, ...output }));
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
