/** Longest header that is read. */
const LONGEST = 8192;

/** The target of `rel="next"` (RFC 8288) as it stands, or null. It is the vendor's word: hold its origin against the service's. */
export function nextLink(header: string | null): string | null {
  if (header === null || header.length > LONGEST) return null;
  for (const part of header.split(/,(?=\s*<)/)) {
    const [, target, rest] = /^\s*<([^>]*)>(.*)$/.exec(part) ?? [];
    if (target !== undefined && /;\s*rel\s*=\s*"?next"?\s*(?:;|$)/i.test(rest ?? '')) return target;
  }
  return null;
}
