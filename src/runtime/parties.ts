import type { Brand } from '../spec/brand.ts';
import type { Author } from '../spec/post.ts';

/**
 * Is this one of the brand's own accounts? By the author's id alone: names and handles are free text in many places, and whoever takes the
 * brand's would otherwise discharge its duties.
 */
export function isOwnAccount(brand: Brand, author: Author | undefined): boolean {
  if (author === undefined || brand.accounts.handles.length === 0) return false;
  const id = fold(author.id);
  return brand.accounts.handles.some((handle) => fold(handle) === id);
}

function fold(handle: string): string {
  return handle.replace(/^@/, '').toLowerCase();
}
