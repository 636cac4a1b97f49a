/** Classes of characters, as far as cutting text into words needs them. */
export const OTHER = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** Invisible, or a mark on a letter: belongs to the word it stands in and is absent from its comparable form. */
export const IGNORED = 3;
export const APOSTROPHE = 4;
/** Stands inside Hebrew abbreviations; otherwise a separator. */
export const QUOTE = 5;
export const PAUSE = 6;
export const STOP = 7;
export const EMOJI = 8;
/** The asterisk that hides a letter of a word. */
export const MASK = 9;

const LETTER_OR_NUMBER = /^[\p{L}\p{N}]$/u;
const MARK = /^\p{M}$/u;

/** Apostrophes and geresh; quotation marks and gershayim. */
const APOSTROPHES = '\u2018\u2019\u02bc\u00b4\u05f3';
const QUOTES = '\u201c\u201d\u201e\u05f4';
const PAUSES = '\u2013\u2014\u05c0\u060c\u3001';
const STOPS = '\u2026\u2028\u2029\u05c3\u061f\u3002\u00a1\u00bf';

const ASCII = asciiClasses();

function asciiClasses(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 0x30; code <= 0x39; code += 1) table[code] = DIGIT;
  for (let code = 0x41; code <= 0x5a; code += 1) table[code] = table[code + 32] = LETTER;
  table[0x5f] = LETTER; // the underscore of handles and tags
  table[0x27] = table[0x60] = APOSTROPHE;
  table[0x22] = QUOTE;
  table[0x2a] = MASK;
  for (const pause of ',;:()[]{}|') table[pause.charCodeAt(0)] = PAUSE;
  for (const stop of '.!?\n\r') table[stop.charCodeAt(0)] = STOP;
  return table;
}

/** The class of a code point. Surrogates that stand alone are OTHER. */
export function classOf(code: number): number {
  if (code < 0x80) return ASCII[code] ?? OTHER;
  if (code >= 0x5d0 && code <= 0x5ea) return LETTER;
  if (isIgnored(code)) return IGNORED;
  if (code >= 0xd800 && code <= 0xdfff) return OTHER;
  if (isEmoji(code)) return EMOJI;
  const character = String.fromCodePoint(code);
  if (LETTER_OR_NUMBER.test(character)) return APOSTROPHES.includes(character) ? APOSTROPHE : LETTER;
  if (MARK.test(character)) return IGNORED;
  if (APOSTROPHES.includes(character)) return APOSTROPHE;
  if (QUOTES.includes(character)) return QUOTE;
  if (PAUSES.includes(character)) return PAUSE;
  if (STOPS.includes(character)) return STOP;
  return OTHER;
}

function isIgnored(code: number): boolean {
  if (code < 0x300) return code === 0xad;
  if (code >= 0x591 && code <= 0x5c7) return code !== 0x5be && code !== 0x5c0 && code !== 0x5c3 && code !== 0x5c6;
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0x2066 && code <= 0x2069) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0x61c ||
    (code >= 0x1f3fb && code <= 0x1f3ff)
  );
}

/** Pictures and regional letters. */
function isEmoji(code: number): boolean {
  return (
    (code >= 0x1f000 && code <= 0x1faff) || (code >= 0x2600 && code <= 0x27bf) || (code >= 0x2300 && code <= 0x23ff) || (code >= 0x2b00 && code <= 0x2bff)
  );
}

export const isHebrew = (code: number): boolean => code >= 0x5d0 && code <= 0x5ea;

export const isAsciiLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
