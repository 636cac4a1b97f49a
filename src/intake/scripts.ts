/** Scripts told apart. Han, kana and hangul are counted together first, since one text mixes them. */
export type Script =
  | 'latin' | 'hebrew' | 'arabic' | 'cyrillic' | 'greek' | 'han' | 'kana' | 'hangul' | 'devanagari' | 'bengali' | 'gurmukhi' | 'gujarati'
  | 'tamil' | 'telugu' | 'kannada' | 'malayalam' | 'sinhala' | 'thai' | 'lao' | 'myanmar' | 'georgian' | 'ethiopic' | 'khmer' | 'armenian';

/**
 * Languages written in a script. One: the script tells the language. Several: the first is only the likeliest; a hint
 * from the source or an identifier decides. Latin names those that are written in several scripts, Latin among them.
 */
export const LANGUAGES: Readonly<Record<Script, readonly string[]>> = {
  latin: ['sr', 'az', 'uz', 'kk', 'ku', 'tk', 'tt'],
  hebrew: ['he', 'yi', 'lad', 'arc'],
  arabic: ['ar', 'fa', 'ur', 'ps', 'ckb', 'ku', 'sd', 'ug', 'az'],
  cyrillic: ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'ky', 'mn', 'tg', 'tt', 'uz', 'az', 'tk'],
  greek: ['el'],
  han: ['zh', 'ja', 'yue'],
  kana: ['ja'],
  hangul: ['ko'],
  devanagari: ['hi', 'mr', 'ne', 'sa'],
  bengali: ['bn', 'as'],
  gurmukhi: ['pa'],
  gujarati: ['gu'],
  tamil: ['ta'],
  telugu: ['te'],
  kannada: ['kn'],
  malayalam: ['ml'],
  sinhala: ['si'],
  thai: ['th'],
  lao: ['lo'],
  myanmar: ['my'],
  georgian: ['ka'],
  ethiopic: ['am', 'ti'],
  khmer: ['km'],
  armenian: ['hy'],
};

/** Blocks of letters beyond ASCII: first code point, last, script. Sorted. */
const BLOCKS: readonly (readonly [number, number, Script])[] = [
  [0xc0, 0x24f, 'latin'], [0x370, 0x3ff, 'greek'], [0x400, 0x52f, 'cyrillic'], [0x531, 0x587, 'armenian'], [0x5d0, 0x5f2, 'hebrew'],
  [0x620, 0x64a, 'arabic'], [0x66e, 0x6d3, 'arabic'], [0x6fa, 0x6ff, 'arabic'], [0x750, 0x77f, 'arabic'], [0x8a0, 0x8c9, 'arabic'],
  [0x904, 0x939, 'devanagari'], [0x985, 0x9b9, 'bengali'], [0xa05, 0xa39, 'gurmukhi'], [0xa85, 0xab9, 'gujarati'], [0xb85, 0xbb9, 'tamil'],
  [0xc05, 0xc39, 'telugu'], [0xc85, 0xcb9, 'kannada'], [0xd05, 0xd3a, 'malayalam'], [0xd85, 0xdc6, 'sinhala'], [0xe01, 0xe30, 'thai'],
  [0xe81, 0xeb0, 'lao'], [0x1000, 0x102a, 'myanmar'], [0x10a0, 0x10ff, 'georgian'], [0x1100, 0x11ff, 'hangul'], [0x1200, 0x135a, 'ethiopic'],
  [0x1780, 0x17b3, 'khmer'], [0x1c90, 0x1cbf, 'georgian'], [0x1e00, 0x1eff, 'latin'], [0x1f00, 0x1fff, 'greek'], [0x3041, 0x30ff, 'kana'],
  [0x3131, 0x318e, 'hangul'], [0x3400, 0x4dbf, 'han'], [0x4e00, 0x9fff, 'han'], [0xac00, 0xd7a3, 'hangul'],
];

/** The script of a UTF-16 unit that is a letter; null for everything else and for scripts not told apart. */
export function scriptOf(unit: number): Script | null {
  if (unit < 0xc0) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) ? 'latin' : null;
  if (unit >= 0x5d0 && unit <= 0x5ea) return 'hebrew';
  if (unit >= 0x2000 && unit < 0x3041) return null;
  let low = 0;
  let high = BLOCKS.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = BLOCKS[middle] as (typeof BLOCKS)[number];
    if (unit < block[0]) high = middle - 1;
    else if (unit > block[1]) low = middle + 1;
    else return unit === 0xd7 || unit === 0xf7 ? null : block[2];
  }
  return null;
}

/** The codes of ISO 639-1, withdrawn ones included. Of two letters that are none nothing follows. */
export const TWO_LETTERS: ReadonlySet<string> = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu ' +
    'hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr ' +
    'nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi ' +
    'yo za zh zu'
  ).split(' '),
);
