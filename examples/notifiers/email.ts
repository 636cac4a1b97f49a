import type { Tell } from './notices.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const MAX_SUBJECT = 200;

/**
 * Tells the owner by mail. `send` is the host's own: with nodemailer `(mail) => nodemailer.createTransport('smtps://…').sendMail({ from, ...mail })`.
 * `addresses` by name or role; `on-call` for all others.
 */
export const email = (send: (mail: Mail) => Promise<unknown>, addresses: Readonly<Record<string, string>>): Tell => async ({ title, quote, owner }) => {
  const to = addresses[owner] ?? addresses['on-call'];
  if (to === undefined) throw new Error(`no address for ${owner}, and none for on-call`);
  // A subject is one line: what follows a line break would be read as another header.
  const subject = `[kashuv] ${title}`.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, MAX_SUBJECT);
  await send({ to, subject, text: [`${owner}: ${title}`, ...(quote === null ? [] : [quote])].join('\n\n') });
};
