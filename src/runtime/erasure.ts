import { authorKey } from '../intake/index.ts';
import type { CallContext, StoreDriver, Write } from '../spec/plugin.ts';
import type { Draft } from '../spec/reply.ts';
import type { BrandWorker } from './brand-worker.ts';
import { marksOf } from './heard-mention.ts';
import { keys } from './keys.ts';
import type { CaseRecord, MentionRecord, PostRecord } from './records.ts';

export interface ErasureOptions {
  store: StoreDriver;
  context: CallContext;
  secret: string;
  worker: (brand: string) => BrandWorker | null;
  idle: () => Promise<void>;
}

/** Removes everything an author wrote, and drafts that may quote it. Ledger records hold only digests and stay. */
export async function eraseAuthor(author: { source: string; id: string }, options: ErasureOptions): Promise<{ posts: number }> {
  const { store, context, secret, worker } = options;
  const key = authorKey(secret, author.source, author.id);
  await options.idle();
  const index: string[] = [];
  for await (const record of store.scan({ prefix: keys.byAuthor(key) }, context)) index.push(record.id);
  const ids = index.map((id) => id.slice(keys.byAuthor(key).length));
  const records = await store.get(ids.map(keys.post), context);
  const brands = new Map<string, string[]>();
  const tombstones: Write[] = [];
  const traces: string[] = [];
  const at = context.now();
  records.forEach((record, position) => {
    if (record === null) return;
    const kept = JSON.parse(record.value) as PostRecord;
    if (kept.post !== null) traces.push(kept.post.venue.id, ...marksOf(kept.post));
    for (const brand of kept.brands) brands.set(brand, [...(brands.get(brand) ?? []), ids[position] as string]);
    tombstones.push({ id: record.id, value: JSON.stringify({ post: null, brands: kept.brands, revision: kept.revision, gone: { by: 'forgotten', at } } satisfies PostRecord) });
  });
  const drafts: string[] = [];
  const erased: string[] = [];
  for (const [brand, posts] of brands) {
    await worker(brand)?.run(async ({ mentions, cases, room }) => {
      room.session.moveTo(at);
      for (const post of posts) {
        room.session.know(keys.post(post), { post: null, brands: [brand], revision: 0, gone: { by: 'forgotten', at } } satisfies PostRecord);
        const mention: MentionRecord | null = await mentions.get(mentions.mentionId(post));
        if (mention?.case != null) drafts.push(...(await draftsOf(room.session, brand, await cases.get(mention.case))));
        const remembered = room.copies.forget(post);
        if (remembered !== null) erased.push(remembered);
        await mentions.remove(post, 'forgotten');
      }
      erased.push(...room.themes.forgetAuthor(key));
      room.tracker.forgetAuthor(key, traces);
      room.session.remove(keys.author(brand, key));
      const said = await room.session.get<{ texts: string[]; variants: string[] }>(keys.said(brand));
      const words = new Set<string>();
      for (const draft of drafts) {
        const kept = await room.session.get<Draft>(draft);
        if (kept !== null) words.add(kept.text);
        room.session.remove(draft);
      }
      if (said !== null) room.session.put(keys.said(brand), { ...said, texts: said.texts.filter((text) => !words.has(text)) });
      room.session.record('author.forgotten', { authorKey: key, posts: posts.length });
    });
  }
  await store.erase([...index, ...drafts, ...erased, ...tombstones.map(({ id }) => id)], context);
  await store.commit(tombstones, null, context);
  return { posts: tombstones.length };
}

async function draftsOf(session: { all<T>(prefix: string): Promise<T[]> }, brand: string, record: CaseRecord | null): Promise<string[]> {
  if (record === null) return [];
  const drafts = await session.all<Draft>(keys.draft(brand));
  return drafts.filter(({ duty }) => record.duties.includes(duty)).map(({ id }) => keys.draft(brand, id));
}
