import { elementCatalogue, type ElementName } from '../spec/element.ts';
import type { Finding } from '../spec/reply.ts';

type Phrasing = Pick<Finding, 'message' | 'suggestion'>;
type Bilingual = Readonly<Record<'en' | 'he', readonly [message: string, suggestion: string]>>;

/** What each cue means to the one who wrote the draft. */
const messages: Readonly<Record<string, Bilingual>> = {
  L01: {
    en: ['The apology hangs on an "if": it doubts that anybody was hurt.', 'Say what you are sorry for, without a condition.'],
    he: ['ההתנצלות תלויה ב"אם": היא מטילה ספק בכך שמישהו נפגע.', 'אמרו על מה אתם מצטערים, בלי תנאי.'],
  },
  L02: {
    en: ["It regrets the other's feeling, not what was done.", 'Be sorry for what you did or left undone.'],
    he: ['צר לכם על ההרגשה של הפונה, לא על מה שנעשה.', 'הצטערו על מה שעשיתם או שלא עשיתם.'],
  },
  L03: {
    en: ['What comes after the "but" takes the first half back.', 'End the sentence before it; give the reason in a sentence of its own, or leave it out.'],
    he: ['מה שבא אחרי ה"אבל" מבטל את מה שלפניו.', 'סיימו את המשפט לפניו; את ההסבר כתבו במשפט נפרד, או ותרו עליו.'],
  },
  L04: {
    en: ['A small word for something that is not small to those it hit.', 'Name what happened and whom it hit.'],
    he: ['מילה קטנה למשהו שאינו קטן בעיני מי שנפגע ממנו.', 'אמרו מה קרה ובמי זה פגע.'],
  },
  L05: {
    en: ['"Inconvenience" does not measure up to what people went through.', 'Say what it cost them, in their words.'],
    he: ['"אי נוחות" אינה מתארת את מה שאנשים עברו.', 'אמרו מה זה עלה להם, במילים שלהם.'],
  },
  L06: {
    en: ['It happened, but nobody did it.', 'Say who did it: "we removed", "we are fixing".'],
    he: ['זה קרה, אבל איש לא עשה זאת.', 'אמרו מי עשה: "הסרנו", "אנחנו מתקנים".'],
  },
  L07: {
    en: ['It puts the blame on somebody else.', 'Speak of your own part; leave theirs out.'],
    he: ['האשמה מוטלת על מישהו אחר.', 'דברו על החלק שלכם והניחו לחלקם של אחרים.'],
  },
  L08: {
    en: ['This is the language of lawyers.', 'Say it as you would say it across a table; threats have no place in a reply.'],
    he: ['זו שפה של עורכי דין.', 'אמרו זאת כפי שהייתם אומרים פנים אל פנים; לאיומים אין מקום בתגובה.'],
  },
  L09: {
    en: ['A formula everybody has read a hundred times.', 'Say what you take from this very message, and what happens with it.'],
    he: ['נוסחה שכולם כבר קראו מאה פעם.', 'אמרו מה לקחתם מהפנייה הזאת ומה ייעשה בה.'],
  },
  L10: {
    en: ['These very words were already said: to others, or in this reply.', 'Write to this person, once; or publish one statement for all.'],
    he: ['בדיוק המילים האלה כבר נאמרו: לאחרים, או בתגובה הזאת עצמה.', 'כתבו לאדם הזה, פעם אחת; או פרסמו הודעה אחת לכולם.'],
  },
  L11: {
    en: ['No person speaks here.', 'Write "I", or sign with a name.'],
    he: ['אין כאן אדם שמדבר.', 'כתבו בגוף ראשון יחיד, או חתמו בשם.'],
  },
  L12: {
    en: ['Nothing of what the person wrote comes back.', 'Take up what happened to them, in their own words.'],
    he: ['דבר ממה שנכתב אליכם אינו מופיע בתגובה.', 'התייחסו למה שקרה לפונה, במילים שלו.'],
  },
  L13: {
    en: ['A complaint is answered without an apology, a promise to handle it or a next step.', 'Add at least one of them.'],
    he: ['לתלונה הזאת אין כאן התנצלות, הבטחה לטפל או צעד הבא.', 'הוסיפו לפחות אחד מהם.'],
  },
  L14: {
    en: ['The whole answer is to go and write somewhere else.', 'Answer here first; then offer to go on in private.'],
    he: ['כל התשובה היא לכתוב במקום אחר.', 'ענו קודם כאן, ואז הציעו להמשיך בפרטי.'],
  },
  L15: {
    en: ["It denies the person's experience.", 'Accept what they lived through; correct facts only with a source, and never the feeling.'],
    he: ['התגובה מכחישה את מה שהפונה חווה.', 'קבלו את מה שעבר על הפונה; תקנו עובדות רק עם מקור, ואף פעם לא תחושה.'],
  },
  L16: {
    en: ['It opens with a contradiction or an order.', 'Open with the person.'],
    he: ['הפתיחה היא סתירה או הוראה.', 'פתחו בפונה.'],
  },
  L17: {
    en: ['It mocks or insults.', 'Take it out. Warmth, or silence about the tone.'],
    he: ['יש כאן לעג או עלבון.', 'הוציאו את זה. חום, או שתיקה לגבי הטון.'],
  },
  L18: {
    en: ['It claims more than can be known now.', 'Say what you have seen yourselves, and what is still open.'],
    he: ['נטען כאן יותר ממה שאפשר לדעת עכשיו.', 'אמרו מה ראיתם בעצמכם ומה עדיין פתוח.'],
  },
  L19: {
    en: ['It guesses at the cause.', 'Say that you do not know it yet.'],
    he: ['זה ניחוש לגבי הסיבה.', 'אמרו שאינכם יודעים אותה עדיין.'],
  },
  L20: {
    en: ['It promises a time of repair.', 'Promise when you will speak next instead.'],
    he: ['יש כאן הבטחה למועד תיקון.', 'הבטיחו במקום זה מתי תעדכנו שוב.'],
  },
  L21: {
    en: ['Personal data in a reply.', 'Take it out and ask for it in private.'],
    he: ['פרטים אישיים בתגובה.', 'הוציאו אותם ובקשו אותם בפרטי.'],
  },
  L22: {
    en: ['It speaks of a competitor.', 'Speak of what you do yourselves.'],
    he: ['התגובה מדברת על מתחרה.', 'דברו על מה שאתם עושים.'],
  },
  L23: {
    en: ['It speaks of how somebody at work was punished.', 'Speak of what you change, not of whom you punish.'],
    he: ['התגובה מספרת כיצד נענש עובד.', 'ספרו מה אתם משנים, לא את מי הענשתם.'],
  },
  L24: {
    en: ['Compensation in the first public answer looks like buying silence.', 'Answer first; offer it in private, or to all who were hit alike.'],
    he: ['פיצוי בתשובה הפומבית הראשונה נראה כקניית שתיקה.', 'ענו קודם; הציעו אותו בפרטי, או לכל הנפגעים במידה שווה.'],
  },
  L25: {
    en: ['Marketing talk where people are hurt.', 'Take out slogans, offers and the row of emoji.'],
    he: ['שיח שיווקי במקום שבו אנשים נפגעו.', 'הוציאו סיסמאות, מבצעים ושורת אימוג׳י.'],
  },
  L26: {
    en: ['A joke at the cost of somebody who is not laughing.', 'Take it out; humour only where nobody was hurt and a human said yes.'],
    he: ['בדיחה על חשבון מי שאינו צוחק.', 'הוציאו אותה; הומור רק כשאיש לא נפגע ואדם אישר.'],
  },
  L27: {
    en: ['Praise of yourselves before a word of empathy.', 'Leave it out.'],
    he: ['שבח עצמי לפני מילה של אמפתיה.', 'ותרו עליו.'],
  },
  L28: {
    en: ['"No comment" is heard as an admission.', 'Say what you can say, and when there will be more.'],
    he: ['"אין תגובה" נשמע כהודאה.', 'אמרו מה שאפשר לומר, ומתי יהיה עוד.'],
  },
  L29: {
    en: ['The answer is in another language than the message.', 'Answer in the language of the person.'],
    he: ['התשובה אינה בשפה שבה נכתבה הפנייה.', 'ענו בשפתו של הפונה.'],
  },
  L30: {
    en: ['It does not say when you will speak next.', 'Name a time, also if there may be nothing new.'],
    he: ['לא נאמר מתי תעדכנו שוב.', 'נקבו בשעה, גם אם אולי לא יהיה חדש.'],
  },
  L31: {
    en: ['It closes the matter without saying how it will not recur.', 'Say what you changed, concretely.'],
    he: ['העניין נסגר בלי לומר כיצד הוא לא יחזור.', 'אמרו מה שיניתם, באופן ממשי.'],
  },
  L32: {
    en: ['Steps and measures, and not one of them named.', 'Name one act: who does what from when on.'],
    he: ['צעדים ולקחים, ואף אחד מהם אינו נקוב בשם.', 'נקבו במעשה אחד: מי עושה מה, ממתי.'],
  },
  slot: {
    en: ['A blank is still open.', 'Fill it with what is known, or take the sentence out.'],
    he: ['נותר מקום ריק.', 'מלאו אותו במה שידוע, או ותרו על המשפט.'],
  },
  contradiction: {
    en: ['It does not agree with what was said officially before.', 'Say the same; or say openly that the earlier word was wrong and what is right.'],
    he: ['הדברים אינם מתיישבים עם מה שנאמר רשמית קודם.', 'אמרו את אותו הדבר, או אמרו בגלוי שהדברים הקודמים היו שגויים ומה נכון.'],
  },
  'never.delete': {
    en: ["It announces that other people's words will be deleted or hidden.", 'Answer what they say; criticism is never deleted.'],
    he: ['יש כאן הודעה על מחיקה או הסתרה של דברי אחרים.', 'ענו לדברים; ביקורת לעולם אינה נמחקת.'],
  },
  'never.takedown': {
    en: ['It asks somebody to take their own words down.', 'Answer them instead.'],
    he: ['יש כאן דרישה שמישהו יסיר את דבריו.', 'ענו להם במקום זאת.'],
  },
  'never.incentive': {
    en: ['It offers something for another word about you.', 'Make it good without a condition; what they write is theirs.'],
    he: ['יש כאן הצעה של תמורה בעד מילים אחרות עליכם.', 'תקנו בלי תנאי; מה שנכתב שייך למי שכתב.'],
  },
  'never.unmask': {
    en: ['It lets on who the author is.', 'Leave them the name they chose.'],
    he: ['התגובה חושפת מי הכותב.', 'פנו אליו בשם שבחר.'],
  },
  'never.brigade': {
    en: ['It sends supporters at somebody.', 'Leave others out of it.'],
    he: ['התגובה שולחת תומכים נגד מישהו.', 'אל תערבו אחרים.'],
  },
  'never.stage': {
    en: ['It hides that the brand is speaking.', 'Say who you are.'],
    he: ['התגובה מסתירה שהמותג הוא שמדבר.', 'אמרו מי אתם.'],
  },
  'never.flee': {
    en: ['It shuts the place where people speak.', 'Keep it open and stay.'],
    he: ['התגובה סוגרת את המקום שבו אנשים מדברים.', 'השאירו אותו פתוח והישארו בו.'],
  },
  'never.close': {
    en: ['It declares the matter closed.', 'Say what is done and what is still open.'],
    he: ['התגובה מכריזה שהעניין סגור.', 'אמרו מה נעשה ומה עדיין פתוח.'],
  },
  'never.automate': {
    en: ['A machine speaks here.', 'Let a person write.'],
    he: ['כאן מדברת מכונה.', 'תנו לאדם לכתוב.'],
  },
  'never.correctOpinion': {
    en: ['It corrects an opinion.', 'Hear it; correct facts only.'],
    he: ['התגובה מתקנת דעה.', 'הקשיבו לה; תקנו רק עובדות.'],
  },
  'never.confirmRelationship': {
    en: ['It confirms in public that they are a customer or patient.', 'Speak in general, and go on in private.'],
    he: ['התגובה מאשרת בפומבי שמדובר בלקוח או במטופל.', 'דברו באופן כללי, והמשיכו בפרטי.'],
  },
};

/** All cues that a finding can bear, but for `missing:…` and `forbidden:…`. */
export const cueNames: readonly string[] = Object.keys(messages);

/** The finding in words, in the reviewer's language. */
export function phrase(cue: string, locale: 'en' | 'he'): Phrasing {
  const known = messages[cue]?.[locale];
  if (known !== undefined) return { message: known[0], suggestion: known[1] };
  const [kind, element] = cue.split(':', 2) as [string, string | undefined];
  const title = element === undefined ? cue : (elementCatalogue[element as ElementName]?.title[locale] ?? element);
  if (kind === 'missing') return locale === 'he' ? { message: `חסר: ${title}.`, suggestion: 'הוסיפו משפט שאומר זאת.' } : { message: `Missing: ${title}.`, suggestion: 'Add a sentence that says it.' };
  if (kind === 'forbidden') return locale === 'he' ? { message: `התוכנית אוסרת כאן: ${title}.`, suggestion: 'הוציאו זאת.' } : { message: `The plan rules out here: ${title}.`, suggestion: 'Take it out.' };
  return { message: cue, suggestion: '' };
}
