import * as z from 'zod';

import { factSchema, type Fact } from './fact.ts';

/** *Who* says it, judged apart from what is said. Not known is a `Fact` that is not known, never a role. */
export const speakerRoleSchema = z.enum([
  'customer', 'employee', 'former-employee', 'competitor', 'journalist', 'activist', 'influencer', 'authority', 'partner', 'fan', 'troll', 'brand',
]);
export type SpeakerRole = z.infer<typeof speakerRoleSchema>;

export const speakerFactSchema = factSchema(speakerRoleSchema);

/** Whether one person speaks, or an organisation through its account. Says nothing of the role by itself. */
export const speakerPartySchema = z.enum(['person', 'organisation']);
export type SpeakerParty = z.infer<typeof speakerPartySchema>;

/** From where somebody speaks of what happened: who was there, who reports, who is in charge, who helps, who sells, and everybody else. Says nothing of the role by itself. */
export const speakerVantageSchema = z.enum(['media', 'government', 'ngo', 'business', 'eyewitness', 'outsider']);
export type SpeakerVantage = z.infer<typeof speakerVantageSchema>;

/** What a judge says of a speaker: the role and, where it can tell, the party and the vantage. */
export type SpeakerJudgement = Fact<SpeakerRole> & SpeakerFindings;
export interface SpeakerFindings {
  readonly party?: Fact<SpeakerParty>;
  readonly vantage?: Fact<SpeakerVantage>;
}

/** A role that the author was known in before, towards the same brand. */
export const pastRoleSchema = z.object({
  role: speakerRoleSchema,
  /** 0–1, as it was known then. */
  confidence: z.number().min(0).max(1),
  /** When it was known last, epoch ms. */
  at: z.number(),
  by: z.enum(['judge', 'human']),
});
export type PastRole = z.infer<typeof pastRoleSchema>;
