import { findTags } from '../../lib/tags.ts';
import { countGraphemes } from './length.ts';

/** A hashtag, without its mark, by the protocol. */
const MAX_TAG_GRAPHEMES = 64;
const MAX_TAG_BYTES = 640;

/** A name that is looked up: `dana.example`. */
const HANDLE = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/;
const MAX_HANDLE = 253;

/** A stretch of the text that leads somewhere. Places are bytes of UTF-8, as the protocol counts them. */
export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly [{ readonly $type: string; readonly [key: string]: string }];
}

/**
 * What in a text is a link (with http or https), a hashtag, or a mention of somebody: `resolve` tells the account behind a handle, null where there is none. What leads nowhere
 * stays text.
 */
export async function facetsOf(text: string, resolve: (handle: string) => Promise<string | null>): Promise<Facet[]> {
  const facets: Facet[] = [];
  const accounts = new Map<string, string | null>();
  for (const { type, start, end } of findTags(text)) {
    const written = text.slice(start, end);
    const add = (feature: 'link' | 'tag' | 'mention', rest: Readonly<Record<string, string>>): void => {
      const byteStart = Buffer.byteLength(text.slice(0, start));
      facets.push({ index: { byteStart, byteEnd: byteStart + Buffer.byteLength(written) }, features: [{ $type: `app.bsky.richtext.facet#${feature}`, ...rest }] });
    };
    if (type === 'link') add('link', { uri: written });
    else if (type === 'hashtag') {
      const tag = written.slice(1);
      if (fits(tag)) add('tag', { tag });
    } else {
      const handle = written.slice(1).toLowerCase();
      if (handle.length > MAX_HANDLE || !HANDLE.test(handle)) continue;
      let did = accounts.get(handle);
      if (did === undefined) accounts.set(handle, (did = await resolve(handle)));
      if (did !== null) add('mention', { did });
    }
  }
  return facets;
}

const fits = (tag: string): boolean => tag !== '' && countGraphemes(tag) <= MAX_TAG_GRAPHEMES && Buffer.byteLength(tag) <= MAX_TAG_BYTES;

/** The hashtag of a venue that is one, without its mark, where the text does not hold it: then it stands beside the text. */
export function outsideTag(venue: string, text: string): string | null {
  const tag = /^hashtag:#(.+)$/su.exec(venue)?.[1];
  if (tag === undefined || !fits(tag)) return null;
  return findTags(text).some(({ type, value }) => type === 'hashtag' && value === `#${tag}`) ? null : tag;
}
