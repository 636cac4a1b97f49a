import * as z from 'zod';

import { addressOf, inboxOf } from '../../lib/mail/address.ts';
import { mailServerOptions, ONE_CREDENTIAL, oneCredential, type MailServer } from '../../lib/mail/server.ts';
import { checkOptions } from '../../lib/options.ts';

const folder = z.string().regex(/^[^\x00-\x1f\x7f]{1,256}$/, 'expected the name of a folder');
const server = z.strictObject(mailServerOptions).refine(oneCredential, ONE_CREDENTIAL);

const optionsSchema = z.strictObject({
  /** The mailbox that answers; the sender. */
  address: z.string().refine((text) => addressOf(text) !== null && /^[\x21-\x7e]+$/.test(text), 'expected an address in ASCII such as care@acme.example'),
  /** As readers see the sender. Default: the address alone. */
  name: z.string().regex(/^[^\x00-\x1f\x7f\u0085\u2028\u2029]{1,128}$/, 'expected a name in one line').optional(),
  smtp: server,
  imap: server,
  folders: z.array(folder).min(1).max(32).default(['INBOX']),
  sent: folder.optional(),
  authserv: z.string().regex(/^[\x21-\x7e]{1,253}$/, 'expected a name as in Authentication-Results').optional(),
  maxLength: z.int().min(1).max(1_000_000).default(20_000),
  venue: z.string().min(1).max(512).optional(),
  instance: z.string().min(1).max(256).optional(),
});

/** See docs/publishers/email.md. */
export type EmailPublisherOptions = z.input<typeof optionsSchema>;

export interface CheckedOptions extends Omit<z.output<typeof optionsSchema>, 'venue' | 'instance' | 'smtp' | 'imap'> {
  readonly smtp: MailServer;
  readonly imap: MailServer;
  readonly venue: string;
  readonly instance: string;
}

export function checkPublisherOptions(options: unknown): CheckedOptions {
  const checked = checkOptions('emailPublisher', optionsSchema, options);
  const address = addressOf(checked.address) ?? checked.address;
  return { ...checked, address, venue: checked.venue ?? inboxOf(address), instance: checked.instance ?? `email-publisher:${address}@${checked.smtp.host}` };
}
