import type { Activity, Actor } from '@fedify/fedify/vocab';
import { partsOf, type ActivityPubAccount } from '../../lib/activitypub/account.ts';
import type { Reading } from '../../lib/activitypub/reading.ts';
import type { Relations } from '../../lib/activitypub/relations.ts';
import { sendSigned } from '../../lib/activitypub/requests.ts';
import { digest } from '../../lib/digest.ts';
import { acceptedStatus } from '../../lib/http/api.ts';
import { KashuvError } from '../../spec/errors.ts';

/**
 * What an activity changes between its actor and the account: follows and blocks. A follow is accepted, where follows are, before the delivery is answered; one that
 * could not be is told again by its server. Throws where the acceptance could not be delivered.
 */
export async function relate(activity: Activity, actor: Actor, { account, relations, acceptFollows }: { account: ActivityPubAccount; relations: Relations; acceptFollows: boolean }, reading: Reading): Promise<void> {
  const { vocab } = reading.fedify;
  const actorId = (actor.id as URL).href;
  const undone = activity instanceof vocab.Undo ? await activity.getObject(reading.within) : null;
  const concerned = undone instanceof vocab.Follow || undone instanceof vocab.Block ? undone : activity;
  if (concerned.objectId?.href !== account.id || concerned.actorId?.href !== actorId) return;
  if (undone instanceof vocab.Follow) await relations.unfollow(actorId);
  else if (undone instanceof vocab.Block) await relations.unblock(actorId);
  else if (activity instanceof vocab.Block) await relations.block(actorId);
  else if (activity instanceof vocab.Follow && acceptFollows && activity.id !== null) {
    await accept(activity.id.href, actor, account, reading);
    await relations.follow(actorId);
  }
}

async function accept(follow: string, { id, inboxId }: Actor, account: ActivityPubAccount, { context }: Reading): Promise<void> {
  if (id === null || inboxId?.origin !== id.origin) throw new KashuvError('INPUT_INVALID', 'a follower without an inbox on its own server.');
  const activity = {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: `${account.id}/accepts/${digest(follow).slice(0, 20)}`,
    type: 'Accept',
    actor: account.id,
    to: [id.href],
    object: { id: follow, type: 'Follow', actor: id.href, object: account.id },
  };
  const answer = await sendSigned(partsOf(account), inboxId.href, JSON.stringify(activity), context);
  acceptedStatus({ ...answer, from: inboxId.host }, context);
}
