const HOST = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;
/** Parts of a domain that are looked at; longer ones are made up. */
const MOST_PARTS = 10;

/** The domain of an address, or of what was written for one, in lower case and without `www.`; null where there is none. */
export function hostOf(written: string): string | null {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/.exec(written.slice(0, 512).toLowerCase())?.[1]?.replace(/^www\./, '').replace(/\.$/, '');
  return host !== undefined && HOST.test(host) ? host : null;
}

/** A domain and those it lies in: `news.example.org`, `example.org`. */
export function domainsOf(host: string): string[] {
  const parts = host.split('.').slice(-MOST_PARTS);
  return parts.slice(0, -1).map((_, index) => parts.slice(index).join('.'));
}
