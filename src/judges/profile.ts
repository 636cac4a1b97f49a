import * as z from 'zod';

import { checkOptions } from '../lib/options.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { CallContext, JudgeInput, SpeakerJudge } from '../spec/plugin.ts';
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

const load = z.custom<Load>((value) => typeof value === 'function', 'expected a function that gives bytes, or false');
const optionsSchema = z.strictObject({
  packs: z.array(z.custom<LanguagePack>((value) => typeof value === 'object' && value !== null && typeof (value as LanguagePack).code === 'string' && Array.isArray((value as LanguagePack).speakers), 'expected a language pack, such as english()')),
  model: z.union([load, z.literal(false)]).optional(),
  textModel: z.union([load, z.literal(false)]).optional(),
});

/**
 * The speaker judge that comes with kashuv: what humans said, the brand's own lists, domains, cues in the author's profile and words, and what
 * was known before. Works offline. Where a model cannot be loaded, posts of authors of whom no list and no human speaks are not judged: the
 * call fails (UNAVAILABLE, or what the model's reader throws), and loading is tried again with the next one.
 */
export function profileJudge(options: ProfileJudgeOptions): SpeakerJudge {
  const { packs, ...given } = checkOptions('profileJudge', optionsSchema, options);
  const { model = bundled, textModel = textModelOf(packs) } = given;
  const speakers = createSpeakers({ packs });
  const partyReader = lazily(model, createPartyReader);
  const vantageReader = lazily(textModel, createVantageReader);
  const models = [...(model === false ? [] : ['speaker']), ...(textModel === false ? [] : ['text'])];

  /** What lists and humans say of the author; null where they say nothing, or the author is no author. */
  const recordsOf = (input: JudgeInput): ReturnType<typeof speakers.judge> | null => {
    try {
      const role = speakers.judge(input);
      return restsOnRecords(role) ? role : null;
    } catch {
      return null;
    }
  };

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
        const role = recordsOf(input);
        if (role !== null) return role;
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
