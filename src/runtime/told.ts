import { KashuvError } from '../spec/errors.ts';
import { themesAskedSchema, type ThemesAsked } from '../spec/brand-theme.ts';
import { correctionSchema, toldSchema, type Correction, type Told } from '../spec/tell.ts';

const SEE_TELL = 'docs/architecture.md lists what tell and correct take.';

/** What humans tell a monitor, checked. Throws INPUT_INVALID with the place. */
export const readTold = (input: unknown): Told => parse(toldSchema, input, 'tell', SEE_TELL);

/** What a human knows better of a mention, checked. Throws INPUT_INVALID with the place. */
export const readCorrection = (input: unknown): Correction => parse(correctionSchema, input, 'correct', SEE_TELL);

/** Which themes are asked for, checked. Throws INPUT_INVALID with the place. */
export const readThemesAsked = (input: unknown): ThemesAsked => parse(themesAskedSchema, input, 'themes', 'docs/themes.md lists what themes takes.');

function parse<T>(schema: { safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } } }, value: unknown, field: string, fix: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new KashuvError('INPUT_INVALID', `${issue?.message ?? 'malformed'}.`, { field: [field, ...(issue?.path ?? []).map(String)].join('.'), fix });
}
