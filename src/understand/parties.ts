import type { Brand, KnownParties } from '../spec/brand.ts';
import type { Evidence } from '../spec/fact.ts';
import type { Author } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';

export interface ListHit {
  readonly role: SpeakerRole;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/** An account is certain; names are shared by people, and anybody may write an address into a profile. */
const BY_ACCOUNT = 0.98;
const BY_MAIL = 0.9;
const BY_NAME = 0.8;
const BY_ADDRESS = 0.75;

const LISTS = [['staff', 'employee'], ['competitors', 'competitor'], ['press', 'journalist']] as const;

/** Whether the author is one of the brand's own accounts: handle or id, exactly. A name counts only where the source gives no handle. */
export function isOwnAccount(author: Author, accounts: KnownParties): boolean {
  if (hasAccount(author, accounts)) return true;
  return author.handle === undefined && hasName(author, accounts);
}

/** Which of the brand's lists name the author, at most one hit each. */
export function listsOf(author: Author, brand: Brand): ListHit[] {
  return LISTS.flatMap(([list, role]) => {
    const parties = brand[list];
    const how = hasAccount(author, parties) ? 'account' : hasMail(author, parties) ? 'mail' : hasName(author, parties) ? 'name' : hasAddress(author, parties) ? 'address' : null;
    if (how === null) return [];
    const confidence = { account: BY_ACCOUNT, mail: BY_MAIL, name: BY_NAME, address: BY_ADDRESS }[how];
    return [{ role, confidence, evidence: { source: 'list' as const, cue: `${list}.${how}` } }];
  });
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

/** The author's own address: an id or handle that is an e-mail address. */
function hasMail({ id, handle }: Author, { domains }: KnownParties): boolean {
  return [id, handle ?? ''].some((address) => {
    const at = address.lastIndexOf('@');
    return at > 0 && domains.some((domain) => within(address.slice(at + 1), domain));
  });
}

/** An address in the profile: its link, or an e-mail address in the bio. */
function hasAddress({ url, bio }: Author, { domains }: KnownParties): boolean {
  if (domains.length === 0) return false;
  const hosts = [hostOf(url), ...mailHosts(bio)];
  return hosts.some((host) => host !== null && domains.some((domain) => within(host, domain)));
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
  const [a, b] = [host.toLowerCase().replace(/\.$/u, ''), domain.toLowerCase().replace(/^@|^\*\.|\.$/gu, '')];
  return b !== '' && (a === b || a.endsWith(`.${b}`));
}

const bareHandle = (handle: string): string => handle.normalize('NFKC').trim().toLowerCase().replace(/^@/u, '');

const bareName = (name: string): string => name.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean).join(' ');
