import { ImapSession, type FetchedMail } from '../../lib/mail/imap.ts';
import { parseMail } from '../../lib/mail/message.ts';
import type { CallContext, PullSource, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import { MailMemory } from './memory.ts';
import { checkEmailOptions, type CheckedOptions, type EmailOptions } from './options.ts';
import { postIdOf, readMail, signalOf, versionOf, type EmailItem } from './post.ts';

export type { EmailOptions } from './options.ts';
export type { EmailItem } from './post.ts';

/** A server ends what has idled for half an hour (RFC 2177 §3). */
const IDLE_MS = 29 * 60_000;
/** Mails that are asked about in one question, and bytes of mails that are held at once. */
const ASKED_AT_ONCE = 200;
const HELD_BYTES = 8 * 1024 * 1024;
const SLACK_BYTES = 65_536;
const DAY_MS = 86_400_000;

/**
 * Mails of one mailbox, over IMAP. See docs/sources/email.md. Needs the packages imapflow and postal-mime.
 *
 * Folders are opened read-only: nothing is marked, moved or deleted. With `mode: 'stream'` it stays and is told of new mail (IDLE); with `poll` a read is one
 * sweep. The cursor holds, for each folder, UIDVALIDITY and the last UID, and marks of the newest Message-IDs.
 *
 * Errors: CONFIG_INVALID (options, a missing package, certificate, no such folder), AUTH_FAILED, RATE_LIMITED, UNAVAILABLE (network, time, the server's goodbye),
 * INPUT_INVALID (what is no IMAP). No message holds the password or what a server wrote.
 */
export function email(options: EmailOptions): PullSource<EmailItem> {
  const checked = checkEmailOptions(options);
  return {
    contract: 1,
    name: 'email',
    instance: checked.instance,
    capabilities: {
      mode: checked.mode,
      backfill: true,
      threads: false,
      authors: false,
      queryFeatures: [],
      pollEveryMs: checked.pollEveryMs,
      ...(checked.silentAfterMs !== undefined && { silentAfterMs: checked.silentAfterMs }),
    },
    read: (request, context) => read(checked, request, context),
    signals: (item) => [signalOf(item, checked)],
  };
}

async function* read(options: CheckedOptions, request: ReadRequest, context: CallContext): AsyncGenerator<ReadBatch<EmailItem>, void> {
  if (context.signal.aborted) return;
  const known = request.cursor === null ? MailMemory.empty() : MailMemory.read(request.cursor);
  if (known === null) context.log('warn', `${options.instance}: the cursor is not of this source; reading all mails`);
  const memory = known ?? MailMemory.empty();
  let session: ImapSession | null = null;
  try {
    session = await ImapSession.open('email', options.server, options.maxBytes + SLACK_BYTES, context);
    const alone = options.folders.length === 1 && options.sent === undefined;
    for (let aloud = true; ; aloud = false) {
      yield* sweep(options, session, memory, request, aloud, context);
      if (options.mode === 'poll') return await session.leave();
      // What came to the watched folder while others were read has rung no bell.
      if (alone || !(await hasMore(session, watchedOf(options), memory))) await session.wait(alone && session.canIdle ? IDLE_MS : Math.min(IDLE_MS, options.pollEveryMs));
    }
  } catch (error) {
    if (!context.signal.aborted) throw error;
  } finally {
    session?.close();
  }
}

/** The folder that the connection stays in. */
const watchedOf = ({ folders: [first = 'INBOX'] }: CheckedOptions): string => first;

async function hasMore(session: ImapSession, folder: string, memory: MailMemory): Promise<boolean> {
  const { uidValidity, uidNext } = await session.examine(folder);
  return memory.last(folder, uidValidity) < uidNext - 1;
}

/** Reads what is new in all folders: answers after what they answer. `aloud`: tells that all was read, where nothing was. */
async function* sweep(options: CheckedOptions, session: ImapSession, memory: MailMemory, request: ReadRequest, aloud: boolean, context: CallContext): AsyncGenerator<ReadBatch<EmailItem>, void> {
  const before = memory.cursor();
  let items: EmailItem[] = [];
  for (const folder of [...options.folders, ...(options.sent === undefined ? [] : [options.sent])]) {
    for await (const item of mailsOf(folder, options, session, memory, request.since, context)) {
      if (items.length >= request.limit) {
        yield { items, cursor: item.before, caughtUp: false };
        items = [];
        if (context.signal.aborted) return;
      }
      items.push(item.item);
    }
  }
  if (aloud || memory.cursor() !== before) yield { items, cursor: memory.cursor(), caughtUp: true };
}

/** An item, and the cursor of all before it. */
interface Told {
  readonly item: EmailItem;
  readonly before: string;
}

async function* mailsOf(folder: string, options: CheckedOptions, session: ImapSession, memory: MailMemory, since: number | undefined, context: CallContext): AsyncGenerator<Told, void> {
  const { uidValidity, uidNext } = await session.examine(folder);
  let last = memory.last(folder, uidValidity);
  if (memory.isAnew(folder, uidValidity)) context.log('warn', `${options.instance}: the folder ${folder} was made anew; reading all of it`);
  if (last >= uidNext) {
    // A folder brought back from a copy, under its old name for the numbers.
    context.log('warn', `${options.instance}: the folder ${folder} has gone back in time; reading all of it`);
    last = 0;
  }
  // `n:*` also names the newest mail where nothing is as new as n.
  const found = (await session.search({
    uid: `${last + 1}:*`,
    ...(since !== undefined && { since: new Date(since - DAY_MS) }),
    // The copy of an answer that is about to be sent says nothing yet.
    ...(folder === options.sent && { draft: false, deleted: false }),
  })).filter((uid) => uid > last);
  for (let from = 0; from < found.length; from += ASKED_AT_ONCE) {
    const described = await session.fetch(found.slice(from, from + ASKED_AT_ONCE), 0);
    const wanted = described.filter(({ receivedAt }) => since === undefined || receivedAt === null || receivedAt >= since);
    for (const group of inGroups(wanted, options.maxBytes)) {
      for (const fetched of await session.fetch(group.map(({ uid }) => uid), options.maxBytes)) {
        const before = memory.cursor();
        const item = await itemOf(fetched, folder, options, memory);
        memory.reached(folder, uidValidity, fetched.uid);
        if (item !== null) yield { item, before };
      }
    }
  }
  // Also past what is gone and what nobody wanted.
  memory.reached(folder, uidValidity, Math.max(last, uidNext - 1, found.at(-1) ?? 0));
}

/** Mails that may be held together. */
function inGroups(mails: readonly FetchedMail[], maxBytes: number): FetchedMail[][] {
  const groups: FetchedMail[][] = [];
  let bytes = Infinity;
  for (const mail of mails) {
    const size = Math.min(mail.size, maxBytes);
    if (bytes + size > HELD_BYTES) {
      groups.push([]);
      bytes = 0;
    }
    bytes += size;
    groups.at(-1)?.push(mail);
  }
  return groups;
}

/** Null for a mail that was told already, from this or another folder. */
async function itemOf({ uid, size, raw, receivedAt }: FetchedMail, folder: string, { maxBytes, sent }: CheckedOptions, memory: MailMemory): Promise<EmailItem | null> {
  const note = (reason: string, ref?: string): EmailItem => ({ kind: 'note', reason, ...(ref !== undefined && { ref }) });
  if (raw === null) return note(`mail ${uid} in ${folder} was not given by the server: it is gone, or the answer could not be read.`);
  const parsed = await parseMail(raw);
  if (parsed === null) return note(`mail ${uid} in ${folder} cannot be read: its parts nest too deep, or its header is too long.`);
  const id = postIdOf(parsed);
  const mail = readMail(parsed);
  const version = versionOf(mail);
  const told = memory.told(id, version);
  if (told === 'same') return null;
  // Who knows the id of a mail could otherwise change what its author is taken to have said.
  if (told === 'other') return note(`mail ${uid} in ${folder} says other words under the id of a mail that was told already.`, id);
  memory.see(id, version);
  return { kind: 'mail', id, mail, receivedAt, cut: size > maxBytes, sent: folder === sent };
}
