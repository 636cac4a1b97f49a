import { normaliseText } from '../src/intake/index.ts';
import type { Line } from './read.ts';

/** What the customer of a dialogue with a brand said first; '' where that is not known. */
export function firstTurn(line: Line): string {
  const turns: unknown = line['dialogContent'];
  const first: unknown = Array.isArray(turns) ? turns[0] : undefined;
  if (typeof first !== 'object' || first === null || !('client' in first) || !('message' in first) || typeof first.message !== 'string') return '';
  return normaliseText(first.message).text;
}
