import * as z from 'zod';

import { graphOptions, metaId, metaSecret } from '../../lib/meta-graph.ts';
import { checkOptions } from '../../lib/options.ts';

const DAY_MS = 86_400_000;

const accountSchema = z.strictObject({
  /** As people know it; of Instagram without `@`. */
  name: z.string().min(1).max(256).optional(),
  accessToken: z.string().min(1).max(4096).optional(),
});

const optionsSchema = z.strictObject({
  ...graphOptions,
  appSecret: z.union([metaSecret, z.array(metaSecret).min(1).max(8)]),
  verifyToken: z.string().min(16, 'expected 16 characters or more').max(512),
  accounts: z.record(metaId, accountSchema).default({}),
  path: z.string().startsWith('/').max(512).optional(),
  instance: z.string().min(1).max(256).default('meta'),
  maxAgeMs: z.int().positive().default(2 * DAY_MS),
  /** Of a delivery: Meta sends up to 1,000 changes in one. */
  maxDeliveryBytes: z.int().positive().default(10 * 1024 * 1024),
  deliveryTimeoutMs: z.int().positive().default(10_000),
  /** For a look-up: Meta waits for the answer to its delivery. */
  timeoutMs: z.int().positive().default(5_000),
});

/** See docs/sources/meta.md. */
export type MetaOptions = z.input<typeof optionsSchema>;
export type CheckedOptions = z.output<typeof optionsSchema>;

export const checkMeta = (options: unknown): CheckedOptions => checkOptions('meta', optionsSchema, options);
