import * as z from 'zod';

import { isAccount, type ActivityPubAccount } from '../../lib/activitypub/account.ts';
import { checkOptions } from '../../lib/options.ts';

const optionsSchema = z.strictObject({
  account: z.custom<ActivityPubAccount>(isAccount, 'expected what activityPubAccount() gives'),
  acceptFollows: z.boolean().default(false),
  confirmForwarded: z.boolean().default(false),
  toleranceMs: z.int().positive().default(3_600_000),
  maxBytes: z.int().positive().default(256 * 1024),
  timeoutMs: z.int().positive().default(10_000),
  maxInFlight: z.int().positive().default(64),
  deliveriesPerMinute: z.int().positive().default(1_200),
  fetchesPerMinute: z.int().positive().default(300),
  maxThread: z.int().positive().max(1_000).default(100),
});

/** See docs/sources/activitypub.md. */
export type ActivityPubOptions = z.input<typeof optionsSchema>;
export type CheckedOptions = z.output<typeof optionsSchema>;

export const checkActivityPub = (options: unknown): CheckedOptions => checkOptions('activityPub', optionsSchema, options);
