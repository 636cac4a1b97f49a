import * as z from 'zod';

import { brandSchema } from './brand.ts';
import { classificationSchema } from './classification.ts';
import { dutySchema } from './duty.ts';
import { incidentSchema } from './incident.ts';
import { caseSchema, mentionSchema } from './mention.ts';
import { planSchema } from './plan.ts';
import { postInputSchema, postSchema } from './post.ts';
import { approvalSchema, draftSchema, replySchema, reviewContextSchema, reviewSchema } from './reply.ts';
import { ruleSchema } from './rule.ts';
import { correctionSchema, toldSchema } from './tell.ts';

const schemas = {
  approval: approvalSchema,
  brand: brandSchema,
  case: caseSchema,
  classification: classificationSchema,
  correction: correctionSchema,
  draft: draftSchema,
  duty: dutySchema,
  incident: incidentSchema,
  mention: mentionSchema,
  plan: planSchema,
  post: postSchema,
  postInput: postInputSchema,
  reply: replySchema,
  review: reviewSchema,
  reviewContext: reviewContextSchema,
  rule: ruleSchema,
  told: toldSchema,
} as const;

export type SchemaName = keyof typeof schemas;
export const schemaNames = Object.keys(schemas) as SchemaName[];

/** JSON Schema (2020-12) of a word of the vocabulary, as it is written (`input`) or as it is kept (`output`). */
export function jsonSchema(name: SchemaName, io: 'input' | 'output' = 'input'): Record<string, unknown> {
  return z.toJSONSchema(schemas[name], { io, target: 'draft-2020-12' });
}
