import * as z from 'zod';

import { acceptedStatus, createApi } from '../lib/http/api.ts';
import { isRecord, type JsonRecord } from '../lib/http/json.ts';
import { requestOptions, serviceAddress } from '../lib/http/request-options.ts';
import { deriveId } from '../lib/digest.ts';
import { checkOptions } from '../lib/options.ts';
import { readWebhookKey, signWebhook, WEBHOOK_HEADERS } from '../lib/webhook-signature.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Publisher } from '../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../spec/reply.ts';

const EXPECTED = 'expected whsec_ and base64 of 16 bytes or more, or 16 characters or more; or a list of those';
const secretSchema = z.string().refine((text) => readWebhookKey(text)?.type === 'shared', EXPECTED);

const optionsSchema = z.strictObject({
  ...requestOptions,
  url: serviceAddress('https:', 'http:'),
  secret: z.union([secretSchema, z.array(secretSchema).min(1).max(8)], EXPECTED),
  actions: z.array(z.enum(['reply', 'post', 'message'])).min(1).default(['reply', 'post', 'message']),
  reaches: z.custom<Publisher['reaches']>((value) => typeof value === 'function', 'expected a function').optional(),
  maxLength: z.int().positive().default(10_000),
  instance: z.string().min(1).max(256).optional(),
});

/** See docs/publishers/webhook.md. */
export type WebhookOptions = z.input<typeof optionsSchema>;

/**
 * Hands what was approved to the host's own address: a POST of JSON `{ type: 'reply.approved', timestamp, data: PublishCommand }`, signed as Standard Webhooks
 * say. `webhook-id` is the idempotency key: who has taken it answers a second time as the first. A 2xx takes it; its JSON `{ id, url, at }` is the receipt.
 *
 * Errors: as `fetchLimited` and `throwForStatus`; OUTCOME_UNKNOWN where it may have been taken; REJECTED for what `check` objects to.
 */
export function webhook(options: WebhookOptions): Publisher {
  const { url, secret, actions, reaches, maxLength, instance, ...requests } = checkOptions('webhook', optionsSchema, options);
  const { origin, pathname, search, host } = new URL(url);
  const api = createApi({ service: origin, requests });
  const secrets = [secret].flat();
  const check = (command: PublishCommand): string[] => {
    const objections: string[] = [];
    if (!actions.includes(command.action)) objections.push(`'${command.action}' is not among its actions`);
    if (command.text.trim() === '') objections.push('the text is empty');
    if (command.text.length > maxLength) objections.push(`the text is ${command.text.length} characters long; ${maxLength} is the most`);
    return objections;
  };
  return {
    contract: 1,
    name: 'webhook',
    instance: instance ?? `webhook:${host}${pathname}`,
    capabilities: { actions, idempotency: 'native', maxLength, maxInFlight: 4 },
    reaches: reaches ?? (() => true),
    check,
    async publish(command, context) {
      context.signal.throwIfAborted();
      const [objection] = check(command);
      if (objection !== undefined) throw new KashuvError('REJECTED', `${objection}.`, { field: 'text', fix: 'Change the text and have it approved again.' });
      const now = context.now();
      const json = { type: 'reply.approved', timestamp: new Date(now).toISOString(), data: command };
      const id = messageId(command.idempotencyKey);
      const seconds = Math.floor(now / 1000);
      // What is sent is the same text: `json` is sent as JSON.stringify gives it.
      const signatures = secrets.map((one) => signWebhook(one, id, seconds, JSON.stringify(json)));
      const headers = { [WEBHOOK_HEADERS.id]: id, [WEBHOOK_HEADERS.timestamp]: String(seconds), [WEBHOOK_HEADERS.signature]: signatures.join(' ') };
      const answer = await api.call({ path: `${pathname}${search}`, json, headers, once: true }, context);
      acceptedStatus(answer, context);
      return receiptOf(answer.body, id, now);
    },
  };
}

/** The key, where it may stand in a signed text as it is. */
const messageId = (key: string): string => (/^[\w-]{1,128}$/.test(key) ? key : deriveId('send', key));

const MAX_ID = 512;
const MAX_URL = 2048;

/** What the host says of what it sent; where it says nothing that can be used, that it was taken. */
function receiptOf(body: unknown, taken: string, now: number): Receipt {
  const { id, url, at }: JsonRecord = isRecord(body) ? body : {};
  if (typeof id !== 'string' || id === '' || id.length > MAX_ID) return { id: taken, at: now };
  const link = typeof url === 'string' && url.length <= MAX_URL && /^https?:\/\//.test(url) ? { url } : {};
  return { id, ...link, at: typeof at === 'number' && Number.isFinite(at) ? at : now };
}
