import { email, type EmailItem, type EmailOptions } from '../../../src/sources/email/index.ts';
import type { CallContext, PullSource } from '../../../src/spec/plugin.ts';
import type { PostInput, Signal } from '../../../src/spec/post.ts';
import { withoutFetch } from '../../support/conformance.ts';
import { collect, testContext } from '../../support/context.ts';

export const PASSWORD = 'secret-of-the-test';
export const ADDRESS = 'care@acme.example';

export const mailbox = (port: number, options: Partial<EmailOptions> = {}): PullSource<EmailItem> =>
  email({ host: '127.0.0.1', port, security: 'none', user: ADDRESS, password: PASSWORD, mode: 'poll', ...options });

/** A mail in the words of RFC 5322; a header that is null is left out. */
export function mail(words: string, headers: Record<string, string | null> = {}): string {
  const all: Record<string, string | null> = { From: 'Dana <dana@shop.example>', To: ADDRESS, 'Message-ID': '<1@shop.example>', Date: 'Tue, 5 May 2026 10:00:00 +0300', Subject: 'The acme kettle', ...headers };
  return `${Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}\r\n`])).join('')}\r\n${words.replaceAll('\n', '\r\n')}`;
}

/** When a mail came that is told apart by its number, epoch ms: a second after the last. */
export const timeOf = (number: number): number => Date.parse('2026-05-05T07:00:00Z') + number * 1_000;

/** The same, by the mail's own word. */
export const dated = (number: number): { Date: string } => ({ Date: new Date(timeOf(number)).toUTCString() });

export interface Swept {
  readonly signals: Signal[];
  readonly posts: PostInput[];
  readonly cursors: string[];
}

export async function sweep(source: PullSource<EmailItem>, { cursor = null, limit = 100, since, context = testContext({ now: Date.parse('2026-05-06T00:00:00Z') }) }: { cursor?: string | null; limit?: number; since?: number; context?: CallContext } = {}): Promise<Swept> {
  const batches = await collect(source.read({ cursor, limit, queries: [], ...(since !== undefined && { since }) }, context));
  const signals = batches.flatMap(({ items }) => items.flatMap((item) => [...source.signals(item)]));
  return { signals, posts: signals.flatMap((signal) => ('post' in signal ? [signal.post] : [])), cursors: batches.map((batch) => batch.cursor) };
}

export const texts = ({ posts }: Swept): string[] => posts.map(({ text }) => text);

/** What a mailbox cannot keep of the contract. */
export const UNHEARD = {
  ...withoutFetch('speaks IMAP over a socket of its own; refusals, broken answers, limits and silence are in faults.test.ts'),
  'reads every page': 'IMAP has no pages: mails are asked for by number, and more than a thousand are read for the rule on huge pages',
  'tells edits and deletions': 'a mail that was sent is never changed or taken back; that the brand deletes its copy says nothing of its author',
} as const;
