import { KashuvError } from '../spec/errors.ts';
import type { Fact } from '../spec/fact.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { CallContext, SpeakerJudge } from '../spec/plugin.ts';
import type { SpeakerParty } from '../spec/speaker.ts';
import { createPartyReader, type PartyReader } from '../understand/party.ts';
import { createSpeakers, restsOnRecords } from '../understand/speaker.ts';

/** Raised with every change of what the judge may say. */
const REVISION = 2;

export interface ProfileJudgeOptions {
  readonly packs: readonly LanguagePack[];
  /** Gives the bytes of `models/speaker.bin`, which tells organisations from persons. Asked when the first author comes. Default: none; the party is then not judged. */
  readonly model?: () => Promise<Uint8Array>;
}

/**
 * The speaker judge that comes with kashuv: what humans said, the brand's own lists, domains, cues in the author's profile and words, and what
 * was known before. Works offline. Where the model cannot be loaded, authors of whom no list and no human speaks are not judged: the call
 * fails (UNAVAILABLE, or what the model's reader throws), and loading is tried again with the next one.
 */
export function profileJudge({ packs, model }: ProfileJudgeOptions): SpeakerJudge {
  const speakers = createSpeakers({ packs });
  let loading: Promise<PartyReader> | null = null;

  const reader = (load: () => Promise<Uint8Array>, context: CallContext): Promise<PartyReader> => {
    // A host that calls a judge by itself may have no clock to tell.
    loading ??= (context.io === undefined ? load() : context.io(load)).then(createPartyReader);
    loading.catch(() => (loading = null));
    return loading;
  };

  return {
    contract: 1,
    name: 'profile',
    instance: 'profile',
    version: `${REVISION} (${packs.map(({ code }) => code).join(', ')}${model === undefined ? '' : '; model'})`,
    capabilities: { maxInFlight: 1, sendsTextOut: false },
    async judge(input, context) {
      const { author } = input.post;
      if (model === undefined || author === undefined) return speakers.judge(input);
      let party: Fact<SpeakerParty>;
      try {
        party = (await reader(model, context))(author);
      } catch (error) {
        const role = speakers.judge(input);
        if (restsOnRecords(role)) return role;
        throw KashuvError.from(error, 'UNAVAILABLE');
      }
      return { ...speakers.judge(input, party), party };
    },
  };
}
