/**
 * A crash repeats work and never loses or doubles any: a replay of #amazonfail on SQLite that is killed again and again ends with the
 * same ledger as one that is not.
 *
 *   npm run check:restart
 *
 * The child says when it stands right before or right after a commit, and waits there for its end; the parent sends SIGKILL.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFromSources, type Ended } from './replays.ts';

/** Commits of one life after which it ends: one in the weeks before, the others in the storm, which begins some 250 commits in. */
const lives: readonly [commits: number, side: 'before' | 'after'][] = [
  [3, 'before'],
  [301, 'after'],
  [160, 'before'],
  [97, 'after'],
  [40, 'before'],
  [211, 'after'],
  [1, 'before'],
  [2, 'after'],
  [150, 'before'],
];

const folder = mkdtempSync(join(tmpdir(), 'kashuv-restart-'));
try {
  const unbroken = lastLine(await live('unbroken.db'));
  console.log(`unbroken        ${unbroken}`);
  for (const [commits, side] of lives) {
    const ended = await live('broken.db', commits, side);
    if (ended.signal !== 'SIGKILL') throw new Error(`it ended with ${ended.code} before commit ${commits} of its life`);
    console.log(`  SIGKILL ${side.padEnd(6)} commit ${String(commits).padStart(3)} of a life: ${lastLine(ended)}`);
  }
  const restarted = lastLine(await live('broken.db'));
  console.log(`killed ${lives.length} times  ${restarted}`);
  if (unbroken !== restarted) throw new Error('the ledgers differ');
  console.log('restart: the same domain records');
} catch (error) {
  console.error(`restart: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function live(file: string, commits = 0, side = 'before'): Promise<Ended> {
  return runFromSources('scripts/restart-child.ts', [join(folder, file), String(commits), side], (soFar, kill) => {
    if (soFar.includes('\n') && commits > 0) kill();
  });
}

function lastLine({ code, signal, stdout }: Ended): string {
  if (code !== 0 && signal === null) throw new Error(`the replay ended with ${code}`);
  return stdout.trim().split('\n').at(-1) ?? '';
}
