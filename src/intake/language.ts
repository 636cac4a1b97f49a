import type { LanguageIdentifier } from '../spec/language.ts';
import type { LanguageGuess, NormalText } from '../spec/post.ts';
import { LANGUAGES, scriptOf, type Script } from './scripts.ts';

/** Hebrew posts carry English names and tags; from this share of letters on a mixed text is Hebrew. */
const HEBREW_SHARE = 0.3;
/** One of these is about a word, not a letter. */
const HEAVY: ReadonlySet<Script> = new Set(['han', 'kana', 'hangul']);
/** What an identifier gets to see, in UTF-16 units. More text makes it slower, not surer. */
const SAMPLE = 1000;
/** From here on an identifier is believed against the source, whose tag is often the device's language and not the text's. */
const SURE = { confidence: 0.9, letters: 40 };

/** A guess below this is none: two words of English look like many a language. */
const LEAST = 0.5;

const WORDLESS = /(?:[hH][tT][tT][pP][sS]?:\/\/|[wW][wW][wW]\.|@)\S+/g;

interface Count {
  script: Script;
  /** 0–1: of all letters. */
  share: number;
  letters: number;
}

/**
 * The language of a text: by its script where the script has one language, else by `identify`, else by the `hint` of
 * the source. Links and handles do not count. `und` with confidence 0 where nothing can be said. Codes are primary
 * subtags: `en`, not `en-GB`.
 */
export function identifyLanguage(text: NormalText | string, hint?: string | null, identify?: LanguageIdentifier | null): LanguageGuess {
  const words = withoutAddresses(typeof text === 'string' ? text : text.text);
  const count = mainScript(words);
  const hinted = readHint(hint);
  if (count === null) return hinted === null ? { code: 'und', confidence: 0, by: 'none' } : { code: hinted, confidence: 0.3, by: 'source' };
  const languages = LANGUAGES[count.script];
  const fitting = hinted !== null && fits(hinted, count.script) ? hinted : null;
  if (count.script === 'hebrew' || languages.length === 1) {
    return fitting !== null && fitting !== languages[0]
      ? { code: fitting, confidence: 0.7, by: 'source' }
      : { code: languages[0] as string, confidence: scriptConfidence(count), by: 'script' };
  }
  return sharedScript(words, count, fitting, identify ?? null);
}

function sharedScript(words: string, count: Count, hint: string | null, identify: LanguageIdentifier | null): LanguageGuess {
  const guess = ask(identify, words);
  if (guess !== null && hint !== null && guess.code === hint) return { code: hint, confidence: Math.max(0.8, guess.confidence), by: 'source' };
  if (guess !== null && (hint === null ? guess.confidence >= LEAST : (guess.confidence >= SURE.confidence && count.letters >= SURE.letters))) {
    return { code: guess.code, confidence: guess.confidence, by: 'model' };
  }
  if (hint !== null) return { code: hint, confidence: guess === null ? 0.7 : 0.6, by: 'source' };
  const likeliest = likeliestOf(count.script, words);
  return likeliest === null
    ? { code: 'und', confidence: 0, by: 'none' }
    : { code: likeliest, confidence: round(0.6 * scriptConfidence(count)), by: 'script' };
}

/** Null: nothing found, or the identifier failed, which is no reason to lose the post. */
function ask(identify: LanguageIdentifier | null, words: string): { code: string; confidence: number } | null {
  if (identify === null) return null;
  let guess: ReturnType<LanguageIdentifier>;
  try {
    guess = identify(words.slice(0, SAMPLE).toWellFormed());
  } catch {
    return null;
  }
  const code = readHint(guess?.code);
  if (guess === null || code === null || !(guess.confidence > 0)) return null;
  return { code, confidence: round(Math.min(1, guess.confidence)) };
}

/** Without an identifier: letters that only some languages have, else the most spoken one. Latin has none that is likely enough. */
function likeliestOf(script: Script, words: string): string | null {
  switch (script) {
    case 'latin':
      return null;
    case 'cyrillic':
      return /[іїєґІЇЄҐ]/.test(words) ? 'uk' : 'ru';
    case 'arabic':
      return /[ٹڈڑںے]/.test(words) ? 'ur' : /[پچژگ]/.test(words) ? 'fa' : 'ar';
    default:
      return LANGUAGES[script][0] ?? null;
  }
}

function mainScript(words: string): Count | null {
  let latin = 0;
  let hebrew = 0;
  let others: Map<Script, number> | null = null;
  let total = 0;
  for (let index = 0; index < words.length; index++) {
    const script = scriptOf(words.charCodeAt(index));
    if (script === null) continue;
    if (script === 'latin') latin++;
    else if (script === 'hebrew') hebrew++;
    else {
      const weight = HEAVY.has(script) ? 2 : 1;
      others ??= new Map();
      others.set(script, (others.get(script) ?? 0) + weight);
      total += weight;
    }
  }
  total += latin + hebrew;
  if (total === 0) return null;
  if (hebrew / total >= HEBREW_SHARE) return { script: 'hebrew', share: hebrew / total, letters: hebrew };
  let best: Script = 'latin';
  let most = latin;
  // Japanese writes Han and kana together, and kana alone shows that it is Japanese.
  const kana = others?.get('kana') ?? 0;
  if (others && kana > 0) {
    others.set('kana', kana + (others.get('han') ?? 0));
    others.delete('han');
  }
  for (const [script, letters] of others ?? []) {
    if (letters > most) {
      best = script;
      most = letters;
    }
  }
  if (hebrew > most) return { script: 'hebrew', share: hebrew / total, letters: hebrew };
  return { script: best, share: most / total, letters: most };
}

/** Half for the script alone, the rest by its share; a single letter says little. */
function scriptConfidence({ share, letters }: Count): number {
  return letters < 2 ? 0.5 : round(0.5 + 0.49 * share);
}

function withoutAddresses(text: string): string {
  return text.includes('@') || text.includes('://') || /www\./i.test(text) ? text.replace(WORDLESS, ' ') : text;
}

/** Primary subtag of a BCP 47 tag, old codes replaced; null for what says nothing. */
function readHint(hint: string | null | undefined): string | null {
  if (typeof hint !== 'string') return null;
  const code = /^([a-z]{2,3})(?:[-_]|$)/.exec(hint.trim().toLowerCase())?.[1];
  if (code === undefined || ['und', 'zxx', 'mul', 'mis'].includes(code)) return null;
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
