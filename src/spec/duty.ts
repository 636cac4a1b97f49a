import * as z from 'zod';

import { ownerRoleSchema } from './brand.ts';
import { dutyKindSchema } from './plan.ts';
import { levelSchema } from './rule.ts';

const person = z.object({ role: ownerRoleSchema, name: z.string().nullable() });

/** One thing owed. At any moment in exactly one state; waiting always has an owner and a deadline. */
export const dutySchema = z.object({
  id: z.string(),
  brand: z.string(),
  subject: z.object({ type: z.enum(['case', 'incident']), id: z.string() }),
  kind: dutyKindSchema,
  level: levelSchema,
  plan: z.string(),
  rule: z.string(),
  owner: person,
  /** Who takes over when the deadline passes unanswered. */
  fallback: person,
  venue: z.string().nullable(),
  replyTo: z.string().nullable(),
  openedAt: z.number(),
  dueAt: z.number(),
  /** Set once, when the deadline passed unanswered. The duty stays owed. */
  missedAt: z.number().nullable(),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('waiting') }),
    z.object({ is: z.literal('answered'), at: z.number(), /** Post or statement id. */ with: z.string(), by: z.enum(['reply', 'outside', 'statement', 'human']) }),
    z.object({ is: z.literal('waived'), at: z.number(), by: z.string(), reason: z.string() }),
    z.object({ is: z.literal('withdrawn'), at: z.number(), cause: z.enum(['deleted', 'reclassified', 'merged', 'revised', 'removed', /** It was only a may, and its time has passed. */ 'lapsed']) }),
  ]),
});
export type Duty = z.infer<typeof dutySchema>;
