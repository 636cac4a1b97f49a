import type { ReviewContextInput } from '../../src/spec/reply.ts';

export interface Evasion {
  readonly cue: string;
  readonly frame: 'base' | 'plain' | 'holding';
  readonly of: 'parcel' | 'lift' | 'pizza';
  readonly cold: readonly string[];
  readonly fine: readonly string[];
}

interface Setting {
  readonly mention: string;
  /** An answer that owns it and acts, one that has only read, and a first word to a crowd. */
  readonly base: (sentence: string) => string;
  readonly plain: (sentence: string) => string;
  readonly holding: (sentence: string) => string;
}

/** Where the sentences stand: answers that pass without them. */
export const settings: Readonly<Record<'en' | 'he', Readonly<Record<Evasion['of'], Setting>>>> = {
  en: {
    parcel: {
      mention: 'My parcel arrived soaked and nobody answers the phone. The gift inside is ruined!',
      base: (sentence) => `Hi Maya, you're right: your parcel should never have arrived soaked, and I'm sorry. ${sentence} I'm sending a new one today and will call you by 16:00. — Tom`,
      plain: (sentence) => `Hi Maya, I've read how your parcel arrived soaked. ${sentence} — Tom`,
      holding: (sentence) => `We have seen your reports that cups split when hot, and we're worried for everyone who was burnt. ${sentence} Our engineers are testing the cups now. We don't know the cause yet and will write here again at 15:00.`,
    },
    lift: {
      mention: 'Third night without sleep because of the lift, the desk just shrugs.',
      base: (sentence) => `Dear Joe, the lift kept you awake for three nights and our desk did nothing. That was wrong and I'm sorry. ${sentence} I'm moving you to the garden side tonight. — Ana`,
      plain: (sentence) => `Dear Joe, you wrote that the lift kept you awake for three nights. ${sentence} — Ana`,
      holding: (sentence) => `We know that some of you fell ill after last night's buffet, and we are worried about each of you. ${sentence} Dr Lind is seeing everybody in room 12 now. What made you ill we don't know yet; I'll post here at 14:00.`,
    },
    pizza: {
      mention: '40 minutes and the pizza was stone cold. Never again.',
      base: (sentence) => `Hi Lea, forty minutes for a cold pizza is not what you paid for, and I'm sorry. ${sentence} A hot one left our oven a minute ago and Bo brings it himself. — Nino`,
      plain: (sentence) => `Hi Lea, you waited forty minutes and the pizza was cold. ${sentence} — Nino`,
      holding: (sentence) => `We see that many pizzas came late and cold tonight, and we feel for everybody who waited. ${sentence} Two more riders are on the road now. What slowed us down we do not know yet; I will post here at 21:00. — Nino`,
    },
  },
  he: {
    parcel: {
      mention: 'החבילה הגיעה רטובה לגמרי, המתנה נהרסה ואף אחד לא עונה בטלפון!',
      base: (sentence) => `היי מאיה, את צודקת: החבילה לא הייתה צריכה להגיע רטובה, ואני מצטער. ${sentence} אני שולח לך היום חבילה חדשה ואתקשר עד 16:00. — תום`,
      plain: (sentence) => `היי מאיה, קראתי שהחבילה שלך הגיעה רטובה. ${sentence} — תום`,
      holding: (sentence) => `ראינו את הדיווחים שלכם על כוסות שנסדקות כשחם, ואנחנו דואגים לכל מי שנכווה. ${sentence} המהנדסים שלנו בודקים את הכוסות עכשיו. אנחנו עדיין לא יודעים מה הסיבה ונעדכן כאן שוב ב-15:00.`,
    },
    lift: {
      mention: 'לילה שלישי בלי שינה בגלל המעלית, ובקבלה מושכים בכתפיים.',
      base: (sentence) => `יואב, המעלית העירה אותך שלושה לילות והקבלה לא עשתה כלום. זה היה לא בסדר ואני מצטערת. ${sentence} אני מעבירה אותך הערב לחדר בצד הגינה. — ענת`,
      plain: (sentence) => `יואב, כתבת שהמעלית העירה אותך שלושה לילות. ${sentence} — ענת`,
      holding: (sentence) => `אנחנו יודעים שחלק מכם חלו אחרי ארוחת הערב אתמול, ואנחנו דואגים לכל אחד מכם. ${sentence} ד"ר לינד בודקת את כולם עכשיו בחדר 12. ממה חליתם, אנחנו עוד לא יודעים; אכתוב כאן ב-14:00.`,
    },
    pizza: {
      mention: 'ארבעים דקות והפיצה הגיעה קרה כמו קרח. לא עוד.',
      base: (sentence) => `היי לאה, ארבעים דקות בשביל פיצה קרה זה לא מה ששילמת עליו, ואני מצטער. ${sentence} פיצה חמה יצאה עכשיו מהתנור ובו מביא אותה בעצמו. — נינו`,
      plain: (sentence) => `היי לאה, חיכית ארבעים דקות והפיצה הייתה קרה. ${sentence} — נינו`,
      holding: (sentence) => `אנחנו רואים שהרבה פיצות הגיעו הערב מאוחר וקרות, ומבינים את כל מי שחיכה. ${sentence} עוד שני שליחים יצאו עכשיו. מה עיכב אותנו, אנחנו עוד לא יודעים; אכתוב כאן ב-21:00. — נינו`,
    },
  },
};

export const contextOf = (language: 'en' | 'he', { frame, of }: Evasion): ReviewContextInput =>
  frame === 'holding' ? { stage: 'holding', severity: 'high', harm: 2, incidentOpen: true, language } : { stage: 'complaint', language, mention: settings[language][of].mention };
