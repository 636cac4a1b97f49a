import * as z from 'zod';

import { conditionSchema } from './condition.ts';
import { elementCatalogue, type ElementName } from './element.ts';

/** Priority blocks, strongest first: where two effects want the same element the lower block wins. */
export const blockSchema = z.enum(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7']);
export type Block = z.infer<typeof blockSchema>;

export const levelSchema = z.enum(['must', 'should', 'may']);
export type Level = z.infer<typeof levelSchema>;

const elementName = z
  .string()
  .refine((name): name is ElementName => Object.hasOwn(elementCatalogue, name), 'no such element; see the element catalogue') as unknown as z.ZodType<ElementName, ElementName>;

/** A value of a slot: a member of its list, a number in its unit, or the name of an entry of the policy's deadline table. */
export const slotValueSchema = z.union([z.string(), z.number(), z.strictObject({ table: z.string().min(1) })]);
export type SlotValue = z.infer<typeof slotValueSchema>;

/** What a rule does when it applies. */
export const effectSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('require'), element: elementName }),
  z.strictObject({ op: z.literal('forbid'), element: elementName }),
  z.strictObject({ op: z.literal('set'), element: elementName, value: slotValueSchema }),
]);
export type Effect = z.infer<typeof effectSchema>;

/** Where a rule comes from: a policy refuses one that names nothing. `seed` names clauses of the founding texts (S1-07 …). */
export const basisSchema = z.strictObject({
  seed: z.array(z.string()).default([]),
  literature: z.array(z.string()).default([]),
  /** What was chosen rather than found, with its reason. */
  design: z.string().optional(),
});
export type Basis = z.infer<typeof basisSchema>;

const bilingual = z.strictObject({ en: z.string().min(1), he: z.string().min(1) });

/** A rule is data. It can be stored, shown, edited and digested as JSON. */
export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "expected letters, digits, '.', '_' and '-' (64 at most)"),
  /** Raised with every change of meaning. */
  revision: z.int().positive(),
  title: bilingual,
  /** One sentence for the explanation of a plan: why this applies. */
  reason: bilingual,
  basis: basisSchema,
  level: levelSchema,
  block: blockSchema,
  when: conditionSchema,
  /** What happens where the condition is not known. Default: `skip`, but forbidding effects apply. */
  onUnknown: z.enum(['skip', 'apply', 'forbid-only']).default('forbid-only'),
  then: z.array(effectSchema).min(1),
});
/** A rule, checked. */
export type Rule = z.infer<typeof ruleSchema>;
/** A rule as written. */
export type RuleInput = z.input<typeof ruleSchema>;
