import type { Brand, KnownParties } from '../spec/brand.ts';
import type { Author } from '../spec/post.ts';

/** Is this one of the brand's own accounts? Exact handle or author id only: a name can be taken by anybody. */
export function isOwnAccount(brand: Brand, author: Author | undefined): boolean {
  return author !== undefined && holds(brand.accounts, author);
}

function holds(parties: KnownParties, author: Author): boolean {
  const wanted = new Set(parties.handles.map(fold));
  return wanted.has(fold(author.id)) || (author.handle !== undefined && wanted.has(fold(author.handle)));
}

function fold(handle: string): string {
  return handle.replace(/^@/, '').toLowerCase();
}
