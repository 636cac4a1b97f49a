import { digest } from '../../lib/digest.ts';
import { domainOf } from '../../lib/mail/address.ts';
import { oneLine } from '../../lib/mail/one-line.ts';
import { loadPeer } from '../../lib/mail/peers.ts';
import type { CheckedOptions } from './options.ts';
import type { Original } from './original.ts';

/** Of the conversation so far: its first mail and the newest. */
const MOST_REFERENCES = 20;
const MOST_SUBJECT = 200;
const ANSWER = /^(?:\s*(?:re|aw|sv|השב|תגובה)\s*(?:\[\d+\])?\s*:)+\s*/i;

/** The Message-ID of the answer to a command: the same for the same command, so that it can be found. Without brackets. */
export const answerId = ({ address }: Pick<CheckedOptions, 'address'>, idempotencyKey: string): string => `kashuv.${digest('mail', address, idempotencyKey).slice(0, 32)}@${domainOf(address)}`;

/**
 * The answer as bytes: plain text in UTF-8, and the same in HTML where the words run from right to left, which plain text cannot say. Headers are built from
 * values in one line alone. No Auto-Submitted: a human has approved it.
 */
export async function compose(id: string, text: string, { to, subject, references, id: parent }: Original, { address, name }: CheckedOptions, now: number): Promise<Buffer> {
  const { default: MailComposer } = await loadPeer('nodemailer', () => import('nodemailer/lib/mail-composer'));
  const earlier = references.length < MOST_REFERENCES ? references : [...references.slice(0, 1), ...references.slice(2 - MOST_REFERENCES)];
  const html = isRightToLeft(text) ? htmlOf(text) : null;
  const message = new MailComposer({
    from: name === undefined ? address : { name, address },
    to,
    subject: `Re: ${oneLine(subject).replace(ANSWER, '').slice(0, MOST_SUBJECT).trim()}`.trim(),
    messageId: `<${id}>`,
    inReplyTo: `<${parent}>`,
    references: [...new Set([...earlier, parent])].map((one) => `<${one}>`),
    date: new Date(now),
    text,
    ...(html !== null && { html }),
    textEncoding: 'base64',
    baseBoundary: digest(id).slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  return message.compile().build();
}

/** By the first letter that has a direction (Unicode Bidirectional Algorithm, P2). */
function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text.replace(/https?:\/\/\S+/g, ''))?.[0] ?? '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(first);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function htmlOf(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
  return `<!doctype html>\n<html dir="rtl"><body dir="rtl"><div dir="rtl" style="white-space: pre-wrap">${escaped}</div></body></html>\n`;
}
