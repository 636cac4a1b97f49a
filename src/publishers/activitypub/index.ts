import * as z from 'zod';

import { isAccount, partsOf, type AccountParts, type ActivityPubAccount } from '../../lib/activitypub/account.ts';
import { addressOf } from '../../lib/activitypub/address.ts';
import { BELIEVED, Documents } from '../../lib/activitypub/documents.ts';
import { readNote, removeNote, writeNote, type KeptNote } from '../../lib/activitypub/notes.ts';
import { readingOf } from '../../lib/activitypub/reading.ts';
import { Relations } from '../../lib/activitypub/relations.ts';
import { sendSigned } from '../../lib/activitypub/requests.ts';
import { digest } from '../../lib/digest.ts';
import { onlyOnce } from '../../lib/http/api.ts';
import { redactUrl, throwForStatus } from '../../lib/http.ts';
import { checkOptions } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Publisher } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import { createOf, noteOf } from './note.ts';
import { addresseeOf, type Found } from './parent.ts';

export { activityPubAccount, type ActivityPubAccount, type ActivityPubAccountOptions } from '../../lib/activitypub/account.ts';
export type { ActivityPubKeep } from '../../lib/activitypub/keep.ts';

/** Questions to one host within a minute. */
const ASKED_PER_MINUTE = 120;
/** Hex digits of the name of an answer. */
const NAME_LENGTH = 24;

const optionsSchema = z.strictObject({
  account: z.custom<ActivityPubAccount>(isAccount, 'expected what activityPubAccount() gives'),
  maxLength: z.int().positive().max(100_000).default(5_000),
  instance: z.string().min(1).max(256).optional(),
});

/** See docs/publishers/activitypub.md. */
export type ActivityPubRepliesOptions = z.input<typeof optionsSchema>;

/**
 * Answers posts that `activityPub` of the same account heard: as a reply in their thread, delivered to their author's inbox, seen by no more than they are. The
 * answer's address follows from the idempotency key, so that the same answer sent again is the same one to whoever has it. Needs the package @fedify/fedify.
 */
export function activityPubReplies(options: ActivityPubRepliesOptions): Publisher {
  const { account, maxLength, instance } = checkOptions('activityPubReplies', optionsSchema, options);
  const parts = partsOf(account);
  const documents = new Documents(parts, ASKED_PER_MINUTE);
  const relations = new Relations(parts.keep);

  const check = (command: PublishCommand): string[] => {
    const { action, text, replyToSourceId } = command;
    const objections: string[] = [];
    if (action !== 'reply') objections.push('it answers posts, and does nothing else');
    if (text.trim() === '') objections.push('the text is empty');
    if (text.length > maxLength) objections.push(`the text is ${text.length} characters long; ${maxLength} is the most`);
    if (addressOf(replyToSourceId) === null) objections.push('the post that is answered has no address');
    return objections;
  };
  const ask = async ({ replyToSourceId }: PublishCommand, context: CallContext, believedMs: number): Promise<Found> =>
    addresseeOf(replyToSourceId ?? '', relations, readingOf(await parts.fedify(), documents, context), believedMs);

  return {
    contract: 1,
    name: 'activitypub',
    instance: instance ?? account.instance,
    capabilities: { actions: ['reply'], idempotency: 'native', maxLength, maxInFlight: 4 },
    reaches: ({ source }) => source === account.instance,
    check,
    async preflight(command, context) {
      const [objection] = check(command);
      if (objection !== undefined) return [objection];
      const found = await ask(command, context, BELIEVED.now);
      return 'objection' in found ? [found.objection] : [];
    },
    async publish(command, context) {
      context.signal.throwIfAborted();
      const [objection] = check(command);
      if (objection !== undefined) throw new KashuvError('REJECTED', `${objection}.`, { field: 'text', fix: 'Change the text and have it approved again.' });
      const key = keyOf(command.idempotencyKey);
      const before = await readNote(parts.keep, key);
      if (before?.sentAt != null) return receiptOf(parts, key, before.sentAt);
      const found = await ask(command, context, BELIEVED.fresh);
      if ('objection' in found) throw new KashuvError('REJECTED', `${found.objection}.`);
      const { addressee } = found;
      const kept: KeptNote = before ?? {
        note: noteOf(command.text, addressee, { id: parts.noteId(key), by: account.id, at: context.now() }),
        open: addressee.visibility === 'public' || addressee.visibility === 'unlisted',
        sentAt: null,
      };
      // Whoever gets it may ask for it at once.
      await writeNote(parts.keep, key, kept);
      try {
        await deliver(parts, addressee.inbox, kept, context);
      } catch (error) {
        // Refused for good, it was never said.
        if (before === null && KashuvError.is(error) && !error.retryable && error.code !== 'OUTCOME_UNKNOWN') await removeNote(parts.keep, key);
        throw error;
      }
      const sentAt = context.now();
      await writeNote(parts.keep, key, { ...kept, sentAt });
      return receiptOf(parts, key, sentAt);
    },
    async find(idempotencyKey, context) {
      context.signal.throwIfAborted();
      const key = keyOf(idempotencyKey);
      const kept = await readNote(parts.keep, key);
      return kept?.sentAt == null ? null : receiptOf(parts, key, kept.sentAt);
    },
  };
}

const keyOf = (idempotencyKey: string): string => digest(idempotencyKey).slice(0, NAME_LENGTH);

function receiptOf(parts: AccountParts, key: string, at: number): Receipt {
  const id = parts.noteId(key);
  return { id, url: id, at };
}

/** Throws OUTCOME_UNKNOWN where it may have been taken. */
async function deliver(parts: AccountParts, inbox: string, { note }: KeptNote, context: CallContext): Promise<void> {
  const to = redactUrl(inbox);
  const { status, headers } = await onlyOnce(() => sendSigned(parts, inbox, JSON.stringify(createOf(note)), context), to);
  if (status >= 500 && !(status === 503 && headers.has('retry-after'))) throw new KashuvError('OUTCOME_UNKNOWN', `${to} answered ${status}; it may have been taken all the same.`);
  if (status === 404 || status === 410) throw new KashuvError('REJECTED', `${to} answered ${status}: the inbox is not there any more.`);
  throwForStatus({ status, headers }, to, context.now());
}
