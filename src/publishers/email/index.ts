import { ImapSession } from '../../lib/mail/imap.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Publisher } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import { answerId, compose } from './compose.ts';
import { checkPublisherOptions, type CheckedOptions, type EmailPublisherOptions } from './options.ts';
import { findOriginal, HEADER_BYTES, mailsUnder } from './original.ts';
import { send } from './smtp.ts';

export type { EmailPublisherOptions } from './options.ts';

const SLACK_BYTES = 65_536;

/**
 * Answers mails by mail. See docs/publishers/email.md. Needs the packages nodemailer, imapflow and postal-mime.
 *
 * The mail that is answered is looked up in the mailbox: its author, its subject and its thread are taken from there. With `sent`, a copy is put there, marked as a draft,
 * before anything is sent, and the mark is taken off afterwards: so that after a crash one knows whether it was sent, was not, or may have been.
 *
 * Errors: CONFIG_INVALID (options, a missing package, certificate, no such folder), AUTH_FAILED, RATE_LIMITED with `retryAfterMs`, UNAVAILABLE, REJECTED (what stands in the
 * way, or the server's no), UNSUPPORTED (anything but a reply), OUTCOME_UNKNOWN (lost while the mail was under way). No message holds a password or what a server wrote.
 */
export function emailPublisher(options: EmailPublisherOptions): Publisher {
  const checked = checkPublisherOptions(options);
  const { address, sent, maxLength, venue, instance } = checked;
  const check = ({ action, text, replyToSourceId }: PublishCommand): string[] => [
    ...(action === 'reply' ? [] : [`a mailbox answers, it does not '${String(action).slice(0, 20)}'`]),
    ...(text.trim() === '' ? ['the text is empty'] : []),
    ...(text.length > maxLength ? [`the text is ${text.length} characters long; ${maxLength} is the most`] : []),
    ...(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) ? ['the text holds control characters'] : []),
    ...(action === 'reply' && replyToSourceId === null ? ['it answers no mail'] : []),
  ];
  const shared = {
    contract: 1,
    name: 'email',
    instance,
    capabilities: { actions: ['reply'], idempotency: sent === undefined ? 'none' : 'lookup', maxLength, maxInFlight: 2 },
    reaches: (target: { venue: string }) => target.venue === venue,
    check,
    preflight: (command: PublishCommand, context: CallContext) =>
      inMailbox(checked, context, async (session) => {
        const original = await findOriginal(command.replyToSourceId ?? '', checked, session);
        return typeof original === 'string' ? [original] : [];
      }),
    async publish(command: PublishCommand, context: CallContext): Promise<Receipt> {
      context.signal.throwIfAborted();
      const [objection] = check(command);
      if (objection !== undefined) throw new KashuvError(command.action === 'reply' ? 'REJECTED' : 'UNSUPPORTED', `${objection}.`, { field: 'text', fix: 'Change the text and have it approved again.' });
      return inMailbox(checked, context, (session) => publish(checked, command, session, context));
    },
  } satisfies Publisher;
  if (sent === undefined) return shared;
  return {
    ...shared,
    find: (idempotencyKey, context) =>
      inMailbox(checked, context, async (session) => {
        const id = answerId({ address }, idempotencyKey);
        const copy = await copyIn(sent, id, session);
        if (copy?.state === 'sending') throw uncertain(sent);
        return copy === null ? null : { id, at: copy.at ?? context.now() };
      }),
  };
}

async function inMailbox<T>(options: CheckedOptions, context: CallContext, work: (session: ImapSession) => Promise<T>): Promise<T> {
  const session = await ImapSession.open('emailPublisher.imap', options.imap, HEADER_BYTES + SLACK_BYTES, context);
  try {
    const done = await work(session);
    await session.leave();
    return done;
  } finally {
    session.close();
  }
}

async function publish(options: CheckedOptions, { text, replyToSourceId, idempotencyKey }: PublishCommand, session: ImapSession, context: CallContext): Promise<Receipt> {
  const { address, sent, smtp } = options;
  const id = answerId(options, idempotencyKey);
  const before = sent === undefined ? null : await copyIn(sent, id, session);
  if (before?.state === 'sent') return { id, at: before.at ?? context.now() };
  if (before?.state === 'sending') throw uncertain(sent ?? '');
  const original = await findOriginal(replyToSourceId ?? '', options, session);
  if (typeof original === 'string') throw new KashuvError('REJECTED', `${original}.`, { field: 'target' });
  const at = context.now();
  const raw = await compose(id, text, original, options, at);
  if (sent !== undefined) await keepDraft(sent, id, raw, session);
  try {
    await send(raw, { from: address, to: original.to }, smtp, context);
  } catch (error) {
    const certain = KashuvError.is(error) ? error.code !== 'OUTCOME_UNKNOWN' : context.signal.aborted;
    // The copy of what was certainly not sent is given up: deleted by its mark alone, so that nothing else ever goes.
    if (sent !== undefined && certain && !context.signal.aborted) await mark(options, sent, id, { add: ['\\Deleted'] }, session, context);
    throw error;
  }
  if (sent !== undefined) await mark(options, sent, id, { remove: ['\\Draft'] }, session, context);
  return { id, at };
}

/** The copy, before anything is sent. Throws CONFIG_INVALID where the folder does not keep the mark: then nobody could tell afterwards. */
async function keepDraft(sent: string, id: string, raw: Buffer, session: ImapSession): Promise<void> {
  // A folder that is open read-only takes no marks, and imapflow leaves them out for any other folder too.
  await session.select(sent);
  await session.append(sent, raw, ['\\Draft', '\\Seen']);
  const copy = await copyIn(sent, id, session);
  if (copy?.state !== 'sending') throw new KashuvError('CONFIG_INVALID', `${sent} keeps no drafts: what is being sent could not be told from what was sent.`, { field: 'emailPublisher.sent', fix: 'Name another folder, or none.' });
}

/** What became of the mail is known already: that its copy could not be marked changes nothing about it, and leaves the copy a draft. */
async function mark({ instance }: CheckedOptions, sent: string, id: string, flags: { add?: string[]; remove?: string[] }, session: ImapSession, context: CallContext): Promise<void> {
  try {
    await session.select(sent);
    const copies = (await mailsUnder(id, session)).map(({ uid }) => uid);
    if (copies.length > 0) await session.flag(copies, flags);
  } catch (error) {
    context.log('warn', `${instance}: the copy in ${sent} could not be marked (${KashuvError.from(error).code})`);
  }
}

/** The copy of an answer: `sending` while it bears the mark of a draft. Null: there is none, or it was given up. */
async function copyIn(folder: string, id: string, session: ImapSession): Promise<{ state: 'sent' | 'sending'; at: number | null } | null> {
  await session.examine(folder);
  const copies = await mailsUnder(id, session);
  if (copies.length === 0) return null;
  const uids = copies.map(({ uid }) => uid);
  const [deleted, drafts] = [new Set(await session.flagged(uids, '\\Deleted')), new Set(await session.flagged(uids, '\\Draft'))];
  const kept = copies.filter(({ uid }) => !deleted.has(uid));
  const sent = kept.find(({ uid }) => !drafts.has(uid));
  if (sent !== undefined) return { state: 'sent', at: sent.receivedAt };
  return kept.length === 0 ? null : { state: 'sending', at: null };
}

const uncertain = (sent: string): KashuvError =>
  new KashuvError('OUTCOME_UNKNOWN', `its copy in ${sent} is still a draft: it may have been sent.`, { fix: `See whether it arrived. If not, delete the draft in ${sent} and submit the text again.` });
