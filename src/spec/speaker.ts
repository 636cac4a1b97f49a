import * as z from 'zod';

import { factSchema } from './fact.ts';

/** *Who* says it, judged apart from what is said. Not known is a `Fact` that is not known, never a role. */
export const speakerRoleSchema = z.enum([
  'customer', 'employee', 'former-employee', 'competitor', 'journalist', 'activist', 'influencer', 'authority', 'partner', 'fan', 'troll', 'brand',
]);
export type SpeakerRole = z.infer<typeof speakerRoleSchema>;

export const speakerFactSchema = factSchema(speakerRoleSchema);
