import { WordTable } from '../../lib/word-table.ts';
import { hebrewInLatin } from './hebrew-in-latin.ts';
import { KIN } from './kin.ts';
import { MORE_WORDS } from './more-words.ts';
import { WORDS } from './words.ts';

/** How much of a text is read, in UTF-16 units; a post has shown its language by then. */
const READ = 320;
/** What a word says that no other language has. */
const FULL = 4;
/** Written without its marks a word is still this much of itself. */
const UNMARKED = 0.8;
const UNMARKED_SHORT = 0.4;
const BORROWED = 0.25;
/** A word that comes again says little more. */
const AGAIN = 0.2;
/** What a letter says that only these languages have. */
const LETTER = 1.5;
const MOST_LETTERS = 3;

/** Letters by the languages that have them and write them often. Vietnamese has many of the others'; its own are told by their block. */
const LETTERS: Readonly<Record<string, string>> = {
  es: 'ñáéíóúü', pt: 'ãõçáéíóúâêô', fr: 'çéèêëàâîïôûùœ', de: 'äöüß', it: 'àèéìòù', nl: 'ëé', sv: 'åäö', da: 'åæø', no: 'åæø', fi: 'äö', pl: 'ąćęłńóśźż',
  cs: 'áčďéěíňóřšťúůýž', sk: 'áäčďéíľĺňóôŕšťúýž', ro: 'ăâîșțşţ', hu: 'áéíóöőúüű', tr: 'çğışöü', hr: 'čćđšž', lt: 'ąčęėįšųūž', lv: 'āčēģīķļņšūž', et: 'õäöüšž', sl: 'čšž',
  sq: 'çë', ca: 'àçèéíïòóúü', vi: 'ăâđêôơưáàãéèíìóòõúùýĩũ',
};

/**
 * How often posts are in a language, roughly and beside the largest: a word that two share speaks rather for the larger one.
 * What is not named is in between.
 */
const FREQUENT: Readonly<Record<string, number>> = {
  en: 1.6, es: 1, pt: 0.9, fr: 0.9, de: 0.9, it: 0.8, id: 0.8, tr: 0.8, nl: 0.7, pl: 0.7, sv: 0.6, hr: 0.45, sk: 0.45, no: 0.45, da: 0.45,
  ca: 0.4, sl: 0.4, lt: 0.4, lv: 0.4, et: 0.4, sq: 0.25, af: 0.2,
};
const IN_BETWEEN = 0.5;

/** What a reading comes to. */
export interface Verdict {
  best: string | null;
  /** By how much the best is ahead of the next. */
  lead: number;
  /** By how much it is ahead of the next that is no kin of it. */
  apart: number;
  /** 0–1: of the words, those that speak for the best. */
  share: number;
  letters: number;
  words: number;
  /** What speaks for Hebrew in Latin letters, and how many different words do. */
  hebrew: number;
  hebrewWords: number;
  score: number;
}

/** Holds texts against the commonest words and the letters of each language. The verdict is the table's own and filled anew by each text. */
export class LanguageTable {
  readonly #codes: readonly string[];
  readonly #family: readonly string[];
  readonly #hebrew: number;
  readonly #table: WordTable;
  readonly #from: Int32Array;
  readonly #language: Uint8Array;
  readonly #weight: Float64Array;
  readonly #letters: Int32Array;
  readonly #seen: Int32Array;
  readonly #scores: Float64Array;
  readonly #counts: Int32Array;
  /** The last one. */
  readonly verdict: Verdict = { best: null, lead: 0, apart: 0, share: 0, letters: 0, words: 0, hebrew: 0, hebrewWords: 0, score: 0 };
  #text = 0;

  constructor() {
    const lists = { ...WORDS, ...MORE_WORDS };
    const codes = [...Object.keys(lists), 'he'];
    const entries = new Map<string, Map<number, number>>();
    const add = (word: string, language: number, weight: number): void => {
      const entry = entries.get(word) ?? new Map<number, number>();
      entries.set(word, entry.set(language, Math.max(weight, entry.get(language) ?? 0)));
    };
    for (const [language, code] of codes.entries()) {
      if (code === 'he') continue;
      const [own = '', borrowed = ''] = (lists[code] ?? '').split('~');
      for (const [words, weight] of [[own, 1], [borrowed, BORROWED]] as const) {
        for (const word of words.trim().split(/\s+/u)) {
          if (word === '') continue;
          add(word, language, weight);
          for (const plain of unmarked(word)) add(plain, language, weight * (plain.length < 4 ? UNMARKED_SHORT : UNMARKED));
        }
      }
    }
    for (const [word, weight] of hebrewInLatin()) add(word, codes.length - 1, weight);

    this.#codes = codes;
    this.#family = codes.map((code) => KIN.find((family) => family.includes(code))?.[0] ?? code);
    this.#hebrew = codes.length - 1;
    this.#table = new WordTable([...entries.keys()], READ);
    this.#from = new Int32Array(entries.size + 1);
    const pairs = [...entries.values()].reduce((sum, entry) => sum + entry.size, 0);
    this.#language = new Uint8Array(pairs);
    this.#weight = new Float64Array(pairs);
    let at = 0;
    for (const [number, [word, entry]] of [...entries].entries()) {
      const often = (language: number): number => FREQUENT[codes[language] ?? ''] ?? IN_BETWEEN;
      let shared = 0;
      for (const [language, weight] of entry) shared += weight * often(language);
      const length = Math.min(1, 0.25 + word.length * 0.2);
      for (const [language, weight] of entry) {
        this.#language[at] = language;
        this.#weight[at++] = FULL * length * weight * (entry.size === 1 ? 1 : ((weight * often(language)) / shared) ** 0.5);
      }
      this.#from[number + 1] = at;
    }
    this.#letters = new Int32Array(0x1f00);
    for (const [language, code] of codes.entries()) {
      for (const letter of LETTERS[code] ?? '') this.#letters[letter.charCodeAt(0)] = (this.#letters[letter.charCodeAt(0)] as number) | (1 << language);
    }
    this.#letters.fill(1 << codes.indexOf('vi'), 0x1ea0, 0x1efa);
    this.#seen = new Int32Array(entries.size);
    this.#scores = new Float64Array(codes.length);
    this.#counts = new Int32Array(codes.length);
  }

  judge(text: string): Readonly<Verdict> {
    const reading = this.#table.read(text);
    const scores = this.#scores.fill(0);
    const counts = this.#counts.fill(0);
    const { verdict } = this;
    this.#text = (this.#text + 1) | 0;
    verdict.hebrewWords = 0;
    for (let index = 0; index < reading.hits; index++) {
      const number = reading.found[index] as number;
      const again = this.#seen[number] === this.#text;
      this.#seen[number] = this.#text;
      for (let pair = this.#from[number] as number; pair < (this.#from[number + 1] as number); pair++) {
        const language = this.#language[pair] as number;
        scores[language] = (scores[language] as number) + (this.#weight[pair] as number) * (again ? AGAIN : 1);
        counts[language] = (counts[language] as number) + 1;
        if (language === this.#hebrew && !again) verdict.hebrewWords++;
      }
    }
    for (let index = 0, used = 0; index < reading.marks && used < MOST_LETTERS; index++) used += this.#letter(reading.marked[index] as number);

    let best = -1;
    let most = 0;
    let next = 0;
    for (let language = 0; language < scores.length; language++) {
      const score = scores[language] as number;
      if (score > most) {
        next = most;
        most = score;
        best = language;
      } else if (score > next) next = score;
    }
    verdict.best = best < 0 ? null : (this.#codes[best] as string);
    verdict.lead = most - next;
    verdict.apart = best < 0 ? 0 : most - this.#strangers(best);
    verdict.score = most;
    verdict.share = best < 0 || reading.words === 0 ? 0 : Math.min(1, (counts[best] as number) / reading.words);
    verdict.letters = reading.letters;
    verdict.words = reading.words;
    verdict.hebrew = scores[this.#hebrew] as number;
    return verdict;
  }

  /** What the last text had for a language. */
  scoreOf(code: string): number {
    return this.#scores[this.#codes.indexOf(code)] ?? 0;
  }

  /** The best score among those that are no kin of a language. */
  #strangers(language: number): number {
    let most = 0;
    for (let other = 0; other < this.#scores.length; other++) {
      if (this.#family[other] !== this.#family[language] && (this.#scores[other] as number) > most) most = this.#scores[other] as number;
    }
    return most;
  }

  /** Adds what a marked letter says; 1 where it says anything. */
  #letter(letter: number): 0 | 1 {
    let languages = this.#letters[letter] ?? 0;
    if (languages === 0) return 0;
    let having = 0;
    for (let bits = languages; bits !== 0; bits &= bits - 1) having++;
    for (; languages !== 0; languages &= languages - 1) {
      const language = 31 - Math.clz32(languages & -languages);
      this.#scores[language] = (this.#scores[language] as number) + (2 * LETTER) / (1 + having) ** 0.6;
    }
    return 1;
  }
}

/** Letters whose mark is a part of them. */
const BARE: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', đ: 'd', ø: 'o', æ: 'ae', œ: 'oe', ı: 'i' };

/** How a word is typed without its marks: none where it has none. */
function unmarked(word: string): string[] {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '').replace(/[ßłđøæœı]/gu, (letter) => BARE[letter] ?? letter);
  const spelt = word.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('å', 'aa');
  return [...new Set([bare, spelt, bare.includes("'") ? bare.replaceAll("'", '') : bare])].filter((plain) => plain !== word && plain.length > 1);
}
