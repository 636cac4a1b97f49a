import { KashuvError } from '../spec/errors.ts';
import type { LanguagePack, LanguageTools } from '../spec/language.ts';
import type { Classifier, ClassifyInput } from '../spec/plugin.ts';
import { baseLanguage, createUnderstanding } from '../understand/understanding.ts';

/** Raised with every change of what the classifier may say. */
const REVISION = 1;

/**
 * The classifier that comes with kashuv: cues of the language packs, and their tools where they have some. Works offline,
 * free of charge, on one core; abstains where no pack covers the language. A language's tools are loaded when its first text comes;
 * where that fails, its texts fail (never: are neutral) and loading is tried again with the next batch.
 */
export function localClassifier({ packs }: { readonly packs: readonly LanguagePack[] }): Classifier {
  if (packs.length === 0) throw new KashuvError('CONFIG_INVALID', 'no language pack was given.', { field: 'packs', fix: 'Pass at least one, such as english().' });
  const tools = new Map<string, LanguageTools>();
  const loading = new Map<string, Promise<LanguageTools>>();
  const understanding = createUnderstanding({ packs, tools });

  const load = async (pack: LanguagePack): Promise<string | null> => {
    if (pack.tools === undefined || tools.has(pack.code)) return null;
    try {
      let promise = loading.get(pack.code);
      if (promise === undefined) loading.set(pack.code, (promise = pack.tools()));
      tools.set(pack.code, await promise);
      return null;
    } catch (error) {
      return `the tools for ${pack.name} could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
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
        const why = await load(pack);
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
