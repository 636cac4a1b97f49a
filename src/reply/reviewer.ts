import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LanguagePack, LanguageTools } from '../spec/language.ts';
import type { Review, ReviewContextInput } from '../spec/reply.ts';

import { reviewReply } from './review.ts';

/** Reviews replies in several languages. */
export interface Reviewer {
  /** Codes of the languages it reads. */
  readonly languages: readonly string[];
  /** Reviews in the language `context.language` names (default `en`; a region such as `en-GB` is ignored). Throws UNSUPPORTED for any other, INPUT_INVALID as `reviewReply`. */
  review(text: string, context: ReviewContextInput): Review;
}

/** The tools of these packs, by code: loaded, ready for `createReviewer`. */
export async function loadTools(packs: readonly LanguagePack[]): Promise<Map<string, LanguageTools>> {
  const loaded = await Promise.all(packs.map(async (pack) => [pack.code, await pack.tools?.()] as const));
  return new Map(loaded.flatMap(([code, tools]) => (tools === undefined ? [] : [[code, tools] as const])));
}

/**
 * A reviewer for the languages of these packs. The cues of a pack are compiled once, when a text in its language comes first.
 * `tools`, by code, are those of the packs, loaded; without them the phrases of a pack are all there is.
 */
export function createReviewer(packs: readonly LanguagePack[], tools: ReadonlyMap<string, LanguageTools> = new Map()): Reviewer {
  if (!Array.isArray(packs)) throw new KashuvError('CONFIG_INVALID', `expected a list of language packs, got ${show(packs)}.`, { field: 'packs', fix: 'Pass [english(), hebrew()].' });
  (packs as readonly unknown[]).forEach((pack, index) => {
    if (typeof (pack as Partial<LanguagePack> | null)?.code !== 'string') throw new KashuvError('CONFIG_INVALID', `expected a language pack, got ${show(pack)}.`, { field: `packs[${index}]`, fix: 'Pass [english(), hebrew()].' });
  });
  const byCode = new Map((packs as readonly LanguagePack[]).map((pack) => [pack.code, pack]));
  return {
    languages: [...byCode.keys()],
    review(text, context) {
      const language = (context as Partial<ReviewContextInput> | null | undefined)?.language ?? 'en';
      const pack = byCode.get(language) ?? byCode.get(String(language).split('-', 1)[0]?.toLowerCase() ?? '');
      if (pack === undefined) {
        throw new KashuvError('UNSUPPORTED', `there is no language pack for ${JSON.stringify(language)}.`, {
          field: 'context.language', fix: `Use one of ${[...byCode.keys()].join(', ')}, or createReviewer with a pack of your own.`,
        });
      }
      return reviewReply(text, context, pack, tools.get(pack.code));
    },
  };
}
