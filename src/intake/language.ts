import type { LanguageIdentifier } from '../spec/language.ts';
import type { LanguageGuess, NormalText } from '../spec/post.ts';
import { tellApart } from './alphabets.ts';
import { LANGUAGES, scriptOf, TWO_LETTERS, type Script } from './scripts.ts';

/** Posts in other scripts carry English names and tags: from this share of letters on a mixed text is in the other script. */
const FOREIGN_SHARE = 0.3;
/** Below that share they may still be all that is not a name; with fewer letters they are a symbol. */
const FOREIGN_LETTERS = 2;
/** One of these is about a word, not a letter; where it is repeated somebody laughs (哈哈哈). */
const HEAVY: ReadonlySet<Script> = new Set(['han', 'kana', 'hangul']);
/** How much of a text is looked at, and how much of it an identifier gets to see, in UTF-16 units. More makes it slower, not surer. */
const LOOKED_AT = 4000;
const SAMPLE = 1000;
/** From here on an identifier is believed against the source, whose tag is often the device's language and not the text's. */
const SURE = { confidence: 0.9, letters: 40 };

/** A guess below this is none: two words of English look like many a language. */
const LEAST = 0.5;
/** For the few words in a script of their own among words nobody could tell. */
const LEFT_OVER = 0.4;
/** Alef and ayin are a tenth of Hebrew's letters and a sixth of Yiddish's: from here on words are looked at. */
const YIDDISH_VOWELS = 0.12;

/** A handle ends where its letters do: in scripts without spaces a sentence goes on behind it. */
const WORDLESS = /(?:[hH][tT][tT][pP][sS]?:\/\/|[wW][wW][wW]\.)\S+|@[!-~]+/g;

/**
 * The language of a text: by its script where the script has one language, else by `identify`, else by the `hint` of
 * the source, else by what tells languages of one script apart. Links and handles do not count, Latin tags neither. `und` with confidence 0
 * where nothing can be said. Codes are primary subtags: `en`, not `en-GB`. Of a long text the beginning is looked at.
 */
export function identifyLanguage(text: NormalText | string, hint?: string | null, identify?: LanguageIdentifier | null): LanguageGuess {
  const whole = typeof text === 'string' ? text : text.text;
  const count = countScripts(whole);
  const hinted = readHint(hint);
  if (count === null) return hinted === null ? { code: 'und', confidence: 0, by: 'none' } : { code: hinted, confidence: 0.3, by: 'source' };
  const languages = LANGUAGES[count.script];
  const fitting = hinted !== null && fits(hinted, count.script) ? hinted : null;
  if (count.script !== 'hebrew' && languages.length > 1) return sharedScript(sampleOf(whole, count), count, fitting, identify ?? null);
  if (fitting !== null && fitting !== languages[0]) return { code: fitting, confidence: 0.7, by: 'source' };
  const code = count.yiddish && fitting === null ? (tellApart('hebrew', sampleOf(whole, count))?.code ?? 'he') : (languages[0] as string);
  return { code, confidence: scriptConfidence(count), by: 'script' };
}

function sharedScript(words: string, count: ScriptCount, hint: string | null, identify: LanguageIdentifier | null): LanguageGuess {
  const guess = ask(identify, words, count.script);
  // Hebrew or Hindi in Latin letters: a source does not tell these apart from what its devices are set to.
  if (guess !== null && guess.confidence >= LEAST && !fits(guess.code, count.script)) return { ...guess, by: 'model' };
  if (guess !== null && hint !== null && guess.code === hint) return { code: hint, confidence: Math.max(0.8, guess.confidence), by: 'source' };
  if (guess !== null && (hint === null ? guess.confidence >= LEAST : (guess.confidence >= SURE.confidence && count.letters >= SURE.letters))) {
    return { ...guess, by: 'model' };
  }
  if (hint !== null) return { code: hint, confidence: guess === null ? 0.7 : 0.6, by: 'source' };
  const told = tellApart(count.foreign ?? count.script, words);
  if (told === null) return { code: 'und', confidence: 0, by: 'none' };
  return { code: told.code, confidence: count.foreign === null ? round((told.clear ? 0.9 : 0.6) * scriptConfidence(count)) : LEFT_OVER, by: 'script' };
}

/** Null: nothing found that is written so, or the identifier failed, which is no reason to lose the post. */
function ask(identify: LanguageIdentifier | null, words: string, script: Script): { code: string; confidence: number } | null {
  if (identify === null) return null;
  let guess: ReturnType<LanguageIdentifier>;
  try {
    guess = identify(words);
  } catch {
    return null;
  }
  const code = readHint(guess?.code);
  if (guess === null || code === null || !(guess.confidence > 0)) return null;
  // What is Latin in a text in another script is a name. Hebrew and Hindi are also typed in Latin letters.
  if (script !== 'latin' && !fits(code, script)) return null;
  return { code, confidence: round(Math.min(1, guess.confidence)) };
}

interface ScriptCount {
  script: Script;
  /** 0–1: of all letters. */
  share: number;
  letters: number;
  /** Latin texts: the script of the few words that are not Latin. */
  foreign: Script | null;
  /** Alef and ayin, which Yiddish writes for vowels, are frequent. */
  yiddish: boolean;
  /** Something is in it that is not to be read. */
  addresses: boolean;
}

/** Letters by script; of one that is repeated the third does not count (of one that is as good as a word the second), nor any in links and handles. */
function countScripts(text: string): ScriptCount | null {
  const end = Math.min(text.length, LOOKED_AT);
  let latin = 0;
  let hebrew = 0;
  let vowels = 0;
  let tagged = 0;
  let jamo = 0;
  let others: Map<Script, number> | null = null;
  let addresses = false;
  let inTag = false;
  let wordFrom = 0;
  let last = 0;
  let run = 0;
  for (let index = 0; index < end; index++) {
    const unit = text.charCodeAt(index);
    const script = scriptOf(unit);
    if (script === null) {
      if (unit <= 0x20) inTag = false;
      else if (unit === 0x23) inTag = true;
      else if (unit === 0x40 || isLink(text, index, wordFrom)) {
        addresses = true;
        // A link begins with its first word.
        if (unit !== 0x40) latin = Math.max(0, latin - (index - wordFrom));
        while (index + 1 < end && !isSpace(text.charCodeAt(index + 1)) && (unit !== 0x40 || text.charCodeAt(index + 1) < 0x7f)) index++;
      }
      if (unit < 0x300) wordFrom = index + 1;
      last = 0;
      continue;
    }
    if (unit === last) {
      if (++run > 2) continue;
    } else {
      last = unit;
      run = 1;
    }
    if (script === 'latin') {
      if (inTag) tagged++;
      else latin++;
    } else if (script === 'hebrew') {
      hebrew++;
      if (unit === 0x5d0 || unit === 0x5e2 || unit > 0x5ea) vowels++;
    } else if (unit >= 0x3131 && unit <= 0x318e) jamo++;
    else {
      others ??= new Map();
      if (HEAVY.has(script)) others.set(script, (others.get(script) ?? 0) + (run === 1 ? 2 : 0));
      else others.set(script, (others.get(script) ?? 0) + 1);
    }
  }
  // Laughs and tears (ㅋㅋ, ㅠㅠ) stand under posts in any language.
  if (jamo > 0 && latin + hebrew === 0 && others === null) others = new Map([['hangul', jamo]]);
  // Japanese writes Han and kana together, and kana alone shows that it is Japanese.
  const kana = others?.get('kana') ?? 0;
  if (others && kana > 0) {
    others.set('kana', kana + (others.get('han') ?? 0));
    others.delete('han');
  }
  let foreign: Script = 'hebrew';
  let most = hebrew;
  let total = latin + hebrew;
  for (const [script, letters] of others ?? []) {
    total += letters;
    if (letters > most) {
      foreign = script;
      most = letters;
    }
  }
  const yiddish = vowels > 0 && vowels >= hebrew * YIDDISH_VOWELS;
  if (total === 0) return tagged === 0 ? null : { script: 'latin', share: 1, letters: tagged, foreign: null, yiddish, addresses };
  if (hebrew / total >= FOREIGN_SHARE) return { script: 'hebrew', share: hebrew / total, letters: hebrew, foreign: null, yiddish, addresses };
  if (most / total >= FOREIGN_SHARE) return { script: foreign, share: most / total, letters: most, foreign: null, yiddish, addresses };
  return { script: 'latin', share: latin / total, letters: latin, foreign: most >= FOREIGN_LETTERS ? foreign : null, yiddish, addresses };
}

/** At a colon or dot: is the word before it the beginning of an address? */
function isLink(text: string, at: number, wordFrom: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 0x3a) return text.charCodeAt(at + 1) === 0x2f && text.charCodeAt(at + 2) === 0x2f;
  return unit === 0x2e && at - wordFrom === 3 && isW(text.charCodeAt(at - 1)) && isW(text.charCodeAt(at - 2)) && isW(text.charCodeAt(at - 3));
}

function isW(unit: number): boolean {
  return unit === 0x77 || unit === 0x57;
}

function isSpace(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0 || unit === 0x3000 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029;
}

/** Half for the script alone, the rest by its share; a single letter says little. */
function scriptConfidence({ share, letters }: ScriptCount): number {
  return letters < 2 ? 0.5 : round(0.5 + 0.49 * share);
}

function sampleOf(text: string, { addresses }: ScriptCount): string {
  const words = addresses ? text.slice(0, LOOKED_AT).replace(WORDLESS, ' ') : text;
  return words.slice(0, SAMPLE).toWellFormed();
}

/** Primary subtag of a BCP 47 tag, old codes replaced; null for what says nothing. */
function readHint(hint: string | null | undefined): string | null {
  if (typeof hint !== 'string') return null;
  const code = /^([a-z]{2,3})(?:[-_]|$)/.exec(hint.trim().toLowerCase())?.[1];
  if (code === undefined || ['und', 'zxx', 'mul', 'mis'].includes(code) || (code.length === 2 && !TWO_LETTERS.has(code))) return null;
  return code === 'iw' ? 'he' : code === 'ji' ? 'yi' : code === 'in' ? 'id' : code;
}

/** Can a language be written in a script? Latin: every language that is not at home in other scripts alone. */
function fits(code: string, script: Script): boolean {
  if (script !== 'latin') return LANGUAGES[script].includes(code);
  return LANGUAGES.latin.includes(code) || !Object.values(LANGUAGES).some((codes) => codes.includes(code));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
