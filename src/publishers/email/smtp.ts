import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';

import { domainOf } from '../../lib/mail/address.ts';
import { loadPeer } from '../../lib/mail/peers.ts';
import { codeOf, secretOf, tlsError, withinTime, type MailServer } from '../../lib/mail/server.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';

/** The package's own alarms must not ring before the monitor's clock does. In ms. */
const OWN_ALARM_MS = 45 * 60_000;
const MAX_ANSWER_BYTES = 65_536;
/** What servers that put strangers off want at least. In ms. */
const LATER_MS = 300_000;

/**
 * Sends one mail to one address. Errors: CONFIG_INVALID (certificate, security), AUTH_FAILED, RATE_LIMITED (450, 451, 452), UNAVAILABLE (network, time, 421),
 * REJECTED (other 5xx), OUTCOME_UNKNOWN: the connection was lost, or nobody answered, once the mail itself was under way. None repeats what a server wrote.
 */
export async function send(raw: Buffer, { from, to }: { from: string; to: string }, server: MailServer, context: CallContext): Promise<void> {
  context.signal.throwIfAborted();
  const { default: Connection } = await loadPeer('nodemailer', () => import('nodemailer/lib/smtp-connection'));
  const { host, port, security, user, authority, timeoutMs } = server;
  const secret = await secretOf(server, context);
  const connection = new Connection({
    host,
    port: port ?? (security === 'tls' ? 465 : 587),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Not the name of the host's machine.
    name: domainOf(from),
    ...(authority !== undefined && { tls: { ca: authority } }),
    logger: false,
    connectionTimeout: OWN_ALARM_MS,
    greetingTimeout: OWN_ALARM_MS,
    socketTimeout: OWN_ALARM_MS,
    socketCloseTimeout: 0,
    maxResponseSize: MAX_ANSWER_BYTES,
    ...('accessToken' in secret && { customAuth: { BEARER: bearer(user, secret.accessToken) } }),
  });
  // The server asks for the bytes only when it is ready to take the mail: from then on it may have it.
  let begun = false;
  const message = new Readable({
    read() {
      begun = true;
      this.push(raw);
      this.push(null);
    },
  });
  const auth = 'pass' in secret ? { user, pass: secret.pass } : { user, method: 'BEARER' };
  const work = async (): Promise<void> => {
    await step(connection, (done) => connection.connect(done));
    await step(connection, (done) => connection.login(auth, done));
    await step(connection, (done) => connection.send({ from, to: [to], size: raw.length }, message, done));
  };
  const late = (): KashuvError => (begun ? unknown(host, `did not answer within ${timeoutMs} ms`) : new KashuvError('UNAVAILABLE', `${host} did not answer within ${timeoutMs} ms.`));
  const stop = (): void => connection.close();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    await withinTime(work, { timeoutMs, late, stop }, context);
  } catch (error) {
    if (context.signal.aborted && begun) throw unknown(host, 'was left while it took the mail');
    context.signal.throwIfAborted();
    if (KashuvError.is(error)) throw error;
    const failure = told(host, error, begun);
    if (failure.code === 'AUTH_FAILED' && 'accessToken' in secret) {
      // Another token is there for the next try; where none is to be had, that is the error.
      await server.tokens?.renew(secret.accessToken, context);
      throw new KashuvError('UNAVAILABLE', `${host} did not take the token, which was renewed.`);
    }
    throw failure;
  } finally {
    context.signal.removeEventListener('abort', stop);
    connection.close();
  }
}

/** Resolves with the answer to a step, rejects with its failure or the connection's. */
function step(connection: SMTPConnection, take: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(error);
    connection.on('error', fail);
    // A server may end the connection without a word.
    connection.once('end', () => reject(new Error('the connection ended')));
    take((error) => {
      if (error == null) resolve();
      else reject(error);
    });
  });
}

/** XOAUTH2, as Google and Microsoft document it; under a name of ours, for under its own the package would choose another way where it could. */
const bearer = (user: string, token: string) => async ({ sendCommand }: { sendCommand: (command: string) => Promise<{ status: number }> }): Promise<void> => {
  const { status } = await sendCommand(`AUTH XOAUTH2 ${Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString('base64')}`);
  if (status < 200 || status > 299) throw new Error('refused');
};

const unknown = (host: string, what: string): KashuvError => new KashuvError('OUTCOME_UNKNOWN', `${host} ${what}: the mail may have been taken.`);

/** What went wrong, by its codes alone: a server may repeat in its words what was said to it. */
function told(host: string, error: unknown, begun: boolean): KashuvError {
  const { responseCode, command } = error as { responseCode?: unknown; command?: unknown };
  const code = codeOf(error);
  const tls = tlsError('emailPublisher.smtp', host, { code: codeOf(error, 'originalCode') });
  if (tls !== null && !begun) return tls;
  if (code === 'ETLS') return new KashuvError('CONFIG_INVALID', `${host} does not encrypt the connection.`, { field: 'emailPublisher.smtp.security', fix: "Use 'tls' with its own port." });
  const answer = typeof responseCode === 'number' ? responseCode : null;
  const refusesUs = code === 'EAUTH' || (typeof command === 'string' && command.startsWith('AUTH'));
  if (refusesUs && (answer === null || answer >= 500 || answer < 400)) return new KashuvError('AUTH_FAILED', `${host} refused the log-in${answer === null ? '' : ` (${answer})`}.`, { field: 'emailPublisher.smtp.password', fix: 'See user and password; many services want a password for applications, or tokens.' });
  if (answer === 530) return new KashuvError('AUTH_FAILED', `${host} wants a log-in (530).`, { field: 'emailPublisher.smtp.password', fix: 'See user and password.' });
  if (answer === 450 || answer === 451 || answer === 452) return new KashuvError('RATE_LIMITED', `${host} puts the mail off (${answer}).`, { retryAfterMs: LATER_MS });
  if (answer !== null && answer >= 400 && answer < 500) return new KashuvError('UNAVAILABLE', `${host} does not take the mail now (${answer}).`);
  if (answer !== null && answer >= 500) return new KashuvError('REJECTED', `${host} refused the mail (${answer}).`, { fix: 'See that the address exists and that the sender is one that this server lets speak.' });
  if (code === 'EMESSAGE') return new KashuvError('REJECTED', `${host} takes no mail of this size.`);
  if (begun) return unknown(host, 'broke off');
  const reason = codeOf(error, 'originalCode') || code;
  return new KashuvError('UNAVAILABLE', `${host} could not be reached or broke off${reason === '' ? '' : ` (${reason})`}.`);
}
