import { KashuvError } from '../../src/spec/errors.ts';

/** The KashuvError that `run` throws. Throws what else it throws, and where it throws nothing. */
export function errorOf(run: () => unknown): KashuvError {
  try {
    run();
  } catch (error) {
    if (KashuvError.is(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
