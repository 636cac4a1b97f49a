import type { LanguageIdentifier } from '../spec/language.ts';

/** Latin-script languages kept apart: the ones most posts are written in. A longer list makes short posts less sure. */
const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'sv', 'da', 'fi', 'pl', 'cs', 'sk', 'ro', 'hu', 'tr', 'vi', 'hr', 'lt', 'lv', 'et', 'sl', 'sq', 'ca', 'ms', 'tl'];
/** What the language is read from; a post has shown it by then. */
const MAX_READ = 240;
/** With fewer letters nothing can be said; with ENOUGH the model may be trusted as far as it goes. */
const TOO_FEW = 4;
const ENOUGH = 48;

/**
 * Tells the language of Latin-script text by `eld/small`, loaded on the first call (1.6 MB of n-grams, about 0.1 s).
 * Confidence 0–1 weighs how far the best language is ahead of the next, and how much text there was: a post of a few words
 * stays below 0.5. Links, handles and tags are not read. Null where nothing can be said. Each identifier has its own subset of languages.
 */
export async function latinIdentifier(): Promise<LanguageIdentifier> {
  const { default: shared } = await import('eld/small');
  const eld = shared.newInstance();
  eld.setLanguageSubset(LANGUAGES);

  return (text) => {
    const words = plainWords(text);
    const letters = words.length - words.split(' ').length + 1;
    if (letters < TOO_FEW) return null;
    const result = eld.detect(words);
    if (result.language === '') return null;
    const [best = 0, next = 0] = Object.values(result.getScores()).sort((a, b) => b - a);
    const ahead = best <= 0 ? 0 : Math.min(1, (best - next) / best / AHEAD);
    const amount = Math.min(1, letters / ENOUGH);
    return { code: result.language, confidence: Math.round((0.3 + 0.69 * ahead) * (0.35 + 0.65 * amount) * 100) / 100 };
  };
}

/** A lead of this share of the best score is as clear as it gets. */
const AHEAD = 0.25;

/** Words of the beginning, without what is spelled the same in every language. */
function plainWords(text: string): string {
  return text
    .slice(0, MAX_READ)
    .split(/\s/u)
    .filter((word) => word !== '' && word.length <= 40 && !/^[@#]|:\/\/|^www\./u.test(word) && /\p{Script=Latin}/u.test(word))
    .join(' ');
}
