import * as z from 'zod';

import { causeStateSchema } from './incident.ts';
import { mentionKindSchema, sentimentSchema } from './classification.ts';
import { speakerRoleSchema } from './speaker.ts';
import { launchSchema } from './brand.ts';

const incident = z.string().min(1);
const by = z.string().min(1).max(256);

/** What humans tell kashuv. `by` names who said so. */
export const toldSchema = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('cause'), incident, state: causeStateSchema, by }),
  z.strictObject({ about: z.literal('fault'), incident, fault: z.enum(['own', 'other', 'unknown']), by }),
  /** The state of the work on it. `closed` is refused until explanation, prevention and remedy are published. */
  z.strictObject({ about: z.literal('state'), incident, state: z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'closed']), by }),
  /** Something was published: where, and what it contained. */
  z.strictObject({
    about: z.literal('statement'),
    incident,
    id: z.string().min(1),
    venue: z.string().min(1).nullable(),
    contains: z.array(z.enum(['explanation', 'prevention', 'remedy', 'apology'])).default([]),
    at: z.number().optional(),
    by,
  }),
  z.strictObject({ about: z.literal('launch'), brand: z.string().min(1), launch: launchSchema, by }),
  /** A duty was met where kashuv cannot hear it: on the phone, in person, by reading it. `with` says how, in a few words. */
  z.strictObject({ about: z.literal('answered'), duty: z.string().min(1), with: z.string().min(1).max(1024), by }),
]);
export type Told = z.infer<typeof toldSchema>;
/** What `monitor.tell` takes; `contains` may be left out. */
export type TellInput = z.input<typeof toldSchema>;

/** A human corrects a judgement on one mention; it beats every classifier and judge from then on. */
export const correctionSchema = z.strictObject({
  mention: z.string().min(1),
  sentiment: sentimentSchema.optional(),
  kind: mentionKindSchema.optional(),
  harm: z.int().min(0).max(4).optional(),
  role: speakerRoleSchema.optional(),
  by,
});
export type Correction = z.infer<typeof correctionSchema>;
