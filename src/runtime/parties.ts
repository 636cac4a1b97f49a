import { bareId, isNamedOwn } from '../lib/own-account.ts';
import type { Brand } from '../spec/brand.ts';
import type { Post } from '../spec/post.ts';

/**
 * Is this one of the brand's own accounts? By the author's id alone: names and handles are free text in many places, and whoever takes the
 * brand's would otherwise discharge its duties. `proven`: the source knows accounts; where authors only say who they are, an id is believed that the brand named with that source.
 */
export function isOwnAccount({ accounts }: Brand, { source, author }: Pick<Post, 'source' | 'author'>, proven: boolean): boolean {
  if (author === undefined) return false;
  const named = isNamedOwn(accounts, source, author.id);
  if (named !== null) return named;
  return proven && accounts.handles.some((handle) => bareId(handle) === bareId(author.id));
}
