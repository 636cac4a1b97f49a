import type { Brand } from '../spec/brand.ts';

/** Whether the brand named this account, with its source, as its own; null where it named none so. */
export function isNamedOwn({ own }: Brand['accounts'], source: string, author: string): boolean | null {
  if (own.length === 0) return null;
  const id = bareId(author);
  return own.some((one) => bareId(one.id) === id && (source === one.source || source.startsWith(`${one.source}:`)));
}

/** Without the sign before it, in lower case. */
export const bareId = (handle: string): string => handle.replace(/^@/, '').toLowerCase();
