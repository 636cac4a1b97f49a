// What happens in the replay besides the posts. Statements marked `invented` were never made by anybody: they show what kashuv would let pass.
import { drafts } from './drafts.ts';
import type { Checkpoint, CourseStep } from './step.ts';
import { eastern, pacific } from './times.ts';

export { whatAmazonDid, type Comparison } from './comparison.ts';
export type { Checkpoint, CourseDraft, CourseStep } from './step.ts';

export const HUB = 'hashtag:#amazonfail';

/** The steps of the replay, by time. */
export function amazonfailCourse(): CourseStep[] {
  const steps: CourseStep[] = [
    ...drafts(),
    {
      do: 'tell',
      at: eastern('2009-04-12T18:05'),
      approximate: true,
      told: { about: 'statement', id: 'press-2009-04-12', venue: null, contains: [], at: eastern('2009-04-12T18:00'), by: 'press desk' },
      say: { en: 'The first words went to the press alone; the hub has heard nothing.', he: 'המילים הראשונות נאמרו לתקשורת בלבד; במוקד לא נאמר דבר.' },
    },
    {
      do: 'tell',
      at: pacific('2009-04-13T15:05'),
      approximate: true,
      told: { about: 'statement', id: 'press-2009-04-13', venue: null, contains: ['explanation'], at: pacific('2009-04-13T15:03'), by: 'press desk' },
      say: { en: 'An explanation with a scope, again to the press alone, without an apology.', he: 'הסבר עם היקף, שוב לתקשורת בלבד, בלי התנצלות.' },
    },
    {
      do: 'tell',
      at: pacific('2009-04-13T15:06'),
      approximate: true,
      told: { about: 'cause', state: 'claimed', by: 'press desk' },
      say: { en: 'The cause is claimed: an error in the catalogue. It was never confirmed officially.', he: 'נטענת סיבה: טעות קטלוג. אישור רשמי לא ניתן מעולם.' },
    },
    {
      do: 'tell',
      at: pacific('2009-04-13T15:07'),
      approximate: true,
      told: { about: 'fault', fault: 'own', by: 'press desk' },
      say: { en: 'The fault is the company\'s own.', he: 'האשמה היא של החברה עצמה.' },
    },
    {
      do: 'tell',
      at: pacific('2009-04-14T15:15'),
      told: { about: 'statement', id: 'press-2009-04-14', venue: null, contains: ['remedy'], at: pacific('2009-04-14T15:15'), by: 'press desk' },
      say: { en: 'Told to the press: it is fixed.', he: 'נמסר לתקשורת: תוקן.' },
    },
    {
      do: 'tell',
      at: pacific('2009-04-14T15:16'),
      told: { about: 'state', state: 'resolved', by: 'Soraya Beck' },
      say: { en: 'Resolved, which is not closed.', he: 'נפתר, אך לא נסגר.' },
    },
    {
      do: 'try-to-close',
      at: pacific('2009-04-14T15:30'),
      by: 'Soraya Beck',
      expect: { refused: true, lacks: ['prevention'] },
      say: {
        en: 'Closing is refused: nothing says how it will not happen again, nobody has apologised, and the named authors are unanswered.',
        he: 'הסגירה נדחית: לא נאמר כיצד זה לא יחזור, איש לא התנצל, והסופרים שנפגעו לא נענו.',
      },
    },
  ];
  return steps.sort((a, b) => a.at - b.at);
}

/** When to look, and what the policy should then say (knowledge base, cases §3.1 and table T1 of §3.14). */
export const checkpoints: readonly Checkpoint[] = [
  {
    id: 'february',
    at: eastern('2009-02-11T14:30'),
    title: { en: 'one author complains', he: 'סופר אחד מתלונן' },
    expect: { incident: 'none', severity: 'medium', require: ['say.service', 'act.recordLearning'], rules: ['R-29'] },
    say: {
      en: 'A complaint with a theme of discrimination: senior care answers within three hours, and what is learned is recorded.',
      he: 'תלונה בנושא רגיש, אפליה: שירות בכיר עונה בתוך שלוש שעות, והלקח נרשם.',
    },
  },
  {
    id: 'three-alike',
    at: eastern('2009-04-10T18:30'),
    title: { en: 'two or three alike', he: 'שתיים־שלוש פניות דומות' },
    expect: { incident: 'suspected', severity: 'medium', require: ['say.service'], rules: ['R-29'] },
    say: {
      en: 'Candidate for an incident: ask the product owner, and answer each author.',
      he: 'חשד לאירוע: לשאול את אחראי המוצר ולענות לכל כותב.',
    },
  },
  {
    id: 'policy-letter',
    at: eastern('2009-04-12T02:10'),
    title: { en: 'the policy letter is published', he: 'מכתב המדיניות מתפרסם' },
    expect: { incident: 'suspected', severity: 'medium', forbid: ['never.contradict'], rules: ['R-16'] },
    say: {
      en: 'An official answer is circulating: alert the spokesperson now, weekend or not, and freeze the canned reply.',
      he: 'תשובה רשמית מסתובבת ברשת: להתריע עכשיו לדובר, גם בסוף שבוע, ולהקפיא את התשובה המוכנה.',
    },
  },
  {
    id: 'tag-appears',
    at: eastern('2009-04-12T08:20'),
    title: { en: 'the tag appears', he: 'התגית מופיעה' },
    expect: {
      incident: 'open',
      severity: 'high',
      hub: HUB,
      deadlines: { ackBy: eastern('2009-04-12T08:50'), holdingBy: eastern('2009-04-12T09:20') },
      require: ['say.awareness', 'say.action', 'say.unknowns', 'say.nextUpdate', 'say.empathy', 'venue.hub', 'act.freezeMacros', 'act.pausePromotion'],
      forbid: ['never.minimise', 'never.deny', 'never.speculate'],
      rules: ['R-14', 'R-15', 'R-16', 'R-18', 'R-19', 'R-24'],
    },
    say: {
      en: 'The crowd is at #amazonfail. Acknowledge within half an hour and hold within the hour, there and to those who began it. The cause is unknown, and that can be said.',
      he: 'הקהל נמצא ב־#amazonfail. להכיר בפנייה בתוך חצי שעה ולפרסם הודעת ביניים בתוך שעה, שם ובמענה ליוזמים. הסיבה אינה ידועה, ואפשר לומר זאת.',
    },
  },
  {
    id: 'first-topic',
    at: eastern('2009-04-12T16:30'),
    title: { en: 'first topic on Twitter', he: 'הנושא הראשון בטוויטר' },
    expect: {
      incident: 'open',
      severity: 'critical',
      hub: HUB,
      require: ['say.nextUpdate', 'venue.hub', 'venue.canonical', 'act.pausePromotion', 'act.samePressText', 'act.contactOriginators'],
      rules: ['R-18', 'R-19', 'R-28'],
    },
    say: {
      en: 'Critical: an update every half hour, one canonical page, the same text to the press at the same time, a personal word to the authors who began it.',
      he: 'קריטי: עדכון כל חצי שעה, עמוד רשמי אחד, אותו נוסח לתקשורת באותה עת, ופנייה אישית לסופרים שמהם זה התחיל.',
    },
  },
  {
    id: 'rumour',
    at: eastern('2009-04-13T15:30'),
    title: { en: 'somebody claims to have done it', he: 'מישהו טוען שהוא עשה זאת' },
    expect: { incident: 'open', severity: 'high', hub: HUB, forbid: ['never.speculate', 'never.accuse'] },
    say: {
      en: 'A rumour: neither confirm nor deny before there is evidence; say that it is being checked.',
      he: 'שמועה: לא לאשר ולא להכחיש לפני שיש ראיות; לומר שהדבר נבדק.',
    },
  },
  {
    id: 'fixed',
    at: pacific('2009-04-14T15:20'),
    title: { en: 'told that it is fixed', he: 'נמסר שתוקן' },
    expect: { incident: 'resolved', severity: 'medium', hub: HUB, require: ['say.prevention'], forbid: ['never.close'], rules: ['R-25', 'R-26'] },
    say: {
      en: 'Resolved, not closable: prevention and an apology are owed, at the tag and to the named authors.',
      he: 'נפתר, אך אי אפשר לסגור: חייבים הסבר כיצד זה לא יחזור והתנצלות, בתגית ולסופרים שנפגעו.',
    },
  },
];
