/** A word shorter than this carries no subject. */
const MIN_LATIN = 3;
const MIN_HEBREW = 3;
const COMMON = new Set(
  ('this that with have from your they them were been will would could should about there their what when where which while after before again other than then just like very really ' +
    'only even also because please thank thanks sorry know need want make made does did doing done more most much many some into over still never always ever ' +
    'the and for are but not you our was all any can had her his how its may new now one out see she two who why did get got has him let put say too use way yet yes off own per via ask try yours ours ever lot day days week weeks going gone been said says tell told back even good bad best well here ' +
    'today yesterday tomorrow time times thing things people company we\'re you\'re don\'t can\'t ' +
    'אני אתם אתה הוא היא הם הן זה זאת זו של על עם אין יש לא כן גם רק כל כמה מה מי איך למה אבל או כי אם עוד כבר היה היתה הייתה היו להיות שלי שלך שלכם שלנו אותי אותך אותו אתכם לכם לנו אחרי לפני היום אתמול מחר תודה סליחה בבקשה פשוט ככה כזה הזה הזאת אלה אותם')
    .split(' '),
);
const PREFIX = /^[והבלמשכ]{1,3}/u;
const HEBREW_ENDING = /(?:ים|ות|ה|ת|י|ך|נו|כם|תי|תם)$/u;
const FINALS: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' };
/** Forms of which no ending can be cut. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(Object.entries({
  paid: 'pay', sent: 'send', bought: 'buy', broken: 'break', broke: 'break', stolen: 'steal', stole: 'steal', kept: 'keep', left: 'leav', felt: 'feel', drove: 'driv', driven: 'driv',
  flew: 'fly', flown: 'fly', flight: 'fly', flights: 'fly', lost: 'los', loss: 'los', froze: 'freez', frozen: 'freez', children: 'child', kids: 'child', kid: 'child', slept: 'sleep', woke: 'wak', fell: 'fall', fallen: 'fall',
  threw: 'throw', thrown: 'throw', wrote: 'writ', written: 'writ', spoke: 'speak', spoken: 'speak', ate: 'eat', eaten: 'eat', bitten: 'bit', burnt: 'burn', spilt: 'spill', rang: 'ring', rung: 'ring', stood: 'stand', sold: 'sell', held: 'hold',
}));

/** Forms under which a word may be met again: without its ending, without its prefix letters, by its bare consonants. Empty for words that carry no subject. */
export function stems(word: string): string[] {
  // A handle or a link names somebody, it is no subject.
  if (word.startsWith('@') || word.startsWith('http')) return [];
  // It stands nowhere but before a tag.
  const bare = word.replace('#', '');
  if (COMMON.has(bare)) return [];
  if (/^[א-ת]/u.test(bare)) return hebrewStems(bare);
  if (/^\d+$/.test(bare)) return bare.length > 1 ? [bare] : [];
  if (bare.length < MIN_LATIN) return [];
  const known = IRREGULAR.get(bare);
  if (known !== undefined) return [known];
  const cut = bare.replace(/(?:'s|ies|ied|ings?|ments?|ations?|ions?|ness|ed|es|(?<!s)s|ly|y)$/u, '');
  if (cut.length < MIN_LATIN) return [bare];
  return [cut.replace(/e$/u, '').replace(/([bdfglmnprt])\1$/u, '$1')];
}

function hebrewStems(bare: string): string[] {
  if (bare.length < MIN_HEBREW) return [];
  const whole = [bare, bare.replace(PREFIX, ''), bare.slice(1), bare.slice(2)];
  const cut = whole.map((one) => one.replace(HEBREW_ENDING, ''));
  const all = new Set([...whole, ...cut]);
  for (const one of cut) {
    all.add(skeleton(one));
    if (/^[תניאמ]/u.test(one)) all.add(skeleton(one.slice(1)));
  }
  return [...all].filter((one) => one.length >= MIN_HEBREW && !COMMON.has(one));
}

/** Consonants alone: "תשלום", "שילם" and "לשלם" meet in one. */
const skeleton = (word: string): string => word.charAt(0) + word.slice(1).replace(/[וי]/gu, '').replace(/[ךםןףץ]/gu, (letter) => FINALS[letter] ?? letter);
