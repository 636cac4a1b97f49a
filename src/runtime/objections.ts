import { KashuvError } from '../spec/errors.ts';
import type { Finding } from '../spec/reply.ts';

const MAX_OBJECTIONS = 8;
const MAX_LENGTH = 300;

/** What a publisher gave as its objections, checked and cut. Throws INTERNAL, naming the publisher, for what are none. */
export function checkObjections(given: unknown, publisher: string): string[] {
  if (Array.isArray(given) && given.every((one) => typeof one === 'string')) return given.slice(0, MAX_OBJECTIONS).map((one) => one.slice(0, MAX_LENGTH));
  throw new KashuvError('INTERNAL', `'${publisher}' gave no list of objections.`, { field: 'publisher', fix: 'check and preflight give texts; an empty list: nothing stands in the way.' });
}

/** What stands in the way, for the review: it blocks until the words or the other side have changed. */
export function asFindings(objections: readonly string[], publisher: string): Finding[] {
  return objections.map((objection) => ({
    cue: 'publisher',
    level: 'block',
    span: null,
    message: `${publisher} cannot send it: ${objection}.`,
    suggestion: 'Change the words, or answer in another place; once nothing stands in the way any more, submit them again.',
  }));
}

/** That nobody could say is not that nothing stands in the way. */
export function notAsked(error: unknown, publisher: string): Finding {
  const { code, message } = KashuvError.from(error);
  return {
    cue: 'publisher',
    level: 'warn',
    span: null,
    message: `${publisher} could not be asked whether it can be sent (${code}): ${message.slice(0, MAX_LENGTH)}`,
    suggestion: 'It is asked again before it is sent; what stands in the way then stops it.',
  };
}
