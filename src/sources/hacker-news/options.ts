import * as z from 'zod';

import { createRateBudget, isBudget, type RateBudget } from '../../lib/http/rate-budget.ts';
import { requestOptions, serviceAddress } from '../../lib/http/request-options.ts';
import { checkOptions } from '../../lib/options.ts';

const HOUR = 3_600_000;
const budget = z.custom<RateBudget>(isBudget, 'expected what createRateBudget made');

const schema = z.strictObject({
  ...requestOptions,
  /** Answers searches and whole threads. */
  searchService: serviceAddress('https:', 'http:').default('https://hn.algolia.com'),
  /** Answers for single items and users. */
  itemService: serviceAddress('https:', 'http:').default('https://hacker-news.firebaseio.com'),
  search: z.array(z.string().trim().min(1).max(512)).min(1).max(100),
  pollEveryMs: z.int().min(1_000).default(120_000),
  silentAfterMs: z.int().min(1_000).optional(),
  overlapMs: z.int().nonnegative().max(24 * HOUR).default(HOUR / 2),
  maxWindows: z.int().min(1).max(100).default(10),
  recheckMs: z.int().nonnegative().max(31 * 24 * HOUR).default(24 * HOUR),
  recheckLast: z.int().nonnegative().max(1_000).default(100),
  searchBudget: budget.optional(),
  itemBudget: budget.optional(),
  instance: z.string().min(1).max(256).optional(),
});

export type HackerNewsOptions = z.input<typeof schema>;
export type CheckedOptions = Omit<z.output<typeof schema>, 'searchBudget' | 'itemBudget' | 'instance'> & { searchBudget: RateBudget; itemBudget: RateBudget; instance: string };

export function checkHackerNews(options: unknown): CheckedOptions {
  const checked = checkOptions('hackerNews', schema, options);
  return {
    ...checked,
    // The search allows an address 10,000 requests an hour; the items have no limit that is told.
    searchBudget: checked.searchBudget ?? createRateBudget({ requests: 100, perMs: 60_000 }),
    itemBudget: checked.itemBudget ?? createRateBudget({ requests: 600, perMs: 60_000, maxInFlight: 8 }),
    instance: checked.instance ?? 'hacker-news',
  };
}
