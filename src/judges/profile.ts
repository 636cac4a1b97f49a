import type { LanguagePack } from '../spec/language.ts';
import type { SpeakerJudge } from '../spec/plugin.ts';
import { createSpeakers } from '../understand/speaker.ts';

/** Raised with every change of what the judge may say. */
const REVISION = 1;

/** The speaker judge that comes with kashuv: the brand's own lists, and cues in the author's profile and words. Works offline. */
export function profileJudge({ packs }: { readonly packs: readonly LanguagePack[] }): SpeakerJudge {
  const speakers = createSpeakers({ packs });
  return {
    contract: 1,
    name: 'profile',
    instance: 'profile',
    version: `${REVISION} (${packs.map(({ code }) => code).join(', ')})`,
    capabilities: { maxInFlight: 1, sendsTextOut: false },
    judge: async (input) => speakers.judge(input),
  };
}
