import { baseLanguage } from '../lib/language-tag.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LanguagePack, LanguageTools } from '../spec/language.ts';
import type { Classifier, ClassifyInput } from '../spec/plugin.ts';
import { Trained, type AskNetwork } from '../understand/trained.ts';
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
const REVISION = 2;

/**
 * The classifier that comes with kashuv: the packs' models and cues, weighed against each other; a pack's tools where it has no models. Works offline,
 * free of charge, on one core; abstains where no pack covers the language. What a language needs is loaded when its first text comes;
 * where that fails, its texts fail (never: are neutral) and loading is tried again with the next batch.
 */
export function localClassifier({ packs, network: ask = 'unsure' }: LocalClassifierOptions): Classifier {
  if (packs.length === 0) throw new KashuvError('CONFIG_INVALID', 'no language pack was given.', { field: 'packs', fix: 'Pass at least one, such as english().' });
  const tools = new Map<string, LanguageTools>();
  const trained = new Map<string, Trained>();
  const loading = new Map<string, Promise<void>>();
  const understanding = createUnderstanding({ packs, tools, trained });

  const load = async (pack: LanguagePack): Promise<void> => {
    if (pack.models !== undefined) {
      const [model, network, blend] = await Promise.all([pack.models.model(), pack.models.network?.(), pack.models.blend()]);
      trained.set(pack.code, new Trained({ model, network, blend }, pack.labels, ask));
    } else if (pack.tools !== undefined) tools.set(pack.code, await pack.tools());
  };
  /** Why a pack cannot be used; null where it can. */
  const missing = async (pack: LanguagePack): Promise<string | null> => {
    if (tools.has(pack.code) || trained.has(pack.code)) return null;
    try {
      let promise = loading.get(pack.code);
      if (promise === undefined) loading.set(pack.code, (promise = load(pack)));
      await promise;
      return null;
    } catch (error) {
      return `what ${pack.name} needs could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      loading.delete(pack.code);
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
    version: `${REVISION} (${packs.map(({ code }) => code).join(', ')})`,
    capabilities: {
      tasks: ['sentiment', 'target-sentiment', 'kind', 'topic', 'theme', 'arousal', 'demand', 'harm'],
      maxBatch: 64,
      maxInFlight: 1,
      languages: packs.map(({ code }) => code),
      sendsTextOut: false,
    },
    async classify(texts) {
      const codes = new Set(texts.map(({ language }) => baseLanguage(language)));
      // A text of unknown language is read by whatever pack finds most in it.
      const needed = codes.has('und') ? packs : packs.filter(({ code }) => codes.has(code));
      const failures = new Map<string, string>();
      for (const pack of needed) {
        const why = await missing(pack);
        if (why !== null) failures.set(pack.code, why);
      }
      return texts.map((input) => {
        const code = baseLanguage(input.language);
        const why = failures.get(code) ?? (code === 'und' ? [...failures.values()][0] : undefined);
        return why === undefined ? classify(input) : { id: input.id, status: 'failed' as const, why };
      });
    },
  };
}

export { explainClassification } from '../understand/explain.ts';
export type { AskNetwork } from '../understand/trained.ts';
