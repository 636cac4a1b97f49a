import * as z from 'zod';

import { ownerRoleSchema } from './brand.ts';
import { decisions, elementCatalogue, stages, type ElementName } from './element.ts';
import { evidenceSchema } from './fact.ts';
import { factCatalogue, type FactName } from './facts.ts';
import { incidentStateSchema, severitySchema } from './incident.ts';
import { blockSchema, effectSchema, levelSchema } from './rule.ts';

const elementName = z.string().refine((name): name is ElementName => Object.hasOwn(elementCatalogue, name));
const factName = z.string().refine((name): name is FactName => Object.hasOwn(factCatalogue, name));

/** What a duty asks for; each kind is discharged in its own way. */
export const dutyKindSchema = z.enum([
  'acknowledge', // first public word
  'hold', // holding statement
  'update', // next word while the incident is open
  'answer', // reply to this person
  'conclude', // conclusive answer
  'prevent', // published prevention
  'bullying-statement',
  'safeguard', // a human acts on danger to life
  'triage', // a human reads what kashuv could not
  'review', // look again at what is only watched
]);
export type DutyKind = z.infer<typeof dutyKindSchema>;

/** Whose clock: always a moment, in epoch ms, plus the span that led to it. */
const deadline = z.object({ at: z.number(), minutes: z.number().nonnegative(), rule: z.string() });
export const deadlineNameSchema = z.enum(['ackBy', 'holdingBy', 'nextUpdateAt', 'conclusiveBy', 'preventionBy', 'reviewAt', 'humanBy']);
export type DeadlineName = z.infer<typeof deadlineNameSchema>;

const owned = z.object({ role: ownerRoleSchema, /** null: nobody is named for this role at this hour (a readiness gap). */ name: z.string().nullable() });

const requirement = z.object({ element: elementName, level: levelSchema, rule: z.string() });

/** An effect that gave way: to which rule, and why. */
export const lossSchema = z.object({ effect: effectSchema, to: z.string(), why: z.enum(['block', 'forbid', 'stricter', 'level', 'order']) });
export type Loss = z.infer<typeof lossSchema>;

/**
 * One rule's part in a decision: which facts it saw (their values stand in `understanding`), what it did, what overruled it.
 * Rules whose condition did not hold stand in `passed`, by id alone: what they saw follows from the rule (`whyNot` says it).
 */
export const traceEntrySchema = z.object({
  rule: z.string(),
  outcome: z.enum(['fired', 'unknown', 'unknown-forbids', 'off']),
  saw: z.array(factName),
  /** Absent: nothing. */
  did: z.array(effectSchema).optional(),
  /** What it wanted and did not get. Absent: nothing. */
  lost: z.array(lossSchema).optional(),
});
export type TraceEntry = z.infer<typeof traceEntrySchema>;

/** What a duty asks for, as the plan says it. */
export const dutySpecSchema = z.object({
  kind: dutyKindSchema,
  level: levelSchema,
  owner: owned,
  dueAt: z.number(),
  /** Venue id; null where there is none to answer in. */
  venue: z.string().nullable(),
  replyTo: z.string().nullable(),
  rule: z.string(),
});
export type DutySpec = z.infer<typeof dutySpecSchema>;

/**
 * What the policy says is owed for a case or an incident: the outputs of rules.md §5.3 (the explanation is computed by
 * `explainPlan`, the review belongs to a draft). Immutable; a change of facts makes a new revision.
 */
export const planSchema = z.object({
  /** Digest of subject, revision and input. */
  id: z.string(),
  policyVersion: z.string(),
  /** Digest of the facts and settings decided on; leaves `createdAt` out. */
  input: z.string(),
  createdAt: z.number(),
  subject: z.object({ type: z.enum(['case', 'incident']), id: z.string(), brand: z.string() }),
  decision: z.object({ action: z.enum(decisions), rule: z.string(), reviewAt: z.number().nullable() }),
  level: levelSchema,
  severity: severitySchema,
  /** What was believed when this was decided: facts with their value, confidence and evidence, each left out where there is none. A derived fact has no confidence of its own. */
  understanding: z.array(
    z.object({
      fact: factName,
      known: z.boolean(),
      value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
      confidence: z.number().optional(),
      evidence: z.array(evidenceSchema).optional(),
    }),
  ),
  rules: z.array(z.object({ id: z.string(), block: blockSchema, level: levelSchema })),
  switchedOff: z.array(z.string()),
  venues: z.array(
    z.object({
      target: z.enum(['hub', 'origin', 'originators', 'amplifiers', 'canonical', 'press', 'private', 'internal']),
      /** Venue id, or the canonical page's address. */
      venue: z.string().nullable(),
      replyTo: z.string().nullable(),
      purpose: z.enum(['first-answer', 'additional', 'continuation', 'record', 'inform']),
      rule: z.string(),
    }),
  ),
  owner: owned,
  /** Who has to agree, and how long each may take before the request goes to the next named human. Legal silence removes the legal step alone. */
  approvers: z.array(owned.extend({ withinMinutes: z.number().nonnegative() })),
  /** Who takes over when the owner does not act, and after how long. */
  fallback: z.object({ role: ownerRoleSchema, name: z.string().nullable(), afterMinutes: z.number() }),
  deadlines: z.partialRecord(deadlineNameSchema, deadline),
  /** Duties run from first seen; reports also count from publication. */
  clock: z.object({ basis: z.enum(['first-seen', 'opened', 'last-statement']), start: z.number() }),
  posture: z.object({
    cluster: z.enum(['undetermined', 'victim', 'accidental', 'preventable']),
    apology: z.enum(['concern', 'experience', 'responsibility']),
    concession: z.enum(['none', 'under-review', 'granted']),
    /** Strategies of crisis communication to use, and those ruled out. */
    use: z.array(requirement),
    avoid: z.array(requirement),
  }),
  require: z.array(requirement),
  forbid: z.array(requirement),
  tone: z.object({ language: z.string(), warmth: z.number(), humour: z.enum(['off', 'human-approved']), person: z.literal('first'), signature: z.boolean() }),
  stage: z.enum(stages),
  incidentState: incidentStateSchema.nullable(),
  actions: z.array(requirement),
  moderation: z.object({ action: z.enum(['none', 'report', 'retract-own']), rule: z.string().nullable() }),
  flags: z.array(requirement),
  variation: z.object({ maxSimilarity: z.number(), windowHours: z.number() }),
  private: z.object({ allowed: z.boolean(), only: z.literal('after-public-answer'), closureNote: z.boolean() }),
  turns: z.object({ limit: z.number().nullable(), then: z.enum(['monitor', 'continue']) }),
  /** What criticism teaches, and who can change it. */
  learning: z.object({ topic: z.string().nullable(), polarity: z.string().nullable(), owner: ownerRoleSchema }).nullable(),
  /** Where things stand now, and what should be true after the answer. Null: nothing can be said. */
  measurement: z.object({
    arousal: z.string().nullable(),
    mentions: z.number().nullable(),
    hubShare: z.number().nullable(),
    targets: z.object({
      firstWordBy: z.number().nullable(),
      conclusiveBy: z.number().nullable(),
      /** Anger at most, afterwards. */
      arousal: z.string().nullable(),
      /** Share of the exposed crowd that the answer reaches: that of the hub, if it is given there (S1-15). */
      reachedShare: z.number().nullable(),
      missedDeadlines: z.number(),
    }),
  }),
  /** Plans decided before on the same facts under this policy: shown, they change nothing. */
  precedents: z.array(z.string()),
  duties: z.array(dutySpecSchema),
  /** What stands ready nowhere: roles without an owner. */
  gaps: z.array(z.string()),
  /** Set where this revision was allowed to loosen deadlines or restart the clock: the recorded reason and the plan it departs from. */
  loosened: z.object({ reason: z.string(), before: z.string() }).optional(),
  trace: z.array(traceEntrySchema),
  /** Rules that were consulted and whose condition did not hold. */
  passed: z.array(z.string()),
});
export type Plan = z.infer<typeof planSchema>;
