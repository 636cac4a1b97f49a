import * as z from 'zod';

import { baseLanguage } from '../lib/language-tag.ts';
import { checkOptions } from '../lib/options.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LanguagePack, LanguageTools } from '../spec/language.ts';
import type { CallContext, Classifier, ClassifyInput } from '../spec/plugin.ts';
import { ASK_NETWORK, Trained, type AskNetwork } from '../understand/trained.ts';
import { createUnderstanding } from '../understand/understanding.ts';

export interface LocalClassifierOptions {
  readonly packs: readonly LanguagePack[];
  /**
   * When a language's network is asked beside its model: where what was found is less sure than 0.8 of the mood, of whether it is a complaint or whether it
   * offends (the default), always (a little better, slower), or never (fastest).
   */
  readonly network?: AskNetwork;
}

/** Raised with every change of what the classifier may say. */
const REVISION = 3;

const optionsSchema = z.strictObject({
  packs: z.array(z.custom<LanguagePack>((value) => typeof value === 'object' && value !== null && typeof (value as LanguagePack).code === 'string' && Array.isArray((value as LanguagePack).labels), 'expected a language pack, such as english()')).min(1, 'expected one pack at least, such as english()'),
  network: z.enum(ASK_NETWORK).default('unsure'),
});

/**
 * The classifier that comes with kashuv: the packs' models and cues, weighed against each other; a pack's tools where it has no models. Works offline,
 * free of charge, on one core; abstains where no pack covers the language. What a language needs is loaded when its first text comes;
 * where that fails or does not end, its texts fail (never: are neutral) and loading is tried again with the next batch. Throws CONFIG_INVALID, naming the option.
 */
export function localClassifier(options: LocalClassifierOptions): Classifier {
  const { packs, network: ask } = checkOptions('localClassifier', optionsSchema, options);
  const twice = packs.find(({ code }, index) => packs.findIndex((other) => other.code === code) !== index);
  if (twice !== undefined) throw new KashuvError('CONFIG_INVALID', `two packs are for '${twice.code}'.`, { field: 'localClassifier.packs', fix: 'Give one pack a language.' });
  const tools = new Map<string, LanguageTools>();
  const trained = new Map<string, Trained>();
  const loading = new Map<string, Promise<void>>();
  const understanding = createUnderstanding({ packs, tools, trained });

  const load = async (pack: LanguagePack): Promise<void> => {
    if (pack.models !== undefined) {
      const [model, network, blend] = await Promise.all([pack.models.model(), pack.models.network?.(), pack.models.blend()]);
      trained.set(pack.code, new Trained({ model, network, blend }, pack, ask));
    } else if (pack.tools !== undefined) tools.set(pack.code, await pack.tools());
  };
  /** Why a pack cannot be used; null where it can. */
  const missing = async (pack: LanguagePack, context: CallContext): Promise<string | null> => {
    if (tools.has(pack.code) || trained.has(pack.code)) return null;
    let promise = loading.get(pack.code);
    if (promise === undefined) {
      loading.set(pack.code, (promise = load(pack)));
      const forget = (): void => void (loading.get(pack.code) === promise && loading.delete(pack.code));
      promise.then(forget, forget);
    }
    const ended = new AbortController();
    try {
      await Promise.race([promise, aborted(context?.signal, ended.signal)]);
      return null;
    } catch (error) {
      // A load that hangs must not be what the next call waits for.
      loading.delete(pack.code);
      // Abort is not a failure: the call ends with its reason.
      if (context?.signal?.aborted === true) throw context.signal.reason;
      return `what ${pack.name} needs could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      ended.abort();
    }
  };

  const classify = (input: ClassifyInput) => {
    try {
      return understanding.label(input);
    } catch (error) {
      // One odd text must not cost its neighbours their labels.
      return { id: input.id, status: 'failed' as const, why: error instanceof Error ? error.message : String(error) };
    }
  };

  return {
    contract: 1,
    name: 'local',
    instance: 'local',
    version: `${REVISION} (${packs.map(({ code, models }) => `${code}${models === undefined ? '' : ' with models'}`).join(', ')}; network: ${ask})`,
    capabilities: {
      tasks: ['sentiment', 'target-sentiment', 'kind', 'topic', 'theme', 'arousal', 'demand', 'harm'],
      maxBatch: 64,
      maxInFlight: 1,
      languages: packs.map(({ code }) => code),
      sendsTextOut: false,
    },
    async classify(texts, context) {
      const codes = new Set(texts.map((input) => (isInput(input) ? baseLanguage(input.language) : '')));
      // A text of unknown language is read by whatever pack finds most in it.
      const needed = codes.has('und') ? packs : packs.filter(({ code }) => codes.has(code));
      const failures = new Map<string, string>();
      for (const pack of needed) {
        const why = await missing(pack, context);
        if (why !== null) failures.set(pack.code, why);
      }
      return texts.map((input) => {
        if (!isInput(input)) return { id: String((input as ClassifyInput | null)?.id ?? ''), status: 'failed' as const, why: 'expected an id, a text and its language' };
        const code = baseLanguage(input.language);
        const why = failures.get(code) ?? (code === 'und' ? [...failures.values()][0] : undefined);
        return why === undefined ? classify(input) : { id: input.id, status: 'failed' as const, why };
      });
    },
  };
}

const isInput = (input: ClassifyInput): boolean => {
  const given = input as unknown;
  return (
    typeof given === 'object' && given !== null && typeof input.id === 'string' && typeof input.text === 'string' && typeof input.language === 'string' && (input.target === undefined || typeof input.target === 'string') &&
    (input.targetNames === undefined || (Array.isArray(input.targetNames) && input.targetNames.every((name) => typeof name === 'string')))
  );
};

/** Rejects once the call is aborted; `ended` lets go of it. */
const aborted = (signal: AbortSignal | undefined, ended: AbortSignal): Promise<never> =>
  new Promise<never>((_, reject) => {
    if (signal === undefined) return;
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: ended });
  });

export { explainClassification } from '../understand/explain.ts';
export { createOffenceReader, type OffenceFinding, type OffenceReader, type OffenceTarget } from '../understand/offence-target.ts';
export type { AskNetwork } from '../understand/trained.ts';
