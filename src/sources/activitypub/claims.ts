import { addressOf } from '../../lib/activitypub/address.ts';

/** What a request says of its signature, before anything is asked of anybody. */
export interface Claims {
  readonly keyId: URL;
  /** Epoch ms. */
  readonly signedAt: number;
}

/** Longest header that is read. */
const LONGEST = 4_096;

/**
 * The claims of a signed POST; else, in words, why it cannot be one of ours: one signature, by a key with an address, over method, path, host, date and
 * body. Both kinds are read: RFC 9421, and the draft that Mastodon made common (draft-cavage-http-signatures-12). What could be read in two ways is refused,
 * for it is read again where it is verified.
 */
export function claimsOf(headers: Headers): Claims | string {
  const signature = headers.get('signature');
  if (signature === null) return 'The request is not signed';
  const input = headers.get('signature-input');
  if (signature.length > LONGEST || (input?.length ?? 0) > LONGEST) return 'The signature is too long';
  return input === null ? draftClaims(signature, headers) : claimsOfRfc9421(input);
}

const UNREADABLE = 'The signature is none that is read here';

function draftClaims(signature: string, headers: Headers): Claims | string {
  const parts = pairs(signature.split(','), /^\s*([A-Za-z]+)=(?:"([^"]*)"|(\d+))\s*$/);
  if (parts === null) return UNREADABLE;
  const covered = (parts.get('headers') ?? '').split(' ');
  const missing = ['(request-target)', 'host', 'date', 'digest'].filter((name) => !covered.includes(name));
  if (missing.length > 0) return `The signature does not cover ${missing.join(', ')}`;
  return made(parts.get('keyId'), Date.parse(headers.get('date') ?? ''));
}

/** One signature: its label, what it covers, its parameters. */
const INPUT = /^\s*[a-z*][a-z0-9_.*-]*=\(("[^"()]+"(?: "[^"()]+")*)\)((?:;[a-z]+=(?:"[^"]*"|\d+))+)\s*$/;

function claimsOfRfc9421(input: string): Claims | string {
  const [, components, given] = INPUT.exec(input) ?? [];
  if (components === undefined || given === undefined) return UNREADABLE;
  const parameters = pairs(given.match(/;[a-z]+=(?:"[^"]*"|\d+)/g) ?? [], /^;([a-z]+)=(?:"([^"]*)"|(\d+))$/);
  if (parameters === null) return UNREADABLE;
  const covered = components.slice(1, -1).split('" "');
  const target = covered.includes('@target-uri') || (covered.includes('@authority') && (covered.includes('@path') || covered.includes('@request-target')));
  if (!target || !covered.includes('@method') || !covered.includes('content-digest')) return 'The signature does not cover @method, @target-uri, content-digest';
  return made(parameters.get('keyid'), Number(parameters.get('created') ?? NaN) * 1000);
}

/** Names and values; null where a part is none, or a name comes twice. */
function pairs(parts: readonly string[], shape: RegExp): Map<string, string> | null {
  const found = new Map<string, string>();
  for (const part of parts) {
    const [, name, quoted, number] = shape.exec(part) ?? [];
    if (name === undefined || found.has(name)) return null;
    found.set(name, quoted ?? number ?? '');
  }
  return found;
}

function made(keyId: string | undefined, signedAt: number): Claims | string {
  const url = addressOf(keyId);
  if (url === null) return 'The signature names no key';
  return Number.isNaN(signedAt) ? 'The signature has no date' : { keyId: url, signedAt };
}
