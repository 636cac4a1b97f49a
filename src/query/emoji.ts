/** Emoji as people see them, families and flags as one; signs that are emoji only when asked for count as well. */
const EMOJI = String.raw`\p{RGI_Emoji}|\p{Extended_Pictographic}`;
const AT = new RegExp(EMOJI, 'vy');
const ALL = new RegExp(EMOJI, 'vg');
/** © and ® stand in names. */
const SIGNS = new Set(['©', '®', '™', '\u203c', '\u2049']);

/** The emoji that begins here; null where none does. */
export function emojiAt(text: string, at: number): string | null {
  if (text.charCodeAt(at) < 0x80 && text.charCodeAt(at + 1) < 0x80) return null;
  AT.lastIndex = at;
  const found = AT.exec(text)?.[0];
  return found === undefined || SIGNS.has(found) ? null : found;
}

export function* emojiIn(text: string): Generator<{ value: string; start: number; end: number }> {
  for (const { 0: value, index } of text.matchAll(ALL)) yield { value, start: index, end: index + value.length };
}

/** Nothing below these is an emoji but for keycaps, which end in U+20E3. */
const FEW = /[\u203c-\u3299\ud83c-\ud83e]/;
export const mayHaveEmoji = (text: string): boolean => FEW.test(text);
