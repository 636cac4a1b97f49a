import * as z from 'zod';

import type { Lookup } from '../http.ts';

/** An address of a server and nothing else: what else it holds, names and passwords among it, would be lost or shown. */
export const serviceAddress = (...protocols: readonly string[]): z.ZodType<string, string> =>
  z.string().refine(
    (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).username === '' && new URL(text).password === '',
    `expected an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')} and holds no user and no password`,
  );

/** Options of everything that asks over HTTP; spread them into a schema of your own. */
export const requestOptions = {
  /** For a whole request, in ms. */
  timeoutMs: z.int().positive().default(30_000),
  /** Of an answer after decompression. */
  maxBytes: z.int().positive().default(10 * 1024 * 1024),
  /** Lets requests reach loopback and private addresses. */
  allowPrivate: z.boolean().default(false),
  /** Names the host's application. */
  userAgent: z.string().regex(/^[\x20-\x7e]{1,256}$/, 'expected printable ASCII').optional(),
  /** In place of the operating system's resolver. */
  lookup: z.custom<Lookup>((value) => typeof value === 'function', 'expected a function').optional(),
};

export interface RequestOptions {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly allowPrivate: boolean;
  readonly userAgent?: string | undefined;
  readonly lookup?: Lookup | undefined;
}
