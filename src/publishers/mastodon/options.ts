import * as z from 'zod';

import { clientShape, domainOf, tokenSchema } from '../../lib/mastodon/client.ts';
import { checkOptions } from '../../lib/options.ts';
import type { Publisher } from '../../spec/plugin.ts';

const schema = z.strictObject({
  ...clientShape,
  token: tokenSchema,
  maxLength: z.int().min(1).max(1_000_000).default(500),
  /** Of posts, and of answers to what is as public. */
  visibility: z.enum(['public', 'unlisted']).default('public'),
  requireMention: z.boolean().default(true),
  reaches: z.custom<Publisher['reaches']>((value) => typeof value === 'function', 'expected a function').optional(),
});

export type MastodonPublisherOptions = z.input<typeof schema>;
export type PublisherOptions = Omit<z.output<typeof schema>, 'instance' | 'domain'> & { readonly instance: string; readonly host: string; readonly domain: string };

export function checkPublisher(options: unknown): PublisherOptions {
  const checked = checkOptions('mastodonPublisher', schema, options);
  const { host } = new URL(checked.service);
  return { ...checked, instance: checked.instance ?? `mastodon:${host}`, host, domain: domainOf(checked) };
}
