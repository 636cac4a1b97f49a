/**
 * Starts a personal data server of Bluesky on this machine alone, with all its data in the folder given. Prints its address as one line of JSON and stays until it is
 * ended: `node start.js FOLDER [OPTIONS]`. OPTIONS is JSON: `{ port, plc, view, viewDid }`, each optional: where to listen; the directory of identities, without which
 * one is started too; the application view to which it passes what is not its own.
 */
import { PDS, envToCfg, envToSecrets } from '@atproto/pds';
import { join } from 'node:path';
import process from 'node:process';
import { freePort, LOOPBACK, onLoopback, startDirectory } from './parts.js';

const [folder, options = '{}'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node start.js FOLDER [OPTIONS]');
const { port = await freePort(), plc = await startDirectory(), view, viewDid } = JSON.parse(options);

const environment = {
  devMode: true,
  port,
  hostname: 'localhost',
  version: '0.0.0',
  dataDirectory: folder,
  blobstoreDiskLocation: join(folder, 'blobs'),
  didPlcUrl: plc,
  bskyAppViewUrl: view,
  bskyAppViewDid: viewDid,
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
