/** Seeded brands, queries and short posts; all invented. */
export interface Talk {
  readonly queries: { brand: string; query: string }[];
  /** Every word, phrase, hashtag and handle that the queries name, each once. */
  readonly terms: string[];
  readonly posts: string[];
}

export const QUERIES = 10_000;
/** Share of posts in which some brand is named: most of a firehose concerns nobody. */
const NAMED = 0.1;
/** Share of posts in Hebrew. */
const HEBREW = 0.1;

const SYLLABLES = 'ba co da fe gi ho ju ka lo mi no pe qui ra so ta vu wa xe yo za ter lin mar net tron el al en'.split(' ');
const HEBREW_SYLLABLES = 'בא קו דה פי גל הו זר טל לו מי נר פו רם סו תא יש שק אל'.split(' ');
const EVERYDAY = 'the a to of and in is it my for on you with that this was at have not be are they but from just like so we me as all do can get out no up what when your how about time now been will one there more'.split(' ');
const HEBREW_EVERYDAY = 'אני לא של את על זה עם כל מה יש אין גם היה רק עוד כבר אבל כי אם הם היא הוא שלי שלכם היום אתמול מישהו תודה שוב איך למה'.split(' ');
const TROUBLE = ['refund', 'broken', 'delivery', 'support', 'service', 'price', 'scam', 'outage', 'late', 'app'];
const HEBREW_TROUBLE = ['החזר', 'משלוח', 'שירות', 'תקלה', 'מחיר'];
const HEBREW_PREFIXES = ['', 'ב', 'ל', 'ה', 'של', 'וה', 'מ'];

export function talk(seed: number, posts: number): Talk {
  const random = mulberry(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const name = (syllables: readonly string[]): string => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables)).join('');
  const distinct = (count: number, make: () => string): string[] => {
    const found = new Set<string>();
    while (found.size < count) found.add(make());
    return [...found];
  };
  const names = distinct(QUERIES, () => (random() < 0.1 ? name(HEBREW_SYLLABLES) : `${name(SYLLABLES)}${pick(['', 'n', 's', 'r'])}`));
  const known = new Set(names);
  const words = distinct(3_000, () => `${name(SYLLABLES)}ly`).filter((word) => !known.has(word));
  const hebrewWords = distinct(1_500, () => `${name(HEBREW_SYLLABLES)}ות`).filter((word) => !known.has(word));

  const terms = new Set<string>();
  const term = (value: string): string => {
    terms.add(value.replaceAll('"', ''));
    return value;
  };
  const queries = names.map((brand) => ({ brand, query: queryOf(brand, random(), pick, term) }));

  const post = (): string => {
    const hebrew = random() < HEBREW;
    const said: string[] = [];
    for (let count = 8 + Math.floor(random() * 14); count > 0; count -= 1) {
      const kind = random();
      if (kind < 0.5) said.push(pick(hebrew ? HEBREW_EVERYDAY : EVERYDAY));
      else if (kind < 0.97) said.push(pick(hebrew ? hebrewWords : words));
      else said.push(pick(hebrew ? HEBREW_TROUBLE : TROUBLE));
    }
    if (random() < NAMED) {
      const brand = pick(names);
      said.splice(Math.floor(random() * said.length), 0, `${hebrew ? pick(HEBREW_PREFIXES) : ''}${random() < 0.2 ? `#${brand}` : random() < 0.5 ? brand : capital(brand)}`);
    }
    return `${capital(said.join(' '))}${pick(['', '.', '!', '?', ' 😡'])}`;
  };
  return { queries, terms: [...terms], posts: Array.from({ length: posts }, post) };
}

/** What brands ask for: a name and its spellings, what to leave out, what has to stand beside it. */
function queryOf(name: string, kind: number, pick: <T>(list: readonly T[]) => T, term: (value: string) => string): string {
  const hebrew = /[\u05d0-\u05ea]/.test(name);
  const brand = term(name);
  const trouble = hebrew ? HEBREW_TROUBLE : TROUBLE;
  if (kind < 0.3) return `${brand} OR ${term(`#${name}`)} OR ${term(`"${name} official"`)}`;
  if (kind < 0.55) return `${brand} -${term(hebrew ? 'משרות' : 'jobs')} -${term(hebrew ? 'דרושים' : 'hiring')}`;
  if (kind < 0.75) return `${brand} AND (${term(pick(trouble))} OR ${term(pick(trouble))})`;
  if (kind < 0.85) return `(${brand} OR ${term(`"${name} ${hebrew ? 'ישראל' : 'store'}"`)}) NOT (${term(pick(trouble))} AND ${term(pick(trouble))})`;
  if (kind < 0.95) return `${brand} NEAR/8 (${term(pick(trouble))} OR ${term(pick(trouble))})`;
  if (kind < 0.98) return `${brand}*`;
  return `${brand} OR ${term(`@${name.replaceAll(/[^a-z]/g, 'x')}`)}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
