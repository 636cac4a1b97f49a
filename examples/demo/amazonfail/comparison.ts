// What was owed, by when, and what Amazon did. The facts are those of timeline.json, with their sources.
import type { Bilingual } from './step.ts';
import { eastern, pacific } from './times.ts';

export interface Comparison {
  id: string;
  owed: Bilingual;
  /** Epoch ms by which it was owed; null where no clock runs. */
  due: number | null;
  /** The rule or deadline it follows from. */
  basis: string;
  /** When it was done; null: never, as far as is known. */
  doneAt: number | null;
  approximate?: true;
  verdict: 'never' | 'late' | 'elsewhere' | 'in-part';
  did: Bilingual;
  source: string;
}

/** By the time at which it was owed. */
export const whatAmazonDid: readonly Comparison[] = [
  {
    id: 'answer-february',
    owed: { en: 'an answer to the author who complained in February', he: 'מענה לסופר שהתלונן בפברואר' },
    due: eastern('2009-02-11T17:20'),
    basis: 'R-29; complaint on a microblog, at most three hours',
    doneAt: null,
    verdict: 'never',
    did: { en: 'told that his book is "adult"; no correction until the storm, no contact or apology afterwards', he: 'נאמר לו שספרו "למבוגרים"; לא תוקן דבר עד הסערה, ואיש לא פנה אליו או התנצל אחריה' },
    source: 'ABC News 7327241; wiredpen',
  },
  {
    id: 'acknowledge',
    owed: { en: 'a first word at #amazonfail', he: 'מילה ראשונה ב־#amazonfail' },
    due: eastern('2009-04-12T08:30'),
    basis: 'R-14, R-19; severity high, 30 minutes',
    doneAt: null,
    verdict: 'never',
    did: { en: 'not one word to the crowd; on Monday at 13:40 the latest tweet was still a promotion', he: 'אף מילה לקהל; ביום שני ב־13:40 הציוץ האחרון היה עדיין מבצע' },
    source: 'jeffrutherford',
  },
  {
    id: 'pause-promotion',
    owed: { en: 'promotion paused', he: 'עצירת הקידום' },
    due: eastern('2009-04-12T08:30'),
    basis: 'R-45; severity high',
    doneAt: null,
    verdict: 'never',
    did: { en: 'a promotion was tweeted on Sunday evening, about 21:40', he: 'מבצע צויץ ביום ראשון בערב, בסביבות 21:40' },
    source: 'jeffrutherford',
  },
  {
    id: 'holding',
    owed: { en: 'a holding statement where the crowd is: aware, looking, cause unknown, next update', he: 'הודעת ביניים במקום שבו נמצא הקהל: מודעים, בודקים, הסיבה אינה ידועה, מועד העדכון הבא' },
    due: eastern('2009-04-12T09:00'),
    basis: 'R-14, R-15; one hour',
    doneAt: eastern('2009-04-12T18:00'),
    approximate: true,
    verdict: 'elsewhere',
    did: { en: 'in the late afternoon, to the press only: a "glitch" that is being fixed', he: 'אחר הצהריים, לתקשורת בלבד: "תקלה" שנמצאת בתיקון' },
    source: 'adweek galleycat 10008; humansatwork; jeffrutherford',
  },
  {
    id: 'originators',
    owed: { en: 'a personal answer to the authors who began it', he: 'מענה אישי לסופרים שמהם זה התחיל' },
    due: eastern('2009-04-12T09:00'),
    basis: 'R-19; originators keep a duty of their own',
    doneAt: null,
    verdict: 'never',
    did: { en: 'the authors report no contact and no apology', he: 'הסופרים מספרים שלא פנו אליהם ולא התנצלו' },
    source: 'wiredpen; leahbraemel 13 Apr',
  },
  {
    id: 'one-line',
    owed: { en: 'one line that agrees with what was said before', he: 'קו אחד, בלי סתירה למה שנאמר קודם' },
    due: eastern('2009-04-12T09:00'),
    basis: 'R-16',
    doneAt: null,
    verdict: 'never',
    did: { en: 'a policy, a "glitch", a hacker (denied, by one source), a cataloguing error: within some 36 hours', he: 'מדיניות, "תקלה", האקר (הוכחש, לפי מקור אחד), טעות קטלוג: בתוך כ־36 שעות' },
    source: 'markprobst.livejournal 15293; adweek galleycat 10008; network-security-magazine 14 Apr; CNET',
  },
  {
    id: 'updates',
    owed: { en: 'an update every half hour while critical', he: 'עדכון בכל חצי שעה כל עוד המצב קריטי' },
    due: eastern('2009-04-12T16:30'),
    basis: 'R-18; cadence of a critical incident',
    doneAt: pacific('2009-04-13T15:03'),
    approximate: true,
    verdict: 'late',
    did: { en: 'the next statement came a day later, to the press', he: 'ההודעה הבאה באה כעבור יממה, לתקשורת' },
    source: 'nicolagriffith 14 Apr; CNET; wiredpen',
  },
  {
    id: 'explanation',
    owed: { en: 'an explanation with its scope, and an apology', he: 'הסבר והיקף, והתנצלות' },
    due: eastern('2009-04-15T08:00'),
    basis: 'R-26; conclusive answer within 72 hours',
    doneAt: pacific('2009-04-13T15:03'),
    approximate: true,
    verdict: 'in-part',
    did: { en: '57,310 books, worldwide, a cataloguing error; no apology, not at the tag', he: '57,310 ספרים, בכל העולם, טעות קטלוג; בלי התנצלות ולא בתגית' },
    source: 'nicolagriffith 14 Apr; CNET; wiredpen',
  },
  {
    id: 'remedy',
    owed: { en: 'the books restored, and said so where the crowd is', he: 'הספרים מוחזרים, והדבר נאמר במקום שבו נמצא הקהל' },
    due: eastern('2009-04-15T08:00'),
    basis: 'R-26; conclusive answer within 72 hours',
    doneAt: pacific('2009-04-14T15:15'),
    verdict: 'elsewhere',
    did: { en: 'fixed in time, said to the press', he: 'תוקן בזמן, נאמר לתקשורת' },
    source: 'CNET',
  },
  {
    id: 'prevention',
    owed: { en: 'how it will not happen again, in concrete terms', he: 'כיצד זה לא יחזור, באופן מוחשי' },
    due: pacific('2009-04-16T15:03'),
    basis: 'R-25; 72 hours after the cause is named',
    doneAt: null,
    verdict: 'in-part',
    did: { en: '"new measures" were intended; none was named, and no root cause was ever published', he: 'הובטחו "צעדים חדשים"; אף אחד מהם לא פורט, ושורש התקלה לא פורסם מעולם' },
    source: 'nicolagriffith 14 Apr; wiredpen',
  },
];
