import * as z from 'zod';

import { createRateBudget, isBudget, type RateBudget } from '../http/rate-budget.ts';
import { requestOptions, serviceAddress } from '../http/request-options.ts';

/** What Bluesky's own servers allow one address. */
const REQUESTS = 3_000;
const PER_MS = 300_000;

/** What everything that asks by request has in common. */
export const requestShape = {
  ...requestOptions,
  budget: z.custom<RateBudget>(isBudget, 'expected what createRateBudget made').default(() => createRateBudget({ requests: REQUESTS, perMs: PER_MS })),
  instance: z.string().min(1).max(256).optional(),
};

/** What acts for an account has in common. */
export const accountShape = {
  ...requestShape,
  service: serviceAddress('https:', 'http:').default('https://bsky.social'),
  identifier: z.string().min(1).max(512),
  password: z.string().min(1).max(512),
};

export type RequestOptions = z.output<z.ZodObject<typeof requestShape>>;
export type AccountOptions = z.output<z.ZodObject<typeof accountShape>>;
