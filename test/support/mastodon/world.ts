import { contentOf, mentionsIn, tagsIn } from './content.ts';

export interface Account {
  id: string;
  /** `dana`, or of another server `dana@other.example`. */
  acct: string;
  noindex: boolean;
  followers: number;
  fields: { name: string; value: string; verified_at: string | null }[];
}

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct';

export interface Status {
  id: string;
  by: Account;
  text: string;
  at: number;
  editedAt: number | null;
  replyTo: Status | null;
  visibility: Visibility;
  language: string | null;
  more: Record<string, unknown>;
}

export interface Notification {
  id: string;
  type: 'mention' | 'favourite' | 'status';
  at: number;
  to: Account;
  status: Status;
}

/** Something that streams tell. */
export type Told = { event: 'update' | 'status.update' | 'delete'; status: Status } | { event: 'notification'; notification: Notification };

/** What a server knows. Ids are as the vendor makes them: the time in ms, shifted by 16 bits, and a count. */
export class World {
  readonly accounts = new Map<string, Account>();
  readonly statuses = new Map<string, Status>();
  notifications: Notification[] = [];
  /** `blocker>blocked`. */
  readonly blocks = new Set<string>();
  url = '';
  readonly #now: () => number;
  readonly #tell: (told: Told) => void;
  #count = 0;

  constructor(now: () => number, tell: (told: Told) => void) {
    this.#now = now;
    this.#tell = tell;
  }

  idAt(at: number): string {
    return ((BigInt(at) << 16n) + BigInt((this.#count += 1))).toString();
  }

  account(acct: string, more: Partial<Account> = {}): Account {
    const known = this.accounts.get(acct.toLowerCase());
    if (known !== undefined) return Object.assign(known, more);
    const account: Account = { id: String(1000 + this.accounts.size), acct, noindex: false, followers: 10, fields: [], ...more };
    this.accounts.set(acct.toLowerCase(), account);
    return account;
  }

  /** `at`: when it was said, where it comes late from another server; it then has the id of that time. */
  post(acct: string, text: string, { at = this.#now(), replyTo = null, visibility = 'public', language = null, more = {} }: Partial<Pick<Status, 'at' | 'replyTo' | 'visibility' | 'language' | 'more'>> = {}): Status {
    const by = this.account(acct);
    const status: Status = { id: this.idAt(at), by, text, at, editedAt: null, replyTo, visibility, language, more };
    this.statuses.set(status.id, status);
    this.#tell({ event: 'update', status });
    for (const name of mentionsIn(text)) {
      const to = this.accounts.get(name) ?? this.accounts.get(name.replace(`@${new URL(this.url).host}`, ''));
      if (to === undefined || to === by || this.blocks.has(`${to.id}>${by.id}`)) continue;
      const notification: Notification = { id: String(50_000 + (this.#count += 1)), type: 'mention', at: this.#now(), to, status };
      this.notifications.push(notification);
      this.#tell({ event: 'notification', notification });
    }
    return status;
  }

  edit(status: Status, text: string): void {
    Object.assign(status, { text, editedAt: this.#now() });
    this.#tell({ event: 'status.update', status });
  }

  remove(status: Status): void {
    this.statuses.delete(status.id);
    this.notifications = this.notifications.filter((one) => one.status !== status);
    this.#tell({ event: 'delete', status });
  }

  /** Everything an account may see. */
  sees(viewer: Account | null, { by, visibility, text }: Status): boolean {
    if (visibility === 'public' || visibility === 'unlisted' || by === viewer) return true;
    return viewer !== null && mentionsIn(text).some((name) => name.split('@')[0] === viewer.acct);
  }

  ancestors(status: Status): Status[] {
    const above: Status[] = [];
    for (let one = status.replyTo; one !== null; one = one.replyTo) if (this.statuses.has(one.id)) above.unshift(one);
    return above;
  }

  descendants(status: Status): Status[] {
    return [...this.statuses.values()].filter((one) => this.ancestors(one).includes(status));
  }

  json(status: Status): Record<string, unknown> {
    const { id, by, text, at, editedAt, replyTo, visibility, language, more } = status;
    const page = `${this.url}/@${by.acct}/${id}`;
    return {
      id, created_at: new Date(at).toISOString(), in_reply_to_id: replyTo?.id ?? null, in_reply_to_account_id: replyTo?.by.id ?? null, sensitive: false, spoiler_text: '', visibility, language,
      uri: `${this.url}/users/${by.acct}/statuses/${id}`, url: page, replies_count: 0, reblogs_count: 0, favourites_count: 0, edited_at: editedAt === null ? null : new Date(editedAt).toISOString(),
      content: contentOf(text, this.url), reblog: null, account: this.accountJson(by), media_attachments: [], mentions: [], tags: tagsIn(text).map((name) => ({ name, url: `${this.url}/tags/${name}` })),
      emojis: [], card: null, poll: null, ...more,
    };
  }

  accountJson({ id, acct, noindex, followers, fields }: Account): Record<string, unknown> {
    return {
      id, username: acct.split('@')[0], acct, display_name: acct, locked: false, bot: false, created_at: '2022-11-13T00:00:00.000Z', note: '<p>Tea &amp; kettles</p>', url: `${this.url}/@${acct}`,
      followers_count: followers, following_count: 1, statuses_count: 1, noindex, fields,
    };
  }

  notificationJson({ id, type, at, status }: Notification): Record<string, unknown> {
    return { id, type, created_at: new Date(at).toISOString(), account: this.accountJson(status.by), status: this.json(status) };
  }
}
