import type { Brand, KnownParties } from '../spec/brand.ts';
import type { Evidence } from '../spec/fact.ts';
import type { Author } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';

export interface PartyHit {
  readonly role: SpeakerRole;
  readonly confidence: number;
  readonly evidence: Evidence;
  /** It rests on the name alone. */
  readonly byName: boolean;
}

type Way = 'account' | 'domain' | 'mail' | 'address' | 'name';

/** An account is certain, and so is nearly what the source has proved; anybody may write an address into a profile; a name is shared by people, and can be taken. */
const SURENESS: Readonly<Record<Way, number>> = { account: 0.98, domain: 0.95, mail: 0.9, address: 0.75, name: 0.5 };

const LISTS = [['accounts', 'brand'], ['staff', 'employee'], ['competitors', 'competitor'], ['press', 'journalist']] as const;

/** Of an office at large no list speaks: less is known than of a domain that the brand named. Links to offices are everywhere. */
const OF_OFFICE: Readonly<Partial<Record<Way, number>>> = { domain: 0.9, mail: 0.75, address: 0.3 };
const OFFICE = /(?:^|\.)(?:(?:gov|mil|gob|gouv|govt|gv)(?:\.[a-z]{2})?|int|go\.(?:jp|kr|th|id|ke|tz|ug|cr)|gc\.ca|admin\.ch|bund\.de|europa\.eu|(?:muni|idf)\.il|police\.uk)$/u;

/** Whether the author is one of the brand's own accounts: handle or id, exactly. */
export function isOwnAccount(author: Author, accounts: KnownParties): boolean {
  return hasAccount(author, accounts);
}

/** Which of the brand's lists name the author, by what is surest, and whether an office speaks. */
export function partiesOf(author: Author, brand: Brand): PartyHit[] {
  const hosts = hostsOf(author);
  const hits = LISTS.flatMap(([list, role]) => {
    const how = wayOf(list, author, hosts, brand[list]);
    return how === null ? [] : [{ role, confidence: SURENESS[how], evidence: { source: 'list' as const, cue: `${list}.${how}` }, byName: how === 'name' }];
  });
  const office = (['domain', 'mail', 'address'] as const).find((way) => hosts[way].some((host) => OFFICE.test(host)));
  if (office === undefined) return hits;
  return [...hits, { role: 'authority', confidence: OF_OFFICE[office] ?? 0, evidence: { source: 'metadata', cue: `${office}.office` }, byName: false }];
}

function wayOf(list: (typeof LISTS)[number][0], author: Author, hosts: Hosts, parties: KnownParties): Way | null {
  if (hasAccount(author, parties)) return 'account';
  const listed = (way: keyof Hosts): boolean => hosts[way].some((host) => parties.domains.some((domain) => within(host, domain)));
  if (listed('domain')) return 'domain';
  if (listed('mail')) return 'mail';
  // Fans link to the brand, too, and call themselves after it beside a handle of their own.
  if (list !== 'accounts' && listed('address')) return 'address';
  return hasName(author, parties) && (list !== 'accounts' || author.handle === undefined) ? 'name' : null;
}

function hasAccount({ id, handle }: Author, { handles }: KnownParties): boolean {
  if (handles.length === 0) return false;
  const own = [id, ...(handle === undefined ? [] : [handle])].map(bareHandle);
  return handles.some((listed) => own.includes(bareHandle(listed)));
}

function hasName({ name }: Author, { names }: KnownParties): boolean {
  if (name === undefined || names.length === 0) return false;
  const own = bareName(name);
  return own !== '' && names.some((listed) => bareName(listed) === own);
}

interface Hosts {
  /** Proved by the source. */
  readonly domain: readonly string[];
  /** Of an id or handle that is an e-mail address. */
  readonly mail: readonly string[];
  /** Of the profile's link, and of e-mail addresses in the bio. */
  readonly address: readonly string[];
}

function hostsOf({ id, handle, url, bio, verifiedDomains = [] }: Author): Hosts {
  const mail = [id, handle ?? ''].flatMap((address) => {
    const at = address.lastIndexOf('@');
    return at > 0 ? [address.slice(at + 1)] : [];
  });
  const link = hostOf(url);
  return { domain: verifiedDomains.map(bareHost), mail: mail.map(bareHost), address: [...(link === null ? [] : [link]), ...mailHosts(bio)].map(bareHost) };
}

function hostOf(url: string | undefined): string | null {
  if (url === undefined) return null;
  try {
    return new URL(url.includes('://') ? url : `https://${url}`).hostname;
  } catch {
    return null;
  }
}

function mailHosts(bio: string | undefined): string[] {
  const hosts: string[] = [];
  if (bio === undefined) return hosts;
  for (const word of bio.split(/\s/u)) {
    const at = word.lastIndexOf('@');
    if (at > 0) hosts.push(word.slice(at + 1).replace(/[^a-z0-9.-]/giu, ''));
  }
  return hosts;
}

/** The domain itself or below it: never `notacme.com` for `acme.com`. */
function within(host: string, domain: string): boolean {
  const [a, b] = [bareHost(host), domain.toLowerCase().replace(/^@|^\*\.|\.$/gu, '')];
  return b !== '' && (a === b || a.endsWith(`.${b}`));
}

const bareHost = (host: string): string => host.trim().toLowerCase().replace(/\.$/u, '');

const bareHandle = (handle: string): string => handle.normalize('NFKC').trim().toLowerCase().replace(/^@/u, '');

const bareName = (name: string): string => name.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean).join(' ');
