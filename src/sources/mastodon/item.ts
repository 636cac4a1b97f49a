import { isRecord } from '../../lib/http/json.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import type { Signal } from '../../spec/post.ts';
import { postOf, type Shown } from './post.ts';

/** One thing that a server told. */
export type MastodonItem =
  /** As the server shows it. `edited`: it was known with other words, or the server says so. `root`: what its thread began with, where it answers something. */
  | { readonly kind: 'status'; readonly status: unknown; readonly edited: boolean; readonly root?: string }
  /** A status that is there no longer. Servers do not say who took it away. */
  | { readonly kind: 'gone'; readonly id: string }
  /** What was not read, and why. */
  | { readonly kind: 'note'; readonly reason: string; readonly ref?: string };

export function signalsOf(item: MastodonItem, shown: Shown): Signal[] {
  switch (item.kind) {
    case 'gone':
      return [{ type: 'deleted', ref: item.id, by: 'unknown' }];
    case 'note':
      return [{ type: 'skipped', reason: item.reason, ...(item.ref !== undefined && { ref: item.ref }) }];
    case 'status': {
      const post = postOf(item.status, shown);
      if (typeof post !== 'string') {
        if (item.root !== undefined) post.thread = { ...post.thread, root: item.root };
        return [{ type: item.edited ? 'edited' : 'posted', post }];
      }
      const ref = isRecord(item.status) && isId(item.status.id) ? item.status.id : null;
      return [{ type: 'skipped', reason: post, ...(ref !== null && { ref }) }];
    }
  }
}
