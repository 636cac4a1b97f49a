import type { LanguagePack } from '../../spec/language.ts';

const words = (list: string): readonly string[] => list.split(' ');

/** Words that stand alone. What Hebrew writes onto the next word (ו ה ב ל מ ש כ) is not counted, nor are articles, of which it has no other. */
export const functionWords: NonNullable<LanguagePack['functionWords']> = {
  personal: words('אני אתה את אתם אתן הוא היא אנחנו הם הן אותי אותך אותו אותה אותנו אותם לי לך לו לה לנו לכם להם שלי שלך שלו שלה שלנו שלכם שלהם'),
  impersonal: words('זה זאת זו אלה אלו מה מי משהו מישהו מישהי הכל כולם שום'),
  conjunctions: words('או אבל אך כי אם אלא למרות אולם בגלל כדי כאשר כש עד'),
  prepositions: words('של על אל עם בין אחרי לפני תחת מול ליד בלי ללא אצל דרך נגד מן בתוך מתוך כמו'),
  auxiliaries: words('היה היתה הייתה היו יהיה תהיה יהיו להיות הייתי היינו יש צריך צריכה יכול יכולה אפשר חייב חייבים'),
  adverbs: words('מאוד ממש רק גם שוב עוד כבר אפילו כאן פה שם עכשיו אז תמיד לפעמים בקרוב כמעט אולי ביחד פשוט'),
  negations: words('לא אין בלתי אף אינו אינה אינם מעולם'),
  quantifiers: words('כל כמה הרבה מעט יותר פחות רוב חלק שני מספיק המון קצת'),
};
