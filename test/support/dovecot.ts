import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ImapFlow } from 'imapflow';
import { freePorts } from './free-ports.ts';

const BINARY = '/usr/sbin/dovecot';
export const dovecotInstalled = existsSync(BINARY) && existsSync('/usr/lib/dovecot/imap');
/** What a suite's name says where it cannot run. */
export const dovecotMissing = dovecotInstalled ? '' : ' (skipped; to run it: apt-get install dovecot-imapd)';

export interface Dovecot {
  readonly port: number;
  /** With TLS from the first byte, by a certificate for 127.0.0.1 that `authority` has signed. */
  readonly tlsPort: number;
  readonly authority: string;
  /** Of that certificate, which is its own authority. */
  readonly key: string;
  /** Puts a mail into a folder, as a delivery would; makes the folder where there is none. */
  deliver(user: string, raw: string | Buffer, folder?: string, at?: Date): Promise<void>;
  /** All mails of a folder, with their flags. */
  mails(user: string, folder?: string): Promise<{ raw: string; flags: string[] }[]>;
  /** Deletes a folder and makes it anew. */
  renew(user: string, folder: string): Promise<void>;
  /** Ends the server by force; `start` brings it back over the same mails, on the same ports. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A real IMAP server with its own configuration, users and mails in a fresh folder, for whoever runs the test: root or anybody. */
export async function dovecot(users: Readonly<Record<string, string>>): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'kashuv-dovecot-'));
  const { uid, gid, username } = userInfo();
  const isRoot = uid === 0;
  // Root's own mails are none that Dovecot touches.
  const owner = isRoot ? { uid: idOf('-u', 'mail'), gid: idOf('-g', 'mail') } : { uid, gid };
  const [port = 0, tlsPort = 0] = await freePorts(2);
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  await writeFile(join(folder, 'users'), Object.entries(users).map(([name, password]) => `${name}:{PLAIN}${password}\n`).join(''));
  await mkdir(join(folder, 'mail'));
  if (isRoot) chownSync(join(folder, 'mail'), owner.uid, owner.gid);
  chmodSync(folder, 0o755);
  const config = join(folder, 'dovecot.conf');
  await writeFile(
    config,
    `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
log_path = /dev/stderr
info_log_path = /dev/stderr
${isRoot ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\ndefault_internal_group = ${execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()}`}
ssl = yes
ssl_cert = <${certificate}
ssl_key = <${key}
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`,
  );
  let server: ChildProcess | null = null;
  let ended = Promise.resolve();
  const start = async (): Promise<void> => {
    await ended;
    const starting = spawn(BINARY, ['-F', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    server = starting;
    const said: string[] = [];
    for await (const line of createInterface({ input: starting.stderr })) {
      said.push(line);
      if (line.includes('starting up')) {
        starting.stderr.resume();
        return;
      }
    }
    throw new Error(`dovecot did not start: ${said.join('\n')}`);
  };
  const kill = async (): Promise<void> => {
    const ending = server;
    server = null;
    if (ending !== null) {
      ended = new Promise((resolve) => void ending.once('exit', () => resolve()));
      // It leads a group of its own, in which its children are.
      process.kill(-(ending.pid ?? 0), 'SIGKILL');
    }
    await ended;
  };
  const client = async <T>(user: string, work: (imap: ImapFlow) => Promise<T>): Promise<T> => {
    const imap = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth: { user, pass: users[user] ?? '' }, logger: false, disableAutoIdle: true });
    await imap.connect();
    try {
      return await work(imap);
    } finally {
      await imap.logout();
    }
  };
  await start();
  return {
    port,
    tlsPort,
    authority: await readFile(certificate, 'utf8'),
    key: await readFile(key, 'utf8'),
    deliver: (user, raw, into = 'INBOX', at) =>
      client(user, async (imap) => {
        if (into !== 'INBOX') await imap.mailboxCreate(into);
        await imap.append(into, Buffer.from(raw), [], at);
      }),
    mails: (user, from = 'INBOX') =>
      client(user, async (imap) => {
        await imap.mailboxOpen(from, { readOnly: true });
        if (imap.mailbox === false || imap.mailbox.exists === 0) return [];
        const all = await imap.fetchAll('1:*', { source: true, flags: true });
        return all.map(({ source, flags }) => ({ raw: source?.toString('utf8') ?? '', flags: [...(flags ?? [])].filter((flag) => flag !== '\\Recent') }));
      }),
    renew: (user, name) =>
      client(user, async (imap) => {
        await imap.mailboxDelete(name);
        await imap.mailboxCreate(name);
      }),
    kill,
    start,
    close: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const idOf = (flag: string, name: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
