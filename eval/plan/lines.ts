import * as z from 'zod';

import { decide, explainPlan, prPolicy, type Policy, type PolicyOverrides } from '../../src/policy/index.ts';
import { brandSchema } from '../../src/spec/brand.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import type { FactName, Facts, FactValue } from '../../src/spec/facts.ts';
import { incidentStateSchema } from '../../src/spec/incident.ts';
import type { Plan } from '../../src/spec/plan.ts';

/** Where a line names no moment: a Monday morning, always the same, so that equal lines have equal plans. */
export const DEFAULT_AT = Date.UTC(2026, 0, 5, 9);

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const confidence = z.number().min(0).max(1);
/** A plain value is known for certain; null is not known. */
const factSchema = z.union(
  [
    value,
    z.null(),
    z.strictObject({ value, confidence: confidence.default(1) }),
    z.strictObject({ unknown: z.string(), candidates: z.array(z.strictObject({ value, confidence })).default([]) }),
  ],
  'expected a value, null, { value, confidence } or { unknown: why }',
);

const moment = z.union(
  [z.number(), z.string().transform((text, context) => {
    const at = Date.parse(text);
    if (Number.isNaN(at)) context.addIssue('expected a date such as 2026-01-05T09:00:00Z');
    return at;
  })],
  'expected a date such as 2026-01-05T09:00:00Z, or milliseconds since 1970',
);
const place = z.strictObject({ venue: z.string().min(1), replyTo: z.string().nullable().optional() });
const situationSchema = z.strictObject({
  subject: z.strictObject({ type: z.enum(['case', 'incident']), id: z.string().min(1) }).optional(),
  at: moment.optional(),
  clock: z.strictObject({ basis: z.enum(['first-seen', 'opened', 'last-statement']), start: moment }).optional(),
  venues: z
    .strictObject({
      hub: place.extend({ share: z.number().min(0).max(1).optional() }),
      origin: place, press: place, private: place, internal: place,
      originators: z.array(place), amplifiers: z.array(place),
    })
    .partial()
    .optional(),
  incidentState: incidentStateSchema.optional(),
  lastStatementAt: moment.optional(),
  identifiedAt: moment.optional(),
});

const lineSchema = z.strictObject({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  facts: z.record(z.string(), factSchema),
  situation: situationSchema.prefault({}),
  /** As in a monitor's options; what a brand cannot be without is filled in. */
  brand: z.looseObject({}).optional(),
});
export type FactsLine = z.infer<typeof lineSchema> & { readonly id: string; readonly where: string };

/** What became of one line. */
export interface PlannedLine {
  readonly id: string;
  readonly plan: Plan;
  readonly explanation: string;
}

/** Facts from JSON lines; blank lines are skipped, and the number of a line is its id where it has none. Throws INPUT_INVALID that names the line (from 1) and the field. */
export function readFactsLines(jsonl: string, file: string): FactsLine[] {
  const lines: FactsLine[] = [];
  for (const [index, raw] of jsonl.replace(/^\uFEFF/u, '').split(/\r?\n/u).entries()) {
    if (raw.trim() === '') continue;
    const where = `${file}:${index + 1}`;
    const json = jsonOf(raw, where, 'Write one JSON object a line.');
    const line = parse(lineSchema, json, where);
    // A record leaves out a name that is special to JavaScript; here it is a misspelt fact like any other.
    for (const name of Object.keys((json as { facts: object }).facts)) {
      if (!Object.hasOwn(line.facts, name)) throw new KashuvError('INPUT_INVALID', 'no such fact.', { field: `${where} facts.${name}`, fix: 'See the fact catalogue.' });
    }
    lines.push({ ...line, id: line.id ?? String(index + 1), where });
  }
  if (lines.length === 0) throw new KashuvError('INPUT_INVALID', 'holds no facts.', { field: file, fix: 'Write one JSON object a line.' });
  return lines;
}

/** The default policy, amended by what a file says: `{ add, replace, switchOff, settings }`. Throws CONFIG_INVALID where that cannot work. */
export function readPolicy(json: string, file: string): Policy {
  const overrides = jsonOf(json, file, 'Write { "settings": …, "add": [ … ] }; docs/policy.md shows them.');
  if (typeof overrides !== 'object' || overrides === null) throw new KashuvError('INPUT_INVALID', 'expected an object.', { field: file, fix: 'Write { "settings": …, "add": [ … ] }.' });
  return within(file, () => prPolicy(overrides as PolicyOverrides));
}

/** Decides on one line. Throws INPUT_INVALID that names the line and the fact, where the catalogue does not know a name or a value. */
export function planLine({ id, where, facts: given, situation, brand }: FactsLine, policy: Policy, language: 'en' | 'he', length: 'short' | 'full'): PlannedLine {
  const facts = Object.fromEntries(Object.entries(given).map(([name, fact]) => [name, factOf(fact)])) as Facts;
  const told = brand === undefined ? undefined : parse(brandSchema, { id: 'brand', name: 'Brand', query: 'brand', ...brand }, `${where} brand`);
  const { subject, at = situation.clock?.start ?? DEFAULT_AT, ...rest } = situation;
  const plan = within(where, () =>
    decide(policy, facts, {
      ...rest,
      at,
      ...(told === undefined ? {} : { brand: told }),
      ...(subject === undefined ? {} : { subject: { ...subject, brand: told?.id ?? 'brand' } }),
    }),
  );
  return { id, plan, explanation: explainPlan(plan, language, { length, policy, ...(told === undefined ? {} : { timeZone: told.timeZone }) }) };
}

function factOf(given: FactsLine['facts'][FactName]): Facts[FactName] {
  if (given === null || given === undefined) return unknown<FactValue>('not known');
  if (typeof given !== 'object' || Array.isArray(given)) return known<FactValue>(given);
  return 'unknown' in given ? unknown<FactValue>(given.unknown, given.candidates) : known<FactValue>(given.value, given.confidence);
}

function jsonOf(text: string, where: string, fix: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', 'is not JSON.', { field: where, fix, cause: error });
  }
}

function parse<S extends z.ZodType>(schema: S, input: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].map(String).join('.');
  throw new KashuvError('INPUT_INVALID', `${issue?.message ?? 'not valid'}.`, { field: path === '' ? where : `${where} ${path}`, fix: 'See docs/evaluation.md for the format.' });
}

/** What the engine refuses, with the file and line it came from. */
function within<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!KashuvError.is(error) || error.field === undefined) throw error;
    throw new KashuvError(error.code, error.message.slice(error.field.length + 2), { field: `${where} ${error.field}`, cause: error });
  }
}
