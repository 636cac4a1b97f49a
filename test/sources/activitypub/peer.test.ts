import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/entries.ts';

test('without the peer the account is shown, and what needs it says what is missing', () => {
  const program = `
    import { generateKeyPairSync } from 'node:crypto';
    import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (name.startsWith('@fedify/')) throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(name, context);
    } });
    const { activityPub, activityPubAccount } = await import(${JSON.stringify(join(root, 'src/sources/activitypub/index.ts'))});
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
    const source = activityPub({ account: activityPubAccount({ origin: 'https://social.acme.example', name: 'acme', privateKey }) });
    const context = { signal: new AbortController().signal, fetch, now: Date.now, sleep: () => new Promise(() => undefined), log: () => undefined };
    const { accepted } = await source.receive(new Request('https://social.acme.example/ap/acme'), context);
    const { code, fix } = await source.author('https://town.example/users/lena', context).catch((error) => error);
    console.log(JSON.stringify([accepted.status, code, fix]));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], { encoding: 'utf8' });
  expect([stdout.trim(), stderr]).toEqual([JSON.stringify([200, 'CONFIG_INVALID', 'Run npm install @fedify/fedify.']), '']);
});
