import { parseMail, type Mail } from '../../../src/lib/mail/message.ts';
import { emailPublisher, type EmailPublisherOptions } from '../../../src/publishers/email/index.ts';
import type { Publisher } from '../../../src/spec/plugin.ts';
import type { PublishCommand } from '../../../src/spec/reply.ts';
import type { TakenMail } from '../../support/smtp-server.ts';

export const PASSWORD = 'secret-of-the-test';
export const ADDRESS = 'care@acme.example';

export function publisher(ports: { imap: number; smtp: number }, options: Partial<EmailPublisherOptions> = {}): Publisher {
  const login = { host: '127.0.0.1', security: 'none', user: ADDRESS, password: PASSWORD } as const;
  return emailPublisher({ address: ADDRESS, name: 'Acme Care', smtp: { ...login, port: ports.smtp }, imap: { ...login, port: ports.imap }, sent: 'Sent', ...options });
}

export const command = (more: Partial<PublishCommand> = {}): PublishCommand => ({
  action: 'reply',
  brand: 'acme',
  text: 'Thank you for telling us.',
  target: { venue: `inbox:${ADDRESS}`, replyTo: 'post_1' },
  replyToSourceId: '1@shop.example',
  idempotencyKey: 'key-1',
  ...more,
});

export async function read(taken: Pick<TakenMail, 'raw'>): Promise<Mail> {
  const mail = await parseMail(Buffer.from(taken.raw));
  if (mail === null) throw new Error('no mail');
  return { ...mail, text: mail.text?.replace(/\r?\n$/, '') ?? null };
}

/** A header as it went over the wire, unfolded. */
export const header = (raw: string, name: string): string[] => [...(raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ').matchAll(new RegExp(`^${name}: (.*)$`, 'gim'))].map(([, value = '']) => value);
