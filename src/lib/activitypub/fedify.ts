import { KashuvError } from '../../spec/errors.ts';

/** What is used of @fedify/fedify: signatures, the vocabulary, the contexts it carries. Its own server, queue and fetch are not. */
export interface Fedify {
  readonly sig: typeof import('@fedify/fedify/sig');
  readonly vocab: typeof import('@fedify/fedify/vocab');
  readonly contexts: Readonly<Record<string, unknown>>;
}

/** Loads the optional peer. Throws CONFIG_INVALID where the host has not installed it. */
export async function loadFedify(): Promise<Fedify> {
  try {
    const [sig, vocab, runtime] = await Promise.all([import('@fedify/fedify/sig'), import('@fedify/fedify/vocab'), import('@fedify/fedify/runtime')]);
    return { sig, vocab, contexts: runtime.preloadedContexts };
  } catch (error) {
    // One that is there and does not start is another matter. Node gives a code, bundlers a sentence.
    const said = `${String((error as { code?: unknown } | null)?.code)} ${String(error)}`;
    if (!said.includes('@fedify/') || !/NOT_FOUND|cannot find|could not resolve/i.test(said)) throw error;
    throw new KashuvError('CONFIG_INVALID', 'the package @fedify/fedify is not installed.', { field: 'activityPub', fix: 'Run npm install @fedify/fedify.', cause: error });
  }
}
