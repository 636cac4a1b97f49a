import type { FetchMessageObject, ImapFlow, SearchObject } from 'imapflow';

import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { loadImap } from './peers.ts';
import { codeOf, secretOf, tlsError, withinTime, type MailServer } from './server.ts';

/** A folder as it was opened. */
export interface OpenFolder {
  /** Changes when the numbers of its mails mean other mails than before. */
  readonly uidValidity: string;
  readonly uidNext: number;
}

/** A mail as the server describes it, with as much of it as was asked for. */
export interface FetchedMail {
  readonly uid: number;
  readonly size: number;
  /** INTERNALDATE, epoch ms. */
  readonly receivedAt: number | null;
  readonly raw: Uint8Array | null;
}

/** What one answer may hold beyond the bytes of a mail that were asked for. */
const SLACK_BYTES = 65_536;
/** Numbers of found mails come in one line, ten bytes each. */
const LONGEST_LINE = 16 * 1024 * 1024;
/** Longer than any idle wait: imapflow's own alarm must not ring before the monitor's clock does. In ms. */
const OWN_ALARM_MS = 45 * 60_000;

/**
 * One connection to a mailbox. Folders are opened read-only; only `append` and `flag` change anything. Every question ends within the server's
 * `timeoutMs` on the monitor's clock, and when the call is aborted the connection is closed.
 *
 * Errors: CONFIG_INVALID (package, certificate, security, no such folder), AUTH_FAILED, RATE_LIMITED (throttled), UNAVAILABLE (network, time, the server's
 * goodbye), INPUT_INVALID (no IMAP, larger than asked for). None repeats what a server wrote.
 */
export class ImapSession {
  readonly #client: ImapFlow;
  readonly #owner: string;
  readonly #server: MailServer;
  readonly #context: CallContext;
  readonly #stop = (): void => this.close();
  /** The selected folder got mail since `examine`. */
  #news = false;
  #wake: () => void = () => undefined;
  #closed = false;
  /** Why the connection ended, where more is known than that it did. */
  #lost: unknown;
  /** It offers IDLE and ends it by itself: asked again at once it would be asked without end. */
  #idles = true;

  private constructor(client: ImapFlow, owner: string, server: MailServer, context: CallContext) {
    this.#client = client;
    this.#owner = owner;
    this.#server = server;
    this.#context = context;
    client.on('exists', () => this.#ring());
    client.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
    // The question that was open is only told that the connection is gone. Without a listener the process would end.
    client.on('error', (error: unknown) => (this.#lost ??= error));
    context.signal.addEventListener('abort', this.#stop, { once: true });
  }

  /** Connects and logs in. No literal of an answer may hold more than `maxLiteral` bytes. */
  static async open(owner: string, server: MailServer, maxLiteral: number, context: CallContext): Promise<ImapSession> {
    context.signal.throwIfAborted();
    const { ImapFlow } = await loadImap();
    const { host, port, security, user, authority } = server;
    const auth = { user, ...(await secretOf(server, context)) };
    const client = new ImapFlow({
      host,
      port: port ?? (security === 'tls' ? 993 : 143),
      secure: security === 'tls',
      // Explicit where it is not TLS from the start: STARTTLS or nothing, and never a silent fall back.
      ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
      auth,
      logger: false,
      disableAutoIdle: true,
      // Bytes that grow when unpacked would pass every limit.
      disableCompression: true,
      ...(authority !== undefined && { tls: { ca: authority } }),
      connectionTimeout: OWN_ALARM_MS,
      greetingTimeout: OWN_ALARM_MS,
      socketTimeout: OWN_ALARM_MS,
      maxLiteralSize: maxLiteral,
      maxLineLength: LONGEST_LINE,
      maxResponseSize: Math.max(LONGEST_LINE, maxLiteral) + SLACK_BYTES,
    });
    const session = new ImapSession(client, owner, server, context);
    try {
      await session.#ask(() => client.connect());
      // A greeting that says one is logged in already leaves no room for STARTTLS.
      if (security !== 'none' && !client.secureConnection) throw unencrypted(owner, host);
      return session;
    } catch (error) {
      session.close();
      if (KashuvError.is(error) && error.code === 'AUTH_FAILED' && 'accessToken' in auth) {
        // Another token is there for the next try; where none is to be had, that is the error.
        await server.tokens?.renew(auth.accessToken, context);
        throw new KashuvError('UNAVAILABLE', `${host} did not take the token, which was renewed.`);
      }
      throw error;
    }
  }

  /** Tells of new mail by itself. */
  get canIdle(): boolean {
    return this.#idles && this.#client.capabilities.has('IDLE');
  }

  /** Opens a folder read-only (EXAMINE): looking at it marks nothing as read. */
  async examine(folder: string): Promise<OpenFolder> {
    return this.#open(folder, true);
  }

  /** Opens a folder so that `flag` can be used. */
  async select(folder: string): Promise<OpenFolder> {
    return this.#open(folder, false);
  }

  async #open(folder: string, readOnly: boolean): Promise<OpenFolder> {
    const { uidValidity, uidNext } = await this.#ask(() => this.#client.mailboxOpen(folder, { readOnly }), folder);
    if (typeof uidValidity !== 'bigint' || !Number.isSafeInteger(uidNext)) throw new KashuvError('INPUT_INVALID', `${this.#server.host} does not say how its mails are numbered.`);
    this.#news = false;
    return { uidValidity: String(uidValidity), uidNext };
  }

  /** Numbers of mails in the open folder, in rising order. */
  async search(query: SearchObject): Promise<number[]> {
    const found = await this.#ask(() => this.#client.search(query, { uid: true }));
    if (!Array.isArray(found)) throw new KashuvError('UNAVAILABLE', `${this.#server.host} did not search its folder.`);
    return found.sort((a, b) => a - b);
  }

  /** Size and time of these mails of the open folder, in order, and of each as many bytes as `bytes` says. Of one that is gone, or that nobody can read in the answer, only the number. */
  async fetch(uids: readonly number[], bytes: number): Promise<FetchedMail[]> {
    const query = { uid: true, size: true, internalDate: true, ...(bytes > 0 && { source: { start: 0, maxLength: bytes } }) };
    const messages = await this.#ask(() => this.#client.fetchAll(uids.join(','), query, { uid: true }));
    const given = new Map(messages.map((message) => [message.uid, message]));
    return uids.map((uid) => mailOf(uid, given.get(uid), bytes));
  }

  /** Puts a mail into a folder. */
  async append(folder: string, raw: Buffer, flags: string[]): Promise<void> {
    const done = await this.#ask(() => this.#client.append(folder, raw, flags), folder);
    if (done === false) throw new KashuvError('UNAVAILABLE', `${this.#server.host} did not keep the copy.`);
  }

  /** Numbers of the mails of the open folder that have this flag. */
  async flagged(uids: readonly number[], flag: string): Promise<number[]> {
    const messages = await this.#ask(() => this.#client.fetchAll(uids.join(','), { uid: true, flags: true }, { uid: true }));
    return messages.filter(({ flags }) => flags?.has(flag) === true).map(({ uid }) => uid);
  }

  async flag(uids: readonly number[], { add = [], remove = [] }: { add?: string[]; remove?: string[] }): Promise<void> {
    const range = uids.join(',');
    if (remove.length > 0) await this.#ask(() => this.#client.messageFlagsRemove(range, remove, { uid: true }));
    if (add.length > 0) await this.#ask(() => this.#client.messageFlagsAdd(range, add, { uid: true }));
  }

  /** Until mail comes to the open folder, or so much time has passed. Rejects when the connection ends. */
  async wait(ms: number): Promise<void> {
    const over = new AbortController();
    const event = new Promise<void>((resolve) => (this.#wake = resolve));
    if (!this.#news && !this.#closed) {
      if (this.canIdle) this.#idle(over.signal);
      const time = this.#context.sleep(ms, over.signal).catch((error: unknown) => {
        if (!over.signal.aborted) throw error;
      });
      try {
        await Promise.race([event, time]);
      } finally {
        over.abort();
      }
    }
    // Ends the idling, and shows whether the other side is still there.
    await this.#ask(() => this.#client.noop());
  }

  /** Runs until the next question ends it. That the connection is lost is told by an event. */
  #idle(over: AbortSignal): void {
    const ended = (): void => {
      if (over.aborted) return;
      this.#idles = false;
      this.#wake();
    };
    this.#client.idle().then(ended, ended);
  }

  /** Says goodbye. What goes wrong then matters to nobody. */
  async leave(): Promise<void> {
    try {
      await this.#ask(() => this.#client.logout());
    } catch {
      // What was done before stands.
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#context.signal.removeEventListener('abort', this.#stop);
    this.#client.close();
  }

  #ring(): void {
    this.#news = true;
    this.#wake();
  }

  async #ask<T>(work: () => Promise<T>, folder?: string): Promise<T> {
    const { host, timeoutMs } = this.#server;
    const late = (): KashuvError => {
      this.close();
      return new KashuvError('UNAVAILABLE', `${host} did not answer within ${timeoutMs} ms.`);
    };
    try {
      return await withinTime(work, { timeoutMs, late, stop: this.#stop }, this.#context);
    } catch (error) {
      this.#context.signal.throwIfAborted();
      if (KashuvError.is(error)) throw error;
      throw this.#told(/^(?:NoConnection|EConnectionClosed)$/.test(codeOf(error)) ? (this.#lost ?? error) : error, folder);
    }
  }

  /** What went wrong, by its codes alone: a server may repeat in its words what was said to it. */
  #told(error: unknown, folder: string | undefined): KashuvError {
    const { host } = this.#server;
    const code = codeOf(error);
    const status = codeOf(error, 'responseStatus');
    const tls = tlsError(this.#owner, host, error);
    if (tls !== null) return tls;
    const { authenticationFailed = false, mailboxMissing = false, tlsFailed = false } = error as { authenticationFailed?: boolean; mailboxMissing?: boolean; tlsFailed?: boolean };
    if (tlsFailed) return unencrypted(this.#owner, host);
    if (authenticationFailed && (status === 'NO' || status === 'BAD' || (status === '' && code === ''))) {
      const why = codeOf(error, 'serverResponseCode');
      if (['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG'].includes(why)) return new KashuvError('UNAVAILABLE', `${host} takes no log-in now (${why}).`);
      return new KashuvError('AUTH_FAILED', `${host} refused the log-in${why === '' ? '' : ` (${why})`}.`, { field: `${this.#owner}.password`, fix: 'See user and password; many services want a password for applications, or tokens.' });
    }
    if (folder !== undefined && mailboxMissing) return new KashuvError('CONFIG_INVALID', `${host} has no folder '${folder.slice(0, 80)}'.`, { field: this.#owner, fix: 'Write its name as the server has it.' });
    if (code === 'ETHROTTLE') return new KashuvError('RATE_LIMITED', `${host} asks to wait.`, { retryAfterMs: throttleOf(error) });
    if (/^(?:LiteralTooLarge|LineTooLarge|ResponseTooLarge|ParserError.*|MAX_IMAP_NESTING_REACHED|InvalidResponse|ResponseProcessingFailed)$/.test(code)) {
      return new KashuvError('INPUT_INVALID', `${host} said what is no IMAP, or more than was asked for (${code}).`);
    }
    const reason = [status, code].filter((part) => part !== '').join(' ');
    return new KashuvError('UNAVAILABLE', `${host} could not be reached, broke off or refused${reason === '' ? '' : ` (${reason})`}.`);
  }
}

const unencrypted = (owner: string, host: string): KashuvError =>
  new KashuvError('CONFIG_INVALID', `${host} does not encrypt the connection.`, { field: `${owner}.security`, fix: "Use 'tls' with its own port." });

const LONGEST_THROTTLE_MS = 86_400_000;
const DEFAULT_THROTTLE_MS = 60_000;

function throttleOf(error: unknown): number {
  const { throttleReset } = error as { throttleReset?: unknown };
  return typeof throttleReset === 'number' && throttleReset > 0 ? Math.min(throttleReset, LONGEST_THROTTLE_MS) : DEFAULT_THROTTLE_MS;
}

function mailOf(uid: number, message: FetchMessageObject | undefined, bytes: number): FetchedMail {
  const { size, internalDate, source } = message ?? {};
  const time = internalDate === undefined ? NaN : new Date(internalDate).getTime();
  return {
    uid,
    size: size ?? source?.length ?? 0,
    receivedAt: Number.isNaN(time) ? null : time,
    raw: source === undefined || bytes === 0 ? null : source.subarray(0, bytes),
  };
}
