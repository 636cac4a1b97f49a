import type { NormalText } from '../spec/post.ts';
import { decodeEntity } from '../lib/entities.ts';
import { Rewriter, type OffsetMap } from './offset-map.ts';

/**
 * Characters that NFKC keeps, that combine with nothing before them and that are visible. A text of these alone is its
 * own normal form. Ranges need not be complete, only right: what is missing takes the slower way to the same result.
 */
const INERT =
  '\\x01-%\'-\\[\\]-\\x9f\\xa1-\\xa7\\xa9\\xab\\xac\\xae\\xb0\\xb1\\xb6\\xb7\\xbb\\xbf-\\u0131\\u0134-\\u013e\\u0141-\\u0148\\u014a-\\u017e' +
  '\\u0180-\\u01c3\\u0370-\\u0373\\u0386\\u0388-\\u03cf\\u0400-\\u0482\\u048a-\\u052f\\u05be\\u05d0-\\u05ea\\u05ef-\\u05f4\\u060c-\\u060f\\u061b' +
  '\\u061d-\\u064a\\u0660-\\u066f\\u0671-\\u0674\\u0679-\\u06d5\\u0904-\\u0939\\u2010\\u2012-\\u2016\\u2018-\\u2023\\u2027\\u2030-\\u2032' +
  '\\u2039-\\u203b\\u20a0-\\u20a7\\u20a9-\\u20cf\\u2190-\\u222b\\u2500-\\u2a0b\\u2b00-\\u2bff\\u3001-\\u3029\\u3041-\\u3096\\u30a1-\\u30fe' +
  '\\u3400-\\u9fff\\uac00-\\ud7a3\\u{1f300}-\\u{1faff}';

/** Marks, and the letters that can grow together with the one before: jamo, half-width sound marks, Kirat Rai vowels. */
const JOINING = '\\p{M}\\u0e33\\u0eb3\\u1160-\\u11ff\\u3131-\\u318e\\uff9e\\uff9f\\uffa0-\\uffdc\\u{16d67}\\u{16d68}';

/** `&` and `\` may begin something to decode. */
const NEEDS_LOOK = new RegExp(`[^${INERT}]`, 'u');
const NEEDS_NFKC = new RegExp(`[^${INERT}&\\\\]`, 'u');

/**
 * What NFKC is applied to, one combining sequence at a time. Sequences are cut after 30 joining characters, as the
 * Stream-Safe Text Format does (UAX #15, section 13): sorting the marks of a longer one takes quadratic time.
 */
const SEQUENCE = new RegExp(`[^][${JOINING}]{1,30}|[^${INERT}&\\\\]`, 'gu');

/** Character references, escapes written out, NUL, invisible characters, lone surrogates. */
const SPECIAL =
  /&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,9});|\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|[nrt"'/])|\0|\p{Default_Ignorable_Code_Point}|\p{Surrogate}/gu;

const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;
const BIDI_CONTROL = /^\p{Bidi_Control}$/u;
const VARIATION_SELECTOR = /^\p{Variation_Selector}$/u;

/**
 * Makes a text comparable. Removes invisible characters (zero width, bidi controls, soft hyphens, variation selectors,
 * NUL), decodes character references and escapes written out (`&amp;`, `\u2019`, `\n`; one level), turns lone
 * surrogates into U+FFFD, and applies NFKC. Case is kept. Takes time and memory linear in the text.
 */
export function normaliseText(original: string): NormalText {
  if (!NEEDS_LOOK.test(original)) return { original, text: original, toOriginal: identity, notes: [] };
  const notes = new Set<string>();
  const decoded = rewrite(original, SPECIAL, (found) => decode(found, notes));
  const text = decoded?.text ?? original;
  const composed = NEEDS_NFKC.test(text) ? rewrite(text, SEQUENCE, compose) : null;
  return {
    original,
    text: composed?.text ?? text,
    toOriginal: chain(composed?.map, decoded?.map),
    notes: [...notes],
  };
}

/** Null where nothing changed: the caller goes on with the text it has. */
function rewrite(source: string, pattern: RegExp, change: (found: string) => string): { text: string; map: OffsetMap } | null {
  let rewriter: Rewriter | null = null;
  for (const match of source.matchAll(pattern)) {
    const found = match[0];
    const replacement = change(found);
    if (replacement === found) continue;
    rewriter ??= new Rewriter(source);
    rewriter.replace(match.index, match.index + found.length, replacement);
  }
  return rewriter?.finish() ?? null;
}

function compose(sequence: string): string {
  return sequence.normalize('NFKC');
}

function decode(found: string, notes: Set<string>): string {
  if (found.startsWith('&')) {
    const code = decodeEntity(found);
    if (code === null) return found;
    notes.add('entity');
    return admit(code, notes);
  }
  if (found.startsWith('\\') && found.length > 1) {
    notes.add('escape');
    return decodeEscape(found, notes);
  }
  return admit(found.codePointAt(0) as number, notes);
}

function decodeEscape(found: string, notes: Set<string>): string {
  switch (found[1]) {
    case 'n':
    case 'r':
      return '\n';
    case 't':
      return '\t';
    case 'u':
    case 'U': {
      if (found.length === 12) return admit(joinSurrogates(found.slice(2, 6), found.slice(8)), notes);
      const digits = found[2] === '{' ? found.slice(3, -1) : found.slice(2);
      return admit(Number.parseInt(digits, 16), notes);
    }
    default:
      return found.slice(1);
  }
}

function joinSurrogates(high: string, low: string): number {
  return 0x10000 + ((Number.parseInt(high, 16) & 0x3ff) << 10) + (Number.parseInt(low, 16) & 0x3ff);
}

/** The character, or what stands for it: nothing for the invisible, U+FFFD for what is no character. */
function admit(code: number, notes: Set<string>): string {
  if (code === 0) {
    notes.add('nul');
    return '';
  }
  if (code >= 0xd800 && code <= 0xdfff) {
    notes.add('lone-surrogate');
    return '\ufffd';
  }
  if (code > 0x10ffff) return '\ufffd';
  const character = String.fromCodePoint(code);
  if (!INVISIBLE.test(character)) return character;
  if (BIDI_CONTROL.test(character)) notes.add('bidi-control');
  else if (!VARIATION_SELECTOR.test(character)) notes.add('zero-width');
  return '';
}

function chain(outer: OffsetMap | undefined, inner: OffsetMap | undefined): (index: number) => number {
  if (outer && inner) return (index) => inner.toSource(outer.toSource(index));
  const only = outer ?? inner;
  return only ? (index) => only.toSource(index) : identity;
}

function identity(index: number): number {
  return index;
}
