import * as z from 'zod';

import { checkOptions } from '../../lib/options.ts';
import { contactOf, redditAccount } from '../../lib/reddit/account.ts';

const HOUR = 3_600_000;
/** Without `r/`. */
const community = z.string().regex(/^[A-Za-z0-9_]{2,32}$/, 'expected the name of a community without r/, as in acme');
const communities = z.array(community).max(100).default([]);

const schema = z
  .strictObject({
    ...redditAccount,
    search: z.array(z.string().trim().min(1).max(512)).max(100).default([]),
    /** Where `search` looks; everywhere where none are named. */
    searchIn: communities,
    submissions: communities,
    comments: communities,
    mentions: z.boolean().default(false),
    inbox: z.boolean().default(false),
    ownCommunities: communities,
    pollEveryMs: z.int().min(1_000).default(120_000),
    silentAfterMs: z.int().min(1_000).optional(),
    overlapMs: z.int().nonnegative().max(24 * HOUR).default(600_000),
    maxPages: z.int().min(1).max(10).default(10),
    recheckMs: z.int().nonnegative().max(31 * 24 * HOUR).default(48 * HOUR),
    remember: z.int().min(100).max(3_000).default(1_000),
    instance: z.string().min(1).max(256).optional(),
  })
  .refine(({ search, submissions, comments, mentions, inbox }) => search.length + submissions.length + comments.length > 0 || mentions || inbox, {
    path: ['search'],
    message: 'expected words to search for, communities to read, or mentions or inbox: true',
  })
  .refine(({ mentions, inbox, grant }) => !(mentions || inbox) || grant.type !== 'client_credentials', { path: ['grant'], message: 'expected the grant of an account: an app alone has no inbox' });

export type RedditOptions = z.input<typeof schema>;
export type CheckedOptions = Omit<z.output<typeof schema>, 'instance'> & { instance: string };

export function checkReddit(options: unknown): CheckedOptions {
  const checked = checkOptions('reddit', schema, options);
  return { ...checked, instance: checked.instance ?? `reddit:${contactOf(checked)}` };
}
