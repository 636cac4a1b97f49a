import { hash } from 'node:crypto';

/** Hex SHA-256 of the parts, kept apart from each other so that ('a','bc') and ('ab','c') differ. */
export function digest(...parts: readonly string[]): string {
  return digestOf(framed(...parts));
}

/** The parts in one text, kept apart. Texts put one after the other are as if all parts had been framed together. */
export function framed(...parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += `${Buffer.byteLength(part)}:${part}`;
  return text;
}

/** `digest` of parts that are framed already. */
export function digestOf(text: string): string {
  return hash('sha256', text);
}

/** An id of `kind` that derives from content: `case_` and 20 hex digits. Same parts, same id, in every run. */
export function deriveId(kind: string, ...parts: readonly string[]): string {
  return idOf(kind, framed(kind, ...parts));
}

/** `deriveId` of parts that are framed already, the kind among them. */
export function idOf(kind: string, text: string): string {
  return `${kind}_${digestOf(text).slice(0, 20)}`;
}
