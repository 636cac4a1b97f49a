/**
 * Starts a personal data server of Bluesky and the directory of identities it needs, both on this machine alone, with all its data in the folder
 * given. Prints its address as one line of JSON and stays until it is ended: `node start.js FOLDER`.
 */
import { PDS, envToCfg, envToSecrets } from '@atproto/pds';
import plc from '@did-plc/server';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';

const LOOPBACK = '127.0.0.1';
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node start.js FOLDER');

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, LOOPBACK, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Both servers would listen on every address of the machine. */
const onLoopback = (server) => {
  const listen = server.app.listen.bind(server.app);
  server.app.listen = (port) => listen(port, LOOPBACK);
  return server;
};

const directoryPort = await freePort();
await onLoopback(plc.PlcServer.create({ db: plc.Database.mock(), port: directoryPort })).start();
const port = await freePort();
const environment = {
  devMode: true,
  port,
  hostname: 'localhost',
  version: '0.0.0',
  dataDirectory: folder,
  blobstoreDiskLocation: join(folder, 'blobs'),
  didPlcUrl: `http://${LOOPBACK}:${directoryPort}`,
  serviceHandleDomains: ['.test'],
  handleBackupNameservers: [],
  inviteRequired: false,
  crawlers: [],
  rateLimitsEnabled: false,
  rateLimitBypassIps: [],
  trustedOAuthClients: [],
  disableSsrfProtection: true,
  // Of a server that lives for one test: secrets of nothing.
  jwtSecret: 'a'.repeat(32),
  adminPassword: 'test-admin',
  plcRotationKeyK256PrivateKeyHex: '3'.repeat(64),
};
await onLoopback(await PDS.create(envToCfg(environment), envToSecrets(environment))).start();
process.stdout.write(`${JSON.stringify({ url: `http://${LOOPBACK}:${port}` })}\n`);
