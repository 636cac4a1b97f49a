import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './entries.ts';

/** Calls `use` with the packed tarball, then removes it. Needs a full build. */
export async function withTarball<T>(use: (tarball: string, folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kashuv-pack-'));
  try {
    const report = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return await use(join(folder, fileNameIn(JSON.parse(report))), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** npm 11 prints a list of packages, npm 12 an object keyed by name. */
function fileNameIn(report: unknown): string {
  const [first] = Object.values(report as Record<string, { filename: string }>);
  if (!first) throw new Error('npm pack packed nothing');
  return first.filename;
}

/** Runs a development tool from node_modules with this Node; true when it exits 0. */
export function runTool(bin: string, args: readonly string[], cwd: string = root): boolean {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', bin), ...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  return status === 0;
}
