import * as z from 'zod';

import { KashuvError } from '../spec/errors.ts';
import type { Drafter } from '../spec/plugin.ts';
import { draftSchema, type Draft } from '../spec/reply.ts';

export interface DraftRequest {
  /** Confirmed facts for the blanks: `time`, `action`, `fact`, `prevention`, `url` … */
  facts?: Readonly<Record<string, string>>;
  /** Default: the plan's. */
  language?: string;
}

const MAX_NAME = 64;

/** What is asked of a drafter, checked. A fact that is undefined is none. Throws INPUT_INVALID with the field. */
export function checkDraftRequest(request: DraftRequest): { facts: Record<string, string>; language: string | undefined } {
  if (!isPlain(request)) throw invalid('draft', 'expected an object.', "Pass { facts: { signature: 'Dana' }, language: 'en' }, or nothing.");
  for (const key of Object.keys(request)) if (key !== 'facts' && key !== 'language') throw invalid(key.slice(0, MAX_NAME), 'there is no such option.', 'Options are: facts, language.');
  const { facts = {}, language } = request;
  if (language !== undefined && typeof language !== 'string') throw invalid('language', 'expected the code of a language.', "Write 'en' or 'he', or leave it out.");
  if (!isPlain(facts)) throw invalid('facts', 'expected an object.', "Write { signature: 'Dana', time: '16:00 today' }.");
  const given: [string, string][] = [];
  for (const [name, value] of Object.entries<unknown>(facts)) {
    if (value === undefined) continue;
    if (typeof value !== 'string') throw invalid(`facts.${name.slice(0, MAX_NAME)}`, `expected a text, got ${Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`}.`, 'Write it as it is to be said.');
    given.push([name, value]);
  }
  return { facts: Object.fromEntries(given), language };
}

const wordsSchema = z.object({ text: z.string().trim().min(1), elements: draftSchema.shape.elements, slots: draftSchema.shape.slots, variant: z.string().min(1) });

/** What a drafter gave, checked: nothing else may come into the ledger, and be approved. Throws INTERNAL, naming the drafter and the field. */
export function checkWords(words: unknown, { name }: Drafter): Pick<Draft, 'text' | 'elements' | 'slots' | 'variant'> {
  const { success, error } = wordsSchema.safeParse(words);
  // As it was given: the text is not trimmed, only looked at.
  if (success) return words as Pick<Draft, 'text' | 'elements' | 'slots' | 'variant'>;
  const field = ['drafter', ...(error.issues[0]?.path ?? []).map(String)].join('.');
  throw new KashuvError('INTERNAL', `'${name}' gave no draft.`, { field, fix: 'A drafter gives { text, elements, slots, variant }; see the plugin contracts in kashuv/spec.', cause: error });
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: object | null = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function invalid(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('INPUT_INVALID', message, { field, fix });
}
