import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header names of the Standard Webhooks specification. */
const SIGNATURE_HEADERS = { id: 'webhook-id', timestamp: 'webhook-timestamp', signature: 'webhook-signature' } as const;

/** The bytes of a secret: `whsec_` and base64, or the text itself. */
function secretBytes(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
}

/** `v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body`. `timestamp` is epoch seconds. */
export function sign(secret: string, id: string, timestamp: number | string, body: string | Uint8Array): string {
  const mac = createHmac('sha256', secretBytes(secret)).update(`${id}.${timestamp}.`).update(body);
  return `v1,${mac.digest('base64')}`;
}

/** Null where the request is signed with one of the secrets and its timestamp lies within `toleranceMs` of `now`; else what is wrong. */
export function signatureProblem(headers: Headers, body: Uint8Array, secrets: readonly string[], now: number, toleranceMs: number): string | null {
  const id = headers.get(SIGNATURE_HEADERS.id);
  const timestamp = headers.get(SIGNATURE_HEADERS.timestamp);
  const given = headers.get(SIGNATURE_HEADERS.signature);
  if (id === null || timestamp === null || given === null) return `expected the headers ${Object.values(SIGNATURE_HEADERS).join(', ')}`;
  if (!/^\d{1,12}$/.test(timestamp)) return `${SIGNATURE_HEADERS.timestamp} is not epoch seconds`;
  const candidates = given.split(' ', 16).map((candidate) => Buffer.from(candidate));
  const expected = secrets.map((secret) => Buffer.from(sign(secret, id, timestamp, body)));
  // Every pair is compared, in constant time each.
  const matches = expected.flatMap((right) => candidates.map((left) => left.length === right.length && timingSafeEqual(left, right)));
  if (!matches.includes(true)) return 'the signature does not match';
  return Math.abs(now - Number(timestamp) * 1000) > toleranceMs ? 'the timestamp is too far from now' : null;
}
