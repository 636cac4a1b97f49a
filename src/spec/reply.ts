import * as z from 'zod';

import { ownerRoleSchema } from './brand.ts';
import { elementCatalogue, elementNames, stages, type ElementName } from './element.ts';
import { spanSchema } from './fact.ts';
import { claimStatusSchema, severityLevelSchema } from './incident.ts';
import { mentionKindSchema } from './classification.ts';

const elementName = z.string().refine((name): name is ElementName => Object.hasOwn(elementCatalogue, name), 'no such element; see the element catalogue');

const members = elementNames.filter((name) => elementCatalogue[name].type === 'member');
const listed = (family: string): string => members.filter((name) => name.startsWith(family)).join(', ');
const isMember = (name: string): name is ElementName => (members as readonly string[]).includes(name);
const shown = (input: unknown): string => (typeof input === 'string' ? `'${input.slice(0, 80)}'` : 'this');
const others = 'any strategy, venue, act, approve or flag of the element catalogue';
/** What a plan can require. What is never done is forbidden, and nothing can make it a duty. */
const requiredName = z.string().refine((name): name is ElementName => isMember(name) && !name.startsWith('never.'), {
  error: ({ input }) => `${shown(input)} is nothing that can be required. What can: ${listed('say.')}; and ${others}, which no words show.`,
});
/** What a plan can forbid: what is never done, and what a rule can also require. */
const forbiddenName = z.string().refine(isMember, {
  error: ({ input }) => `${shown(input)} is nothing that can be forbidden. What can: ${listed('never.')}; and any say, or ${others}.`,
});

/** A blank a human must fill before anything can be approved: kashuv never invents. */
export const slotSchema = z.object({ name: z.string(), type: z.enum(['text', 'time', 'name', 'url']), hint: z.string() });
export type Slot = z.infer<typeof slotSchema>;

/** Where a reply goes: a venue, and the post it answers where there is one. */
export const targetSchema = z.object({ venue: z.string(), replyTo: z.string().nullable() });
export type Target = z.infer<typeof targetSchema>;

export const draftSchema = z.object({
  id: z.string(),
  brand: z.string(),
  duty: z.string(),
  text: z.string(),
  language: z.string(),
  target: targetSchema,
  /** Elements the drafter says it put in, in order. */
  elements: z.array(elementName),
  /** Open blanks. */
  slots: z.array(slotSchema),
  by: z.object({ type: z.enum(['drafter', 'human']), name: z.string() }),
  /** Which wording was used, so that the next draft can differ. */
  variant: z.string(),
  madeAt: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;

export const findingLevelSchema = z.enum(['block', 'warn', 'info']);
export type FindingLevel = z.infer<typeof findingLevelSchema>;

/** One thing the review saw. `span` into the reviewed text. */
export const findingSchema = z.object({
  /** Cue id of the reply review (L01 …), or `slot`, `contradiction`, `never.delete` …, `missing:<element>`, `forbidden:<element>`; `publisher`: what the publisher objects to. */
  cue: z.string(),
  level: findingLevelSchema,
  span: spanSchema.nullable(),
  /** What it is, in one sentence, in the reviewer's language. */
  message: z.string(),
  suggestion: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What a reviewer must know of the situation. */
export const reviewContextSchema = z.object({
  stage: z.enum(stages),
  severity: severityLevelSchema.default('medium'),
  language: z.string().default('en'),
  kind: mentionKindSchema.optional(),
  /** The brand's name, or all the names it goes by: shows who speaks, in “we at Acme”. */
  brand: z.union([z.string(), z.array(z.string())]).optional(),
  /** The post that is answered. */
  mention: z.string().optional(),
  /** Severity 0–4 of the hurt. */
  harm: z.number().min(0).max(4).optional(),
  themes: z.array(z.string()).default([]),
  incidentOpen: z.boolean().default(false),
  ownFault: z.boolean().default(false),
  /** How many messages the brand has published in this case or incident. */
  turn: z.int().nonnegative().default(0),
  public: z.boolean().default(true),
  /** Elements the plan requires (none of `never.…`) and forbids; without them the stage's own minimum holds. */
  require: z.array(requiredName).optional(),
  forbid: z.array(forbiddenName).optional(),
  /** Own replies of late, for likeness (L10). */
  earlierReplies: z.array(z.string()).default([]),
  /** The incident's one statement: what a reply says must agree with it. */
  canonicalStatement: z.string().optional(),
  /** What the brand said officially before, oldest first: what a reply says must agree with it, or say that it corrects it. */
  earlierStatements: z.array(z.string()).default([]),
  /** Mentions in the last hour, now: a claim that it is over is held against it. */
  liveMentionsPerHour: z.number().nonnegative().optional(),
  /** Names of competitors: none is named in a reply (L22). */
  competitors: z.array(z.string()).default([]),
  /** What is known of the claim that is answered: only a claim verified as false may be denied (L15). */
  claim: claimStatusSchema.optional(),
  /** The same remedy is offered to everybody who was hit: then it may be said in the first public turn (C3). */
  uniformRemedy: z.boolean().default(false),
  /** A human allowed humour here (C7). */
  humour: z.enum(['off', 'human-approved']).default('off'),
  /** Language of the post that is answered, where it is known; a reply in another one is L29. */
  mentionLanguage: z.string().optional(),
  /** Language of the messages. */
  locale: z.enum(['en', 'he']).default('en'),
});
export type ReviewContext = z.infer<typeof reviewContextSchema>;
export type ReviewContextInput = z.input<typeof reviewContextSchema>;

export const apologyPartSchema = z.enum(['responsibility', 'repair', 'regret', 'explanation', 'forbearance', 'forgiveness']);

/** A score is never shown without its parts: warm cues found, cold cues found, elements present and missing. */
export const reviewSchema = z.object({
  verdict: z.enum(['pass', 'revise', 'block']),
  findings: z.array(findingSchema),
  warm: z.array(z.object({ cue: z.string(), span: spanSchema })),
  present: z.array(elementName),
  missing: z.array(elementName),
  warmth: z.object({ score: z.number(), parts: z.array(z.object({ cue: z.string(), points: z.number() })) }),
  /** Parts of an apology that are there, after Lewicki, Polin & Lount (2016): 0–100, and up to 5 for asking forgiveness. */
  apology: z.object({ score: z.number(), parts: z.array(z.object({ part: apologyPartSchema, points: z.number(), span: spanSchema.nullable() })) }).default({ score: 0, parts: [] }),
});
export type Review = z.infer<typeof reviewSchema>;

/** A human's yes for one role that the plan asks. */
export const consentSchema = z.object({ role: ownerRoleSchema, by: z.string(), at: z.number() });
export type Consent = z.infer<typeof consentSchema>;

/** Named humans' yes to exactly this text at exactly this target. A changed text voids it. */
export const approvalSchema = z.object({
  id: z.string(),
  draft: z.string(),
  /** Digest of text and target. */
  bound: z.string(),
  /** Whose yes completed it. */
  by: z.string(),
  at: z.number(),
  /** For each role that the plan asked: who said yes, and when. */
  consents: z.array(consentSchema).default([]),
});
export type Approval = z.infer<typeof approvalSchema>;

/** What a publisher is told to do. There is no command that hides or deletes somebody else's words. */
export const publishCommandSchema = z.object({
  action: z.enum(['reply', 'post', 'message']),
  brand: z.string(),
  text: z.string(),
  target: targetSchema,
  /** The vendor's own id of the post that is answered. */
  replyToSourceId: z.string().nullable(),
  idempotencyKey: z.string(),
  /** BCP 47, of the text, where it is known. */
  language: z.string().optional(),
});
export type PublishCommand = z.infer<typeof publishCommandSchema>;

export const receiptSchema = z.object({ id: z.string(), url: z.string().optional(), at: z.number() });
export type Receipt = z.infer<typeof receiptSchema>;

/** An answer that left the house. */
export const replySchema = z.object({
  id: z.string(),
  brand: z.string(),
  duty: z.string(),
  draft: z.string(),
  approval: z.string(),
  target: targetSchema,
  publisher: z.string(),
  state: z.enum(['sending', 'sent', 'failed', 'uncertain']),
  receipt: receiptSchema.nullable(),
  why: z.string().nullable(),
  at: z.number(),
});
export type Reply = z.infer<typeof replySchema>;
