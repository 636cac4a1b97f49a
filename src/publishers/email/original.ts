import { provenDomain } from '../../lib/mail/authentication.ts';
import { isId } from '../../lib/mail/ids.ts';
import type { ImapSession } from '../../lib/mail/imap.ts';
import { parseMail, type Mail } from '../../lib/mail/message.ts';
import type { CheckedOptions } from './options.ts';

/** Enough for the header of any mail that the source takes. */
export const HEADER_BYTES = 262_144;
/** Of mails under one id. */
const MOST_FOUND = 16;
const NO_REPLY = /^(?:no|do[-_.]?not)[-_.]?reply\b|^bounces?\b|^mailer-daemon@|^postmaster@/;

/** A mail that can be answered. */
export interface Original {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly references: readonly string[];
}

/** The mails of the open folder that carry this id, the oldest first, with their numbers. */
export async function mailsUnder(id: string, session: ImapSession): Promise<{ uid: number; mail: Mail; receivedAt: number | null }[]> {
  // A search finds parts of ids too.
  const found = (await session.search({ header: { 'message-id': id } })).slice(0, MOST_FOUND);
  if (found.length === 0) return [];
  const read = await Promise.all((await session.fetch(found, HEADER_BYTES)).map(async ({ uid, raw, receivedAt }) => ({ uid, receivedAt, mail: raw === null ? null : await parseMail(raw) })));
  return read.flatMap(({ uid, mail, receivedAt }) => (mail?.id === id ? [{ uid, mail, receivedAt }] : []));
}

/**
 * The mail that is to be answered, or why it cannot be, in words that name nobody. The answer goes to the address in From and nowhere else: a Reply-To is
 * the author's to write, and would send the brand's words to somebody who never wrote to it.
 */
export async function findOriginal(id: string, { folders, address, authserv }: CheckedOptions, session: ImapSession): Promise<Original | string> {
  if (!isId(id) || !id.includes('@')) return 'the mail that it answers has no Message-ID to answer to';
  const mails: Mail[] = [];
  for (const folder of folders) {
    await session.examine(folder);
    mails.push(...(await mailsUnder(id, session)).map(({ mail }) => mail));
  }
  const [mail] = mails;
  if (mail === undefined) return 'the mail that it answers is not in the mailbox any more';
  // Whoever knows the id of a mail can send another one under it.
  if (new Set(mails.map(({ from }) => from?.address)).size > 1) return 'several mails of different authors carry the id of the mail that it answers';
  if (mail.from === null) return 'the mail that it answers names no author, or several';
  if (mail.machine?.kind === 'automatic') return `the mail that it answers is none of a human: ${mail.machine.why}`;
  if (NO_REPLY.test(mail.from.address)) return 'the address of its author takes no answers';
  if (mail.from.address === address) return 'the mail that it answers bears the address of this mailbox';
  if (!/^[\x21-\x7e]+$/.test(mail.from.address)) return 'the address of its author needs a mail server for international addresses, which is not supported';
  if (authserv !== undefined && provenDomain(mail, authserv) === null) return 'nothing proves who wrote the mail that it answers, and the answer could go to somebody who did not';
  return { id, to: mail.from.address, subject: mail.subject, references: mail.references };
}
