import { createHmac, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';

import { KashuvError } from '../spec/errors.ts';
import { show } from './values.ts';

/** Header names of Standard Webhooks 1.0.0 (https://www.standardwebhooks.com), whose signatures these are. */
export const WEBHOOK_HEADERS = { id: 'webhook-id', timestamp: 'webhook-timestamp', signature: 'webhook-signature' } as const;

const SECRET = 'whsec_';
const PUBLIC_KEY = 'whpk_';
const ED25519_BYTES = 32;
/** The specification asks for 24 bytes; libraries in use make 16 and more. */
const LEAST_BYTES = 16;
/** Signatures of one request that are looked at: one for each key while keys are exchanged, and those of other schemes. */
const MOST_SIGNATURES = 16;
/** Milliseconds of this age of the world have more digits. */
const EPOCH_SECONDS = /^\d{1,12}$/;

/** What a signature is held against: a shared secret, or the public half of a key pair. */
export type WebhookKey = { type: 'shared'; bytes: Buffer } | { type: 'public'; key: KeyObject };

/**
 * `whsec_` and base64 of 16 bytes or more: a shared secret. `whpk_` and base64 of 32 bytes: an Ed25519 public key. Any other text of 16 characters or
 * more: a shared secret as it stands. Null where it is none of these.
 */
export function readWebhookKey(text: string): WebhookKey | null {
  if (text.startsWith(PUBLIC_KEY)) {
    const bytes = Buffer.from(text.slice(PUBLIC_KEY.length), 'base64');
    if (bytes.length !== ED25519_BYTES) return null;
    return { type: 'public', key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' }) };
  }
  const bytes = secretBytes(text);
  return bytes.length < LEAST_BYTES ? null : { type: 'shared', bytes };
}

function secretBytes(secret: string): Buffer {
  return secret.startsWith(SECRET) ? Buffer.from(secret.slice(SECRET.length), 'base64') : Buffer.from(secret, 'utf8');
}

/**
 * `v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body`. `timestamp` is epoch seconds; `secret` as in `readWebhookKey`. Throws INPUT_INVALID, naming
 * the argument, for what nobody could verify.
 */
export function signWebhook(secret: string, id: string, timestamp: number | string, body: string | Uint8Array): string {
  if (typeof id !== 'string') throw unsigned('id', `expected a text, got ${show(id)}.`, "Name the message, as in 'msg_1'.");
  if (!EPOCH_SECONDS.test(String(timestamp))) throw unsigned('timestamp', `expected epoch seconds, got ${show(timestamp)}.`, 'Write Math.floor(Date.now() / 1000).');
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) throw unsigned('body', `expected the body as it is sent, got ${show(body)}.`, 'Sign the text of JSON.stringify, and send that text.');
  return `v1,${hmac(secretBytes(secret), id, timestamp, body).toString('base64')}`;
}

function unsigned(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('INPUT_INVALID', message, { field, fix });
}

function hmac(bytes: Buffer, id: string, timestamp: number | string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', bytes).update(`${id}.${timestamp}.`).update(body).digest();
}

/** Null where the request is signed with one of the keys and its timestamp lies within `toleranceMs` of `now`, on either side; else what is wrong. */
export function webhookProblem(headers: Headers, body: Uint8Array, keys: readonly WebhookKey[], now: number, toleranceMs: number): string | null {
  const [id, timestamp, given] = Object.values(WEBHOOK_HEADERS).map((name) => headers.get(name) ?? '') as [string, string, string];
  if (id === '' || timestamp === '' || given === '') return `expected the headers ${Object.values(WEBHOOK_HEADERS).join(', ')}`;
  // A full stop is what keeps the signed parts apart.
  if (id.includes('.')) return `${WEBHOOK_HEADERS.id} holds a full stop`;
  if (!EPOCH_SECONDS.test(timestamp)) return `${WEBHOOK_HEADERS.timestamp} is not epoch seconds`;
  const signatures = given.split(' ', MOST_SIGNATURES);
  // Every pair is compared, so that time does not tell which key or signature was the right one.
  const matches = keys.flatMap((key) => signatures.map((signature) => fits(key, signature, id, timestamp, body)));
  if (!matches.includes(true)) return 'the signature does not match';
  return Math.abs(now - Number(timestamp) * 1000) > toleranceMs ? 'the timestamp is too far from now' : null;
}

/** A shared secret speaks `v1` alone, a key pair `v1a`: who sends cannot choose the scheme. */
function fits(key: WebhookKey, signature: string, id: string, timestamp: string, body: Uint8Array): boolean {
  const comma = signature.indexOf(',');
  const scheme = signature.slice(0, Math.max(0, comma));
  if (scheme !== (key.type === 'shared' ? 'v1' : 'v1a')) return false;
  const encoded = signature.slice(comma + 1);
  if (key.type === 'public') return verify(null, Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]), key.key, Buffer.from(encoded, 'base64'));
  return equalInConstantTime(encoded, hmac(key.bytes, id, timestamp, body).toString('base64'));
}

/** Compares two texts in time that depends on their lengths only. */
export function equalInConstantTime(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
