import * as z from 'zod';

import { ownerRoleSchema } from '../../spec/brand.ts';
import { decisions, elementCatalogue, elementNames, stages, type ElementName } from '../../spec/element.ts';
import { ledgerEventTypes } from '../../spec/event.ts';
import { factCatalogue, type FactName } from '../../spec/facts.ts';
import { incidentStateSchema, severityLevelSchema } from '../../spec/incident.ts';
import { deadlineNameSchema, dutyKindSchema } from '../../spec/plan.ts';
import { momentMs } from './moments.ts';
import { didYouMean } from './nearest.ts';
import type { Wrong } from './wrong-field.ts';

/** `+1h30m` after the scenario's start, `-2d` before it, or an ISO time with its zone. */
export const momentSchema = z
  .string()
  .refine((text) => momentMs(text, 0) !== null, "expected a moment such as '+1h30m', '-2d' or '2009-04-12T08:00:00-04:00'")
  .describe("A moment: '+1h30m' after the start, '-2d' before it, or an ISO time that names its zone.");

/** A short name, unique within the scenario: small letters, digits, hyphens. */
export const nameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected small letters, digits and '-' (64 at most)");

/** What is looked at: the open incident with most voices, an incident by id, or the case of a post. */
export const subjectSchema = z
  .string()
  .regex(/^(?:incident|incident:[A-Za-z0-9][\w-]{0,127}|mention:.{1,512})$/, "expected 'incident', 'incident:ID' or 'mention:POST'")
  .describe("What is looked at: 'incident' (the open one with most voices), 'incident:ID', or 'mention:POST' (the case of that post).");

/** An element of the catalogue whose name begins with one of `prefixes`. */
const element = (...prefixes: string[]) =>
  z.string().refine(
    (name): name is ElementName => Object.hasOwn(elementCatalogue, name) && prefixes.some((prefix) => name.startsWith(prefix)),
    {
      error: ({ input }) =>
        `expected an element of the catalogue that begins with ${prefixes.map((prefix) => `'${prefix}'`).join(', ')}. ${didYouMean(input, elementNames.filter((name) => prefixes.some((prefix) => name.startsWith(prefix))))}docs/policy-facts.md lists them`,
    },
  );
/** What a plan requires of the answer and of the brand. Places and approvals have fields of their own. */
export const requiredElement = element('say.', 'act.', 'strategy.', 'flag.');
export const forbiddenElement = element('never.', 'strategy.', 'say.', 'act.', 'venue.');

const factValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).min(1)], 'expected a text, a number, true, false or a list of texts');
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1);
const ruleId = z.string().regex(/^[A-Za-z][\w.-]*$/, "expected a rule's id such as R-19");

/** What a plan, its incident or case, and the ledger must show at a moment. Everything that is left out is not looked at. */
export const checkSchema = z.strictObject({
  name: nameSchema.describe('Name of the checkpoint, unique in the scenario.'),
  says: z.string().min(1).describe('What is expected, in a sentence, as the source of the case says it.'),
  subject: subjectSchema.default('incident'),
  noIncident: z.literal(true).optional().describe("No incident is open. Beside it only events is looked at, unless the subject is a mention."),
  facts: z
    .record(z.string(), factValue)
    .optional()
    .describe('Facts the plan was decided on. A list: one of them, or for a fact that is a set all of them. A number: at least.'),
  decision: some(z.enum(decisions)).optional().describe('The decision is one of these.'),
  stage: some(z.enum(stages)).optional().describe('The stage of the reply is one of these.'),
  severity: z
    .strictObject({ atLeast: severityLevelSchema.optional(), atMost: severityLevelSchema.optional() })
    .optional()
    .describe('Bounds of the severity, both included.'),
  contains: z
    .strictObject({
      must: some(requiredElement).optional().describe('Required at level must.'),
      should: some(requiredElement).optional().describe('Required at level should or must.'),
      may: some(requiredElement).optional().describe('Required or allowed at any level.'),
    })
    .optional()
    .describe('Elements the plan contains: say.…, act.…, strategy.…, flag.…'),
  lacks: some(requiredElement).optional().describe('Elements the plan does not contain at any level.'),
  forbids: some(forbiddenElement).optional().describe('Elements the plan forbids: never.…, strategy.…'),
  permits: some(forbiddenElement).optional().describe('Elements the plan does not forbid.'),
  deadlines: z.partialRecord(deadlineNameSchema, momentSchema).optional().describe('Deadlines are there and not later than these moments.'),
  posture: z
    .strictObject({
      cluster: some(z.enum(['undetermined', 'victim', 'accidental', 'preventable'])).optional().describe('One of these.'),
      apology: some(z.enum(['concern', 'experience', 'responsibility'])).optional().describe('One of these.'),
      concession: some(z.enum(['none', 'under-review', 'granted'])).optional().describe('One of these.'),
    })
    .optional()
    .describe('The posture in the crisis; its strategies are elements of contains and forbids.'),
  venues: z
    .strictObject({
      first: z.string().min(1).optional().describe('Where the first answer goes: a target such as hub or origin, a venue of the scenario, or a venue id.'),
      includes: some(z.string().min(1)).optional().describe('Further places that are planned, named the same way.'),
    })
    .optional()
    .describe('Where the plan speaks.'),
  owner: some(ownerRoleSchema).optional().describe('The owner has one of these roles.'),
  approvers: some(ownerRoleSchema).optional().describe('All these have to agree.'),
  moderation: z.enum(['none', 'report', 'retract-own']).optional().describe('What may be done about what was posted.'),
  humour: z.enum(['off', 'human-approved']).optional().describe('Whether a joke is allowed.'),
  rules: z
    .strictObject({ fired: some(ruleId).optional().describe('All these fired.'), notFired: some(ruleId).optional().describe('None of these fired.') })
    .optional()
    .describe('Rules by id.'),
  incident: z
    .strictObject({
      state: some(incidentStateSchema).optional().describe('One of these.'),
      hub: z.string().min(1).nullable().optional().describe('The hub: a venue of the scenario or a venue id; null: there is none.'),
    })
    .optional()
    .describe('The incident itself. With a mention as subject: the incident it belongs to.'),
  duties: z
    .strictObject({
      open: some(dutyKindSchema).optional().describe('Still owed.'),
      met: some(dutyKindSchema).optional().describe('Answered, and none of the kind is owed.'),
      missed: some(dutyKindSchema).optional().describe('Their deadline has passed unanswered.'),
      none: some(dutyKindSchema).optional().describe('None of the kind is owed.'),
    })
    .optional()
    .describe('Duties of the subject.'),
  events: some(z.enum(ledgerEventTypes)).optional().describe('Events that are in the ledger by now.'),
});
export type Check = z.infer<typeof checkSchema>;

/** Names the fact that is not in the catalogue, or holds a value it cannot have. */
export function wrongFact(facts: NonNullable<Check['facts']>): { fact: string; message: string; fix: string } | null {
  for (const [fact, value] of Object.entries(facts)) {
    if (!Object.hasOwn(factCatalogue, fact)) return { fact, message: 'there is no such fact', fix: `${didYouMean(fact, Object.keys(factCatalogue))}docs/policy-facts.md lists them.` };
    const { type, values } = factCatalogue[fact as FactName] as { type: string; values?: readonly string[] };
    const expected = TYPES[type] ?? 'string';
    const wrong = [value].flat().find((one) => typeof one !== expected || (values !== undefined && !values.includes(String(one))));
    if (wrong !== undefined) return { fact, message: `'${String(wrong)}' is no value of it`, fix: `${didYouMean(wrong, values ?? [])}${values === undefined ? `Write ${KINDS[expected] ?? 'a text'}.` : `There are: ${values.join(', ')}.`}` };
  }
  return null;
}

/** What a value of a fact is in JSON; a text where nothing is said. */
const TYPES: Readonly<Record<string, string>> = { boolean: 'boolean', number: 'number' };
const KINDS: Readonly<Record<string, string>> = { boolean: 'true or false', number: 'a number', string: 'a text' };

/** Of a plan or its subject, which there need not be where no incident is to be open. */
const OF_THE_SUBJECT = ['facts', 'decision', 'stage', 'severity', 'contains', 'lacks', 'forbids', 'permits', 'deadlines', 'posture', 'venues', 'owner', 'approvers', 'moderation', 'humour', 'rules', 'incident', 'duties'] as const;
const EXPECTATIONS = ['noIncident', ...OF_THE_SUBJECT, 'events'] as const;

/** Whether anything is expected of a plan. */
export function expectsPlan(check: Check): boolean {
  return OF_THE_SUBJECT.some((field) => field !== 'incident' && field !== 'duties' && isExpected(check[field]));
}

/** A check that could never fail: it names nothing, or what is not looked at. */
export function wrongExpectation(check: Check): Wrong | null {
  const empty = EXPECTATIONS.find((field) => check[field] !== undefined && !isExpected(check[field]));
  if (empty !== undefined) return { path: [empty], message: 'nothing is expected', fix: 'Say what, or leave it out.' };
  if (!EXPECTATIONS.some((field) => isExpected(check[field]))) return { path: [], message: 'nothing is expected', fix: `Expect something of: ${EXPECTATIONS.join(', ')}.` };
  const vain = check.noIncident === true && check.subject === 'incident' ? OF_THE_SUBJECT.find((field) => check[field] !== undefined) : undefined;
  return vain === undefined ? null : { path: [vain], message: 'is expected of an incident, and noIncident says that there is none', fix: "Leave one of the two out, or name the post whose case is meant: subject 'mention:POST'." };
}

/** Anything but `{}` and an object of such. */
function isExpected(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value !== undefined;
  return Object.values(value).some((one) => one !== undefined);
}
