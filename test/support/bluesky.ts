import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/entries.ts';

const home = join(root, 'test/servers/bluesky');
const PASSWORD = 'a-password-of-the-test';
const POSTS = 'app.bsky.feed.post';
const ADMIN = `Basic ${Buffer.from('admin:test-admin').toString('base64')}`;

/** Is the nested package installed? Where not, `named` says how. */
export const installed = existsSync(join(home, 'node_modules/@atproto/pds/package.json'));
export const named = (what: string): string => `${what}${installed ? '' : ' (skipped; to run it: npm ci --ignore-scripts --prefix test/servers/bluesky)'}`;

export interface Account {
  readonly did: string;
  readonly handle: string;
  readonly password: string;
  readonly accessJwt: string;
}
export interface Ref {
  readonly uri: string;
  readonly cid: string;
}

/** A program that says on its first line, in JSON, where it listens. */
export interface Running {
  readonly told: Readonly<Record<string, string>>;
  /** Resolves once it has ended. */
  kill(): Promise<void>;
}

/** Runs one of the test servers, by its folder and file. */
export async function run(folder: string, file: string, args: readonly string[] = []): Promise<Running> {
  const child = spawn(process.execPath, ['--no-warnings', file, ...args], { cwd: folder, env: { ...process.env, LOG_ENABLED: 'false' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = (): Promise<void> => {
    child.kill('SIGKILL');
    return ended;
  };
  for await (const line of createInterface({ input: child.stdout })) return { told: JSON.parse(line) as Record<string, string>, kill };
  throw new Error(`${file} ended before it said where it listens.`);
}

/** A directory of identities of its own, for a server that is to be killed and started again. */
export const startDirectory = (): Promise<Running> => run(home, 'directory.js');

/** A real personal data server, with its data in a folder of its own. */
export class BlueskyServer {
  readonly #folder: string;
  readonly #options: Readonly<Record<string, unknown>>;
  #running: Running;

  private constructor(folder: string, options: Readonly<Record<string, unknown>>, running: Running) {
    this.#folder = folder;
    this.#options = options;
    this.#running = running;
  }

  /** `plc`: a directory that outlives it; `view` and `viewDid`: the application view behind it. */
  static async start(options: Readonly<{ plc?: string; port?: number; view?: string; viewDid?: string }> = {}): Promise<BlueskyServer> {
    const folder = await mkdtemp(join(tmpdir(), 'kashuv-bluesky-'));
    return new BlueskyServer(folder, options, await run(home, 'start.js', [folder, JSON.stringify(options)]));
  }

  get url(): string {
    return this.#running.told.url ?? '';
  }
  get stream(): string {
    return this.url.replace('http', 'ws');
  }

  /** As when the machine fails: nothing is said to anybody. */
  kill(): Promise<void> {
    return this.#running.kill();
  }

  /** Comes back at the same place with the same data. */
  async restart(): Promise<void> {
    await this.kill();
    this.#running = await run(home, 'start.js', [this.#folder, JSON.stringify({ ...this.#options, port: Number(new URL(this.url).port) })]);
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** A procedure with an object, a query without. */
  async call<Answer = Ref>(method: string, input?: object, authorization?: string): Promise<Answer> {
    const headers = { ...(input !== undefined && { 'content-type': 'application/json' }), ...(authorization !== undefined && { authorization }) };
    const response = await fetch(`${this.url}/xrpc/${method}`, input === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(input) });
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
    return (await response.json().catch(() => ({}))) as Answer;
  }

  async enrol(name: string): Promise<Account> {
    const made = await this.call<Account>('com.atproto.server.createAccount', { handle: `${name}.test`, email: `${name}@mail.example`, password: PASSWORD });
    return { ...made, password: PASSWORD };
  }

  async write({ did, accessJwt }: Account, record: object, { collection = POSTS, rkey }: { collection?: string; rkey?: string } = {}): Promise<Ref> {
    const input = { repo: did, collection, ...(rkey !== undefined && { rkey }), record: { $type: collection, createdAt: '2024-05-01T10:00:00.000Z', ...record } };
    const { uri, cid } = await this.call('com.atproto.repo.createRecord', input, `Bearer ${accessJwt}`);
    return { uri, cid };
  }

  async remove({ accessJwt }: Account, uri: string): Promise<void> {
    const [, , repo, collection, rkey] = uri.split('/');
    await this.call('com.atproto.repo.deleteRecord', { repo, collection, rkey }, `Bearer ${accessJwt}`);
  }

  async read<Value = Record<string, unknown>>(uri: string): Promise<Ref & { value: Value }> {
    const [, , repo = '', collection = '', rkey = ''] = uri.split('/');
    return this.call(`com.atproto.repo.getRecord?${new URLSearchParams({ repo, collection, rkey }).toString()}`);
  }

  /** All posts of an account. */
  async posts({ did }: Pick<Account, 'did'>): Promise<{ uri: string; value: Record<string, unknown> }[]> {
    return (await this.call<{ records: { uri: string; value: Record<string, unknown> }[] }>(`com.atproto.repo.listRecords?repo=${did}&collection=${POSTS}&limit=100`)).records;
  }

  async deleteAccount({ did }: Account): Promise<void> {
    await this.call('com.atproto.admin.deleteAccount', { did }, ADMIN);
  }
}
