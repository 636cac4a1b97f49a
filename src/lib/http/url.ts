/** The address for messages and logs: no user, no password, no values of the query. */
export function redactUrl(url: string | URL): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : url;
  if (typeof parsed === 'string') return 'an address that is none';
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${parsed.search === '' ? '' : '?…'}`;
}

/** The address without user and password, and the header they stand for: fetch refuses an address that carries them. */
export function splitCredentials(url: URL): { url: URL; authorization: string | null } {
  if (url.username === '' && url.password === '') return { url, authorization: null };
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  return { url: bare, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
