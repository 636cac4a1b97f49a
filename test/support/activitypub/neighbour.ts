import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** Making keys is slow; tests share these. */
const pairs = new Map<string, { privateKey: KeyObject; publicKeyPem: string; privateKeyPem: string }>();
export function keyPair(name: string): { privateKey: KeyObject; publicKeyPem: string; privateKeyPem: string } {
  const known = pairs.get(name);
  if (known !== undefined) return known;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const made = { privateKey, publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  pairs.set(name, made);
  return made;
}

export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
type Json = Record<string, unknown>;

export interface SignOptions {
  /** Epoch ms. */
  now: number;
  /** Header names, in order, in place of the usual. */
  covered?: readonly string[];
  key?: KeyObject;
  keyId?: string;
  type?: string;
  /** RFC 9421 in place of the draft. */
  modern?: boolean;
}

/**
 * A server of the fediverse made by hand, in the shapes that Mastodon sends, with signatures of node:crypto: nothing of it is fedify's. It is reached by `fetch`
 * of this object, without a network.
 */
export class Neighbour {
  readonly origin: string;
  /** What was asked for, and how. */
  readonly asked: Request[] = [];
  /** Documents by address; null: gone (410). */
  readonly documents = new Map<string, Json | null>();

  constructor(origin: string) {
    this.origin = origin;
  }

  actor(name: string, more: Json = {}): string {
    const id = `${this.origin}/users/${name}`;
    this.documents.set(id, {
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1', { toot: 'http://joinmastodon.org/ns#', featured: { '@id': 'toot:featured', '@type': '@id' } }],
      id,
      type: 'Person',
      preferredUsername: name,
      name: name.toUpperCase(),
      summary: `<p>I am ${name} &amp; nobody else</p>`,
      url: `${this.origin}/@${name}`,
      published: '2020-01-02T00:00:00Z',
      inbox: `${id}/inbox`,
      outbox: `${id}/outbox`,
      followers: `${id}/followers`,
      endpoints: { sharedInbox: `${this.origin}/inbox` },
      publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: keyPair(name).publicKeyPem },
      ...more,
    });
    return id;
  }

  /** A post in Mastodon's shape; it is there to be asked for. */
  note(by: string, key: string, content: string, more: Json = {}): Json & { id: string } {
    const actor = `${this.origin}/users/${by}`;
    const id = `${actor}/statuses/${key}`;
    const note = {
      id, type: 'Note', attributedTo: actor, content, published: '2026-05-03T12:00:00Z', url: `${this.origin}/@${by}/${key}`,
      to: [PUBLIC], cc: [`${actor}/followers`], tag: [], attachment: [], inReplyTo: null, ...more,
    };
    this.documents.set(id, { '@context': 'https://www.w3.org/ns/activitystreams', ...note });
    return note;
  }

  activity(by: string, type: string, object: unknown, more: Json = {}): Json {
    const actor = `${this.origin}/users/${by}`;
    const key = createHash('sha256').update(JSON.stringify([type, object])).digest('hex').slice(0, 12);
    return { '@context': ['https://www.w3.org/ns/activitystreams', { sensitive: 'as:sensitive', Hashtag: 'as:Hashtag', quoteUrl: 'as:quoteUrl' }], id: `${this.origin}/activities/${type}-${key}`, type, actor, object, to: [PUBLIC], cc: [`${actor}/followers`], ...more };
  }

  /** A signed delivery to an inbox. */
  deliver(by: string, inbox: string, activity: unknown, options: SignOptions): Request {
    const body = typeof activity === 'string' ? activity : JSON.stringify(activity);
    const { key = keyPair(by).privateKey, keyId = `${this.origin}/users/${by}#main-key`, type = 'application/activity+json' } = options;
    return signed(inbox, body, { ...options, key, keyId, type });
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    this.asked.push(request);
    const document = this.documents.get(request.url);
    if (document === undefined) return new Response('nothing here', { status: 404 });
    return document === null ? new Response(null, { status: 410 }) : new Response(JSON.stringify(document), { headers: { 'content-type': 'application/activity+json; charset=utf-8' } });
  };
}

function signed(inbox: string, body: string, { now, key, keyId, type, covered, modern }: SignOptions & { key: KeyObject; keyId: string; type: string }): Request {
  const url = new URL(inbox);
  const hash = createHash('sha256').update(body).digest('base64');
  const sign = (text: string): string => createSign('sha256').update(text).sign(key, 'base64');
  if (modern === true) {
    const digest = `sha-256=:${hash}:`;
    const values: Record<string, string> = { '@method': 'POST', '@target-uri': inbox, '@authority': url.host, '@path': url.pathname, 'content-digest': digest };
    const names = covered ?? ['@method', '@target-uri', 'content-digest'];
    const parameters = `(${names.map((name) => `"${name}"`).join(' ')});created=${Math.floor(now / 1000)};keyid="${keyId}"`;
    const base = [...names.map((name) => `"${name}": ${values[name] ?? ''}`), `"@signature-params": ${parameters}`].join('\n');
    return new Request(inbox, { method: 'POST', body, headers: { 'content-type': type, 'content-digest': digest, 'signature-input': `sig1=${parameters}`, signature: `sig1=:${sign(base)}:` } });
  }
  const values: Record<string, string> = { '(request-target)': `post ${url.pathname}`, host: url.host, date: new Date(now).toUTCString(), digest: `SHA-256=${hash}`, 'content-type': type };
  const names = covered ?? ['(request-target)', 'host', 'date', 'digest', 'content-type'];
  const signature = sign(names.map((name) => `${name}: ${values[name] ?? ''}`).join('\n'));
  const { date = '', digest = '' } = values;
  return new Request(inbox, { method: 'POST', body, headers: { 'content-type': type, date, digest, host: url.host, signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="${names.join(' ')}",signature="${signature}"` } });
}

/** Many servers behind one fetch, each by its origin. */
export function internet(...neighbours: readonly Neighbour[]): typeof globalThis.fetch {
  return async (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : String(input));
    const found = neighbours.find((one) => one.origin === origin);
    if (found === undefined) throw new TypeError('fetch failed', { cause: Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }) });
    return found.fetch(input, init);
  };
}
