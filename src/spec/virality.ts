import * as z from 'zod';

export const viralityPartSchema = z.enum(['arousal', 'ties', 'style', 'velocity']);
export type ViralityPart = z.infer<typeof viralityPartSchema>;

/** How likely it is to spread fast, from what is said by whom (Herhausen et al. 2019), with the parts it is made of. */
export const viralityRiskSchema = z.object({
  /** Sum of the points, 0–1. A measure to order by, not a probability. */
  risk: z.number().min(0).max(1),
  level: z.enum(['low', 'raised', 'high']),
  /** In a fixed order. What is not known counts as a third of its points, and says so. */
  parts: z.array(z.object({ part: viralityPartSchema, points: z.number(), why: z.string() })),
});
export type ViralityRisk = z.infer<typeof viralityRiskSchema>;
