import * as z from 'zod';

import { factCatalogue, type FactName } from './facts.ts';

const factName = z.string().refine((name): name is FactName => Object.hasOwn(factCatalogue, name), 'no such fact; see the fact catalogue');
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/**
 * When a rule applies: data, evaluated in three values (true, false, not known).
 * `has` asks whether a set fact holds one of the values; `atLeast` follows the catalogue's order or the number line.
 */
export type Condition =
  | { always: true }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: FactName; is: string | number | boolean }
  | { fact: FactName; in: (string | number)[] }
  | { fact: FactName; has: string[] }
  | { fact: FactName; atLeast: string | number }
  | { fact: FactName; atMost: string | number }
  /** True or false, never unknown: is the fact known at all? */
  | { fact: FactName; known: boolean }
  /** A predicate of the host's own, by name; its revision is part of the policy's digest. */
  | { predicate: string; revision: number };

export const conditionSchema: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ always: z.literal(true) }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ fact: factName, is: scalar }),
    z.strictObject({ fact: factName, in: z.array(z.union([z.string(), z.number()])).min(1) }),
    z.strictObject({ fact: factName, has: z.array(z.string()).min(1) }),
    z.strictObject({ fact: factName, atLeast: z.union([z.string(), z.number()]) }),
    z.strictObject({ fact: factName, atMost: z.union([z.string(), z.number()]) }),
    z.strictObject({ fact: factName, known: z.boolean() }),
    z.strictObject({ predicate: z.string().min(1), revision: z.int().positive() }),
  ]),
) as z.ZodType<Condition, Condition>;
