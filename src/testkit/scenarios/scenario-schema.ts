import * as z from 'zod';

import { brandSchema } from '../../spec/brand.ts';
import { dutyKindSchema } from '../../spec/plan.ts';
import { reachSchema, venueSchema } from '../../spec/post.ts';
import { checkSchema, forbiddenElement, momentSchema, nameSchema, requiredElement, subjectSchema } from './expectation-schema.ts';
import { isoMs, spanMs } from './moments.ts';

const span = z
  .string()
  .refine((text) => spanMs(text) !== null, "expected a span such as '90m', '1h30m' or '2d'")
  .describe("A span such as '90m', '1h30m' or '2d'.");
const postId = z.string().min(1).max(128);
const text = z.string().min(1).max(8192);
const venueName = z.string().min(1).max(64).describe('A name under `venues`.');

/** Somebody who speaks. What kashuv makes of them follows from their profile, their words and the brand's lists. */
const personSchema = z.strictObject({
  handle: z.string().min(1).max(256).optional().describe('Default: the name under `people`.'),
  name: z.string().min(1).max(512).optional().describe('As it is shown.'),
  bio: z.string().max(8192).optional().describe('What the profile says; the judge of speakers reads it.'),
  url: z.string().max(2048).optional().describe('Address in the profile.'),
  followers: z.int().nonnegative().optional().describe('Changes no plan (R-32).'),
  verified: z.boolean().optional().describe('Whether the platform vouches for them.'),
});

const speaker = z
  .string()
  .regex(/^@?[^\s@]{1,63}$/, "expected a name under `people`, or '@handle' for a stranger")
  .describe("Who speaks: a name under `people`, or '@handle' for somebody of whom nothing is known.");

/** One post, in the source's words. */
export const scenarioPostSchema = z.strictObject({
  id: postId.describe('Unique in the scenario; checks and replies refer to it.'),
  by: speaker,
  text: text.describe('What was said.'),
  title: z.string().max(4096).optional().describe('Headline, where the venue has one.'),
  venue: venueName,
  after: span.optional().describe('How long after the step. Default: at once.'),
  replyTo: postId.optional().describe('Id of the post that is answered.'),
  quote: postId.optional().describe('Id of the post that is quoted.'),
  repost: postId.optional().describe('Id of the post that is passed on.'),
  language: z.string().max(35).optional().describe('BCP 47, if the source says so.'),
  links: z.array(z.string().max(2048)).max(256).optional().describe('Addresses in the post.'),
  rating: z.number().min(0).max(1).optional().describe('Stars or points, scaled to 0–1.'),
  private: z.boolean().optional().describe('Only the brand can see it.'),
  reach: reachSchema.optional().describe('Counters as the source shows them.'),
});
export type ScenarioPost = z.infer<typeof scenarioPostSchema>;

/** Many who say the same thing in different words: posts made from sentences, the same in every run. */
export const crowdSchema = z.strictObject({
  id: nameSchema.describe('The posts are `id-1`, `id-2` …, their authors strangers of the same names.'),
  texts: z.array(text).min(1).describe('Sentences. `{a|b|c}` stands for one of these words; all posts differ.'),
  posts: z.int().min(1).max(2_000).describe('How many.'),
  authors: z.int().min(1).max(2_000).optional().describe('How many people, in turn. Default: as many as posts.'),
  over: span.describe('From the step on, evenly spread.'),
  venue: venueName,
  replyTo: postId.optional().describe('Id of the post that they answer.'),
  language: z.string().max(35).optional().describe('BCP 47, if the source says so.'),
});
export type Crowd = z.infer<typeof crowdSchema>;

const by = z.string().min(1).max(256);
/** How something must be refused: with these words in the message, or with this code and, where it is named, this field. */
export const refusedSchema = z.union(
  [z.string().min(1), z.strictObject({ code: z.enum(['CONFLICT', 'INPUT_INVALID', 'REJECTED', 'UNSUPPORTED']), field: z.string().min(1).optional(), says: z.string().min(1).optional() })],
  { error: "expected words that the refusal contains, or { code, field, says } of which code must be there and is one of CONFLICT, INPUT_INVALID, REJECTED, UNSUPPORTED" },
);
export type Refused = z.infer<typeof refusedSchema>;
const refused = refusedSchema.optional().describe('It must be refused: with these words in the message, a rule for instance, or with this `code` and, where they are written, this `field` and the words of `says`. Left out: it must be taken.');

/** A text handed in for review. Nothing is published. */
const draftStepSchema = z.strictObject({
  name: nameSchema.describe('Name of the checkpoint, unique in the scenario.'),
  says: z.string().min(1).optional().describe('What the source of the case says of it.'),
  subject: subjectSchema.default('incident'),
  for: dutyKindSchema.optional().describe('The duty it is to meet. Default: the first that waits for words, an acknowledgement before others.'),
  text: text.describe('The draft.'),
  language: z.string().min(2).max(35).optional().describe("Default: the plan's."),
  by: by.default('press desk').describe('Who wrote it.'),
  verdict: z.array(z.enum(['pass', 'revise', 'block'])).min(1).describe('The review ends in one of these.'),
  blockedBy: z.array(z.string().min(1)).min(1).optional().describe('Cues that must be found, each at level block.'),
  cues: z.array(z.string().min(1)).min(1).optional().describe('Cues that must be found, at whatever level.'),
  without: z.array(z.string().min(1)).min(1).optional().describe('Cues that must not be found.'),
  missing: z.array(requiredElement).min(1).optional().describe('Elements whose absence must be named.'),
  present: z.array(requiredElement).min(1).optional().describe('Elements that must be seen in it.'),
  warm: z.array(z.string().min(1)).min(1).optional().describe('Warm cues that must be found.'),
});

/** A text that is drafted, agreed to by everybody the plan asks, and sent. */
const publishStepSchema = z.strictObject({
  name: nameSchema.describe('Name of the checkpoint, unique in the scenario.'),
  subject: subjectSchema.default('incident'),
  for: dutyKindSchema.optional().describe('The duty it is to meet. Default: the first that waits for words, an acknowledgement before others.'),
  text: text.describe('The words.'),
  language: z.string().min(2).max(35).optional().describe("Default: the plan's."),
  by: by.default('press desk').describe('Who wrote it; also says yes where the plan names nobody.'),
  refused,
});

/** Something that is done, or proposed, and must not pass. */
const actionStepSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('delete').describe("The brand takes somebody else's post away: a breach that must be noticed (R-27)."),
    name: nameSchema.describe('Name of the checkpoint, unique in the scenario.'),
    post: postId.describe('Id of the post.'),
  }),
  z.strictObject({
    type: z.literal('retract').describe("The brand takes a post of its own account away, which is no breach."),
    name: nameSchema.describe('Name of the checkpoint, unique in the scenario.'),
    post: postId.describe('Id of the post.'),
  }),
  z.strictObject({
    type: z.literal('propose').describe('Somebody proposes to do it; the plan says whether it is forbidden.'),
    name: nameSchema.describe('Name of the checkpoint, unique in the scenario.'),
    says: z.string().min(1).optional().describe('What is proposed, in words.'),
    subject: subjectSchema.default('incident'),
    element: forbiddenElement.describe('What is proposed: never.ignore, never.flee, never.takedown, strategy.deny …'),
    blockedBy: z.array(z.string().min(1)).optional().describe('Rules that forbid it, all of them. Left out: it is not forbidden.'),
  }),
  z.strictObject({
    type: z.literal('waive').describe('Somebody decides that a duty need not be met.'),
    name: nameSchema.describe('Name of the checkpoint, unique in the scenario.'),
    subject: subjectSchema.default('incident'),
    duty: dutyKindSchema.describe('Which one.'),
    by: z.string().max(256).describe('Who; nobody: an empty text.'),
    reason: z.string().max(1024).describe('Why.'),
    refused,
  }),
]);

/** The brand does nothing until then. What others say goes on. */
const silenceStepSchema = z.strictObject({
  name: nameSchema.describe('Name of the checkpoint, unique in the scenario.'),
  until: momentSchema,
  subject: subjectSchema.default('incident'),
  missed: z.array(dutyKindSchema).min(1).optional().describe('Duties whose deadline must have been missed by then.'),
});

/** What humans tell, as `monitor.tell` takes it. `incident` and `brand` may be left out; times are moments. */
export const tellStepSchema = z.looseObject({ about: z.string().min(1), by });

export const stepKinds = ['mentions', 'crowd', 'tell', 'draft', 'publish', 'action', 'silence', 'check'] as const;

/** One step: a moment, and one thing that happens then. */
export const stepSchema = z
  .strictObject({
    at: momentSchema,
    mentions: z.array(scenarioPostSchema).min(1).optional().describe('Posts.'),
    crowd: crowdSchema.optional().describe('Many posts, made from sentences.'),
    tell: tellStepSchema.optional().describe('What a human tells kashuv, as `monitor.tell` takes it; `incident` (default: the open one with most voices) and `brand` may be left out, times are moments.'),
    refused: refused.describe('Beside `tell`: it must be refused, with these words in the message, or with this `code` and, where they are written, this `field` and the words of `says`.'),
    draft: draftStepSchema.optional().describe('A text handed in for review.'),
    publish: publishStepSchema.optional().describe('A text that is agreed to and sent.'),
    action: actionStepSchema.optional().describe('Something done or proposed.'),
    silence: silenceStepSchema.optional().describe('The brand does nothing until then.'),
    check: checkSchema.optional().describe('A checkpoint.'),
  })
  .superRefine((step, context) => {
    const found = stepKinds.filter((kind) => step[kind] !== undefined);
    if (found.length !== 1) context.addIssue({ code: 'custom', message: `expected exactly one of ${stepKinds.join(', ')}${found.length > 1 ? `; there are ${found.join(' and ')}` : ''}`, path: found.length > 1 ? [found[1] ?? ''] : [] });
    if (step.refused !== undefined && step.tell === undefined) context.addIssue({ code: 'custom', message: 'stands beside tell only', path: ['refused'] });
  });
export type Step = z.infer<typeof stepSchema>;

/** A replayable crisis with expectations. */
export const scenarioSchema = z.strictObject({
  name: nameSchema.describe('Unique among scenarios.'),
  title: z.string().min(1).max(256).describe('What happened, in a line.'),
  source: z.string().min(1).max(1024).describe('Where the course and the expectations are taken from.'),
  brand: brandSchema.describe('The brand as the host configures it.'),
  start: z
    .string()
    .refine((value) => isoMs(value) !== null, "expected an ISO time that names its zone, such as '2009-04-12T02:00:00-04:00'")
    .describe('T+0: an ISO time that names its zone. Moments with a sign are counted from it; they may lie before it.'),
  venues: z.record(z.string().min(1).max(64), venueSchema.strict()).describe('Where people speak, by a short name.'),
  people: z.record(z.string().min(1).max(64), personSchema).default({}).describe('Who speaks, by a short name.'),
  steps: z.array(stepSchema).min(1).max(1_000).describe('What happens, in order of time.'),
});
/** A scenario, defaults filled in. */
export type Scenario = z.infer<typeof scenarioSchema>;
/** A scenario as it is written. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
