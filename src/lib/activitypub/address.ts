/** Longest id that a post, an author or a venue can have. */
const MAX_ID = 512;

/** An address that can be an id: http or https, not too long, without a user. Null for anything else. */
export function addressOf(value: unknown): URL | null {
  if (typeof value !== 'string' || value.length > MAX_ID || !URL.canParse(value)) return null;
  const url = new URL(value);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' && url.href.length <= MAX_ID ? url : null;
}

/** The id of what a JSON value stands for: itself, or an object's. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null;
}
