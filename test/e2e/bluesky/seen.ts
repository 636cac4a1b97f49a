import type { Publisher } from '../../../src/spec/plugin.ts';
import { blueskySearch } from '../../../src/sources/bluesky/index.ts';
import type { Account, Ref } from '../../support/bluesky.ts';
import type { BlueskyNetwork } from '../../support/bluesky-network.ts';
import { testContext } from '../../support/context.ts';
import { BRAND, THANKS } from './cast.ts';
import type { Ending, Seen } from './ending.ts';

/** What `ask` gives once it gives something: an application view takes in what was said a little later. Each try is a request, and waits for its answer. */
async function once<T>(ask: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found !== null && found !== undefined && found !== false) return found;
  }
}

interface Scene {
  readonly network: BlueskyNetwork;
  readonly accountOf: (did: string) => Account;
  readonly posts: ReadonlyMap<string, Ref>;
  readonly brand: Account;
  readonly replies: Ending['replies'];
  readonly receipts: readonly string[];
  readonly publisher: Publisher;
  readonly say: (line: string) => void;
}

/** What readers and authors see, and what stands in the way of the next answer. */
export async function seenBy({ network: { server, view }, accountOf, posts, brand, replies, receipts, publisher, say }: Scene): Promise<Seen> {
  const context = testContext({ now: Date.now() });
  const didOf = (uri: string): string => uri.split('/')[2] ?? '';
  const seen: Seen = { inThread: 0, notified: 0, closed: [], blocked: [], told: [] };
  for (const { parent } of replies) {
    await once(async () => {
      const response = await globalThis.fetch(`${view ?? ''}/xrpc/app.bsky.feed.getPostThread?uri=${encodeURIComponent(parent)}`);
      const { thread } = (await response.json()) as { thread?: { replies?: { post: { uri: string } }[] } };
      return thread?.replies?.some(({ post }) => receipts.includes(post.uri));
    });
    seen.inThread += 1;
    await once(async () => {
      const { notifications } = await server.call<{ notifications: { reason: string; uri: string }[] }>('app.bsky.notification.listNotifications', undefined, `Bearer ${accountOf(didOf(parent)).accessJwt}`);
      return notifications.some(({ reason, uri }) => reason === 'reply' && receipts.includes(uri));
    });
    seen.notified += 1;
  }
  say(`The application view shows ${seen.inThread} answers in their threads; ${seen.notified} authors see them in their notifications.`);

  const ask = (uri: string): Promise<string[] | undefined> =>
    once(async () => {
      const objections = await publisher.preflight?.({ action: 'reply', brand: 'acme', text: 'A word more.', target: { venue: 'bluesky', replyTo: 'post' }, replyToSourceId: uri, idempotencyKey: 'never sent' }, context);
      return objections?.length === 0 ? null : objections;
    });
  const [gili, hugo] = [posts.get('gili-r')?.uri ?? '', posts.get('hugo-p')?.uri ?? ''];
  await server.write(accountOf(didOf(gili)), { post: gili, allow: [], createdAt: new Date().toISOString() }, { collection: 'app.bsky.feed.threadgate', rkey: gili.split('/').at(-1) ?? '' });
  seen.closed = (await ask(gili)) ?? [];
  await server.write(accountOf(didOf(hugo)), { subject: brand.did, createdAt: new Date().toISOString() }, { collection: 'app.bsky.graph.block' });
  seen.blocked = (await ask(hugo)) ?? [];
  say(`Gili closes her thread: ${seen.closed.join()}. Hugo blocks the brand: ${seen.blocked.join()}.`);

  const { uri, cid, value } = await server.read<{ reply: { root: Ref; parent: Ref } }>(receipts.at(-1) ?? '');
  await server.write(accountOf(didOf(value.reply.parent.uri)), { text: THANKS, createdAt: new Date().toISOString(), reply: { root: value.reply.root, parent: { uri, cid } } });
  const search = blueskySearch({ service: server.url, identifier: `${BRAND}.test`, password: brand.password, notifications: true, allowPrivate: true });
  seen.told = await once(async () => {
    const texts: string[] = [];
    for await (const { items } of search.read({ cursor: null, limit: 100, queries: [] }, context)) for (const signal of items.flatMap((item) => search.signals(item))) if ('post' in signal) texts.push(signal.post.text);
    return texts.includes(THANKS) && texts;
  });
  say(`“${THANKS}” The brand hears it in its own notifications.`);
  return seen;
}
