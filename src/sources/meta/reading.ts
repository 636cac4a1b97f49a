import type { PostInput } from '../../spec/post.ts';

/** What a change says. */
export type Reading =
  | { is: 'said'; verb: 'posted' | 'edited'; post: PostInput }
  | { is: 'deleted'; ref: string }
  | { is: 'skipped'; reason: string; ref?: string }
  /** Nothing that anybody said: a like. */
  | { is: 'nothing' }
  /** Meta tells only that it was said; the words have to be looked up. */
  | { is: 'untold'; mention: Mention };

/** A mention of an account, somewhere else. */
export interface Mention {
  /** Of the words: a comment, else the post or medium. */
  readonly id: string;
  readonly account: string;
  /** The post or medium that it stands in. */
  readonly thread: string;
  readonly isComment: boolean;
  readonly object: 'page' | 'instagram';
}

export const skipped = (reason: string, ref?: string): Reading => ({ is: 'skipped', reason, ...(ref !== undefined && { ref }) });

/** Where people name an account elsewhere. The account is part of it: it is the one that may answer there. */
export function mentionVenue({ object, account, thread }: Pick<Mention, 'object' | 'account' | 'thread'>, url: string | undefined): NonNullable<PostInput['venue']> {
  const network = object === 'page' ? 'facebook' : 'instagram';
  const name = object === 'page' ? 'A post on Facebook' : 'A post on Instagram';
  return { id: `thread:${network}/${account}/${thread}`, kind: 'thread', class: 'social', name, ...(url !== undefined && { url }) };
}

/** An address that Meta gives, where it is one of Meta's own. */
export function permalink(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2048 || !URL.canParse(value)) return undefined;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' && /(?:^|\.)(?:facebook|instagram)\.com$/.test(hostname) ? value : undefined;
}
