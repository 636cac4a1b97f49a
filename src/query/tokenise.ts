/** A word of a text, as UTF-16 offsets. */
export interface TokenSpan {
  start: number;
  end: number;
  /** ASCII letters and digits only: nothing to fold but case. */
  plain: boolean;
}

const NONE = 0;
const WORD = 1;
/** A letter of a script that writes no blanks between words: a token of its own. */
const SINGLE = 2;
const MARK = 3;
type Kind = typeof NONE | typeof WORD | typeof SINGLE | typeof MARK;

const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;
const COMBINING = /^\p{M}$/u;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
/** Geresh, gershayim and what is typed for them. */
const HEBREW_QUOTE = /['’‘"“”„`´\u05f3\u05f4]/;
/** Two of these are typed for gershayim. */
const HEBREW_APOSTROPHE = /['’‘`´\u05f3]/;

function isHebrewLetter(unit: number): boolean {
  return unit >= 0x5d0 && unit <= 0x5ea;
}

/** True where the character at `index` is a quote or apostrophe, or one of two apostrophes, that belongs to a Hebrew word, as in צה"ל. */
export function isInsideHebrewWord(text: string, index: number): boolean {
  const quote = text.charAt(index);
  if (!HEBREW_QUOTE.test(quote)) return false;
  let before = index - 1;
  if (!isHebrewLetter(text.charCodeAt(index + 1))) {
    if (!HEBREW_APOSTROPHE.test(quote) || !HEBREW_APOSTROPHE.test(text.charAt(index + 1)) || !isHebrewLetter(text.charCodeAt(index + 2))) return false;
  } else if (HEBREW_APOSTROPHE.test(quote) && HEBREW_APOSTROPHE.test(text.charAt(before))) before--;
  while (before >= 0 && isHebrewPoint(text.charCodeAt(before))) before--;
  return isHebrewLetter(text.charCodeAt(before));
}

/**
 * Finds the next word at or after `from` and writes it to `out`; false at the end of the text. Words are made of
 * letters, digits and marks; `_`, `-`, maqaf, `'` and all else end them, but for quotes inside Hebrew words.
 */
export function nextToken(text: string, from: number, out: TokenSpan): boolean {
  let index = from;
  let kind: Kind = NONE;
  for (; index < text.length; index += width(text, index)) {
    kind = kindAt(text, index);
    if (kind === WORD || kind === SINGLE) break;
  }
  if (index >= text.length) return false;
  out.start = index;
  out.plain = true;
  const single = kind === SINGLE;
  for (;;) {
    if (text.charCodeAt(index) > 0x7f) out.plain = false;
    index += width(text, index);
    if (index >= text.length) break;
    kind = kindAt(text, index);
    if (kind === MARK || (kind === WORD && !single)) continue;
    if (kind === NONE && !out.plain && isInsideHebrewWord(text, index)) continue;
    break;
  }
  out.end = index;
  return true;
}

function isHebrewPoint(unit: number): boolean {
  return unit >= 0x591 && unit <= 0x5c7 && unit !== 0x5be && unit !== 0x5c0 && unit !== 0x5c3 && unit !== 0x5c6;
}

function width(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff && (text.codePointAt(index) as number) > 0xffff ? 2 : 1;
}

function kindAt(text: string, index: number): Kind {
  const unit = text.charCodeAt(index);
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39) ? WORD : NONE;
  if (isHebrewLetter(unit)) return WORD;
  if (unit >= 0x2000 && unit <= 0x206f) return NONE;
  if (unit >= 0x4e00 && unit <= 0x9fff) return SINGLE;
  const character = String.fromCodePoint(text.codePointAt(index) as number);
  if (COMBINING.test(character)) return MARK;
  if (UNSPACED.test(character) || unit === 0x30fc) return SINGLE;
  return LETTER_OR_DIGIT.test(character) ? WORD : NONE;
}
