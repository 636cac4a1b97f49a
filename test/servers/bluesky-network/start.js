/**
 * Starts what a Bluesky network has besides its personal data servers: the directory of identities, and the application view with its data plane and its operations
 * service, all on this machine. `node start.js OPTIONS`, where OPTIONS is JSON: `{ postgres, redis, pdsPort }`. Prints the addresses as one line of JSON and stays until it
 * is ended. The personal data server is a process of its own, so that it can be killed alone.
 */
import { TestBsky, TestBsync, TestPlc } from '@atproto/dev-env';
import { Server } from 'node:net';
import process from 'node:process';

const { postgres, redis, pdsPort } = JSON.parse(process.argv[2] ?? '{}');
const API_KEY = 'a-key-of-the-test';
const pds = `http://localhost:${pdsPort}`;

// All of them would listen on every address of the machine.
const { listen } = Server.prototype;
Server.prototype.listen = function listenOnLoopback(first, ...rest) {
  if (typeof first === 'object') return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  return listen.call(this, first, '127.0.0.1', ...rest.filter((value) => typeof value === 'function'));
};

const plc = await TestPlc.create({});
const bsync = await TestBsync.create({ apiKeys: [API_KEY], dbUrl: postgres, dbSchema: 'bsync' });
const view = await TestBsky.create({
  plcUrl: plc.url,
  pdsPort,
  bsyncApiKey: API_KEY,
  bsyncUrl: bsync.url,
  repoProvider: `ws://localhost:${pdsPort}`,
  dbPostgresUrl: postgres,
  dbPostgresSchema: 'view',
  redisHost: redis,
});
bsync.ctx.dataplaneClients = [view.ctx.dataplane];

// Names that end with .test are in no directory of the world: the server that gave them is asked.
const resolve = async (name) => {
  const { did } = await (await globalThis.fetch(`${pds}/xrpc/com.atproto.identity.resolveHandle?handle=${name}`)).json();
  return did;
};
for (const { handle } of [view.ctx.idResolver, view.dataplane.idResolver]) handle.resolve = resolve;
process.stdout.write(`${JSON.stringify({ plc: plc.url, view: view.url, viewDid: view.serverDid })}\n`);
