import * as z from 'zod';

import { checkOptions } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import { modelError, type Generate } from '../../lib/model-call.ts';

/** What kashuv uses of a language model of the AI SDK (specification v2 and v3). No package is needed: the shape is enough. */
export interface AiSdkModel {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: {
    prompt: [{ role: 'system'; content: string }, { role: 'user'; content: [{ type: 'text'; text: string }] }];
    responseFormat: { type: 'json'; schema: never; name: string };
    abortSignal: AbortSignal;
    maxOutputTokens?: number;
    temperature?: number;
  }): PromiseLike<{
    content: readonly { readonly type: string }[];
    /** A word in v2, an object with `unified` in v3. */
    finishReason: unknown;
    /** Tokens: numbers in v2, objects with `total` in v3. */
    usage?: unknown;
  }>;
}

export interface AiSdkOptions {
  maxOutputTokens?: number;
  temperature?: number;
}

const optionsSchema = z.strictObject({ maxOutputTokens: z.int().min(1).optional(), temperature: z.number().min(0).optional() });

const VERSIONS = ['v2', 'v3'];

/**
 * Asks a model of the AI SDK: `aiSdkModel(openai('gpt-…'))`. Only the call itself is used: the SDK's retries are kashuv's business.
 * Errors: CONFIG_INVALID for what is no such model, REJECTED where it ran out of length or was filtered, UNAVAILABLE where it says that it
 * failed, and those of the provider by their `statusCode`.
 */
export function aiSdkModel(model: AiSdkModel, options: AiSdkOptions = {}): Generate {
  if (typeof model !== 'object' || model === null || typeof (model as { doGenerate?: unknown }).doGenerate !== 'function') {
    throw new KashuvError('CONFIG_INVALID', 'expected a language model of the AI SDK.', { field: 'model', fix: 'Pass the model object of a provider, not its name.' });
  }
  if (!VERSIONS.includes(model.specificationVersion)) {
    throw new KashuvError('CONFIG_INVALID', `the model speaks specification ${String(model.specificationVersion)}.`, { field: 'model', fix: `Use a provider of specification ${VERSIONS.join(' or ')}.` });
  }
  const { maxOutputTokens, temperature } = checkOptions('aiSdkModel', optionsSchema, options);
  return async ({ system, prompt, schema, signal, now, spent }) => {
    let result: Awaited<ReturnType<AiSdkModel['doGenerate']>>;
    try {
      result = await model.doGenerate({
        prompt: [
          { role: 'system', content: system },
          { role: 'user', content: [{ type: 'text', text: prompt }] },
        ],
        // JSON Schema is JSON Schema: their type of it is a package, ours an object.
        responseFormat: { type: 'json', name: 'answer', schema: schema as never },
        abortSignal: signal,
        ...(maxOutputTokens !== undefined && { maxOutputTokens }),
        ...(temperature !== undefined && { temperature }),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw modelError(error, now());
    }
    const tokens = tokensOf(result.usage);
    if (tokens !== null) spent?.({ tokens });
    const reason = reasonOf(result.finishReason);
    if (reason === 'length') throw new KashuvError('REJECTED', 'the model ran out of length.', { fix: 'Raise maxOutputTokens.' });
    if (reason === 'content-filter') throw new KashuvError('REJECTED', 'the answer of the model was filtered.');
    if (reason === 'error') throw new KashuvError('UNAVAILABLE', 'the model says that it failed.');
    if (!Array.isArray(result.content)) throw new KashuvError('INTERNAL', 'the model answered without content.', { field: 'model' });
    return (result.content as { type: string; text?: unknown }[]).flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? [text] : [])).join('');
  };
}

function reasonOf(reason: unknown): unknown {
  return typeof reason === 'object' && reason !== null && 'unified' in reason ? reason.unified : reason;
}

function tokensOf(usage: unknown): number | null {
  if (typeof usage !== 'object' || usage === null) return null;
  const { totalTokens, inputTokens, outputTokens } = usage as Record<string, unknown>;
  if (typeof totalTokens === 'number') return totalTokens;
  const total = (part: unknown): number => {
    const count = typeof part === 'object' && part !== null && 'total' in part ? part.total : part;
    return typeof count === 'number' ? count : 0;
  };
  return total(inputTokens) + total(outputTokens) || null;
}
