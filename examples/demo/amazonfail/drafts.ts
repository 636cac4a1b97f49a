// Answers handed in for review: two public statements of the company, and what kashuv would have let pass, written for this demo.
import { postIdOf } from './posts.ts';
import type { CourseDraft } from './step.ts';
import { eastern, pacific } from './times.ts';

const passes: CourseDraft['expect'] = { verdict: 'pass', cues: [], mayAlso: [], missing: [] };

/** In order of time. */
export function drafts(): CourseDraft[] {
  return [
    {
      do: 'submit-draft',
      at: eastern('2009-04-12T08:25'),
      id: 'holding-en',
      text:
        'We know that many of your books, most of them gay and lesbian, have no sales rank today. I am sorry for what this does to you. ' +
        'We do not know the cause yet. Our team is looking for it right now. I will write here again by 10:00 Eastern. Marit, Amazon #amazonfail',
      language: 'en',
      stage: 'holding',
      target: 'hub',
      invented: true,
      expect: passes,
      say: { en: 'Invented: a holding statement that would pass, in the hub, 25 minutes after the tag.', he: 'בדוי: הודעת ביניים שהייתה עוברת, במוקד, 25 דקות אחרי התגית.' },
    },
    {
      do: 'submit-draft',
      at: eastern('2009-04-12T08:30'),
      id: 'author-reply',
      text:
        'Nell, thank you for writing to us. You are right: Saltwater Cousins is not adult material, and our answer was wrong. ' +
        'I am sorry for what it did to you. I am checking your book myself now and will write to you here by 10:00 Eastern. Marit, Amazon',
      language: 'en',
      stage: 'complaint',
      target: { replyTo: postIdOf('the-letter') },
      invented: true,
      expect: passes,
      say: { en: 'Invented: a personal answer to the author whose letter began it.', he: 'בדוי: מענה אישי לסופרת שמהמכתב שלה זה התחיל.' },
    },
    {
      do: 'submit-draft',
      at: eastern('2009-04-12T09:20'),
      id: 'holding-he',
      text:
        'אנחנו יודעים שלספרים רבים שלכם, רובם ספרים גאים, אין היום דירוג באמזון, ואנחנו מצטערים על הפגיעה בכם. ' +
        'אנחנו עדיין לא יודעים מה הסיבה. הצוות שלנו בודק עכשיו, ואעדכן כאן שוב עד 17:00 שעון ישראל. מארית, אמזון #amazonfail',
      language: 'he',
      stage: 'holding',
      target: 'hub',
      invented: true,
      expect: passes,
      say: { en: 'Invented: the same to those who write in Hebrew.', he: 'בדוי: אותו הדבר לכותבים בעברית.' },
    },
    {
      do: 'submit-draft',
      at: eastern('2009-04-12T12:20'),
      id: 'against-bullying',
      text:
        'Anger at us is welcome here. Attacks on a person are not okay, whoever you support. We distance ourselves from what was written to Marguerite: ' +
        'it was hurtful. She deserves respect, like every author here. I am reading along and will step in again. Marit, Amazon',
      language: 'en',
      stage: 'bullying',
      target: { replyTo: postIdOf('gus-two') },
      invented: true,
      expect: passes,
      say: { en: 'Invented: an official word against the one who insults an author.', he: 'בדוי: מילה רשמית נגד מי שמעליב סופרת.' },
    },
    {
      do: 'submit-draft',
      at: eastern('2009-04-12T18:00'),
      approximate: true,
      id: 'glitch',
      text: "There was a glitch with our sales rank feature that is in the process of being fixed. We're working to correct the problem as quickly as possible.",
      language: 'en',
      stage: 'holding',
      target: 'press',
      invented: false,
      source: 'Amazon to the press, 12 April 2009, as quoted by jaculynnpeterson',
      expect: { verdict: 'block', cues: ['L04'], mayAlso: ['L06', 'L11', 'L12'], missing: ['say.empathy', 'say.unknowns', 'say.nextUpdate'] },
      say: {
        en: 'Said by Amazon: it makes the hurt small, names nobody who was hurt, goes to the press alone, and contradicts the letter of the night before.',
        he: 'דברי אמזון: מקטינים את הפגיעה, אינם מזכירים מי נפגע, נאמרים לתקשורת בלבד וסותרים את המכתב מהלילה הקודם.',
      },
    },
    {
      do: 'submit-draft',
      at: eastern('2009-04-12T18:20'),
      id: 'evening-update',
      text:
        'We owed you a word this morning. I am sorry for our silence and for what it did to you. Hundreds of books, most of them gay and lesbian, lost ' +
        'rank and search. We do not know the cause yet. Our engineers are working on it. I will write again by 19:00 Eastern. Marit, Amazon',
      language: 'en',
      stage: 'update',
      target: 'hub',
      invented: true,
      expect: passes,
      say: { en: 'Invented: what could have been said in the same hour, in the hub.', he: 'בדוי: מה שאפשר היה לומר באותה שעה, במוקד.' },
    },
    {
      do: 'submit-draft',
      at: pacific('2009-04-13T15:03'),
      approximate: true,
      id: 'ham-fisted',
      text:
        'This is an embarrassing and ham-fisted cataloging error for a company that prides itself on offering complete selection. ' +
        'It has been misreported that the issue was limited to Gay & Lesbian themed titles – in fact, it impacted 57,310 books in a number of broad categories. ' +
        'Many books have now been fixed, and we intend to implement new measures to make this kind of accident less likely to occur in the future.',
      language: 'en',
      stage: 'update',
      target: 'press',
      invented: false,
      source: 'Amazon to the press, 13 April 2009, shortened, as quoted by nicolagriffith and CNET',
      expect: { verdict: 'revise', cues: ['L07'], mayAlso: ['L27', 'L30', 'L32'], missing: ['say.apology', 'say.responsibility'] },
      say: {
        en: 'Said by Amazon: facts and scope at last. No apology, no responsibility, the press is corrected before anybody is comforted, and the prevention is vague.',
        he: 'דברי אמזון: סוף־סוף עובדות והיקף. אין התנצלות ואין לקיחת אחריות, מתקנים את התקשורת לפני שמנחמים מישהו, והמניעה מעורפלת.',
      },
    },
    {
      do: 'submit-draft',
      at: pacific('2009-04-13T15:20'),
      id: 'owning-update',
      text:
        'We got this wrong. Our catalogue error hid 57,310 books and hurt their authors. I am sorry. Many are back, we are restoring the rest. ' +
        'From today two people must approve such a change. We do not know yet why it began. I will write here again by 20:00 Eastern. Marit, Amazon',
      language: 'en',
      stage: 'update',
      target: 'hub',
      invented: true,
      expect: passes,
      say: { en: 'Invented: the same facts, owned, with a name, a date and a change.', he: 'בדוי: אותן עובדות, עם לקיחת אחריות, שם, מועד ושינוי.' },
    },
    {
      do: 'submit-draft',
      at: pacific('2009-04-14T16:00'),
      id: 'closing',
      text:
        '57,310 books have their rank and place in search back. One wrong value in our catalogue hid them. That was our fault. I am sorry, also for our silence. ' +
        'From today two people must approve such a change. Tell us what we missed. Marit, Amazon',
      language: 'en',
      stage: 'closing',
      target: 'hub',
      invented: true,
      expect: passes,
      say: { en: 'Invented: a closing word that would let the incident close.', he: 'בדוי: דברי סיום שהיו מאפשרים לסגור את האירוע.' },
    },
  ];
}
