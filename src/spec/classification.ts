import * as z from 'zod';

import { evidenceSchema, factSchema } from './fact.ts';

export const sentimentSchema = z.enum(['negative', 'neutral', 'positive', 'mixed']);
export type Sentiment = z.infer<typeof sentimentSchema>;

/** What kind of thing is said. A post can be several at once. */
export const mentionKindSchema = z.enum([
  'complaint', 'question', 'praise',
  'abuse', // insult without a victim beyond the brand
  'bullying', // abuse with a victim: a person or a group is hurt
  'threat', // of violence
  'self-harm',
  'rumour', 'satire', 'spam', 'values-criticism',
  'silence-complaint', // "they do not answer"
  'press-inquiry', 'erasure-request',
  'statement', // none of these; talk without a request
]);
export type MentionKind = z.infer<typeof mentionKindSchema>;

export const topicSchema = z.enum(['product', 'service', 'campaign', 'policy', 'other']);
export type Topic = z.infer<typeof topicSchema>;

export const themeSchema = z.enum(['discrimination', 'safety', 'children', 'health', 'money', 'death']);
export type Theme = z.infer<typeof themeSchema>;

export const arousalSchema = z.enum(['low', 'medium', 'high']);
export type Arousal = z.infer<typeof arousalSchema>;

/** What the author asks for. */
export const demandSchema = z.enum(['answer', 'fix', 'refund', 'apology', 'policy-change', 'information', 'none']);
export type Demand = z.infer<typeof demandSchema>;

/** One label of one task. Confidence 0–1, calibrated where the classifier says so. */
export const labelSchema = z.discriminatedUnion('task', [
  label('sentiment', sentimentSchema),
  /** Sentiment towards the brand the post mentions. */
  label('target-sentiment', sentimentSchema),
  label('kind', mentionKindSchema),
  label('topic', topicSchema),
  label('theme', themeSchema),
  label('arousal', arousalSchema),
  label('demand', demandSchema),
  /** 0 none, 1 annoyance, 2 loss or hurt, 3 serious, 4 life and limb. */
  label('harm', z.int().min(0).max(4)),
]);
export type Label = z.infer<typeof labelSchema>;
export type ClassificationTask = Label['task'];

function label<T extends string, S extends z.ZodType>(task: T, value: S) {
  return z.object({ task: z.literal(task), value, confidence: z.number().min(0).max(1), evidence: z.array(evidenceSchema) });
}

/** What a classifier returns for one text. A failure is never an absence: `failed` is neither neutral nor empty. */
export const classifierResultSchema = z.discriminatedUnion('status', [
  /** `incomplete`: somebody whose word was wanted as well failed, and why; the labels hold, and the text is asked about again later. */
  z.object({ id: z.string(), status: z.literal('labelled'), labels: z.array(labelSchema), incomplete: z.string().optional() }),
  /** Nothing was recognised. `unread`: nor could it be, for it is in no language or script that the classifier reads. */
  z.object({ id: z.string(), status: z.literal('abstained'), why: z.string(), unread: z.literal(true).optional() }),
  z.object({ id: z.string(), status: z.literal('failed'), why: z.string() }),
]);
export type ClassifierResult = z.infer<typeof classifierResultSchema>;

const finding = <S extends z.ZodType>(value: S) => z.object({ value, confidence: z.number().min(0).max(1), evidence: z.array(evidenceSchema) });

/** *What* is said, judged without looking at the author. `neutral` and not known differ. */
export const classificationSchema = z.object({
  /** Names and versions of the classifiers heard, in order. */
  by: z.array(z.string()),
  status: z.enum(['labelled', 'abstained', 'failed']),
  /** Why it failed or abstained. */
  why: z.string().optional(),
  /** It is in no language or script that any classifier reads: a human has to. */
  unread: z.literal(true).optional(),
  sentiment: factSchema(sentimentSchema),
  targetSentiment: factSchema(sentimentSchema),
  /** The kind that matters most (P0 first). */
  kind: factSchema(mentionKindSchema),
  /** All kinds found, most confident first. */
  kinds: z.array(finding(mentionKindSchema)),
  topic: factSchema(topicSchema),
  themes: z.array(finding(themeSchema)),
  arousal: factSchema(arousalSchema),
  demand: factSchema(demandSchema),
  harm: factSchema(z.int().min(0).max(4)),
});
export type Classification = z.infer<typeof classificationSchema>;
