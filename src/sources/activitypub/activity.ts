import type { Activity, Actor, Object as VocabularyObject } from '@fedify/fedify/vocab';
import { visibilityOf } from '../../lib/activitypub/audience.ts';
import { BELIEVED, Gone } from '../../lib/activitypub/documents.ts';
import { fetched, fetchedActor, type Reading } from '../../lib/activitypub/reading.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { Signal } from '../../spec/post.ts';
import { authorOf, isPost, toPost, VENUE, type PostObject } from './post.ts';
import type { TakenObjects, Version } from './taken.ts';

/** What an activity says, and what is known once it is committed; `forged`: what it claims is not its author's to claim. */
export type Heard = { signals: readonly Signal[]; versions: readonly Version[] } | { forged: string };

const NOTHING: Heard = { signals: [], versions: [] };

/** What a verified activity of `actor` says of posts. */
export async function heardOf(activity: Activity, actor: Actor, taken: TakenObjects, reading: Reading): Promise<Heard> {
  const { vocab } = reading.fedify;
  if (activity instanceof vocab.Create || activity instanceof vocab.Update) return said(activity, actor, taken, reading, activity instanceof vocab.Create ? 'posted' : 'edited');
  if (activity instanceof vocab.Delete) return takenBack(activity, actor, taken);
  if (activity instanceof vocab.Announce) return passedOn(activity, actor, taken, reading);
  if (activity instanceof vocab.Undo) return undone(activity, actor, reading);
  return NOTHING;
}

/**
 * What another passed on without its author's signature, such as a relay: nothing of it is believed but where it lies, and its own server is asked for that. What
 * cannot be read there is not heard.
 */
export async function confirmedOf(activity: Activity, taken: TakenObjects, reading: Reading): Promise<Exclude<Heard, { forged: string }>> {
  const { vocab } = reading.fedify;
  const id = activity.objectId?.href;
  if (id === undefined) return { signals: [], versions: [] };
  if (activity instanceof vocab.Create || activity instanceof vocab.Update) return originalOf(id, taken, reading, activity instanceof vocab.Create ? 'posted' : 'edited');
  if (!(activity instanceof vocab.Delete)) return { signals: [], versions: [] };
  try {
    await fetched(id, reading, BELIEVED.now);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    return { signals: [activity.actorId?.href === id ? { type: 'author-deleted', author: id, by: 'author' } : { type: 'deleted', ref: id, by: 'author' }], versions: [] };
  }
  return { signals: [], versions: [] };
}

const idOf = (actor: Actor): URL => actor.id as URL;

async function said(activity: Activity, actor: Actor, taken: TakenObjects, reading: Reading, type: 'posted' | 'edited'): Promise<Heard> {
  const id = activity.objectId;
  if (id === null) return { signals: [{ type: 'skipped', reason: 'an activity without an object that has an id.' }], versions: [] };
  if (id.origin !== idOf(actor).origin) return { forged: 'The object lies on another server than its author' };
  const object = (await embedded(activity, reading)) ?? (await fetched(id.href, reading));
  if (!isPost(object, reading)) return NOTHING;
  if (object.id.href !== id.href) return { forged: 'The object has another id' };
  if (!isBy(object, actor)) return { forged: 'The object is another author’s' };
  return postSignals(object, actor, taken, reading, type);
}

/** The object where it stands in the activity itself. */
async function embedded(activity: Activity, { within }: Reading): Promise<VocabularyObject | null> {
  return activity.getObject(within);
}

/** All who are named as its authors are one: nobody writes in the name of others besides. */
function isBy(object: VocabularyObject, actor: Actor): boolean {
  return object.attributionIds.length === 1 && object.attributionId?.href === idOf(actor).href;
}

async function postSignals(object: PostObject, actor: Actor, taken: TakenObjects, reading: Reading, type: 'posted' | 'edited'): Promise<Heard> {
  const version: Version = { id: object.id.href, author: idOf(actor).href, at: object.updated?.epochMilliseconds ?? object.published?.epochMilliseconds ?? 0 };
  if (taken.outdates(version)) return NOTHING;
  const post = await toPost(object, actor, reading);
  if (typeof post === 'string') return { signals: [{ type: 'skipped', reason: post, ref: version.id }], versions: [] };
  return { signals: [{ type, post }], versions: [version] };
}

function takenBack(activity: Activity, actor: Actor, taken: TakenObjects): Heard {
  const { href: author, origin } = idOf(actor);
  const id = activity.objectId;
  if (id === null) return { signals: [{ type: 'skipped', reason: 'a deletion of nothing that has an id.' }], versions: [] };
  if (id.href === author) return { signals: [{ type: 'author-deleted', author, by: 'author' }], versions: [] };
  if (id.origin !== origin || taken.isOfAnother(id.href, author)) return { forged: 'What is deleted is another author’s' };
  return { signals: [{ type: 'deleted', ref: id.href, by: 'author' }], versions: [{ id: id.href, author, at: Infinity }] };
}

/** A repost; before it the post itself where it was not heard yet, as its own server has it. What a relay passes on is no repost. */
async function passedOn(activity: Activity, actor: Actor, taken: TakenObjects, reading: Reading): Promise<Heard> {
  const { vocab } = reading.fedify;
  const [id, original] = [activity.id, activity.objectId];
  if (id === null || original === null) return { signals: [{ type: 'skipped', reason: 'a repost without ids.' }], versions: [] };
  // What the account itself said needs not be heard.
  const found = taken.knows(original.href) || reading.documents.isOwn(original) ? NOTHING : await originalOf(original.href, taken, reading, 'posted');
  if ('forged' in found) return found;
  if (actor instanceof vocab.Application || actor instanceof vocab.Group) return found;
  const postedAt = activity.published?.epochMilliseconds;
  const repost: Signal = {
    type: 'posted',
    post: {
      id: id.href,
      text: '',
      author: authorOf(actor),
      venue: VENUE,
      thread: { root: original.href, repost: original.href },
      ...(postedAt !== undefined && { postedAt: Math.min(postedAt, reading.context.now()) }),
      ...(['followers', 'direct'].includes(visibilityOf(activity, actor.followersId?.href ?? null)) && { private: true }),
    },
  };
  return { signals: [...found.signals, repost], versions: [...found.versions] };
}

/** The post at an address, as its own server has it. What cannot be read there is not heard. */
async function originalOf(address: string, taken: TakenObjects, reading: Reading, type: 'posted' | 'edited'): Promise<Exclude<Heard, { forged: string }>> {
  try {
    const object = await fetched(address, reading, type === 'edited' ? BELIEVED.now : BELIEVED.usually);
    if (!isPost(object, reading) || object.attributionId?.origin !== object.id.origin) return { signals: [], versions: [] };
    const author = await fetchedActor(object.attributionId.href, reading);
    const heard = isBy(object, author) ? await postSignals(object, author, taken, reading, type) : NOTHING;
    return 'forged' in heard ? { signals: [], versions: [] } : heard;
  } catch (error) {
    reading.context.signal.throwIfAborted();
    if (!(error instanceof Gone)) reading.context.log('info', 'what was passed on could not be read', { error: KashuvError.from(error).message });
    return { signals: [], versions: [] };
  }
}

async function undone(activity: Activity, actor: Actor, reading: Reading): Promise<Heard> {
  const { vocab } = reading.fedify;
  const id = activity.objectId;
  if (id === null) return NOTHING;
  const { href, origin } = idOf(actor);
  if (id.origin !== origin) return { forged: 'What is undone is another author’s' };
  const what = await activity.getObject(reading.within);
  // Named alone it may be a repost; what was never heard is nothing to anybody.
  if (what !== null && !(what instanceof vocab.Announce)) return NOTHING;
  if (what instanceof vocab.Announce && what.actorId?.href !== href) return { forged: 'What is undone is another author’s' };
  return { signals: [{ type: 'deleted', ref: id.href, by: 'author' }], versions: [] };
}
