import { deriveId } from '../../lib/digest.ts';
import { domainOf } from '../../lib/mail/address.ts';
import { provenDomain } from '../../lib/mail/authentication.ts';
import type { Mail } from '../../lib/mail/message.ts';
import { MAX_POST_TEXT, type Author, type PostInput, type Signal } from '../../spec/post.ts';
import type { CheckedOptions } from './options.ts';
import { ownWords } from './own-words.ts';

/** A mail with its author's own words in place of its bodies, which can be large. */
export interface ReadMail extends Omit<Mail, 'text' | 'html'> {
  readonly words: string;
  /** Something was quoted, and left out. */
  readonly quoted: boolean;
}

/** A mail as it lies in a folder, or a note that one could not be read. */
export type EmailItem =
  | { readonly kind: 'mail'; readonly id: string; readonly mail: ReadMail; readonly receivedAt: number | null; readonly cut: boolean; readonly sent: boolean }
  | { readonly kind: 'note'; readonly reason: string; readonly ref?: string };

const ANSWER = /^(?:\s*(?:re|fw|fwd|aw|השב|הועבר|תגובה)\s*(?:\[\d+\])?\s*:)+/i;
const MAX_LISTED = 8;

/** The id of a mail: its Message-ID; of one without, what it says and who says so. */
export function postIdOf({ id, from, sentAt, subject, text, html }: Mail): string {
  return id ?? deriveId('mail', from?.address ?? '', String(sentAt), subject, text ?? html ?? '');
}

export function readMail({ text, html, ...mail }: Mail): ReadMail {
  const { words, quoted } = ownWords({ text, html });
  // One more than is kept, so that kashuv notes the cut.
  return { ...mail, words: words.slice(0, MAX_POST_TEXT + 1), quoted };
}

/** What tells a mail from another under its id. */
export const versionOf = ({ from, subject, words }: ReadMail): string => JSON.stringify([from?.address, subject, words]);

export function signalOf(item: EmailItem, options: CheckedOptions): Signal {
  if (item.kind === 'note') return { type: 'skipped', reason: item.reason, ...(item.ref !== undefined && { ref: item.ref }) };
  const { id, mail, receivedAt, cut, sent } = item;
  const skipped = (reason: string): Signal => ({ type: 'skipped', reason: `mail ${id}: ${reason}.`, ref: id });
  if (mail.machine !== null && options[mail.machine.kind] === 'skip') return skipped(mail.machine.why);
  const { words, quoted, subject: title } = mail;
  // A subject that only takes up another one is nobody's word.
  const text = words !== '' ? words : ANSWER.test(title) ? '' : title;
  if (text === '') return skipped(quoted ? 'it holds nothing but what it quotes' : cut ? `no words within its first ${options.maxBytes} bytes` : 'it has no words');
  const post: PostInput = { id, text: withAttachments(text, mail), venue: options.venue, private: true };
  if (title !== '') post.title = title;
  const author = authorOf(mail, options, sent);
  if (author !== null) post.author = author;
  // A date is its author's to write; nobody has sent what was received before.
  const times = [mail.sentAt, receivedAt].filter((time) => time !== null);
  if (times.length > 0) post.postedAt = Math.min(...times);
  const thread = threadOf(mail);
  if (Object.keys(thread).length > 0) post.thread = thread;
  return { type: 'posted', post };
}

/** That there was more than words, without a look into it. */
function withAttachments(text: string, { attachments }: ReadMail): string {
  if (attachments.length === 0) return text;
  const names = attachments.slice(0, MAX_LISTED).map(({ name, type }) => (name === '' ? type : name));
  const more = attachments.length > MAX_LISTED ? [`+${attachments.length - MAX_LISTED}`] : [];
  return `${text}\n\n[${[...names, ...more].join(', ')}]`;
}

/**
 * Everybody can write any address into From. One of the brand's own is believed where the mail lies in the folder of what was sent, which only the
 * account itself can put it into, or where the receiving server has proof; else a stranger would speak with the brand's voice and meet its duties.
 */
function authorOf(mail: ReadMail, { authserv, ownAddresses }: CheckedOptions, sent: boolean): Author | null {
  const { from } = mail;
  if (from === null) return null;
  const proven = provenDomain(mail, authserv);
  const isOwn = ownAddresses.has(from.address) || ownAddresses.has(`@${domainOf(from.address)}`);
  const author: Author = { id: isOwn && !sent && proven === null ? `unproven:${from.address}` : from.address };
  if (from.name !== '') author.name = from.name;
  if (proven !== null) author.verifiedDomains = [proven];
  return author;
}

function threadOf({ id, inReplyTo, references }: ReadMail): NonNullable<PostInput['thread']> {
  const parent = inReplyTo.at(-1) ?? references.at(-1);
  const root = references[0] ?? parent;
  return { ...(root !== undefined && root !== id && { root }), ...(parent !== undefined && parent !== id && { parent }) };
}
