import { isRecord } from '../../lib/http/json.ts';
import { addressOf, addressText } from '../../lib/mastodon/address.ts';
import { plainText } from '../../lib/plain-text.ts';
import { parseTime } from '../../lib/time.ts';
import type { Author } from '../../spec/post.ts';

const MAX_FIELDS = 16;
const MAX_DOMAINS = 16;
/** Of a profile's HTML that is looked at, in UTF-16 units. */
const MAX_HTML = 32_768;

/** Null where nobody is named. The id is the address, which servers give once only; names and numbers of the account differ between servers. */
export function authorOf(account: unknown, domain: string): Author | null {
  if (!isRecord(account)) return null;
  const address = addressOf(account.acct, domain);
  if (address === null) return null;
  const id = addressText(address);
  const author: Author = { id, handle: id.slice(0, 256) };
  const { display_name: name, note, url, followers_count: followers, created_at: createdAt } = account;
  if (typeof name === 'string' && name !== '') author.name = name.slice(0, 512);
  const bio = typeof note === 'string' ? plainText(note.slice(0, MAX_HTML)) : '';
  if (bio !== '') author.bio = bio.slice(0, 8192);
  const page = webAddress(url);
  if (page !== null) author.url = page;
  if (isCount(followers)) author.followers = followers;
  const joinedAt = typeof createdAt === 'string' ? parseTime(createdAt, { format: 'iso' }) : null;
  if (joinedAt !== null) author.joinedAt = joinedAt;
  const domains = verifiedDomains(account.fields);
  if (domains.length > 0) author.verifiedDomains = domains;
  return author;
}

/**
 * Hosts whose front page the server found to link back to the profile. A deeper page proves only itself: anybody may have one on a host that is
 * not theirs.
 */
function verifiedDomains(fields: unknown): string[] {
  if (!Array.isArray(fields)) return [];
  const hosts = new Set<string>();
  for (const field of fields.slice(0, MAX_FIELDS) as unknown[]) {
    if (!isRecord(field) || typeof field.verified_at !== 'string' || typeof field.value !== 'string') continue;
    const address = webAddress(/href="([^"]{1,2048})"/.exec(field.value.slice(0, MAX_HTML))?.[1] ?? field.value.trim());
    const url = address === null ? null : new URL(address);
    if (url?.protocol === 'https:' && url.pathname === '/' && url.search === '' && url.port === '') hosts.add(url.hostname);
  }
  return [...hosts].slice(0, MAX_DOMAINS);
}

export const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** An address on the web as it stands, or null. */
export function webAddress(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 2048 && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null;
}
