import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';

/** Throws INPUT_INVALID where something is no text. */
export function checkText(field: string, value: unknown): void {
  if (typeof value !== 'string') throw new KashuvError('INPUT_INVALID', `expected a text, got ${show(value)}.`, { field, fix: 'Give it as a string.' });
}
