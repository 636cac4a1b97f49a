import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './program.ts';

/** Reads a source in a process that lacks some packages. What it fails with. */
export async function runSource(subpath: string, expression: string, lacking: readonly string[]): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'kashuv-lacking-'));
  const name = /^\w+/.exec(expression)?.[0] ?? '';
  try {
    const path = join(folder, 'program.mts');
    await writeFile(
      path,
      `import { registerHooks } from 'node:module';
      registerHooks({ resolve(specifier, context, next) {
        if (${JSON.stringify(lacking)}.includes(specifier)) throw Object.assign(new Error("Cannot find package '" + specifier + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
        return next(specifier, context);
      } });
      const { ${name} } = await import('kashuv/${subpath}');
      const context = { signal: new AbortController().signal, fetch, now: Date.now, sleep: (ms: number, signal?: AbortSignal) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))), log() {} };
      try {
        for await (const batch of (${expression}).read({ cursor: null, limit: 10, queries: [] }, context)) void batch;
      } catch ({ code, field, fix, message }) {
        console.log(JSON.stringify({ code, field, fix, message }));
      }`,
    );
    const { stdout, stderr } = await runProgram(path);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
