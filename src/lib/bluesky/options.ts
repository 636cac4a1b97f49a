import * as z from 'zod';

import type { Lookup } from '../http.ts';
import { createRateBudget, isBudget, type RateBudget } from '../http/rate-budget.ts';

const MEBIBYTE = 1024 * 1024;

/** What Bluesky's own servers allow one address. */
const REQUESTS = 3_000;
const PER_MS = 300_000;

/** Nothing but a server: what else an address holds, names and passwords among it, would be lost or shown. */
export const serverAddress = (protocols: readonly string[]): z.ZodType<string, string> =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).username === '' && new URL(text).password === '', `expected an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')} and holds no user and no password`);

/** What everything that asks by request has in common. */
export const requestShape = {
  timeoutMs: z.int().positive().default(30_000),
  maxBytes: z.int().positive().default(10 * MEBIBYTE),
  allowPrivate: z.boolean().default(false),
  userAgent: z.string().regex(/^[\x20-\x7e]{1,256}$/, 'expected printable ASCII').optional(),
  lookup: z.custom<Lookup>((value) => typeof value === 'function', 'expected a function').optional(),
  budget: z.custom<RateBudget>(isBudget, 'expected what createRateBudget made').default(() => createRateBudget({ requests: REQUESTS, perMs: PER_MS })),
  instance: z.string().min(1).max(256).optional(),
};

/** What acts for an account has in common. */
export const accountShape = {
  ...requestShape,
  service: serverAddress(['https:', 'http:']).default('https://bsky.social'),
  identifier: z.string().min(1).max(512),
  password: z.string().min(1).max(512),
};

export type RequestOptions = z.output<z.ZodObject<typeof requestShape>>;
export type AccountOptions = z.output<z.ZodObject<typeof accountShape>>;
