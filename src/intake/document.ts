import { domainsOf, hostOf } from '../lib/hosts.ts';
import { foldTag } from '../lib/tags.ts';
import type { NormalText, Post } from '../spec/post.ts';
import type { QueryDocument } from '../spec/query.ts';
import { normaliseText } from './normalise.ts';

/** A post as queries are held against it. What few queries ask for is worked out when one does. */
export class PostDocument implements QueryDocument {
  readonly text: NormalText;
  readonly title?: NormalText;
  readonly hashtags: readonly string[];
  readonly handles: readonly string[];
  language: string;
  readonly #post: Post;

  constructor(post: Post, text: NormalText, title: NormalText | undefined) {
    this.#post = post;
    this.text = text;
    if (title !== undefined) this.title = title;
    this.hashtags = post.hashtags.map(({ name }) => name);
    this.handles = post.handles;
    this.language = post.language.code;
  }

  get author(): NormalText {
    const { name, handle } = this.#post.author ?? {};
    return normaliseText([name, handle].filter((part) => part !== undefined).join('\n'));
  }

  get url(): NormalText {
    return normaliseText(this.#post.url ?? '');
  }

  get followers(): number {
    return this.#post.author?.followers ?? Number.NaN;
  }

  get rating(): number {
    return this.#post.rating ?? Number.NaN;
  }

  get keys(): string[] {
    const { source, venue, thread, author, url, links, country } = this.#post;
    const keys = [`source:${source.toLowerCase()}`, `venue:${venue.id.toLowerCase()}`];
    for (const type of ['repost', 'quote'] as const) if (thread[type] !== undefined) keys.push(`type:${type}`);
    if (thread.parent !== undefined) keys.push('type:reply');
    if (keys.length === 2) keys.push('type:post');
    if (author?.handle !== undefined) keys.push(`author:@${foldTag(author.handle.normalize('NFKC').replace(/^@/, ''))}`);
    for (const domain of domainsIn(url)) keys.push(`site:${domain}`);
    for (const domain of new Set(links.flatMap(domainsIn))) keys.push(`links:${domain}`);
    if (country !== undefined) keys.push(`country:${country}`);
    return keys;
  }
}

function domainsIn(address: string | undefined): string[] {
  const host = address === undefined ? null : hostOf(address);
  return host === null ? [] : domainsOf(host);
}
