import { phrasesOf } from '../../lib/cue-list.ts';
import type { ComparisonCue } from '../../spec/language.ts';

const better = 'טוב|טובה|טובים|טובות|מהיר|מהירה|מהירים|זול|זולה|זולים|נעים|נעימה|אדיב|אדיבה|אדיבים|מקצועי|מקצועית|מקצועיים|אמין|אמינה|אמינים|נוח|נוחה|משתלם|משתלמת|שווה|טעים|טעימה|איכותי|איכותית|יעיל|יעילה';
const worse = 'גרוע|גרועה|גרועים|גרועות|רע|רעה|איטי|איטית|יקר|יקרה|יקרים|מעצבן|מעצבנת|מאכזב|מאכזבת';
const moved = 'עברתי|עברנו|עובר|עוברת|עוברים|לעבור|אעבור|נעבור';
const left = 'עזבתי|עזבנו|נטשתי|זרקתי|החלפתי|החלפנו';
const more = 'מעדיף|מעדיפה|מעדיפים|העדפתי|בחרתי|אבחר';

/** FROM הוא "מ" לפני השם ו־TO הוא "ל" לפניו, צמודות או במקף. */
const written = (phrase: string): string[] =>
  phrase.includes('FROM') || phrase.includes('TO') ? ['', ' '].map((gap) => phrase.replace('FROM', `מ${gap}brandname`).replace('TO', `ל${gap}brandname`)) : [phrase];

const cue = (id: string, favours: ComparisonCue['favours'], weight: number, phrases: string): ComparisonCue => ({ id: `he.compared.${id}`, favours, weight, phrases: phrasesOf(phrases).flatMap(written) });

/** השוואות של מי שמדובר בו לאחר. */
export const comparisons: readonly ComparisonCue[] = [
  cue('ahead', 'target', 0.8, `brandname ... יותר|הרבה ${better} ... מ~; brandname ... ${better} יותר|בהרבה; brandname עולה|עולים|עולות על; brandname מנצח|מנצחת|מנצחים את; יותר|הרבה ${worse} FROM; ${worse} יותר|בהרבה FROM; פחות ${better} FROM`),
  cue('behind', 'other', 0.8, `יותר|הרבה ${better} FROM; ${better} יותר|בהרבה FROM; ${better} FROM; עולה|עולים|עולות על brandname; מנצח|מנצחת|מנצחים את brandname; brandname ... יותר|הרבה ${worse} ... מ~; brandname ... ${worse} יותר|בהרבה; brandname ... פחות ${better} ... מ~; brandname ... לא ... ${better} כמו`),
  cue('joined', 'target', 0.7, `${moved} ... TO; ${left} ... לטובת|בשביל|תמורת brandname; ${more} את brandname; אין על|כמו brandname`),
  cue('left', 'other', 0.7, `${moved} FROM; ${left} את brandname ... ל~; ${left} את brandname ... בשביל|לטובת|תמורת; ${more} את * על brandname; ${more} * על brandname; ${more} ... על פני brandname; ${more} ... מאשר|במקום brandname`),
  cue('denied-ahead', 'target', 0, `brandname ... לא ... ${better} ... מ~; אין ... ${better} FROM`),
  cue('denied-behind', 'other', 0, `אין ... ${better} FROM; אין ... ${better} יותר FROM; לא ... ${better} FROM; לא ... ${better} יותר FROM`),
];
