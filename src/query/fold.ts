const PLAIN = /^[a-z0-9]*$/;
/** What a spelling may carry or leave out: Hebrew points and quotes, Arabic vowel signs and the stretching tatweel. */
const OPTIONAL = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670\u05f3\u05f4\u0640'’‘"“”„`´]/g;
const FINAL = /[ךםןףץς]/g;
/** Sharp s is two letters in capitals, so it is two letters. */
const SHARP = /ß/g;
const FINALS: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ', ς: 'σ' };

/** The form in which two spellings of one word are equal: lower case, final letters as plain ones, nothing optional. Expects NFKC. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.replace(OPTIONAL, '').replace(FINAL, (letter) => FINALS[letter] as string).replace(SHARP, 'ss');
}
