import { LANGUAGES, type Script } from './scripts.ts';

/** What tells a language from its neighbours in one script. */
interface Sign {
  code: string;
  pattern: RegExp;
  /** Found so often it leaves no doubt. Default 1. */
  times?: number;
}

/**
 * Letters and words that only one of the languages of a script has, or has at every turn; the first that is found often enough decides. Letters as in
 * Unicode's CLDR exemplar sets; words are the commonest ones (*and*, *is*, *not*, *I*). Japanese without kana is told by forms of characters simplified in Japan alone.
 */
const SIGNS: Partial<Record<Script, readonly Sign[]>> = {
  hebrew: [{ code: 'yi', pattern: /[װױײ]|א[ַָ]|(?<![א-ת])(?:און|איז|ווי|אזוי|קען|צוריק|געלט|געווען|אבער|אויך|האט|האָט|די(?= [א-ת]+ (?:איז|האט|האָט))|זיי|נישט|ניט|פון|פֿון|דאס|דאָס|וואס|וואָס|זיך|דער|מיט|אייך|אונדז|קיין|גוט|גוטע|גרויסע?[רן]?|דאנק|דאַנק)(?![א-ת])/gu, times: 2 }],
  cyrillic: [
    { code: 'be', pattern: /ў/giu },
    { code: 'mk', pattern: /[ѓќѕ]/giu },
    { code: 'sr', pattern: /[ђћџјљњ]/giu },
    { code: 'tg', pattern: /[ҷҳӣӯ]/giu },
    { code: 'tt', pattern: /[җ]/giu },
    { code: 'kk', pattern: /[әқғұһ]/giu },
    { code: 'ky', pattern: /ң/giu },
    { code: 'mn', pattern: /[өү]/giu },
    { code: 'uk', pattern: /[іїєґ]|(?<!\p{L})(?:дуже|дякую|цей|немає|чому|коли|мені|було|буде|вже|тільки|якщо|треба|де|моє|добре|погано|ще|щоб|та|й)(?!\p{L})/giu },
    { code: 'ru', pattern: /[ыэё]/giu },
    { code: 'bg', pattern: /ъ(?=[бвгджзклмнпрстфхцчшщ]|(?!\p{L}))/giu },
    // In Russian a hard sign stands before a vowel only.
    { code: 'bg', pattern: /ъ(?![еёюя])|\p{L}{3}(?:ата|ият|ията)(?!\p{L})|(?<!\p{L})(?:да(?= (?:се|си|го|ми|ти|им|не|ви) )|си|съм|се|сте|това|тази|този|които|който|няма|много|защо|къде|благодаря|със|от|ще|ви|им|ли|само|моля|още|при|три|пак)(?!\p{L})/giu, times: 2 },
    { code: 'mk', pattern: /(?<!\p{L})(?:сум|ова|што|нема|зошто|фала|благодарам|многу)(?!\p{L})/giu, times: 2 },
    { code: 'sr', pattern: /(?<!\p{L})(?:сам|није|шта|хвала|зашто|врло|ово)(?!\p{L})/giu, times: 2 },
  ],
  arabic: [
    { code: 'ckb', pattern: /[ڕڵۆێ]/gu },
    { code: 'ps', pattern: /[ښېړډټځڅګڼ]/gu },
    { code: 'sd', pattern: /[ڄڃٿڀڇڏڍڻ]/gu },
    { code: 'ur', pattern: /[ٹڈڑںےھہ]/gu },
    { code: 'ug', pattern: /[ۇۈې]/gu },
    { code: 'fa', pattern: /[پچژگیک]|(?<!\p{L})(?:است|هست|هستم|بود|نبود|شما|خیلی|ممنون|چرا|کجا|را|این|که|از|با|برای|نیست|نمی|می|خوب|سلام|خدمات|عالی|کسی|اصلا|واقعا|لطفا|متاسفانه|هم|دیگه|هنوز)(?!\p{L})/gu },
    { code: 'ar', pattern: /[يةىكإأؤئ]/gu },
  ],
  devanagari: [
    { code: 'mr', pattern: /ळ|(?<!\p{L})(?:आहे|आहेत|नाही|आणि|मला|माझा|माझी|माझे|झाले|झाला|झाली|खूप|काय|तुम्ही|तुमचे|अजून|होते|पण|कधी|केले|आली|आला)(?![\p{L}\p{M}])/gu },
    { code: 'ne', pattern: /(?<!\p{L})(?:छ|छन्|छैन|हुन्छ|भयो|गर्नु|गरेको|मलाई|तपाईं|तपाईंको|मेरो|धेरै|पनि|राम्रो|किन|भएन|छु|थियो)(?![\p{L}\p{M}])/gu },
  ],
  bengali: [{ code: 'as', pattern: /[ৰৱ]/gu }],
  han: [
    { code: 'yue', pattern: /[嘅咗嘢喺冇咁啲嚟佢哋乜唔噉]/gu, times: 2 },
    { code: 'ja', pattern: /[円駅発売対応価気読変検権関団図弐戻払込働峠畑辻匂悩悪楽浜毎沢桜様歩残満済渋焼獣穏稲経続継総緑縁県聴臓芸薬虚覧観訳説豊賛転軽辺遅郷酔釈鉄銭録闘随険雑霊静頼顕顔験騒髪鶏黒齢々〆営帰広徳択拝拡挙桟歓従悪惨戦掲]|送料無料|最高|無料|大丈夫|残念|素敵|美味|面倒/gu },
    { code: 'zh', pattern: /[的了是我不们這这們吗嗎呢吧很]/gu },
  ],
};

/**
 * The language of a text in a script that several share, without an identifier. `clear`: a letter or word told it; otherwise it is the script's
 * likeliest. Null for Latin, where none is likely enough.
 */
export function tellApart(script: Script, words: string): { code: string; clear: boolean } | null {
  for (const { code, pattern, times = 1 } of SIGNS[script] ?? []) {
    let found = 0;
    for (const _ of words.matchAll(pattern)) if (++found === times) return { code, clear: true };
  }
  const [likeliest] = LANGUAGES[script];
  return script === 'latin' || likeliest === undefined ? null : { code: likeliest, clear: LANGUAGES[script].length === 1 };
}
