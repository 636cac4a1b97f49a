/**
 * Letters of other alphabets that pass for Latin ones, by sight. Chosen from what is used to dodge filters; what only resembles (п and n, я and r) is
 * left out. Capitals and small letters differ: Н passes for H, ν for v.
 */
const TABLES = {
  cyrillic: {
    from: 'аеорсухіјѕԁԛԝһӏѵкмтвнАЕОРСУХІЈЅКМТВНӀԚԜҮҺԌ',
    to: 'aeopcyxijsdqwhlvkmtbhAEOPCYXIJSKMTBHIQWYHG',
  },
  greek: {
    from: 'αοιρντυκχγεωηβΑΒΕΖΗΙΚΜΝΟΡΤΥΧ',
    to: 'aoipvtukxyewnbABEZHIKMNOPTYX',
  },
} as const;

export type Alphabet = keyof typeof TABLES;

/** Small letters by which a whole word passes for a Latin one; of capitals all do. к, м, т, в, н or ω, η pass among Latin letters only. */
const ALONE: Readonly<Record<Alphabet, string>> = { cyrillic: 'аеорсухіјѕԁԛԝһӏѵ', greek: 'αοιρντυκχγ' };

/** Latin capitals drawn small, which no lower case leads back. */
const SMALL_CAPITALS = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ';
const SMALL_CAPITALS_TO = 'abcdefghijklmnopqrstuvwyz';

const MAY_LOOK_ALIKE = /[\u0370-\u052f\u1d00-\u1d22\ua730\ua731\ua7af\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f]/;
const LATIN = /\p{Script=Latin}/u;
const LETTER = /\p{L}/gu;
const SCRIPTS: Readonly<Record<Alphabet, RegExp>> = { cyrillic: /\p{Script=Cyrillic}/u, greek: /\p{Script=Greek}/u };

const toLatin = new Map<string, string>([...SMALL_CAPITALS].map((letter, index) => [letter, SMALL_CAPITALS_TO.charAt(index)]));
const fromLatin: Readonly<Record<Alphabet, Map<string, string>>> = { cyrillic: new Map(), greek: new Map() };
const own: Readonly<Record<Alphabet, Set<string>>> = { cyrillic: new Set(), greek: new Set() };
for (const alphabet of ['cyrillic', 'greek'] as const) {
  const { from, to } = TABLES[alphabet];
  [...from].forEach((letter, index) => {
    toLatin.set(letter, to.charAt(index));
    const latin = to.charAt(index);
    if (!fromLatin[alphabet].has(latin)) fromLatin[alphabet].set(latin, letter);
    if (ALONE[alphabet].includes(letter) || letter !== letter.toLowerCase()) own[alphabet].add(letter);
  });
}

/** What a word may have been meant to look like. */
export interface Look {
  readonly word: string;
  /** All its letters are of this alphabet: it passes for another word only where nothing else in the text is of it. */
  readonly whole?: Alphabet;
}

/**
 * Words that a word passes for: `аcme` with a Cyrillic а for `acme`, `Cбер` with a Latin C for `Сбер`, `ᴀᴄᴍᴇ`, and `АСЕ`, all of it
 * Cyrillic, for `ACE`. Expects NFKC.
 */
export function looksOf(word: string): readonly Look[] {
  if (!MAY_LOOK_ALIKE.test(word)) return NONE;
  const looks: Look[] = [];
  for (const alphabet of ['cyrillic', 'greek'] as const) {
    if (!SCRIPTS[alphabet].test(word)) continue;
    if (LATIN.test(word)) {
      for (const [table, script] of [[toLatin, LATIN], [fromLatin[alphabet], SCRIPTS[alphabet]]] as const) {
        const look = translated(word, table);
        if (look !== null && onlyOf(look, script)) looks.push({ word: look });
      }
      return looks;
    }
    if ([...word].every((letter) => own[alphabet].has(letter) || !/\p{L}/u.test(letter))) looks.push({ word: translated(word, toLatin) ?? word, whole: alphabet });
    return looks;
  }
  const look = translated(word, toLatin);
  return look === null || look === word ? NONE : [{ word: look }];
}

const NONE: readonly Look[] = [];

const translated = (word: string, table: ReadonlyMap<string, string>): string | null => {
  let changed = '';
  for (const letter of word) changed += table.get(letter) ?? letter;
  return changed === word ? null : changed;
};

const onlyOf = (word: string, script: RegExp): boolean => [...word].every((letter) => !/\p{L}/u.test(letter) || script.test(letter));

/** Whether words of this alphabet that pass for Latin ones are out of place in a text: every other letter is of another one, and there are some. */
export function isOutOfPlace(alphabet: Alphabet, text: string): boolean {
  let others = false;
  for (const [letter] of text.matchAll(LETTER)) {
    if (!SCRIPTS[alphabet].test(letter)) others = true;
    else if (!own[alphabet].has(letter)) return false;
  }
  return others;
}
