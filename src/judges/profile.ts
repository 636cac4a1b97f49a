import { KashuvError } from '../spec/errors.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { CallContext, SpeakerJudge } from '../spec/plugin.ts';
import { createPartyReader } from '../understand/party.ts';
import { createSpeakers, restsOnRecords } from '../understand/speaker.ts';
import { createVantageReader, vantageOf } from '../understand/vantage.ts';

/** Raised with every change of what the judge may say. */
const REVISION = 2;

type Load = () => Promise<Uint8Array>;

export interface ProfileJudgeOptions {
  readonly packs: readonly LanguagePack[];
  /** Gives the bytes of a model that tells organisations from persons; asked when the first author comes. Default: the one that comes with kashuv. False: the party is not judged. */
  readonly model?: Load | false;
  /**
   * Gives the bytes of a model that tells from where somebody speaks by the words of a post in its language; asked when the first post comes. Default: that of the English
   * pack, where it is among `packs`. False: the vantage is what the role says.
   */
  readonly textModel?: Load | false;
}

/**
 * The speaker judge that comes with kashuv: what humans said, the brand's own lists, domains, cues in the author's profile and words, and what
 * was known before. Works offline. Where a model cannot be loaded, posts of authors of whom no list and no human speaks are not judged: the
 * call fails (UNAVAILABLE, or what the model's reader throws), and loading is tried again with the next one.
 */
export function profileJudge({ packs, model = bundled, textModel = textModelOf(packs) }: ProfileJudgeOptions): SpeakerJudge {
  const speakers = createSpeakers({ packs });
  const partyReader = lazily(model, createPartyReader);
  const vantageReader = lazily(textModel, createVantageReader);
  const models = [...(model === false ? [] : ['speaker']), ...(textModel === false ? [] : ['text'])];

  return {
    contract: 1,
    name: 'profile',
    instance: 'profile',
    version: `${REVISION} (${[...packs.map(({ code }) => code), ...models.map((one) => `model: ${one}`)].join(', ')})`,
    capabilities: { maxInFlight: 1, sendsTextOut: false },
    async judge(input, context) {
      const { author } = input.post;
      try {
        const party = author === undefined ? null : ((await partyReader(context))?.(author) ?? null);
        const read = (await vantageReader(context))?.(input.post) ?? null;
        const role = speakers.judge(input, party);
        const vantage = vantageOf(role, party, read);
        return { ...role, ...(party === null ? {} : { party }), ...(vantage === null ? {} : { vantage }) };
      } catch (error) {
        const role = speakers.judge(input);
        if (restsOnRecords(role)) return role;
        throw KashuvError.from(error, 'UNAVAILABLE');
      }
    },
  };
}

const bundled: Load = async () => (await import('../understand/speaker-bytes.ts')).speakerModel();

function textModelOf(packs: readonly LanguagePack[]): Load | false {
  const models = packs.find(({ code }) => code === 'en')?.models;
  return models === undefined ? false : () => models.model();
}

/** Opens what `load` gives when first asked; null where there is nothing to load. What failed is tried again. */
function lazily<R>(load: Load | false, open: (bytes: Uint8Array) => R): (context: CallContext) => Promise<R | null> {
  let opening: Promise<R> | null = null;
  return async (context) => {
    if (load === false) return null;
    // A host that calls a judge by itself may have no clock to tell.
    opening ??= (context.io === undefined ? load() : context.io(load)).then(open);
    opening.catch(() => (opening = null));
    return opening;
  };
}
