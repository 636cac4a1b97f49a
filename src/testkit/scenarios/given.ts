import { KashuvError } from '../../spec/errors.ts';

/** What a helper of the kit was given is not what it takes: CONFIG_INVALID, naming the argument. */
export function wrongly(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('CONFIG_INVALID', message, { field, fix });
}

/** A function, or CONFIG_INVALID: a fixed answer that is none would come out as a failure of somebody else's. */
export function aFunction(field: string, value: unknown, fix: string): void {
  if (typeof value !== 'function') throw wrongly(field, 'expected a function.', fix);
}

export function aName(field: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') throw wrongly(field, 'expected a name.', 'Write a text, or leave it out.');
}
