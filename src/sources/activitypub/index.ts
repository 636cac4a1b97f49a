import { partsOf } from '../../lib/activitypub/account.ts';
import { Documents } from '../../lib/activitypub/documents.ts';
import { readNote } from '../../lib/activitypub/notes.ts';
import { Relations } from '../../lib/activitypub/relations.ts';
import { refuse } from '../../lib/http/receive.ts';
import type { PushReceived, PushSource } from '../../spec/plugin.ts';
import { Inbox } from './inbox.ts';
import { lookUps } from './look-ups.ts';
import { checkActivityPub, type ActivityPubOptions } from './options.ts';
import { documentOf, pageOf, WEBFINGER } from './pages.ts';

export { activityPubAccount, type ActivityPubAccount, type ActivityPubAccountOptions } from '../../lib/activitypub/account.ts';
export type { ActivityPubKeep } from '../../lib/activitypub/keep.ts';
export { activityPubFollow, type ActivityPubFollowOptions } from './follow.ts';
export type { ActivityPubOptions } from './options.ts';

/**
 * Hears what is said to the brand's own account in the fediverse: its server, which the monitor's `handle` mounts under the account's origin. Takes deliveries
 * that their authors signed, and shows the account, its answers and where it is found (WebFinger). Needs the package @fedify/fedify.
 */
export function activityPub(options: ActivityPubOptions): PushSource {
  const checked = checkActivityPub(options);
  const { account, fetchesPerMinute, maxThread } = checked;
  const parts = partsOf(account);
  const documents = new Documents(parts, fetchesPerMinute);
  const relations = new Relations(parts.keep);
  const inbox = new Inbox(checked, documents, relations);
  const inboxPath = `${parts.root}inbox`;
  const notesPath = `${parts.root}notes/`;

  const note = async (key: string): Promise<Response | null> => {
    const kept = await readNote(parts.keep, key);
    return kept?.open === true ? documentOf(kept.note) : null;
  };
  return {
    contract: 1,
    name: 'activitypub',
    instance: account.instance,
    capabilities: { mode: 'push', paths: [WEBFINGER, parts.root.slice(0, -1), parts.root] },
    async receive(request, context): Promise<PushReceived> {
      const url = new URL(request.url);
      if (url.pathname === inboxPath) return request.method === 'POST' ? inbox.take(request, context) : refuse(405, 'Use POST.');
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Use GET.', { allow: 'GET, HEAD' });
      const page = url.pathname.startsWith(notesPath) ? await note(url.pathname.slice(notesPath.length)) : await pageOf(account, relations, url);
      return page === null ? refuse(404, 'Nothing is here.') : { signals: [], accepted: page, refused: page };
    },
    ...lookUps(account, documents, maxThread),
    forget: (author) => relations.forget(author),
  };
}
