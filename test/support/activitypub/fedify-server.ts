import { createPublicKey, type KeyObject, type webcrypto } from 'node:crypto';
import {
  createExponentialBackoffPolicy, createFederation, importJwk, InProcessMessageQueue, MemoryKvStore, type Context, type Federation,
} from '@fedify/fedify';
import { Accept, Announce, Create, Delete, Endpoints, Follow, Mention, Note, Person, PUBLIC_COLLECTION, Tombstone, Undo, Update, type Activity, type Recipient } from '@fedify/fedify/vocab';
import { WebServer } from '../web-server.ts';
import { keyPair } from './neighbour.ts';

interface Kept {
  author: string;
  text: string;
  to: URL[];
  cc: URL[];
  mentions: { href: URL; name: string }[];
  replyTo: URL | null;
  gone: boolean;
}

/** What arrived in somebody's inbox. */
export interface Arrived {
  to: string | null;
  type: string;
  id: string;
  /** Of a Create. */
  note?: { id: string; content: string; replyTo: string | null; mentions: string[]; by: string };
}

interface Say {
  mention?: { id: string; handle: string };
  replyTo?: string;
  visibility?: 'public' | 'unlisted' | 'followers' | 'direct';
}

/**
 * A server of the fediverse on this machine: fedify's own federation, with its queue, its keys and its listeners, behind a web server. Its accounts post, answer,
 * repost, change and delete; what it cannot deliver its queue sends again.
 */
export class FedifyServer {
  readonly arrived: Arrived[] = [];
  readonly #watchers: { enough: (arrived: readonly Arrived[]) => boolean; resolve: () => void }[] = [];
  readonly #posts = new Map<string, Kept>();
  readonly #federation: Federation<void>;
  readonly #stop = new AbortController();
  web!: WebServer;
  #next = 0;

  private constructor() {
    this.#federation = createFederation<void>({
      kv: new MemoryKvStore(),
      // What arrives is read before it is answered.
      queue: { outbox: new InProcessMessageQueue() },
      manuallyStartQueue: true,
      allowPrivateAddress: true,
      outboxRetryPolicy: createExponentialBackoffPolicy({ initialDelay: { milliseconds: 50 }, maxDelay: { milliseconds: 400 }, maxAttempts: 60, factor: 1.5 }),
    });
    this.#describe();
  }

  static async start(): Promise<FedifyServer> {
    const server = new FedifyServer();
    server.web = await WebServer.start((request) => server.#federation.fetch(request, { contextData: undefined }));
    void server.#federation.startQueue(undefined, { signal: server.#stop.signal });
    return server;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.web.stop();
  }

  actor(name: string): string {
    return this.#context().getActorUri(name).href;
  }

  handle(name: string): string {
    return `${name}@${new URL(this.web.url).host}`;
  }

  /** Resolves once what has arrived is enough. */
  until(enough: (arrived: readonly Arrived[]) => boolean): Promise<void> {
    if (enough(this.arrived)) return Promise.resolve();
    return new Promise((resolve) => this.#watchers.push({ enough, resolve }));
  }

  /** Says something, delivered to the inbox where one is given. Resolves once it is queued. */
  async say(by: string, text: string, inbox: Recipient | null, { mention, replyTo, visibility = 'public' }: Say = {}): Promise<string> {
    const context = this.#context();
    const key = String((this.#next += 1));
    const followers = context.getFollowersUri(by);
    const addressed = mention === undefined ? [] : [new URL(mention.id)];
    const audiences = { public: [[PUBLIC_COLLECTION], [followers, ...addressed]], unlisted: [[followers, ...addressed], [PUBLIC_COLLECTION]], followers: [[followers], addressed], direct: [addressed, []] } as const;
    const [to, cc] = audiences[visibility];
    const mentions = mention === undefined ? [] : [{ href: new URL(mention.id), name: `@${mention.handle}` }];
    this.#posts.set(key, { author: by, text, to: [...to], cc: [...cc], mentions, replyTo: replyTo === undefined ? null : new URL(replyTo), gone: false });
    const note = await this.#note(context, key);
    if (inbox !== null) await this.#send(by, inbox, new Create({ id: new URL(`#create`, note.id as URL), actor: context.getActorUri(by), object: note, tos: [...to], ccs: [...cc] }));
    return (note.id as URL).href;
  }

  async change(id: string, text: string, inbox: Recipient): Promise<void> {
    const context = this.#context();
    const { key, post } = this.#find(id);
    post.text = text;
    const note = await this.#note(context, key, true);
    await this.#send(post.author, inbox, new Update({ id: new URL(`#update-${(this.#next += 1)}`, note.id as URL), actor: context.getActorUri(post.author), object: note, tos: post.to }));
  }

  async takeBack(id: string, inbox: Recipient): Promise<void> {
    const { post } = this.#find(id);
    post.gone = true;
    await this.#send(post.author, inbox, new Delete({ id: new URL(`${id}#delete`), actor: this.#context().getActorUri(post.author), object: new Tombstone({ id: new URL(id) }), to: PUBLIC_COLLECTION }));
  }

  /** Gone from here without a word to anybody. */
  lose(id: string): void {
    this.#find(id).post.gone = true;
  }

  async passOn(by: string, id: string, inbox: Recipient): Promise<string> {
    const context = this.#context();
    const announce = new Announce({ id: new URL(`/announces/${(this.#next += 1)}`, this.web.url), actor: context.getActorUri(by), object: new URL(id), to: PUBLIC_COLLECTION, cc: context.getFollowersUri(by) });
    await this.#send(by, inbox, announce);
    return (announce.id as URL).href;
  }

  async follow(by: string, whom: Recipient): Promise<void> {
    await this.#send(by, whom, new Follow({ id: new URL(`/follows/${(this.#next += 1)}`, this.web.url), actor: this.#context().getActorUri(by), object: whom.id }));
  }

  #context(): Context<void> {
    return this.#federation.createContext(new URL(this.web.url), undefined);
  }

  async #send(by: string, inbox: Recipient, activity: Activity): Promise<void> {
    await this.#context().sendActivity({ identifier: by }, inbox, activity);
  }

  #find(id: string): { key: string; post: Kept } {
    const key = id.split('/').at(-1) ?? '';
    const post = this.#posts.get(key);
    if (post === undefined) throw new Error(`no post ${id}`);
    return { key, post };
  }

  async #note(context: Context<void>, key: string, changed = false): Promise<Note> {
    const { author, text, to, cc, mentions, replyTo } = this.#posts.get(key) as Kept;
    // By its JSON: fedify's own classes take times of Temporal, which Node 24 lacks.
    return Note.fromJsonLd({
      '@context': 'https://www.w3.org/ns/activitystreams',
      type: 'Note',
      id: context.getObjectUri(Note, { identifier: author, key }).href,
      attributedTo: context.getActorUri(author).href,
      content: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
      to: to.map(({ href }) => href),
      cc: cc.map(({ href }) => href),
      tag: mentions.map(({ href, name }) => ({ type: 'Mention', href: href.href, name })),
      ...(replyTo !== null && { inReplyTo: replyTo.href }),
      published: new Date().toISOString(),
      ...(changed && { updated: new Date(Date.now() + 1).toISOString() }),
    });
  }

  #describe(): void {
    this.#federation
      .setActorDispatcher('/users/{identifier}', async (context, identifier) => {
        const pairs = await context.getActorKeyPairs(identifier);
        return new Person({
          id: context.getActorUri(identifier), preferredUsername: identifier, name: identifier, inbox: context.getInboxUri(identifier), outbox: context.getOutboxUri(identifier), followers: context.getFollowersUri(identifier),
          endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }), publicKey: pairs[0]?.cryptographicKey ?? null,
        });
      })
      .setKeyPairsDispatcher(async () => {
        // One for all its accounts, each under an id of its own: making them is slow.
        const { privateKey } = keyPair('the other server');
        const jwk = (key: KeyObject): webcrypto.JsonWebKey => ({ ...key.export({ format: 'jwk' }), alg: 'RS256' });
        return [{ privateKey: await importJwk(jwk(privateKey), 'private'), publicKey: await importJwk(jwk(createPublicKey(privateKey)), 'public') }];
      });
    this.#federation.setOutboxDispatcher('/users/{identifier}/outbox', async () => ({ items: [] }));
    this.#federation.setFollowersDispatcher('/users/{identifier}/followers', async () => ({ items: [] }));
    this.#federation.setObjectDispatcher(Note, '/users/{identifier}/posts/{key}', async (context, { key }) => {
      const post = this.#posts.get(key);
      if (post === undefined) return null;
      if (post.gone) return new Tombstone({ id: context.getObjectUri(Note, { identifier: post.author, key }) }) as never;
      return this.#note(context, key);
    });
    this.#federation
      .setInboxListeners('/users/{identifier}/inbox', '/inbox')
      .on(Create, async (context, create) => {
        const object = await create.getObject(context);
        if (!(object instanceof Note)) return;
        const mentions: string[] = [];
        for await (const tag of object.getTags(context)) if (tag instanceof Mention && tag.href !== null) mentions.push(tag.href.href);
        this.#arrive(create, context.recipient, { id: object.id?.href ?? '', content: String(object.content), replyTo: object.replyTargetId?.href ?? null, mentions, by: object.attributionId?.href ?? '' });
      })
      .on(Follow, async (context, follow) => this.#arrive(follow, context.recipient))
      .on(Accept, async (context, accept) => this.#arrive(accept, context.recipient))
      .on(Undo, async (context, undo) => this.#arrive(undo, context.recipient));
  }

  #arrive(activity: Activity, to: string | null, note?: Arrived['note']): void {
    this.arrived.push({ to, type: activity.constructor.name, id: activity.id?.href ?? '', ...(note !== undefined && { note }) });
    for (const watcher of [...this.#watchers]) {
      if (!watcher.enough(this.arrived)) continue;
      this.#watchers.splice(this.#watchers.indexOf(watcher), 1);
      watcher.resolve();
    }
  }
}
