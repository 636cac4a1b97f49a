import * as z from 'zod';

import { themeSchema } from './classification.ts';
import { coordinationSchema } from './coordination.ts';
import { speakerFactSchema } from './speaker.ts';
import { venueSchema } from './post.ts';
import { viralityRiskSchema } from './virality.ts';

export const severityLevelSchema = z.enum(['low', 'medium', 'high', 'critical']);
export type SeverityLevel = z.infer<typeof severityLevelSchema>;

/** Severity is never shown without the parts it is made of (rules.md §5.1). */
export const severitySchema = z.object({
  level: severityLevelSchema,
  score: z.number(),
  parts: z.array(z.object({ part: z.string(), points: z.number(), why: z.string() })),
});
export type Severity = z.infer<typeof severitySchema>;

export const incidentStateSchema = z.enum(['suspected', 'investigating', 'identified', 'monitoring', 'resolved', 'closed']);
export type IncidentState = z.infer<typeof incidentStateSchema>;

export const causeStateSchema = z.enum(['unknown', 'claimed', 'confirmed']);
export type CauseState = z.infer<typeof causeStateSchema>;

/** Types of crisis after Coombs (2007): the first four make the victim cluster, the next three the accidental, the last three the preventable one. */
export const crisisTypeSchema = z.enum([
  'natural-disaster', 'rumour', 'workplace-violence', 'tampering',
  'challenge', 'technical-accident', 'technical-product-harm',
  'human-accident', 'human-product-harm', 'misdeed',
]);
export type CrisisType = z.infer<typeof crisisTypeSchema>;

/** An unusual rise: how much was heard in the window, how much was expected. `told`: nothing rose, a human opened the incident by hand. */
export const surgeSchema = z.object({
  at: z.number(),
  /** What rose. */
  series: z.enum(['volume', 'negative', 'anger', 'silence', 'venue', 'topic', 'grievance', 'told']),
  /** Venue id or topic, where criticism rose in one. */
  of: z.string().optional(),
  windowMs: z.number().positive(),
  observed: z.number().nonnegative(),
  expected: z.number().nonnegative(),
  /** Robust deviations above the baseline. */
  score: z.number(),
  /** How often a day chance brings a rise like this; absent where sums alone showed it. */
  perDay: z.number().nonnegative().optional(),
  why: z.string(),
});
export type Surge = z.infer<typeof surgeSchema>;

const placeShares = {
  venue: venueSchema,
  /** Share of the distinct people heard lately who speak there, 0–1. A post under a hashtag on a site is in both, so that shares do not add up to 1. */
  share: z.number().min(0).max(1),
  /** Share of the originators whose first post stands there, 0–1. */
  origin: z.number().min(0).max(1).optional(),
  /** Share of the exposed crowd that an answer there reaches, 0–1. Exposed: who spoke, and the answers and reposts that were seen; views, followers and silent readers are in no count. */
  reach: z.number().min(0).max(1).optional(),
};

/** The venue where an incident's crowd is, how much of the crowd that is, and where else it is. */
export const hubSchema = z.object({
  ...placeShares,
  why: z.string(),
  /** The next largest places, 3 at most, largest first. */
  alternatives: z.array(z.object(placeShares)).max(3).optional(),
});
export type Hub = z.infer<typeof hubSchema>;

/** A role in an incident: who began it, who carries it. Classified apart from each other. */
export const participantSchema = z.object({ authorKey: z.string(), post: z.string(), postedAt: z.number().nullable(), role: speakerFactSchema });
export type Participant = z.infer<typeof participantSchema>;

/**
 * Who carried it beyond its place, and how: a repost, a quote, a near-copy under another's name (docs/copies.md), or the first word of it in a
 * venue where nobody had spoken of it.
 */
export const amplifierSchema = participantSchema.extend({ how: z.enum(['repost', 'quote', 'copy', 'new-venue']) });
export type Amplifier = z.infer<typeof amplifierSchema>;

/** What is known of a claim of fact. An opinion is never false. */
export const claimStatusSchema = z.enum(['opinion', 'unverified', 'false', 'true']);
export type ClaimStatus = z.infer<typeof claimStatusSchema>;

/** What humans said of an incident, beyond its cause and whose fault it is. What is absent nobody has said. */
export const toldOfIncidentSchema = z.object({
  /** In a few words, by whoever opened it by hand. */
  title: z.string().optional(),
  type: crisisTypeSchema.optional(),
  /** What is known of the claim that it is about. */
  claim: claimStatusSchema.optional(),
  /** False: the brand alone knows of it. */
  public: z.boolean().optional(),
  /** A wrong post on the brand's own account: by mistake, or by whoever took it over. */
  ownPost: z.enum(['error', 'takeover']).optional(),
  /** The same remedy for all who were hit. */
  uniformRemedy: z.boolean().optional(),
  /** Official texts contradict each other. */
  contradicted: z.boolean().optional(),
  /** Those who were hurt were answered in person. */
  victimsAnswered: z.boolean().optional(),
  /** 0–4; the graver of this and what is heard counts. */
  harm: z.number().min(0).max(4).optional(),
  themes: z.array(themeSchema).optional(),
  /** Venue id of where it happened; a crowd's hub goes before it. */
  venue: z.string().optional(),
  /** The statement that stands for all, by its id. */
  canonical: z.string().optional(),
});
export type ToldOfIncident = z.infer<typeof toldOfIncidentSchema>;

/** Nobody is alarmed before `until`, when the incident is looked at again. Epoch ms. */
export const muteSchema = z.object({ since: z.number(), until: z.number(), reason: z.string(), by: z.string() });
export type Mute = z.infer<typeof muteSchema>;

/** What humans did to the bounds of an incident; `incident`: the other one. */
export const trailEntrySchema = z.object({
  at: z.number(),
  did: z.enum(['took-in', 'merged-into', 'split-off', 'split-from']),
  incident: z.string(),
  reason: z.string(),
  by: z.string(),
});
export type TrailEntry = z.infer<typeof trailEntrySchema>;

/**
 * Why a mention belongs to an incident: a mark or words it shares with it (`shared`: marks, and words as salted digests, `word:…`), the thread it stands in, that it was said while a surge lasted,
 * or that a human said so.
 */
export const belongingSchema = z.object({ by: z.enum(['mark', 'words', 'thread', 'surge', 'human']), shared: z.array(z.string()).optional() });
export type Belonging = z.infer<typeof belongingSchema>;

/** A crisis and its state. */
export const incidentSchema = z.object({
  id: z.string(),
  brand: z.string(),
  state: incidentStateSchema,
  cause: causeStateSchema,
  /** Whose fault, once somebody has said so. */
  fault: z.enum(['unknown', 'own', 'other']),
  openedAt: z.number(),
  /** Publication of the earliest post of the cluster: the honest clock for reports. */
  startedAt: z.number(),
  detectedBy: surgeSchema,
  severity: severitySchema,
  hub: hubSchema.nullable(),
  originators: z.array(participantSchema),
  spreaders: z.array(participantSchema),
  /** The first who carried it beyond its place, earliest first, each author once; 10 at most. */
  firstAmplifiers: z.array(amplifierSchema),
  /** null: too little to look at. Never a word about anybody. */
  coordination: coordinationSchema.nullable(),
  /** How likely it is to spread fast. null: too late to ask (its speed is measured), or nothing is known to judge by. */
  risk: viralityRiskSchema.nullable(),
  /** What the crowd has in common, as its own words' ids: hashtags and themes. */
  marks: z.array(z.string()),
  /** Words that bring people into it, as `word:…` and a salted digest, the most shared first; what they are, `monitor.themes(brand, { incident })` tells. */
  words: z.array(z.string()).optional(),
  mentions: z.int().nonnegative(),
  authors: z.int().nonnegative(),
  silenceComplaints: z.int().nonnegative(),
  /** 0 none, 1 raised, 2 high, 3 extreme. */
  velocity: z.int().min(0).max(3),
  lastMentionAt: z.number(),
  /** What the brand has said in public: id of the post or statement and when. */
  statements: z.array(z.object({ id: z.string(), at: z.number(), venue: z.string().nullable(), atHub: z.boolean() })),
  /** Id of the statement that stands for all: the one a human named, else the latest at the hub. Absent: nothing was said there. */
  statement: z.string().optional(),
  /** What has been published of that which a close needs. */
  published: z.object({ explanation: z.boolean(), prevention: z.boolean(), remedy: z.boolean(), apology: z.boolean() }),
  told: toldOfIncidentSchema,
  /** Absent: it is not muted. */
  muted: muteSchema.optional(),
  /** A false alarm, by the word of a human: before `until` it is not taken up again by itself. */
  rejected: z.object({ at: z.number(), until: z.number(), reason: z.string(), by: z.string() }).optional(),
  /** The incident that took it in; it is closed then. */
  mergedInto: z.string().optional(),
  /** Merges and splits, in order of time, the latest 50. */
  trail: z.array(trailEntrySchema).optional(),
  plan: z.string().nullable(),
});
export type Incident = z.infer<typeof incidentSchema>;
