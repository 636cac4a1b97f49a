import { normaliseText } from './normalise.ts';

/** A text as its copies are told: the words that stay the same when it is passed on. */
export interface ComparedWords {
  /** Folded, in order, `MOST_WORDS` at most. */
  words: string[];
  /** Numbers among them. */
  numbers: string[];
  /** Names among them: capital letters within a sentence, by their first letters, so that a slip of the pen is no other name. */
  names: string[];
  /** Whatever has a capital letter, likewise: a name at the beginning of a sentence is among them. */
  capitals: string[];
  /** How often something is denied; null where the text is cut off before its end. */
  negations: number | null;
}

/** So much of a text is compared. What follows differs between a post and its shorter copies anyway. */
export const MOST_WORDS = 64;
/** UTF-16 units looked at. */
const READ = 4_096;
const LONGEST_WORD = 64;
const NAME_LETTERS = 3;

/** Link, handle, hashtag, number, character of a script without blanks, word, end of a sentence. Repetitions are bounded or exclude what follows them. */
const TOKEN =
  /(?:https?:\/\/|www\.)[^\s<>"]+|\b[a-z0-9-]{1,30}(?:\.[a-z]{2,24}){1,3}\/[^\s<>"]*|@[\p{L}\p{N}_]+(?:[.@-][\p{L}\p{N}_]+)*|#[\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*|\p{N}+(?:[.,]\p{N}+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]\p{M}*|\p{L}(?:[\p{L}\p{M}\p{N}]|['’׳״"](?=\p{L}))*|[.!?…\n]+/giu;

/** Also what is left of a link that was cut off. */
const LINK = /^(?:https?(?::|$)|www\.|[^@#].*\/)/i;
const NUMBER = /^\p{N}/u;
const STOP = /^[.!?…\n]/;
const CAPITAL = /^\p{Lu}/u;
const MARKED = /[^\x00-\x7f\u05d0-\u05ea]/;
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]/g;
const QUOTES = /['’׳״"]/g;
const FINAL = /[ךםןףץς]/g;
const FINALS: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ', ς: 'σ' };
const DRAWN_OUT = /(\p{L})\1{2,}/gu;
/** "And" and "the", which Hebrew writes as one with the word. */
const HEBREW_PREFIX = /^(?:ו?ה|ו)(?=[\u05d0-\u05ea]{3})/;

/** At the end of a text: who sends it, from which device. Looked for in the last units alone. */
const TAIL = 160;
const SIGNATURE =
  /(?:\n[ \t]*(?:--|—|–)[ \t]*\n?[ \t]*\S+(?:[ \t]+\S+){0,3}|[ \t]\^\p{L}{1,3}|[ \t\n](?:sent from (?:my|mail|outlook)|נשלח מ)[^\n]{0,40}|\n[ \t]*(?:(?:best|kind|warm) )?(?:regards|wishes|thanks|thank you|cheers|sincerely|yours|בברכה|תודה)[,.!]?[ \t]*\n[ \t]*\S+(?:[ \t]+\S+){0,3})\s*$/iu;
const SIGNED = /[\n^]|sent from|נשלח מ/i;

/** Denials of the languages that are met most. What is missing is no veto. */
const NEGATIONS: ReadonlySet<string> = new Set(
  ('not no never nor none nothing nobody cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt aint without ' +
    'לא שלא אינ שאינ אינו אינה אינמ איננ בלי ללא אפ nicht kein keine keinen pas jamais rien nunca nada не нет ни ليس لا').split(' '),
);

/** In time linear in what is read of the text. */
export function comparedWords(text: string, title?: string): ComparedWords {
  const read = unsigned(normaliseText((title === undefined ? text : `${title}\n${text}`).slice(0, READ)).text);
  const found: { word: string; tag: boolean; end: number; capital: boolean; begins: boolean }[] = [];
  let begins = true;
  let retold = false;
  let lastStop = -1;
  for (const match of read.matchAll(TOKEN)) {
    const token = match[0];
    if (STOP.test(token)) {
      begins = true;
      lastStop = match.index;
      continue;
    }
    if (token.startsWith('@')) {
      const last = found.at(-1);
      // "RT @x:", "via @x": who said it before, and not what.
      if (last !== undefined && (last.word === 'rt' || last.word === 'via')) found.pop();
      continue;
    }
    if (LINK.test(token)) continue;
    const tag = token.startsWith('#');
    const capital = !tag && CAPITAL.test(token);
    const word = fold(tag ? token.slice(1) : token);
    if (word === '') continue;
    if (word === 'rt' && found.length === 0) retold = true;
    found.push({ word, tag, end: match.index + token.length, capital, begins });
    begins = false;
    if (found.length > MOST_WORDS + 8) break;
  }
  if (retold && found[0]?.word === 'rt') found.shift();
  const whole = found.length <= MOST_WORDS;
  while (found[0]?.tag === true) found.shift();
  const cut = whole && trimEnd(found, read, lastStop);
  const kept = found.slice(0, MOST_WORDS);
  const words = kept.map(({ word }) => word);
  const capitals = kept.filter(({ capital }) => capital);
  // Where most words are capitalised, it is a headline and tells no names.
  const names = capitals.length * 2 > kept.length ? [] : capitals.filter(({ word, begins: first }) => !first && word.length >= NAME_LETTERS);
  return {
    words,
    numbers: words.filter((word) => NUMBER.test(word)),
    names: names.map(({ word }) => word.slice(0, NAME_LETTERS)),
    capitals: capitals.map(({ word }) => word.slice(0, NAME_LETTERS)),
    negations: cut ? null : words.reduce((count, word) => count + (NEGATIONS.has(word) ? 1 : 0), 0),
  };
}

/** Takes away what is added at the end: hashtags, "via …", and the word that was cut off before an ellipsis. True: there was such a word. */
function trimEnd(found: { word: string; tag: boolean; end: number }[], read: string, lastStop: number): boolean {
  while (found.at(-1)?.tag === true) found.pop();
  const last = found.at(-1);
  const cut = last !== undefined && last.end === lastStop && (read[lastStop] === '…' || read.startsWith('...', lastStop));
  if (cut) found.pop();
  const via = found.findLastIndex(({ word }) => word === 'via');
  if (via > 0 && via >= found.length - 4) found.length = via;
  return cut;
}

function unsigned(text: string): string {
  const tail = text.slice(-TAIL);
  if (!SIGNED.test(tail)) return text;
  return text.slice(0, text.length - tail.length) + tail.replace(SIGNATURE, '');
}

function fold(token: string): string {
  let word = token.toLowerCase();
  if (NUMBER.test(word)) return word.replace(/[.,]/g, '').slice(0, LONGEST_WORD);
  word = word.replace(QUOTES, '');
  if (MARKED.test(word)) word = word.normalize('NFD').replace(MARKS, '').normalize('NFC');
  const code = word.charCodeAt(0);
  if (code >= 0x5d0 && code <= 0x5ea) word = word.replace(FINAL, (letter) => FINALS[letter] as string).replace(HEBREW_PREFIX, '');
  return word.replace(DRAWN_OUT, '$1').slice(0, LONGEST_WORD);
}
