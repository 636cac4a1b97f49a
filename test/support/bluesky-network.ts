import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/entries.ts';
import { BlueskyServer, run, startDirectory } from './bluesky.ts';
import { freePorts } from './free-ports.ts';

const home = join(root, 'test/servers/bluesky-network');

/** A network on this machine alone. */
export interface BlueskyNetwork {
  readonly server: BlueskyServer;
  /** Address of the application view: threads, notifications. null: there is none. */
  readonly view: string | null;
  close(): Promise<void>;
}

/** One personal data server and a directory of identities that outlives it. */
export async function startSmallNetwork(): Promise<BlueskyNetwork> {
  const directory = await startDirectory();
  const server = await BlueskyServer.start({ plc: directory.told.url ?? '' });
  return { server, view: null, close: () => ended(() => server.close(), directory.kill) };
}

/** What the whole network lacks here, with how to get it; empty: nothing. */
export function lacking(): string[] {
  return [
    ...(existsSync(join(home, 'node_modules/@atproto/dev-env/package.json')) ? [] : ['npm ci --ignore-scripts --prefix test/servers/bluesky-network']),
    ...(postgresFolder() === null ? ['apt-get install postgresql'] : []),
    ...(redis() === null ? ['apt-get install redis-server'] : []),
  ];
}

/** The same with the application view behind it, on PostgreSQL and Redis of its own. */
export async function startWholeNetwork(): Promise<BlueskyNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'kashuv-bluesky-network-'));
  const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const [postgresPort = 0, redisPort = 0, pdsPort = 0] = await freePorts(3);
    stops.unshift(await startPostgres(folder, postgresPort));
    stops.unshift(await startProgram(redis() ?? 'redis-server', ['--bind', '127.0.0.1', '--port', String(redisPort), '--save', '', '--dir', folder]));
    const options = { postgres: `postgresql://postgres@127.0.0.1:${postgresPort}/postgres`, redis: `127.0.0.1:${redisPort}`, pdsPort };
    const others = await run(home, 'start.js', [JSON.stringify(options)]);
    stops.unshift(others.kill);
    const { plc = '', view = '', viewDid = '' } = others.told;
    const server = await BlueskyServer.start({ port: pdsPort, plc, view, viewDid });
    stops.unshift(() => server.close());
    return { server, view, close: () => ended(...stops) };
  } catch (error) {
    await ended(...stops);
    throw error;
  }
}

/** One after the other, also where one fails. */
async function ended(...stops: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of stops) await stop().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures);
}

function postgresFolder(): string | null {
  const base = '/usr/lib/postgresql';
  const [newest] = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  return newest === undefined ? null : join(base, newest, 'bin');
}

const redis = (): string | null => ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find((path) => existsSync(path)) ?? null;

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
async function startPostgres(folder: string, port: number): Promise<() => Promise<void>> {
  const bin = postgresFolder() ?? '';
  const data = await mkdtemp(join(folder, 'postgres-'));
  const isRoot = process.getuid?.() === 0;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const as = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (as.uid !== undefined) {
    await chmod(folder, 0o755);
    await chown(data, as.uid, as.gid ?? 0);
  }
  execFileSync(join(bin, 'initdb'), ['-D', join(data, 'main'), '-A', 'trust', '-U', 'postgres', '--no-sync'], { ...as, cwd: data, stdio: 'ignore' });
  // Data that live for one test need not survive a power cut.
  return startProgram(join(bin, 'postgres'), ['-D', join(data, 'main'), '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${data}`, '-c', 'fsync=off'], { ...as, cwd: data });
}

/** Resolves once it says that it listens, with what ends it. */
async function startProgram(file: string, args: readonly string[], options: { uid?: number; gid?: number; cwd?: string } = {}): Promise<() => Promise<void>> {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => {
    for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', (line) => (/ready to accept connections/i.test(line) ? resolve() : undefined));
  });
  await Promise.race([ready, exit.then(() => Promise.reject(new Error(`${file} ended before it listened.`)))]);
  return () => {
    // SIGINT: PostgreSQL's fast shutdown, which leaves no process of its behind.
    child.kill('SIGINT');
    return exit;
  };
}
