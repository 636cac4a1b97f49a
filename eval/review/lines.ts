import * as z from 'zod';

import { KashuvError } from '../../src/spec/errors.ts';
import type { LanguageIdentifier } from '../../src/spec/language.ts';
import { elementCatalogue } from '../../src/spec/element.ts';
import { nearest } from '../../src/reply/context.ts';
import { cueNames } from '../../src/reply/messages.ts';
import type { Reviewer } from '../../src/review.ts';
import { reviewContextSchema, type Review, type ReviewContextInput } from '../../src/spec/reply.ts';
import { jsonLines } from '../jsonl.ts';

/** One reply with what is expected of its review. `findings` and `absent` are cue ids at warning level or above. */
const lineSchema = z.strictObject({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  language: z.string().default('en'),
  context: z.looseObject({ stage: reviewContextSchema.shape.stage }),
  expect: z.strictObject({ pass: z.boolean().optional(), findings: z.array(z.string()).default([]), absent: z.array(z.string()).default([]) }),
});
export interface ReplyLine extends z.infer<typeof lineSchema> {
  /** File and line, from 1. */
  readonly where: string;
}

/** What became of one line. `failed` says in words which expectations did not hold. */
export interface JudgedLine {
  readonly id: string;
  readonly agrees: boolean;
  readonly verdict: Review['verdict'];
  readonly findings: readonly { cue: string; level: string }[];
  readonly failed: readonly string[];
}

/** Replies from JSON lines; blank lines are skipped. Throws INPUT_INVALID that names the line (from 1) and the field. */
export function readReplyLines(jsonl: string, file: string): ReplyLine[] {
  const lines: ReplyLine[] = [];
  for (const { where, value } of jsonLines(jsonl, file, 'reply')) {
    const parsed = lineSchema.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new KashuvError('INPUT_INVALID', issue?.message ?? 'is no reply.', { field: [where, ...(issue?.path ?? [])].join(' '), fix: 'See docs/review.md for the format.' });
    }
    const { expect } = parsed.data;
    for (const [list, names] of [['findings', expect.findings], ['absent', expect.absent]] as const) {
      const wrong = names.findIndex((name) => !isCueName(name));
      if (wrong !== -1) throw unknownCue(names[wrong] as string, `${where} expect.${list}.${wrong}`);
    }
    lines.push({ ...parsed.data, where });
  }
  return lines;
}

function unknownCue(name: string, field: string): KashuvError {
  // Another number is another cue, no slip.
  const meant = /^[a-z]+\d+$/iu.test(name) ? (CUE_NAMES.find((known) => known === name.toUpperCase()) ?? null) : nearest(name, CUE_NAMES);
  const fix = meant === null ? 'Use a cue of docs/review.md: L01 to L32, slot, contradiction, never.…, missing:say.….' : `Write ${meant}.`;
  return new KashuvError('INPUT_INVALID', `the review finds no ${JSON.stringify(name.slice(0, 60))}.`, { field, fix });
}

/** Its reason alone: the message of an error begins with its field and ends with its fix. */
const reasonOf = ({ message, field = '', fix = '' }: KashuvError): string => message.slice(field === '' ? 0 : field.length + 2, fix === '' ? undefined : -fix.length - 1);

/** The review of one line. What the line gets wrong is said with its place. */
export function reviewLine(line: ReplyLine, reviewer: Pick<Reviewer, 'review'>, identify?: LanguageIdentifier): Review {
  try {
    return reviewer.review(line.text, contextOf(line, identify));
  } catch (error) {
    if (!KashuvError.is(error) || (error.code !== 'INPUT_INVALID' && error.code !== 'UNSUPPORTED')) throw error;
    throw new KashuvError(error.code, reasonOf(error), { field: `${line.where} ${error.field ?? ''}`.trimEnd(), ...(error.fix === undefined ? {} : { fix: error.fix }), cause: error });
  }
}

/** What the stage says of the situation, where the line does not say it itself. */
export function contextOf({ context, language }: ReplyLine, identify?: LanguageIdentifier): ReviewContextInput {
  const { stage } = context;
  const earlier = Array.isArray(context['earlierReplies']) ? context['earlierReplies'].length : 0;
  const running = stage === 'holding' || stage === 'update';
  return {
    incidentOpen: running,
    // An update is never the first word; a holding statement after others is the next one.
    turn: stage === 'update' || stage === 'closing' || (stage === 'holding' && earlier > 0) ? 1 : 0,
    ...(stage === 'bullying' ? { kind: 'bullying' as const } : {}),
    ...(stage === 'own-post-error' ? { ownFault: true } : {}),
    language,
    ...languageOf(context['mention'], language, identify),
    ...context,
  };
}

/** Sure enough that a post in Latin letters is in another language than the reply is said to be. */
const SURE = 0.8;

function languageOf(mention: unknown, language: string, identify: LanguageIdentifier | undefined): { mentionLanguage?: string } {
  const said = typeof mention === 'string' ? identify?.(mention) : null;
  return said == null || said.confidence < SURE || language !== 'en' ? {} : { mentionLanguage: said.code };
}

/** Holds a review against what was expected of it. */
export function judge({ id, expect }: ReplyLine, { verdict, findings }: Review): JudgedLine {
  const heard = new Set(findings.filter(({ level }) => level !== 'info').map(({ cue }) => cue));
  const failed: string[] = [];
  if (expect.pass !== undefined && (verdict === 'pass') !== expect.pass) failed.push(expect.pass ? `should pass, is ${verdict}` : 'should not pass');
  for (const cue of expect.findings) if (!heard.has(cue)) failed.push(`${cue} not found`);
  for (const cue of expect.absent) if (heard.has(cue)) failed.push(`${cue} found`);
  return { id, agrees: failed.length === 0, verdict, findings: findings.map(({ cue, level }) => ({ cue, level })), failed };
}

const CUE_NAMES = [...cueNames, ...Object.keys(elementCatalogue).flatMap((name) => [`missing:${name}`, `forbidden:${name}`])];
const KNOWN = new Set(CUE_NAMES);

/** Whether the review can find it: a misspelt expectation is told from one that fails. */
export const isCueName = (name: string): boolean => KNOWN.has(name);
