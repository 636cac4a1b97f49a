import * as z from 'zod';

import { addressOf, inboxOf } from '../../lib/mail/address.ts';
import { mailServerOptions, ONE_CREDENTIAL, oneCredential, type MailServer } from '../../lib/mail/server.ts';
import { checkOptions } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import { venueSchema, type Venue } from '../../spec/post.ts';

const folder = z.string().regex(/^[^\x00-\x1f\x7f]{1,256}$/, 'expected the name of a folder');
const address = z.string().refine((text) => addressOf(text) !== null, 'expected an address such as care@acme.example');
const ownAddress = z.string().refine((text) => addressOf(text.startsWith('@') ? `a${text}` : text) !== null, 'expected an address, or @ and a domain');

const optionsSchema = z
  .strictObject({
    ...mailServerOptions,
    /** The mailbox, as people write to it. Default: `user`, where that is an address. */
    address: address.optional(),
    mode: z.enum(['stream', 'poll']).default('stream'),
    folders: z.array(folder).min(1).max(32).default(['INBOX']),
    sent: folder.optional(),
    own: z.array(ownAddress).max(1_000).default([]),
    authserv: z.string().regex(/^[\x21-\x7e]{1,253}$/, 'expected a name as in Authentication-Results').optional(),
    automatic: z.enum(['skip', 'hear']).default('skip'),
    bulk: z.enum(['skip', 'hear']).default('skip'),
    maxBytes: z.int().min(4_096).max(64 * 1024 * 1024).default(1024 * 1024),
    pollEveryMs: z.int().min(1_000).default(60_000),
    silentAfterMs: z.int().min(1_000).optional(),
    venue: venueSchema.partial({ id: true, kind: true, class: true, name: true }).strict().optional(),
    instance: z.string().min(1).max(256).optional(),
  })
  .refine(oneCredential, ONE_CREDENTIAL);

/** See docs/sources/email.md. */
export type EmailOptions = z.input<typeof optionsSchema>;

export interface CheckedOptions extends Omit<z.output<typeof optionsSchema>, 'address' | 'venue' | 'instance'> {
  readonly server: MailServer;
  readonly instance: string;
  readonly venue: Venue;
  /** Addresses in whose name nobody is believed without proof; `@domain`: all of a domain. */
  readonly ownAddresses: ReadonlySet<string>;
}

export function checkEmailOptions(options: unknown): CheckedOptions {
  const checked = checkOptions('email', optionsSchema, options);
  const mailbox = addressOf(checked.address ?? checked.user);
  if (mailbox === null) throw new KashuvError('CONFIG_INVALID', 'the user is no address.', { field: 'email.address', fix: 'Give the address that people write to.' });
  if (checked.sent !== undefined && checked.folders.includes(checked.sent)) {
    throw new KashuvError('CONFIG_INVALID', 'one folder is both for what comes and for what was sent.', { field: 'email.sent', fix: 'Take it out of folders.' });
  }
  const { venue } = checked;
  return {
    ...checked,
    server: checked,
    instance: checked.instance ?? `email:${mailbox}@${checked.host}`,
    ownAddresses: new Set([mailbox, ...checked.own.map((one) => one.normalize('NFC').toLowerCase())]),
    venue: { id: venue?.id ?? inboxOf(mailbox), kind: venue?.kind ?? 'inbox', class: venue?.class ?? 'mail', name: venue?.name ?? mailbox, ...(venue?.url !== undefined && { url: venue.url }) },
  };
}
