import { foldWord } from './fold.ts';
import { looksOf, type Alphabet } from './look-alikes.ts';

const LONGEST_PREFIX = 4;
/** Letters that may stand before a Hebrew word, in the orders Hebrew allows: ו, then ש כש מש לכש, then ב כ ל מ, then ה; four at most. */
const PREFIXES: ReadonlySet<string> = new Set(prefixes());

/** Longer tokens are no words; nothing looks them up. In UTF-16 units. */
const MAX_TOKEN = 512;

const PLAIN = /^[a-z0-9]*$/;
/** й is a letter of its own; other signs above and below Latin, Greek, Cyrillic and Arabic letters are accents. */
const ACCENT = /(и\u0306)|[\u0300-\u036f\u0653-\u0655]/g;
const MARKED = /[^\x00-\x7f\u05d0-\u05ea\u3400-\u9fff\u{1f000}-\u{1ffff}]/u;

/** Letters that people write without their stroke, or as two; no decomposition knows them. */
const STROKED: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ħ: 'h', ŧ: 't', ı: 'i', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd' };
const STROKE = /[øłđħŧıæœþð]/g;

/** A folded word without accents; null where it has none. */
function withoutAccents(folded: string): string | null {
  if (!MARKED.test(folded)) return null;
  const bare = folded.normalize('NFD').replace(ACCENT, '$1').normalize('NFC').replace(STROKE, (letter) => STROKED[letter] as string);
  return bare === folded ? null : bare;
}

/**
 * What a token of a text may be looked up as: the word itself first, then without accents, then as the words it passes for, then without Hebrew prefix
 * letters. `skip` counts the letters left out in front. `only`: the reading counts where words of this alphabet are out of place.
 */
export function readings(token: string): Reading[] {
  if (token.length > MAX_TOKEN) return [];
  const key = foldWord(token);
  const list: Reading[] = [{ key, skip: 0 }];
  if (PLAIN.test(key)) return list;
  const bare = withoutAccents(key);
  if (bare !== null) list.push({ key: bare, skip: 0 });
  for (const { word, whole } of looksOf(token)) list.push({ key: foldWord(word), skip: 0, ...(whole !== undefined && { only: whole }) });
  const first = key.charCodeAt(0);
  if (first < 0x5d1 || first > 0x5e9) return list;
  for (let skip = 1; skip <= LONGEST_PREFIX; skip++) if (PREFIXES.has(key.slice(0, skip))) pushRest(list, key, skip);
  return list;
}

/** A form in which a token may be asked for. */
export interface Reading {
  readonly key: string;
  readonly skip: number;
  readonly only?: Alphabet;
}

function pushRest(list: Reading[], key: string, skip: number): void {
  const rest = key.slice(skip);
  const code = rest.charCodeAt(0);
  const hebrew = code >= 0x5d0 && code <= 0x5ea;
  if (rest.length >= (hebrew ? 2 : 1)) {
    list.push({ key: rest, skip });
    const bare = hebrew ? null : withoutAccents(rest);
    if (bare !== null) list.push({ key: bare, skip });
  }
}

/** Offset in `token` of what follows its first `skip` letters; the prefix's own points and a quote after it belong to neither. */
export function afterPrefix(token: string, skip: number): number {
  let offset = 0;
  let letters = 0;
  while (offset < token.length) {
    const optional = foldWord(token.charAt(offset)) === '';
    if (!optional && letters === skip) break;
    if (!optional) letters++;
    offset++;
  }
  return offset;
}

function prefixes(): string[] {
  const list: string[] = [];
  for (const and of ['', 'ו']) {
    for (const that of ['', 'ש', 'כש', 'מש', 'לכש']) {
      for (const preposition of ['', 'ב', 'כ', 'ל', 'מ']) {
        for (const the of ['', 'ה']) {
          const prefix = and + that + preposition + the;
          if (prefix !== '' && prefix.length <= LONGEST_PREFIX) list.push(prefix);
        }
      }
    }
  }
  return list;
}
