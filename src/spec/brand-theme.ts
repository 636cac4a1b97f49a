import * as z from 'zod';

/** Something a brand's crowd talks of, in the crowd's own words. */
export interface BrandTheme {
  /** Follows from the brand and the name. */
  readonly id: string;
  /** The word or pair of words that tells most, in lower case. */
  readonly name: string;
  /** All words and pairs that stand for it, the most said first; 12 at most. */
  readonly words: readonly string[];
  /** Mentions by different voices; where words of the theme stand together, estimated. */
  readonly mentions: number;
  /** Different authors; more than 32 are estimated within about 18 %. */
  readonly authors: number;
  /** 0–1: of its mentions, those that are negative towards the brand. */
  readonly negativeShare: number;
  /** When it was first and last said, as far as it is remembered; epoch ms. */
  readonly first: number;
  readonly last: number;
  /** Its share of what was said in the last seven days, divided by its share before. Null: nothing was heard then or before. */
  readonly rising: number | null;
  /** Ids of its latest mentions, the latest last; 5 at most. */
  readonly evidence: readonly string[];
}

/** Which themes, and counted since when. */
export const themesAskedSchema = z.strictObject({
  /** Counts what was said since, by whole days of UTC; at most the last 35 days, which is the default. Epoch ms. */
  since: z.number().optional(),
  /** Themes returned at most. Default 20. */
  most: z.int().min(1).optional(),
  /** What "the last seven days" end with. Default: when the latest mention was said. Epoch ms. */
  now: z.number().optional(),
  /** `rising`: what grew most first. Default `mentions`: what is said most first. */
  order: z.enum(['mentions', 'rising']).optional(),
  /** Only themes that this text is about: those said most first, but last what nearly everybody talks of. */
  about: z.string().optional(),
  /** Only themes that tell the mentions of this incident from others heard lately, the most telling first: what it is called by its own words. Goes before `order` and `about`. */
  incident: z.string().min(1).optional(),
});
export type ThemesAsked = z.infer<typeof themesAskedSchema>;
