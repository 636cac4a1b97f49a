import { plainText } from '../plain-text.ts';
import { parseTime } from '../time.ts';
import { addressesIn, type MailAddress } from './address.ts';
import { idsIn } from './ids.ts';
import { oneLine } from './one-line.ts';
import { loadMime } from './peers.ts';

/** A mail, read: plain values, all of them within limits, none of them trusted. */
export interface Mail {
  readonly id: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** Null where no author, or more than one, is named: then nobody knows whom a signature would speak for. */
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  /** As its author says, epoch ms. */
  readonly sentAt: number | null;
  readonly text: string | null;
  /** Of a mail without plain text. */
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string }[];
  /** Why no human has written it, or not to this mailbox alone; null: nothing says so. */
  readonly machine: { readonly kind: 'automatic' | 'bulk'; readonly why: string } | null;
  /** Values of Authentication-Results, the newest first. */
  readonly authentication: readonly string[];
}

/** Deeper parts are nothing that a mail program writes. */
const MAX_DEPTH = 32;
const MAX_HEADER_BYTES = 131_072;
/** Lines that can part a mail: with more of them reading takes seconds. */
const MAX_PARTINGS = 2_000;
/** In UTF-16 units; twice what kashuv keeps of a post, for quotes are cut out of it. */
const MAX_TEXT = 131_072;
const MAX_HTML = 1_048_576;
const MAX_SUBJECT = 1_000;
const MAX_ATTACHMENTS = 64;
const MAX_AUTHENTICATION = 16;
const MAX_FIELD = 4_096;

/**
 * Reads a mail, or the beginning of one. Null where its parts nest too deep or its header is too long: what cannot be read within limits. Mails within a mail
 * are attachments, for their words are somebody else's.
 */
export async function parseMail(raw: Uint8Array): Promise<Mail | null> {
  const { default: PostalMime, addressParser, decodeWords } = await loadMime();
  const parsed = await PostalMime.parse(untilParted(raw), { maxNestingDepth: MAX_DEPTH, maxHeadersSize: MAX_HEADER_BYTES, maxRfc822NestingDepth: 0, forceRfc822Attachments: true }).catch(() => null);
  if (parsed === null) return null;
  const all = (name: string): string[] => parsed.headers.filter(({ key }) => key === name).map(({ value }) => value.slice(0, MAX_FIELD));
  const one = (name: string): string => all(name)[0] ?? '';
  const addresses = (value: string): MailAddress[] => addressesIn(addressParser(value, { flatten: true }));
  const froms = all('from');
  const authors = froms.length === 1 ? addresses(froms[0] ?? '') : [];
  const text = clean(parsed.text ?? '', MAX_TEXT);
  const html = clean(parsed.html ?? '', MAX_HTML);
  const hasText = text.trim() !== '';
  const from = authors.length === 1 ? (authors[0] ?? null) : null;
  return {
    id: idsIn(one('message-id'))[0] ?? null,
    inReplyTo: idsIn(one('in-reply-to')),
    references: idsIn(one('references')),
    from,
    to: addresses(one('to')),
    subject: oneLine(decodeWords(one('subject'))).slice(0, MAX_SUBJECT),
    sentAt: parseTime(withoutComments(one('date'))),
    text: hasText ? text : null,
    html: hasText || plainText(html).trim() === '' ? null : html,
    attachments: parsed.attachments.slice(0, MAX_ATTACHMENTS).map(({ filename, mimeType }) => ({ name: oneLine(filename ?? '').slice(0, 256), type: oneLine(mimeType).slice(0, 128) })),
    machine: machineOf(all, from),
    authentication: all('authentication-results').slice(0, MAX_AUTHENTICATION),
  };
}

/** Up to the line where there are too many that could begin a part. */
function untilParted(raw: Uint8Array): Uint8Array {
  const DASH = 0x2d;
  let partings = 0;
  for (let at = 0; at >= 0 && at < raw.length; ) {
    if (raw[at] === DASH && raw[at + 1] === DASH) {
      partings += 1;
      if (partings > MAX_PARTINGS) return raw.subarray(0, at);
    }
    const end = raw.indexOf(0x0a, at);
    at = end < 0 ? -1 : end + 1;
  }
  return raw;
}

const MACHINE_PRECEDENCE = new Set(['bulk', 'list', 'junk', 'auto_reply']);
const MACHINE_SENDERS = /^(?:mailer-daemon|postmaster|bounces?)(?:[+-].*)?@/;

/** RFC 3834 §5, RFC 2919, RFC 3464, and what programs write that do not keep to them. */
function machineOf(all: (name: string) => string[], from: MailAddress | null): Mail['machine'] {
  const first = (name: string): string | undefined => all(name)[0]?.trim().toLowerCase();
  const automatic = first('auto-submitted');
  if (automatic !== undefined && !/^no\b/.test(automatic)) return { kind: 'automatic', why: 'it was submitted by a machine (Auto-Submitted)' };
  if (first('x-autoreply') !== undefined || first('x-autorespond') !== undefined) return { kind: 'automatic', why: 'it is an automatic reply' };
  if (/^multipart\/report\b/.test(first('content-type') ?? '')) return { kind: 'automatic', why: 'it is a report on a delivery' };
  if (first('return-path') === '<>') return { kind: 'automatic', why: 'it wants no answer (an empty Return-Path)' };
  if (from !== null && MACHINE_SENDERS.test(from.address)) return { kind: 'automatic', why: 'a mail system wrote it' };
  const precedence = first('precedence') ?? '';
  if (precedence === 'auto_reply') return { kind: 'automatic', why: 'it is an automatic reply' };
  if (MACHINE_PRECEDENCE.has(precedence)) return { kind: 'bulk', why: `it went to many (Precedence: ${precedence})` };
  if (first('list-id') !== undefined) return { kind: 'bulk', why: 'it came through a mailing list (List-Id)' };
  return null;
}

/** NULs would end a text for some who read it. */
const clean = (text: string, longest: number): string => text.slice(0, longest).replaceAll('\0', '');

/** `Tue, 5 May 2026 10:00:00 +0300 (IDT)`. */
const withoutComments = (date: string): string => date.replace(/\([^()]*\)/g, ' ').replace(/\s+/g, ' ').trim();
