import { hash } from 'node:crypto';

/** Hex SHA-256 of the parts, kept apart from each other so that ('a','bc') and ('ab','c') differ. */
export function digest(...parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += `${Buffer.byteLength(part)}:${part}`;
  return hash('sha256', text);
}

/** An id of `kind` that derives from content: `case_` and 20 hex digits. Same parts, same id, in every run. */
export function deriveId(kind: string, ...parts: readonly string[]): string {
  return `${kind}_${digest(kind, ...parts).slice(0, 20)}`;
}
