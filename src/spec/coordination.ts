import * as z from 'zod';

/**
 * A sign that voices may have been arranged: one wording by many accounts, many who speak for the first time within one minute, young or empty
 * accounts, one link. A sign is no proof, and none of them says who arranged it: fans, neighbours and a union look the same.
 */
export const coordinationSignalSchema = z.object({
  kind: z.enum(['wording', 'burst', 'accounts', 'links']),
  /** Voices that bear it, within six hours, when they were most. */
  count: z.int().nonnegative(),
  /** Voices looked at then. */
  of: z.int().nonnegative(),
  why: z.string(),
  /** Mention ids to look at, 5 at most. */
  evidence: z.array(z.string()).max(5),
});
export type CoordinationSignal = z.infer<typeof coordinationSignalSchema>;

/** What the signs come to. A finding about an incident; speakers are judged apart from it. */
export const coordinationSchema = z.object({
  /** Enough signs of different kinds. It stays found as long as what it rests on is not taken back. */
  found: z.boolean(),
  /** Largest share of the voices that bear one of the signs, 0–1; 0 where there is no sign. */
  share: z.number().min(0).max(1),
  signals: z.array(coordinationSignalSchema),
});
export type Coordination = z.infer<typeof coordinationSchema>;
