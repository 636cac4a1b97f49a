import type { LanguageIdentifier } from '../spec/language.ts';
import { areKin } from './identify/kin.ts';
import type { Verdict } from './identify/table.ts';

/** Latin-script languages kept apart: the ones most posts are written in. A longer list makes short posts less sure. */
const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'sv', 'da', 'no', 'fi', 'pl', 'cs', 'sk', 'ro', 'hu', 'tr', 'vi', 'hr', 'lt', 'lv', 'et', 'sl', 'sq', 'ca', 'ms', 'tl'];
/** What the language is read from; a post has shown it by then. */
const MAX_READ = 240;
/** With fewer letters nothing can be said. */
const TOO_FEW = 4;
/** With fewer letters the model cannot be half sure; with ENOUGH it may be trusted as far as it goes. */
const MODEL_LETTERS = 12;
/** Two words are a name and something about it: they have to be longer. */
const FEW = { words: 2, letters: 20 };
const ENOUGH = 48;
const SENTENCE = { words: 3, letters: 20 };
/** Most that is left of what the model says of a text in a language it does not know. */
const DOUBTED = 0.4;
/** From here on the words of a text need no second opinion. */
const CLEAR = 0.75;
/** At most, where kin of a language are about as likely. */
const AMONG_KIN = 0.6;
/** At least, where words and model name the same language, and the words do more than repeat the model's guess. */
const AGREED = 0.55;
const HEARD = 0.25;
/** A difference that is none. */
const LITTLE = 0.5;
/** What one word comes to that none of the kin has. */
const OWN_WORD = 1.5;

/** Somebody who types Hebrew in Latin letters: what the words have to come to, and how sure that makes at most. */
const HEBREW = { score: 3.8, words: 2, share: 0.25, ahead: 0.7, most: 0.6 };

/**
 * Tells the language of Latin-script text by its commonest words and letters, and where these leave a doubt by `eld/small`, loaded with the first call
 * as the word lists are (1.6 MB of n-grams, about 0.2 s for both). Confidence 0–1 weighs how far the best language is ahead of the next, and how much text there was: a post
 * of a few words stays below 0.5. Links, handles and tags are not read. Null where nothing can be said.
 *
 * Hebrew in Latin letters (`ani lo mamin`) is `he` with 0.5 to 0.6, however clear: somebody who reads Hebrew has to answer it, but no cue in Hebrew letters finds anything in it.
 */
export async function latinIdentifier(): Promise<LanguageIdentifier> {
  const [{ default: shared }, { LanguageTable }] = await Promise.all([import('eld/small'), import('./identify/table.ts')]);
  const eld = shared.newInstance();
  eld.setLanguageSubset(LANGUAGES);
  const table = new LanguageTable();

  const modelSays = (text: string): Guess | null => {
    const { language: code, getScores } = eld.detect(plainWords(text));
    const scores = code === '' ? [] : Object.entries(getScores()).sort(([, a], [, b]) => b - a);
    const best = scores[0]?.[1] ?? 0;
    if (best <= 0) return null;
    const ahead = (next: number | undefined): number => Math.min(1, (best - (next ?? 0)) / best / AHEAD);
    const overNext = ahead(scores[1]?.[1]);
    const overStrangers = ahead(scores.find(([other]) => other !== code && !areKin(other, code))?.[1]);
    return { code, confidence: Math.max(overNext, Math.min(0.3, overStrangers / 2)) };
  };

  return (text) => {
    const { letters, words: count, best, hebrew } = table.judge(text);
    if (letters < TOO_FEW) return null;
    const words = byWords(table.verdict);
    if (words !== null && (words.confidence >= CLEAR || words.code === 'he')) return guess(words);
    if (letters < (count <= FEW.words ? FEW.letters : MODEL_LETTERS)) return words === null ? null : guess(words);
    const model = modelSays(text);
    if (model === null) return guess(words);
    model.confidence = modelSureness(model.confidence, letters, count);
    // Words that only Hebrew has are in it, and the model does not know Hebrew in Latin letters.
    if (best === 'he' && hebrew >= HEBREW.score) return guess({ ...model, confidence: Math.min(DOUBTED, model.confidence) });
    if (words === null) return guess(model);
    // As good as the best of the words is what the model names, and something speaks for it: they agree.
    const own = table.scoreOf(model.code);
    return guess(own >= LITTLE && table.verdict.score - own < LITTLE ? { code: model.code, confidence: Math.max(AGREED, model.confidence) } : together(words, model));
  };
}

/** How far the model may be trusted: by how far it is ahead and by how much text there was, for a few words less than for a sentence. */
function modelSureness(ahead: number, letters: number, words: number): number {
  const amount = Math.min(1, letters / ENOUGH);
  return words < SENTENCE.words || letters < SENTENCE.letters ? (0.3 + 0.69 * ahead) * (0.35 + 0.65 * amount) : (0.45 + 0.54 * ahead) * (0.5 + 0.5 * amount);
}

/** A lead of this share of the best score is as clear as it gets. */
const AHEAD = 0.25;

interface Guess {
  code: string;
  confidence: number;
}

/** A guess from words. `kin`: how sure it is that it is this language or one of its kin; `lead`: over these. */
interface Words extends Guess {
  kin: number;
  lead: number;
}

function guess(told: Guess | null): Guess | null {
  return told === null ? null : { code: told.code, confidence: Math.round(told.confidence * 100) / 100 };
}

function byWords({ best, lead, apart, score, share, words, hebrew, hebrewWords }: Readonly<Verdict>): Words | null {
  if (best === null) return null;
  if (hebrew >= HEBREW.score && hebrewWords >= Math.max(HEBREW.words, words * HEBREW.share) && hebrew >= HEBREW.ahead * score) {
    return { code: 'he', confidence: Math.min(HEBREW.most, 0.5 + (hebrew - HEBREW.score) / 60), kin: 0, lead };
  }
  if (best === 'he') return null;
  const covered = Math.min(1, (share + 0.05) / 0.35);
  const kin = sureness(apart * covered);
  // Among kin the likelier one is better than none: somebody who reads one reads the other.
  return { code: best, confidence: Math.max(sureness(lead * covered), Math.min(AMONG_KIN, kin * 0.75)), kin, lead };
}

function sureness(lead: number): number {
  return 0.97 * (1 - Math.exp(-lead / 4));
}

/** Where words and model agree they make each other surer; where they do not, each takes from the other. */
function together(words: Words, model: Guess): Guess {
  const code = model.code === 'ms' && words.code === 'id' ? 'id' : model.code;
  if (words.code === code) return { code, confidence: Math.max(words.kin >= HEARD ? AGREED : 0, 1 - (1 - words.confidence) * (1 - model.confidence)) };
  if (areKin(words.code, code)) return { code: words.lead >= OWN_WORD ? words.code : code, confidence: Math.min(AMONG_KIN, Math.max(words.kin, model.confidence)) };
  const [surer, other] = words.confidence >= model.confidence ? [words, model] : [model, words];
  return { code: surer.code, confidence: surer.confidence * (1 - other.confidence / 2) };
}

/** Words of the beginning, without what is spelled the same in every language. */
function plainWords(text: string): string {
  return text
    .slice(0, MAX_READ)
    .split(/\s/u)
    .filter((word) => word !== '' && word.length <= 40 && !/^[@#]|:\/\/|^www\./u.test(word) && /\p{Script=Latin}/u.test(word))
    .join(' ');
}
