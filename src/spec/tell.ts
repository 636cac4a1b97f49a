import * as z from 'zod';

import { mentionKindSchema, sentimentSchema, themeSchema } from './classification.ts';
import { causeStateSchema, claimStatusSchema, crisisTypeSchema } from './incident.ts';
import { speakerRoleSchema } from './speaker.ts';
import { launchSchema } from './brand.ts';

/** Of something kashuv named, or a host did. */
const id = z.string().min(1).max(512);
const incident = id;
const by = z.string().min(1).max(256);
const reason = z.string().max(1024).regex(/\S/, 'expected a reason');

/** What humans tell kashuv. `by` names who said so. */
export const toldSchema = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('cause'), incident, state: causeStateSchema, by }),
  z.strictObject({ about: z.literal('fault'), incident, fault: z.enum(['own', 'other', 'unknown']), by }),
  /** The state of the work on it. `closed` is refused until explanation, prevention and remedy are published. */
  z.strictObject({ about: z.literal('state'), incident, state: z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'closed']), by }),
  /** What was suspected is one: somebody works on it. */
  z.strictObject({ about: z.literal('confirm'), incident, by }),
  /** A false alarm: resolved, and not taken up again by itself before `until` (epoch ms; 30 days at most). Default: 7 days. */
  z.strictObject({ about: z.literal('reject'), incident, reason, until: z.number().optional(), by }),
  /** `incident` is part of `into`: its mentions, cases and duties move there, and it ends. */
  z.strictObject({ about: z.literal('merge'), incident, into: id, reason, by }),
  /** Part of it is another matter: these mentions, or all that carry a mark (`hashtag:#…`, `link:…`, `theme:…`); exactly one of the two. */
  z.strictObject({ about: z.literal('split'), incident, mentions: z.array(id).min(1).max(10_000).optional(), mark: z.string().min(1).max(160).optional(), title: z.string().min(1).max(1024).optional(), reason, by }).refine(
    ({ mentions, mark }) => (mentions === undefined) !== (mark === undefined),
    { message: 'expected mentions or mark, one of them', path: ['mentions'] },
  ),
  /** No alarm and no cadence before `until` (epoch ms; 30 days at most). Critical incidents are not muted. */
  z.strictObject({ about: z.literal('mute'), incident, until: z.number(), reason, by }),
  z.strictObject({ about: z.literal('unmute'), incident, by }),
  /** Something was published: where, and what it contained. */
  z.strictObject({
    about: z.literal('statement'),
    incident,
    id,
    venue: id.nullable(),
    contains: z.array(z.enum(['explanation', 'prevention', 'remedy', 'apology'])).default([]),
    at: z.number().optional(),
    /** True: it stands for all, whatever is said later, until another is named. False: it does no longer. */
    canonical: z.boolean().optional(),
    by,
  }),
  /** What is known of the claim that an incident, or one mention, is about: exactly one of the two. Only what is verified as false is denied. */
  z.strictObject({ about: z.literal('claim'), incident: incident.optional(), mention: id.optional(), status: claimStatusSchema, by }).refine(
    ({ incident, mention }) => (incident === undefined) !== (mention === undefined),
    { message: 'expected incident or mention, one of them', path: ['incident'] },
  ),
  /** What kind of crisis it is, after Coombs (2007): decides the posture. */
  z.strictObject({ about: z.literal('crisis-type'), incident, type: crisisTypeSchema, by }),
  /** A wrong post on the brand's own account: by mistake, or by whoever took the account over. */
  z.strictObject({ about: z.literal('own-post'), incident, what: z.enum(['error', 'takeover']), by }),
  /** How much harm it can do after all: 0–4. The graver of this and what is heard counts. */
  z.strictObject({ about: z.literal('harm'), incident, harm: z.int().min(0).max(4), by }),
  /** Whether the public knows of it. */
  z.strictObject({ about: z.literal('disclosure'), incident, public: z.boolean(), by }),
  /** Whether all who were hit get the same remedy (C3). */
  z.strictObject({ about: z.literal('remedy'), incident, uniform: z.boolean(), by }),
  /** Whether official texts contradict each other. */
  z.strictObject({ about: z.literal('contradiction'), incident, contradicted: z.boolean(), by }),
  /** Whether those who were hurt were answered in person; before that no incident is closed. */
  z.strictObject({ about: z.literal('victims'), incident, answered: z.boolean(), by }),
  /** A tragedy on everybody's mind, the brand's or not, until a time in epoch ms: promotion pauses. */
  z.strictObject({ about: z.literal('tragedy'), brand: id, until: z.number(), by }),
  /** A crisis that no crowd speaks of yet, opened by hand. `marks`: hashtags its crowd would use, as `hashtag:#…`; themes count as marks too. The same id again is refused. */
  z.strictObject({
    about: z.literal('incident'),
    brand: id,
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "expected letters, digits, '-' and '_' (64 at most)").optional(),
    title: z.string().min(1).max(1024),
    themes: z.array(themeSchema).default([]),
    marks: z.array(z.string().min(1).max(160)).max(16).default([]),
    harm: z.int().min(0).max(4).optional(),
    type: crisisTypeSchema.optional(),
    /** Venue id of where it happened: the place to answer in while no crowd has a hub. Default: the brand's canonical page. */
    venue: z.string().min(1).max(512).optional(),
    /** Default: true. */
    public: z.boolean().default(true),
    by,
  }),
  z.strictObject({ about: z.literal('launch'), brand: id, launch: launchSchema, by }),
  /** A duty was met where kashuv cannot hear it: on the phone, in person, by reading it. `with` says how, in a few words. */
  z.strictObject({ about: z.literal('answered'), duty: id, with: z.string().min(1).max(1024), by }),
]);
export type Told = z.infer<typeof toldSchema>;
/** What `monitor.tell` takes; what has a default may be left out. */
export type TellInput = z.input<typeof toldSchema>;

/** A human corrects a judgement on one mention; it beats every classifier and judge from then on. */
export const correctionSchema = z.strictObject({
  mention: id,
  sentiment: sentimentSchema.optional(),
  kind: mentionKindSchema.optional(),
  harm: z.int().min(0).max(4).optional(),
  role: speakerRoleSchema.optional(),
  by,
}).refine(({ sentiment, kind, harm, role }) => [sentiment, kind, harm, role].some((judged) => judged !== undefined), 'expected one at least of sentiment, kind, harm, role');
export type Correction = z.infer<typeof correctionSchema>;
