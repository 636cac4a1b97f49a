import * as z from 'zod';

import { isAccount, partsOf, type ActivityPubAccount } from '../../lib/activitypub/account.ts';
import { addressOf } from '../../lib/activitypub/address.ts';
import { Documents, Gone } from '../../lib/activitypub/documents.ts';
import { fetchedActor, readingOf } from '../../lib/activitypub/reading.ts';
import { sendSigned } from '../../lib/activitypub/requests.ts';
import { digest } from '../../lib/digest.ts';
import { acceptedStatus } from '../../lib/http/api.ts';
import { checkOptions } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';

const ASKED_PER_MINUTE = 60;

const isFunction = (value: unknown): boolean => typeof value === 'function';
const followSchema = z.strictObject({
  account: z.custom<ActivityPubAccount>(isAccount, 'expected what activityPubAccount() gives'),
  actor: z.string().refine((text) => addressOf(text) !== null, "expected an account's address"),
  end: z.boolean().default(false),
  now: z.custom<() => number>(isFunction, 'expected a function such as Date.now'),
  signal: z.instanceof(AbortSignal),
  fetch: z.custom<typeof globalThis.fetch>(isFunction, 'expected a function').optional(),
});

/**
 * `actor`: the address of the account or relay. `end`: follow it no more. `now`: epoch ms, such as `Date.now`, for the signature. `signal` ends it, also in time: nothing
 * else does. `fetch`: default, the machine's.
 */
export type ActivityPubFollowOptions = z.input<typeof followSchema>;

/**
 * Asks to follow an account or a relay, so that its server delivers to this one what it posts or passes on. Called once by the host, outside of any monitor: the follow lasts
 * until it is ended. Resolves when it was delivered; whether it is granted shows by what comes. Errors: CONFIG_INVALID; INPUT_INVALID for what is no account; as `throwForStatus`.
 */
export async function activityPubFollow(options: ActivityPubFollowOptions): Promise<void> {
  const { account, actor, end, now, signal, fetch = globalThis.fetch } = checkOptions('activityPubFollow', followSchema, options);
  const context: CallContext = { signal, fetch, now, sleep: (_, own) => aborted(own === undefined ? signal : AbortSignal.any([signal, own])), log: () => undefined };
  const parts = partsOf(account);
  const reading = readingOf(await parts.fedify(), new Documents(parts, ASKED_PER_MINUTE), context);
  const { inboxId } = await fetchedActor(actor, reading).catch((error: unknown) => {
    throw error instanceof Gone ? new KashuvError('INPUT_INVALID', 'the account is not there.', { field: 'activityPubFollow.actor' }) : error;
  });
  if (inboxId === null) throw new KashuvError('INPUT_INVALID', 'the account has no inbox.', { field: 'activityPubFollow.actor' });
  const follow = { id: `${account.id}/follows/${digest(actor).slice(0, 20)}`, type: 'Follow', actor: account.id, object: actor };
  const activity = end ? { id: `${follow.id}#undo`, type: 'Undo', actor: account.id, object: follow } : follow;
  const answer = await sendSigned(parts, inboxId.href, JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', to: [actor], ...activity }), context);
  acceptedStatus({ ...answer, from: inboxId.host }, context);
}

/** Outside of a monitor there is no clock to wait on. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
}
