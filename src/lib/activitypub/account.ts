import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';

import { checkOptions } from '../options.ts';
import { requestOptions, serviceAddress, type RequestOptions } from '../http/request-options.ts';
import { KashuvError } from '../../spec/errors.ts';
import { loadFedify, type Fedify } from './fedify.ts';
import { memoryKeep, type ActivityPubKeep } from './keep.ts';

/** Shorter ones are refused by most servers. */
const LEAST_BITS = 2048;

const functions = ['get', 'set', 'delete'] as const;
const isKeep = (value: unknown): boolean => typeof value === 'object' && value !== null && functions.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');

const accountSchema = z.strictObject({
  ...requestOptions,
  timeoutMs: requestOptions.timeoutMs.unwrap().default(10_000),
  maxBytes: requestOptions.maxBytes.unwrap().default(1024 * 1024),
  origin: serviceAddress('https:', 'http:'),
  name: z.string().regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/i, 'expected 1 to 64 letters, digits, dots, hyphens or underscores'),
  privateKey: z.string().includes('PRIVATE KEY', { error: 'expected a private key in PEM' }),
  displayName: z.string().min(1).max(256).optional(),
  summary: z.string().max(4096).optional(),
  website: serviceAddress('https:', 'http:').optional(),
  basePath: z.string().regex(/^(?:\/[A-Za-z0-9._~-]+)+$/, "expected a path such as '/ap'").default('/ap'),
  keep: z.custom<ActivityPubKeep>(isKeep, 'expected an object with get, set and delete').optional(),
});

/** See docs/sources/activitypub.md. */
export type ActivityPubAccountOptions = z.input<typeof accountSchema>;

/** The brand's account on its own server: made once, given to the source and to the publisher. What it holds besides its names is theirs alone. */
export interface ActivityPubAccount {
  /** `acme@social.acme.example`. */
  readonly handle: string;
  /** The actor's address. */
  readonly id: string;
  /** What the source is called, and what the publisher answers. */
  readonly instance: string;
  /** What source and publisher share: theirs alone to read. */
  readonly shared: object;
}

/** An account that `activityPubAccount` made. */
export const isAccount = (value: unknown): value is ActivityPubAccount => typeof value === 'object' && value !== null && 'shared' in value && 'handle' in value;

export const partsOf = (account: ActivityPubAccount): AccountParts => account.shared as AccountParts;

/** What source and publisher share of an account. */
export interface AccountParts {
  readonly origin: string;
  readonly name: string;
  readonly displayName: string;
  readonly summary: string | null;
  readonly website: string | null;
  readonly publicKeyPem: string;
  readonly keyId: string;
  readonly inbox: string;
  readonly outbox: string;
  readonly followers: string;
  /** Everything of the account is below this path, which ends in `/`. */
  readonly root: string;
  readonly keep: ActivityPubKeep;
  readonly requests: RequestOptions;
  noteId(key: string): string;
  fedify(): Promise<Fedify>;
  /** A CryptoKey. */
  signingKey(): Promise<object>;
}

/**
 * The brand's account: its addresses are below `origin` and `basePath`, its handle is `name@host`. Loads @fedify/fedify when first needed. Throws
 * CONFIG_INVALID for options that cannot work, among them a key that is no RSA key of 2,048 bits or more.
 */
export function activityPubAccount(options: ActivityPubAccountOptions): ActivityPubAccount {
  const { origin: address, name, privateKey, displayName, summary, website, basePath, keep, timeoutMs, maxBytes, allowPrivate, userAgent, lookup } = checkOptions('activityPubAccount', accountSchema, options);
  const { origin, protocol, host } = new URL(address);
  if (protocol !== 'https:' && !allowPrivate) {
    throw new KashuvError('CONFIG_INVALID', 'other servers refuse an account that is not under https.', { field: 'activityPubAccount.origin', fix: 'Give its https address; for a trial on one machine set allowPrivate: true.' });
  }
  const key = readKey(privateKey);
  const root = `${basePath}/${name.toLowerCase()}/`;
  const id = `${origin}${root.slice(0, -1)}`;
  let fedify: Promise<Fedify> | null = null;
  let signingKey: Promise<object> | null = null;
  const load = (): Promise<Fedify> => {
    fedify ??= loadFedify().catch((error: unknown) => {
      fedify = null;
      throw error;
    });
    return fedify;
  };
  return {
    handle: `${name.toLowerCase()}@${host}`,
    id,
    instance: `activitypub:${name.toLowerCase()}@${host}`,
    shared: {
      origin,
      name: name.toLowerCase(),
      displayName: displayName ?? name,
      summary: summary ?? null,
      website: website ?? null,
      publicKeyPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
      keyId: `${id}#main-key`,
      inbox: `${id}/inbox`,
      outbox: `${id}/outbox`,
      followers: `${id}/followers`,
      root,
      keep: keep ?? memoryKeep(),
      requests: { timeoutMs, maxBytes, allowPrivate, userAgent, lookup },
      noteId: (noteKey) => `${id}/notes/${noteKey}`,
      fedify: load,
      async signingKey() {
        const { sig } = await load();
        signingKey ??= sig.importJwk({ ...key.export({ format: 'jwk' }), alg: 'RS256' }, 'private') as Promise<object>;
        return signingKey;
      },
    } satisfies AccountParts,
  };
}

function readKey(pem: string): KeyObject {
  const field = 'activityPubAccount.privateKey';
  const fix = `Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:${LEAST_BITS}`;
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // The cause may quote the key.
    throw new KashuvError('CONFIG_INVALID', 'the private key cannot be read.', { field, fix });
  }
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS) throw new KashuvError('CONFIG_INVALID', `expected an RSA key of ${LEAST_BITS} bits or more.`, { field, fix });
  return key;
}
