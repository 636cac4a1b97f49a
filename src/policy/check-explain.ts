import * as z from 'zod';

import { KashuvError } from '../spec/errors.ts';
import { planSchema, type Plan } from '../spec/plan.ts';
import { checkOptions, timeZoneSchema } from '../lib/options.ts';
import { isPolicy, type Policy } from './policy.ts';
import { show } from '../lib/values.ts';
import { malformed, pathOf } from './refusal.ts';

const optionsSchema = z.strictObject({
  length: z.enum(['short', 'full']).optional(),
  policy: z.custom<Policy>(isPolicy, 'expected what prPolicy() or compilePolicy() returns, itself and not a copy of it').optional(),
  timeZone: timeZoneSchema.optional(),
});

/** Refuses what cannot be told: a plan that is none, a language without words, options that nobody reads. Throws INPUT_INVALID, UNSUPPORTED and CONFIG_INVALID. */
export function checkTelling(plan: Plan, language: unknown, options: unknown): void {
  const parsed = planSchema.safeParse(plan);
  if (!parsed.success) {
    const issue = parsed.error.issues[0] as z.core.$ZodIssue;
    throw malformed(pathOf('plan', issue.path), `${issue.message}.`, 'Hand in a plan as decide made it.');
  }
  if (language !== 'en' && language !== 'he') throw new KashuvError('UNSUPPORTED', `there are no words for ${show(language)}.`, { field: 'language', fix: "Use 'en' or 'he'." });
  checkOptions('options', optionsSchema, options);
}
