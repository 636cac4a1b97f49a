import { isRecord } from '../http/json.ts';

/** What an activity of any known server stays far below. */
const MAX_DEPTH = 24;
const MAX_VALUES = 4_000;
const MAX_CONTEXTS = 16;
/** Keywords that turn a document into several, or upside down; no server needs them to say who said what. */
const REFUSED = new Set(['@graph', '@included', '@reverse', '@import', '@nest']);

/**
 * Why a document from outside is not given to JSON-LD, whose work can grow far faster than its input; null where it may be. Depth, number of values,
 * contexts and keywords are bounded.
 */
export function unboundedness(document: unknown): string | null {
  let values = 0;
  let contexts = 0;
  const problem = (value: unknown, depth: number): string | null => {
    values += 1;
    if (values > MAX_VALUES) return `it holds more than ${MAX_VALUES} values`;
    if (typeof value !== 'object' || value === null) return null;
    if (depth > MAX_DEPTH) return `it is nested more than ${MAX_DEPTH} deep`;
    for (const [key, inner] of Object.entries(value)) {
      if (REFUSED.has(key)) return `it uses ${key}`;
      if (key === '@context') {
        contexts += Array.isArray(inner) ? inner.length : 1;
        if (contexts > MAX_CONTEXTS) return `it names more than ${MAX_CONTEXTS} contexts`;
      }
      const found = problem(inner, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return isRecord(document) ? problem(document, 0) : 'it is no object';
}
