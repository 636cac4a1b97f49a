import { KashuvError } from '../spec/errors.ts';

/** How much is remembered of one brand's posts. */
export interface CopiesSettings {
  /** Ms, from 1: a post is a copy of what was heard at most so long before it, by the monitor's clock. Default 604,800,000 (seven days). */
  windowMs: number;
  /** Posts, from 1 to 10,000,000; beyond, the earliest is let go. About 190 bytes each. Default 100,000. */
  most: number;
}

const defaults: CopiesSettings = { windowMs: 7 * 24 * 60 * 60_000, most: 100_000 };
const MOST = 10_000_000;

/** Fills in the defaults. Throws CONFIG_INVALID with the field at fault. */
export function copiesSettings(given: Partial<CopiesSettings> = {}): CopiesSettings {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw invalid('copies', 'expected an object or false.', 'Pass { windowMs, most }; false remembers nothing.');
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(defaults, name));
  if (unknown !== undefined) throw invalid(`copies.${unknown}`, 'no such setting.', `There are: ${Object.keys(defaults).join(', ')}.`);
  const { windowMs = defaults.windowMs, most = defaults.most } = given;
  if (!Number.isFinite(windowMs) || windowMs < 1) throw invalid('copies.windowMs', 'expected milliseconds, from 1.', 'A week is 604800000; copies: false remembers nothing.');
  if (!Number.isInteger(most) || most < 1 || most > MOST) throw invalid('copies.most', 'expected a whole number from 1 to 10,000,000.', 'A hundred thousand posts take 19 MB; copies: false remembers nothing.');
  return { windowMs, most };
}

function invalid(field: string, message: string, fix: string): KashuvError {
  return new KashuvError('CONFIG_INVALID', message, { field, fix });
}
