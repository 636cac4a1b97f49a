import * as z from 'zod';

import { KashuvError } from './errors.ts';

const range = { start: z.int().nonnegative(), end: z.int().nonnegative() };
const isFilled = ({ start, end }: { start: number; end: number }): boolean => start < end;
const filled = { error: 'expected an end after the start: a range is half-open and never empty', path: ['end'] };

/** Half-open range of UTF-16 offsets into the post's original text, never empty. */
export const spanSchema = z.object(range).refine(isFilled, filled);
export type Span = z.infer<typeof spanSchema>;

/** Where a piece of evidence was seen. */
export const evidenceSourceSchema = z.enum([
  'text', // words of the post; `span` says where
  'profile', // the author's name, handle or bio
  'list', // one of the brand's own lists
  'metadata', // venue, links, language, counters
  'history', // earlier records of the ledger
  'model', // a trained model
  'human', // somebody told kashuv
]);

/** Why something is believed. Never carries text of a post: offsets only, so that text can be erased. */
export const evidenceSchema = z.object({
  source: evidenceSourceSchema,
  /** What was recognised: a cue id, a list's name, a counter. Not a quotation. */
  cue: z.string(),
  span: spanSchema.optional(),
  /** Of a profile: the field, and where in it; UTF-16 offsets, half-open. */
  place: z.object({ field: z.enum(['name', 'handle', 'bio']), ...range }).refine(isFilled, filled).optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What policy sees: a value with its confidence (0–1) and evidence, or an honest "not known" with what it might be. */
export type Fact<T> =
  | { known: true; value: T; confidence: number; evidence: Evidence[] }
  | { known: false; why: string; candidates: { value: T; confidence: number }[] };

/** Builds the schema of a fact from the schema of its value. */
export function factSchema<S extends z.ZodType>(value: S) {
  const confidence = z.number().min(0).max(1);
  return z.discriminatedUnion('known', [
    z.object({ known: z.literal(true), value, confidence, evidence: z.array(evidenceSchema) }),
    z.object({ known: z.literal(false), why: z.string(), candidates: z.array(z.object({ value, confidence })) }),
  ]);
}

/** A known fact; confidence, from 0 to 1, defaults to 1. Throws INPUT_INVALID for what nobody can know: no value, or a confidence that is none. */
export function known<T>(value: T, confidence = 1, evidence: Evidence[] = []): Fact<T> {
  if (value === undefined || value === null) throw new KashuvError('INPUT_INVALID', 'a known fact has a value.', { field: 'value', fix: "Write unknown('why')." });
  if (!(confidence >= 0 && confidence <= 1)) throw new KashuvError('INPUT_INVALID', `expected a confidence from 0 to 1, got ${String(confidence)}.`, { field: 'confidence', fix: 'Leave it out for a fact that is certain.' });
  return { known: true, value, confidence, evidence };
}

/** A fact that is not known, with the reason and, where there are any, the candidates. */
export function unknown<T>(why: string, candidates: { value: T; confidence: number }[] = []): Fact<T> {
  return { known: false, why, candidates };
}

/** The value of a fact, or `otherwise` when it is not known. */
export function valueOf<T, D>(fact: Fact<T>, otherwise: D): T | D {
  return fact.known ? fact.value : otherwise;
}
