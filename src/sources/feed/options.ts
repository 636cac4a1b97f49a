import * as z from 'zod';

import { digest } from '../../lib/digest.ts';
import type { Lookup } from '../../lib/http.ts';
import { isBudget, type RateBudget } from '../../lib/http/rate-budget.ts';
import { checkOptions } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import { venueSchema } from '../../spec/post.ts';

const optionsSchema = z.strictObject({
  pollEveryMs: z.int().min(1000).default(300_000),
  maxPauseMs: z.int().nonnegative().max(86_400_000).default(900_000),
  budget: z.custom<RateBudget>(isBudget, 'expected what createRateBudget made').optional(),
  silentAfterMs: z.int().min(1000).optional(),
  maxBytes: z.int().positive().default(10 * 1024 * 1024),
  timeoutMs: z.int().positive().default(30_000),
  maxRedirects: z.int().nonnegative().max(20).default(5),
  allowPrivate: z.boolean().default(false),
  userAgent: z.string().regex(/^[\x20-\x7e]{1,256}$/, 'expected printable ASCII').optional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'expected a header name'), z.string().regex(/^[\x20-\x7e]*$/, 'expected printable ASCII')).optional(),
  venue: venueSchema.partial({ id: true, kind: true, class: true, name: true }).strict().optional(),
  lookup: z.custom<Lookup>((value) => typeof value === 'function', 'expected a function').optional(),
  instance: z.string().min(1).max(256).optional(),
});

export type FeedOptions = z.input<typeof optionsSchema>;
export type CheckedOptions = z.output<typeof optionsSchema> & { url: URL; instance: string };

export function checkFeedOptions(address: unknown, options: unknown): CheckedOptions {
  if (typeof address !== 'string' || !URL.canParse(address)) {
    throw new KashuvError('CONFIG_INVALID', 'expected an address.', { field: 'feed.url', fix: "Write it in full, as in 'https://example.org/feed.xml'." });
  }
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new KashuvError('CONFIG_INVALID', `${url.protocol} is not read.`, { field: 'feed.url', fix: 'Use an http or https address.' });
  }
  const checked = checkOptions('feed', optionsSchema, options);
  // A query may carry a token: the name only tells it from others.
  const query = url.search === '' ? '' : `?${digest(url.search).slice(0, 8)}`;
  return { ...checked, url, instance: checked.instance ?? `feed:${url.host}${url.pathname}${query}` };
}
