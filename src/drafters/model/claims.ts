import type { Frame } from '../../reply/index.ts';
import type { Material } from '../../spec/plugin.ts';
import { claimWords, type ClaimWords } from './claim-words.ts';

export type ClaimKind = 'number' | 'time' | 'name' | 'address' | 'compensation' | 'echo' | 'markup';
export interface Invention {
  readonly kind: ClaimKind;
  /** The words in the answer. */
  readonly part: string;
}

interface Word {
  readonly text: string;
  readonly low: string;
  readonly start: number;
  /** First of its sentence. */
  readonly first: boolean;
}

const WORD = /[\p{L}\p{M}]+(?:['’"״׳-][\p{L}\p{M}]+)*/gu;
const NUMBER = /\p{N}(?:[\p{N}.,:/⁄-]*\p{N})?/gu;
const MONEY = /(?:[$€£¥₪₹]|\b(?:usd|eur|gbp|ils|nis)\b|ש["״]ח|שקל(?:ים)?|(?<![\p{L}])(?:dollars?|euros?|pounds?|shekels?))/giu;
const ADDRESS = /(?:https?:\/\/|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}|(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}-]+\.)+\p{Ll}{2,}(?:\/\S*)?/gu;
const MARKUP = /[{}<>[\]|`\\]+/gu;
/** So many words in a row of what somebody wrote are no uptake any more. */
const ECHO_WORDS = 8;
const MIN_SENTENCE = 12;
const BLANK = /\{[a-z]+\}/g;
/** Languages that write other words than names with a capital. */
const CAPITAL_NOUNS = ['de', 'lb'];
const MAX_PREFIX = 3;
/** Month names that are other words far more often. */
const OTHER_WORDS = new Set(['may', 'march', 'mai', 'mars']);

/**
 * What an answer claims and neither the facts nor the post hold: numbers, times, names. Addresses, compensation, full names and promised times
 * count only from the facts: what somebody demands is no promise, and whom they accuse is not repeated. Nor is a post itself, or markup. Blanks and what they are filled with are no claims.
 *
 * Names are found by capitals and titles, in Hebrew by titles and common given names; number and time words in English and Hebrew, weekdays
 * and months in every language the platform knows. It is a net, no proof: a human reads the draft.
 */
export function inventions(body: string, frame: Frame, material: Material): Invention[] {
  const language = material.language.split('-')[0] ?? '';
  // A blank is a word nobody can mistake: the sentence around it stays whole. Whole sentences of the pack are as good as facts.
  const text = withoutWording(body, material)
    .replace(BLANK, (blank) => '_'.repeat(blank.length))
    .normalize('NFKC');
  const facts = new Known([...frame.facts.values(), material.brand.name, ...material.brand.aliases, material.brand.canonicalUrl ?? ''], material);
  const quoted = new Known([material.mention?.private === false ? material.mention.text : ''], material);
  const found = new Map<string, Invention>();
  const add = (kind: ClaimKind, part: string): void => void found.set(`${kind} ${part}`, { kind, part });
  const lexicon = claimWords[language];
  const promised = promiseBefore(text, lexicon);
  const own = vocabulary(material);

  for (const { 0: part } of text.matchAll(ADDRESS)) {
    const address = part.replace(/[.,;:!?)\]"'”’]+$/u, '');
    if (!facts.includes(address)) add('address', address);
  }
  for (const { 0: part } of text.matchAll(MARKUP)) add('markup', part);
  const rest = text.replace(ADDRESS, (part) => ' '.repeat(part.length));
  for (const { 0: part, index } of rest.matchAll(NUMBER)) {
    const known = facts.hasNumber(part) || (quoted.hasNumber(part) && !promised(index) && !besideMoney(rest, index, part.length));
    if (!known) add(/\d:\d\d/.test(part) ? 'time' : 'number', part);
  }
  for (const { 0: part } of rest.matchAll(MONEY)) if (!facts.includes(part)) add('compensation', part);

  const words = wordsOf(rest);
  const dates = dateWords(material.language);
  words.forEach((word, index) => {
    const forms = formsOf(word.low, material.pack.prefixes);
    const says = (list: readonly string[] | ReadonlySet<string>): boolean => forms.some((form) => (list instanceof Set ? list.has(form) : (list as readonly string[]).includes(form)));
    if (lexicon?.except.includes(word.low) === true) return;
    const known = facts.hasWord(forms) || (quoted.hasWord(forms) && !promised(word.start));
    if (lexicon !== undefined) {
      if (says(lexicon.numbers) && !known) add('number', word.text);
      if (says(lexicon.times) && !known) add('time', word.text);
      const offer = lexicon.compensations.find((stem) => forms.some((form) => form.startsWith(stem) && isOffer(stem, form, words[index - 1]?.low, words[index + 1]?.low)));
      if (offer !== undefined && !facts.hasBeginning(offer)) add('compensation', word.text);
    }
    if (says(dates) && !known) add('time', word.text);
    const full = isCapital(word) && [words[index - 1], words[index + 1]].some((beside) => beside !== undefined && isCapital(beside) && !(beside.first && beside.start > word.start));
    if (!(full ? facts.hasWord(forms) : known) && isName(word, words[index - 1], words[index + 1], language, lexicon, own)) add('name', word.text);
  });
  const echo = echoOf(words, material);
  if (echo !== null) add('echo', echo);
  return [...found.values()];
}

/** The answer with the pack's own sentences, where they have no slot, made blank. */
function withoutWording(body: string, { pack }: Material): string {
  return pack.wording.sentences.reduce((rest, { text }) => (text.length < MIN_SENTENCE || text.includes('{') ? rest : rest.replaceAll(text, '_')), body);
}

/** The first long run of words that the answer took from the post. */
function echoOf(words: readonly Word[], { mention }: Material): string | null {
  if (mention === null) return null;
  const runs = new Set<string>();
  const theirs = wordsOf(mention.text).map(({ low }) => low);
  for (let start = 0; start + ECHO_WORDS <= theirs.length; start += 1) runs.add(theirs.slice(start, start + ECHO_WORDS).join(' '));
  for (let start = 0; start + ECHO_WORDS <= words.length; start += 1) {
    const run = words.slice(start, start + ECHO_WORDS);
    if (runs.has(run.map(({ low }) => low).join(' '))) return run.map(({ text }) => text).join(' ');
  }
  return null;
}

/** Four capitals are an abbreviation. */
const isCapital = ({ text }: Word): boolean => /^\p{Lu}\p{L}/u.test(text) && !/^\p{Lu}{2,4}$/u.test(text);

/** "Feel free to write" and "free of charge" are two things. */
function isOffer(stem: string, form: string, before: string | undefined, after: string | undefined): boolean {
  if (stem !== 'free') return true;
  return form === 'free' && before !== 'feel' && after !== 'to' && after !== 'from';
}

function isName(word: Word, before: Word | undefined, after: Word | undefined, language: string, lexicon: ClaimWords | undefined, own: ReadonlySet<string>): boolean {
  if (lexicon?.names.includes(word.low) === true) return true;
  if (before !== undefined && !word.first && lexicon?.titles.includes(before.low) === true) return true;
  if (!isCapital(word) || CAPITAL_NOUNS.includes(language) || /^I['’]/u.test(word.text)) return false;
  if (!word.first) return true;
  // At the beginning of a sentence every word has a capital: a name is a word nobody here says, which does something.
  return !own.has(word.low) && after !== undefined && /^(?:will|is|has|can|was|from|at|and|would)$/.test(after.low) && !COMMON_BEGINNINGS.has(word.low);
}

const COMMON_BEGINNINGS = new Set('everyone everybody nobody nothing everything something someone anyone this that these those it there here which who what help support work more each every all both none my our your their his her they we you he she'.split(' '));

/** Whether a word that makes a promise of a time stands within two words before. */
function promiseBefore(text: string, lexicon: ClaimWords | undefined): (index: number) => boolean {
  return (index) => {
    const before = [...text.slice(Math.max(0, index - 30), index).matchAll(WORD)].slice(-2).map(({ 0: word }) => word.toLowerCase());
    return lexicon !== undefined && before.some((word) => lexicon.promises.includes(word));
  };
}

function besideMoney(text: string, index: number, length: number): boolean {
  return [...text.slice(Math.max(0, index - 6), index + length + 9).matchAll(MONEY)].length > 0;
}

function wordsOf(text: string): Word[] {
  let end = 0;
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => {
    const first = end === 0 || /[.!?…:;\n“"(–—-]/u.test(text.slice(end, index));
    end = index + word.length;
    return { text: word, low: lower(word), start: index, first };
  });
}

const lower = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\u0591-\u05c7]/gu, '').replace(/[’׳]/gu, "'").replace(/״/gu, '"');

/** A word as it stands, without its possessive, and without prefix letters. */
function formsOf(word: string, prefixes: string): string[] {
  const forms = [word, word.replace(/'s$/u, '')];
  for (let length = 1; length <= MAX_PREFIX && word.length - length >= 2 && prefixes.includes(word[length - 1] ?? ' '); length += 1) forms.push(word.slice(length));
  return forms;
}

/** The words the pack itself words with: none of them is a name. */
function vocabulary({ pack }: Material): ReadonlySet<string> {
  return new Set(pack.wording.sentences.flatMap(({ text }) => [...text.matchAll(WORD)].map(({ 0: word }) => lower(word))));
}

/** Names of weekdays and months, in words of their own. */
function dateWords(language: string): ReadonlySet<string> {
  const words = new Set<string>();
  if (Intl.DateTimeFormat.supportedLocalesOf([language]).length === 0) return words;
  const add = (options: Intl.DateTimeFormatOptions, time: number): void => {
    const name = lower(new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(time));
    if (/^[\p{L}\p{M}]{3,}$/u.test(name) && !OTHER_WORDS.has(name)) words.add(name);
  };
  for (let day = 1; day <= 7; day += 1) add({ weekday: 'long' }, Date.UTC(2024, 0, day));
  for (let month = 0; month < 12; month += 1) add({ month: 'long' }, Date.UTC(2024, month, 15));
  return words;
}

/** What may be said because it is written somewhere. */
class Known {
  readonly #text: string;
  readonly #numbers: ReadonlySet<string>;
  readonly #words: ReadonlySet<string>;

  constructor(texts: readonly string[], { pack }: Material) {
    this.#text = lower(texts.join('\n'));
    this.#numbers = new Set([...this.#text.matchAll(NUMBER)].map(({ 0: number }) => number));
    this.#words = new Set([...this.#text.matchAll(WORD)].flatMap(({ 0: word }) => formsOf(word, pack.prefixes)));
  }

  includes(part: string): boolean {
    return this.#text.includes(lower(part));
  }

  hasNumber(number: string): boolean {
    return this.#numbers.has(lower(number));
  }

  hasWord(forms: readonly string[]): boolean {
    return forms.some((form) => this.#words.has(form));
  }

  hasBeginning(stem: string): boolean {
    return [...this.#words].some((word) => word.startsWith(stem));
  }
}
