import * as z from 'zod';

import { readLimited } from '../../lib/http.ts';
import { checkOptions } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import { errorForStatus, type Generate } from '../../lib/model-call.ts';

export interface OpenAiCompatibleOptions {
  /** Up to what comes before `/chat/completions`: `http://localhost:11434/v1`. */
  baseUrl: string;
  model: string;
  /** Sent as a bearer token; only over https, or to this machine. */
  apiKey?: string;
  /** Default: the monitor's. */
  fetch?: typeof globalThis.fetch;
  /** How the shape of the answer is asked for; `none` for servers that know neither. Default `json_schema`. */
  format?: 'json_schema' | 'json_object' | 'none';
  /** More of the request's body, such as `{ temperature: 0.4 }`. Cannot replace the model, the messages or the format. */
  body?: Readonly<Record<string, unknown>>;
  /** Of an answer, in bytes. Default 1 MiB. */
  maxBytes?: number;
}

const optionsSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }),
  model: z.string().min(1),
  apiKey: z.string().min(1).regex(/^[\x21-\x7e]+$/, 'expected a key of visible ASCII characters').optional(),
  fetch: z.custom<typeof globalThis.fetch>((value) => typeof value === 'function', 'expected a function').optional(),
  format: z.enum(['json_schema', 'json_object', 'none']).default('json_schema'),
  body: z.record(z.string(), z.unknown()).default({}),
  maxBytes: z.int().min(1).default(1024 * 1024),
});

const completionSchema = z.object({
  choices: z
    .array(z.object({ finish_reason: z.string().nullish(), message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }) }))
    .min(1),
  // Lenient: an answer is not lost for what is said beside it.
  usage: z.object({ total_tokens: z.number().nonnegative() }).nullish().catch(null),
});

const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Asks any server of the chat-completions protocol: OpenAI, vLLM, Ollama, llama.cpp, LM Studio, LiteLLM and many more.
 * Source: OpenAI API reference, Create chat completion. Redirects are not followed.
 *
 * Errors: CONFIG_INVALID (options, other 4xx), AUTH_FAILED (401, 403), RATE_LIMITED with `retryAfterMs` (429; 503 with `Retry-After`),
 * UNAVAILABLE (network, 5xx, a body that breaks off or is no completion), REJECTED (the model refused, was filtered or ran out of length),
 * INPUT_INVALID (larger than `maxBytes`).
 */
export function openAiCompatible(options: OpenAiCompatibleOptions): Generate {
  const { baseUrl, model, apiKey, format, body, maxBytes, fetch: own } = checkOptions('openAiCompatible', optionsSchema, options);
  const url = new URL(baseUrl);
  if (url.username !== '' || url.password !== '') throw new KashuvError('CONFIG_INVALID', 'an address with a password in it ends up in logs.', { field: 'openAiCompatible.baseUrl', fix: 'Pass the key as apiKey.' });
  if (apiKey !== undefined && url.protocol === 'http:' && !LOCAL.test(url.hostname)) {
    throw new KashuvError('CONFIG_INVALID', 'a key is not sent in the clear.', { field: 'openAiCompatible.baseUrl', fix: 'Use https.' });
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/chat/completions`;
  const from = url.host;
  return async ({ system, prompt, schema, signal, fetch, now, spent }) => {
    const request = {
      ...body,
      model,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: prompt },
      ],
      stream: false,
      ...(format === 'json_schema' && { response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } } }),
      ...(format === 'json_object' && { response_format: { type: 'json_object' } }),
    };
    try {
      const response = await (own ?? fetch)(url.href, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'kashuv', ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }) },
        body: JSON.stringify(request),
        redirect: 'manual',
        signal,
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw errorForStatus(response, from, now());
      }
      const completion = parse(await readLimited(response.body, maxBytes, from, signal), from);
      if (completion.usage != null) spent?.({ tokens: completion.usage.total_tokens });
      return contentOf(completion, from);
    } catch (error) {
      signal.throwIfAborted();
      if (KashuvError.is(error)) throw error;
      throw new KashuvError('UNAVAILABLE', `${from} could not be reached or broke off.`, { cause: error });
    }
  };
}

function parse(body: Uint8Array, from: string): z.output<typeof completionSchema> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new KashuvError('UNAVAILABLE', `${from} answered with what is no whole JSON.`, { cause: error });
  }
  const read = completionSchema.safeParse(value);
  if (!read.success) throw new KashuvError('UNAVAILABLE', `${from} answered with what is no completion.`, { fix: 'Check that the address speaks the chat-completions protocol.', cause: read.error });
  return read.data;
}

function contentOf({ choices: [choice] }: z.output<typeof completionSchema>, from: string): string {
  const { content, refusal } = choice?.message ?? {};
  if (typeof refusal === 'string' && refusal !== '') throw new KashuvError('REJECTED', `the model at ${from} refused.`);
  if (choice?.finish_reason === 'length') throw new KashuvError('REJECTED', `the model at ${from} ran out of length.`, { fix: 'Allow it more tokens in body.' });
  if (choice?.finish_reason === 'content_filter') throw new KashuvError('REJECTED', `the answer of the model at ${from} was filtered.`);
  return content ?? '';
}
