import { show } from '../lib/values.ts';
import type { Duty } from '../spec/duty.ts';
import { KashuvError } from '../spec/errors.ts';
import { eventTypes } from '../spec/event.ts';
import type { Case } from '../spec/mention.ts';

/** What one field of a request may hold: one of some words, or what `typeof` says; `any`: whoever reads it says more. */
type Kind = 'string' | 'boolean' | 'number' | 'any' | readonly string[];

const caseStates = ['open', 'answered', 'gone'] as const satisfies readonly Case['state'][];
const dutyStates = ['waiting', 'answered', 'waived', 'withdrawn'] as const satisfies readonly Duty['state']['is'][];

/** The requests that the monitor's methods take, by method. */
const requests = {
  run: { signal: 'any' },
  ingest: { source: 'string' },
  incidents: { brand: 'string', open: 'boolean' },
  cases: { brand: 'string', state: caseStates, incident: 'string' },
  plans: { brand: 'string', subject: 'string' },
  duties: { brand: 'string', state: dutyStates, subject: 'string' },
  events: { brand: 'string', afterSeq: 'number' },
  submitDraft: { duty: 'any', text: 'any', by: 'any', language: 'string' },
  approve: { draft: 'any', by: 'any', text: 'string' },
  waive: { duty: 'any', by: 'any', reason: 'any' },
  forget: { source: 'any', id: 'any' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Kind>>>>;

/**
 * What a method was asked with, unchanged. A word that nobody reads would be an answer to another question, or a check that is not made: what there is no
 * field for, or no such value, is refused with INPUT_INVALID and the field.
 */
export function asked<T extends object>(method: keyof typeof requests, request: T): T {
  const fields: Readonly<Record<string, Kind>> = requests[method];
  const names = Object.keys(fields).join(', ');
  if (typeof request !== 'object' || request === null || Array.isArray(request)) throw invalid(method, `expected an object, got ${show(request)}.`, `Write { ${names} }.`);
  // It would be heard by nobody: no field of it is its own.
  if (request instanceof AbortSignal) throw invalid(method, 'expected an object that holds the signal.', `Write { ${names} }.`);
  for (const [name, value] of Object.entries(request as Record<string, unknown>)) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === undefined) throw invalid(`${method}.${name.slice(0, MAX_NAME)}`, 'there is no such option.', `Options are: ${names}.`);
    if (value === undefined || kind === 'any' || typeof value === kind) continue;
    if (typeof kind === 'string') throw invalid(`${method}.${name}`, `expected a ${kind}, got ${show(value)}.`, 'Correct it, or leave it out.');
    if (!(kind as readonly unknown[]).includes(value)) throw invalid(`${method}.${name}`, `expected one of ${kind.join(', ')}, got ${show(value)}.`, 'Correct it, or leave it out.');
  }
  return request;
}

const MAX_NAME = 64;
const heard: ReadonlySet<unknown> = new Set(['*', ...eventTypes]);

/** Throws INPUT_INVALID for an event that never comes. */
export function checkEventType(type: unknown): void {
  if (heard.has(type)) return;
  const noun = typeof type === 'string' ? type.split('.', 1)[0] : '';
  const near = eventTypes.filter((known) => known.startsWith(`${noun}.`));
  const fix = near.length > 0 ? `There are: ${near.join(', ')}; '*' hears all.` : "Event types are noun.past-verb, such as 'plan.made'; '*' hears all.";
  throw invalid('type', `there is no event ${show(type)}.`, fix);
}

function invalid(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('INPUT_INVALID', message, { field, fix });
}
