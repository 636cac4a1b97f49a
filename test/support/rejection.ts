import { KashuvError } from '../../src/spec/errors.ts';

/** The KashuvError that the work rejects with. */
export async function rejection(work: Promise<unknown>): Promise<KashuvError> {
  const error: unknown = await work.then(() => 'no error', (reason: unknown) => reason);
  if (KashuvError.is(error)) return error;
  throw new Error(`expected a KashuvError, got ${String(error)}`);
}
