import { KashuvError } from '../spec/errors.ts';
import { correctionSchema, toldSchema, type Correction, type Told } from '../spec/tell.ts';

/** What humans tell a monitor, checked. Throws INPUT_INVALID with the place. */
export const readTold = (input: unknown): Told => parse(toldSchema, input, 'tell');

/** What a human knows better of a mention, checked. Throws INPUT_INVALID with the place. */
export const readCorrection = (input: unknown): Correction => parse(correctionSchema, input, 'correct');

function parse<T>(schema: { safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } } }, value: unknown, field: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new KashuvError('INPUT_INVALID', `${issue?.message ?? 'malformed'}.`, { field: [field, ...(issue?.path ?? []).map(String)].join('.'), fix: 'docs/architecture.md lists what tell and correct take.' });
}
