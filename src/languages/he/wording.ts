import type { ElementName, Stage } from '../../spec/element.ts';
import type { Wording } from '../../spec/language.ts';

type Sentence = Wording['sentences'][number];

const say = (element: ElementName, ...texts: string[]): Sentence[] => texts.map((text) => ({ element, text }));
const sayIn = (stage: readonly Stage[], element: ElementName, ...texts: string[]): Sentence[] => texts.map((text) => ({ element, stage, text }));
/** Said only while none of these is known. */
const unless = (slots: readonly string[], sentences: readonly Sentence[]): Sentence[] => sentences.map((sentence) => ({ ...sentence, unless: slots }));

/** To a crowd, about an incident. */
const CROWD: readonly Stage[] = ['holding', 'update', 'closing', 'own-post-error'];
/** To one person. */
const PERSON: readonly Stage[] = ['complaint', 'question', 'press', 'employee', 'note', 'none'];
const CRITICISM: readonly Stage[] = ['complaint', 'employee', 'holding', 'update', 'closing', 'bullying', 'note', 'none', 'own-post-error'];
/** What people may be asked for help with. */
const HELPED: readonly Stage[] = ['complaint', 'employee', 'holding', 'update', 'closing', 'own-post-error'];
/** Where something went wrong for a reason. */
const CAUSED: readonly Stage[] = ['complaint', 'holding', 'update', 'own-post-error'];
/** Where a claim or a value is spoken of, and no cause is looked for. */
const NOTED: readonly Stage[] = ['note'];
const NOT_BULLYING: readonly Stage[] = ['none', 'complaint', 'question', 'praise', 'holding', 'update', 'closing', 'safeguarding', 'press', 'employee', 'note', 'own-post-error'];
const NOT_NOTED: readonly Stage[] = ['none', 'complaint', 'question', 'praise', 'bullying', 'holding', 'update', 'closing', 'safeguarding', 'press', 'employee', 'own-post-error'];

/**
 * How Hebrew drafts are worded: plural forms throughout, which address women and men alike. Values of `{fact}`, `{action}`,
 * `{remedy}`, `{explanation}`, `{prevention}`, `{impact}`, `{answer}`, `{instruction}`, `{correction}`, `{retraction}` and `{commitment}` are
 * whole sentences; `{topic}` is a noun phrase.
 */
export const wording: Wording = {
  greeting: ['היי {name},', 'שלום {name},', 'הי {name},', 'שלום לך {name},'],
  greetingUnnamed: ['היי,', 'שלום,', 'שלום לכם,', 'הי,'],
  signature: ['— {signature}, {brand}', '— {signature}, צוות {brand}', '— {signature} מ־{brand}', '— {signature}, בשם {brand}'],
  hints: {
    name: 'השם שבו הפונים מציגים את עצמם.',
    brand: 'שם המותג.',
    topic: 'במה מדובר, במילים של הפונה: "החבילה שלא הגיעה".',
    time: 'מתי תכתבו שוב: "16:00 היום".',
    url: 'כתובת העמוד שבו מרוכזות כל ההודעות שלכם.',
    fact: 'עובדה שאומתה, כמשפט שלם.',
    impact: 'מי נפגע ומה זה אומר בשבילו, כמשפט שלם.',
    action: 'מה אתם עושים ברגע זה, כמשפט שלם: "אנחנו בודקים את כל ההזמנות מיום שני."',
    remedy: 'כיצד אתם מתקנים, כמשפט שלם.',
    explanation: 'מה קרה ומדוע, כמשפט שלם. רק מה שאומת.',
    prevention: 'שינוי ממשי אחד, כמשפט שלם: "מעכשיו שני אנשים מאשרים כל שינוי."',
    answer: 'התשובה לשאלה, כמשפט שלם.',
    route: 'הדרך לפנות בחיסיון או לקבל עזרה: אדם, כתובת, מספר.',
    instruction: 'מה צריך לעשות עכשיו כדי להיות בטוחים, כמשפט שלם: "נתקו את התנור מהחשמל ואל תשתמשו בו."',
    correction: 'מה נכון במקום זאת, כמשפט שלם. רק מה שאפשר להוכיח.',
    source: 'הכתובת שבה אפשר לבדוק זאת.',
    retraction: 'מה פרסמתם ומדוע הסרתם זאת, כמשפט שלם: "הוא התבדח על יום שבו נפגעו אנשים."',
    commitment: 'למה אתם מתחייבים ועד מתי, כמשפט שלם: "עד סוף יוני נפרסם את כל תוצאות הבדיקה."',
    signature: 'השם הפרטי שלכם, או איך אתם חותמים: "מאיה, צוות השירות".',
  },
  sentences: [
    ...sayIn(CRITICISM, 'say.thanks', 'תודה שכתבתם לנו.', 'תודה שהסבתם את תשומת ליבנו לכך.', 'תודה שאמרתם את הדברים בגלוי.', 'תודה שסיפרתם לנו על כך.', 'אנחנו מודים לכם על הכנות.'),
    ...sayIn(['question'], 'say.thanks', 'תודה ששאלתם.', 'תודה על השאלה.', 'טוב ששאלתם.', 'תודה ששאלתם אותנו ישירות.'),
    ...sayIn(['press'], 'say.thanks', 'תודה ששאלתם אותנו לפני הפרסום.', 'תודה ששאלתם.', 'תודה על השאלה.', 'תודה שפניתם אלינו בעניין הזה.'),
    ...sayIn(['praise'], 'say.thanks', 'תודה על המילים החמות.', 'תודה רבה שכתבתם.', 'תודה שהקדשתם רגע לספר לנו.', 'אנחנו שמחים שסיפרתם לנו.'),

    ...sayIn(PERSON, 'say.empathy', 'אנחנו מבינים כמה זה מתסכל.', 'זה כואב, והכעס שלכם מובן.', 'יש לכם כל סיבה לכעוס.', 'לא קל לעבור דבר כזה.', 'גם אנחנו במקומכם היינו כועסים.'),
    ...sayIn(['praise'], 'say.empathy', 'אנחנו יודעים כמה קשה היה להגיע לכאן.', 'אנחנו מבינים כמה זה היה קשה, ושמחים איתכם.', 'לא קל לעבור דבר כזה, וטוב לקרוא איך זה נגמר.', 'ליבנו איתכם.'),
    ...sayIn(CROWD, 'say.empathy', 'אנחנו מבינים כמה זה מתסכל ומכעיס.', 'זה כואב, והכעס שלכם מובן.', 'אנחנו רואים את הכאב ואת הדאגה, והכעס מוצדק.', 'ליבנו עם כל מי שזה כאב לו.', 'יש לכם כל סיבה לכעוס.'),
    ...sayIn(['bullying', 'safeguarding'], 'say.empathy', 'מילים כאלה פוגעות, וליבנו עם מי שהן כוונו אליו.', 'זה כואב, ואיש לא צריך לקרוא דברים כאלה על עצמו.', 'אנחנו חושבים על מי שנאלץ לקרוא את זה על עצמו.', 'כואב לקרוא דברים כאלה, וליבנו עם מי שהם נכתבו עליו.'),

    ...unless(['correction'], sayIn(NOT_BULLYING, 'say.acceptance', 'אתם צודקים: זה לא היה צריך לקרות.', 'אתם צודקים בדבריכם.', 'הביקורת שלכם מוצדקת, ואנחנו מקבלים אותה.')),
    ...sayIn(NOT_BULLYING, 'say.acceptance', 'מגיע לכם יחס טוב מזה.', 'זה לא מספיק טוב, וציפיתם ליותר מאיתנו בצדק.'),
    ...sayIn(['bullying'], 'say.acceptance', 'אתם צודקים כשאתם מצפים מאיתנו ליותר.', 'הביקורת שלכם עלינו מוצדקת, ואנחנו מקבלים אותה.', 'בצדק אתם מצפים מאיתנו ליותר.', 'אנחנו מקבלים את הביקורת שלכם עלינו.'),

    ...sayIn(PERSON, 'say.apology', 'אנחנו מצטערים על מה שעבר עליכם.', 'סליחה על מה שקרה.', 'אנחנו מתנצלים בפניכם על מה שקרה.', 'אנחנו מבקשים מכם סליחה.', 'אנחנו מצטערים שנאלצתם לעבור את זה.'),
    ...sayIn([...CROWD, 'bullying', 'praise', 'safeguarding'], 'say.apology', 'אנחנו מצטערים על מה שעבר עליכם.', 'אנחנו מתנצלים בפני כל מי שנפגע.', 'אנחנו מבקשים סליחה מכולכם על מה שקרה.', 'אנחנו מבקשים סליחה מכל מי שהדבר הכאיב לו.'),
    ...say('say.responsibility', 'טעינו.', 'האחריות עלינו.', 'הטעות שלנו, ורק שלנו.', 'אכזבנו אתכם, והאחריות לכך עלינו.', 'אנחנו לוקחים אחריות מלאה.'),

    ...say('say.awareness', 'אנחנו מודעים למה שקורה, וזה חשוב לנו.', 'ראינו את מה שאתם כותבים לנו.', 'אנחנו יודעים על כך.', 'קראנו את ההודעות שלכם, ואנחנו יודעים שמשהו השתבש.', 'אנחנו מודעים לכל מה שאתם כותבים על {topic}.', 'ראינו את מה שאתם כותבים על {topic}.', 'קראנו מה שכתבתם על {topic}, ואנחנו מודעים לכך.'),
    ...unless(['explanation'], say('say.action', 'אנחנו בודקים את זה ברגע זה.')),
    ...unless(['explanation'], sayIn(CAUSED, 'say.action', 'התחלנו לבדוק מה הביא לכך, ואנחנו ממשיכים עד שתהיה לנו תשובה.')),
    ...say('say.action', 'אנחנו מטפלים בזה עכשיו.', 'אנחנו עוברים על הדברים צעד אחר צעד, ממש עכשיו.', 'אנחנו עובדים על זה ברגעים אלה.', 'זה מה שאנחנו עושים עכשיו: {action}', 'כך אנחנו פועלים עכשיו: {action}', 'אנחנו מטפלים בזה: {action}', 'הצעדים שאנחנו עושים ברגע זה: {action}'),
    ...unless(['explanation'], sayIn(NOT_NOTED, 'say.unknowns', 'אנחנו עדיין לא יודעים מה הסיבה, ולא ננחש.', 'מדוע זה קרה, אנחנו עדיין לא יודעים.', 'הסיבה עדיין לא ידועה לנו.')),
    ...sayIn(NOTED, 'say.unknowns', 'אנחנו עדיין לא יודעים אם כך הדבר, ולא ננחש.', 'אנחנו עדיין לא יודעים מה נכון כאן ומה לא.'),
    ...say('say.unknowns', 'עדיין אין לנו כל התשובות.', 'יש עוד דברים שאיננו יודעים, ואנחנו אומרים זאת בגלוי.', 'יש דברים שאנחנו עדיין לא יודעים.'),
    ...say('say.knowns', 'מה שידוע לנו עד כה: {fact}', 'זה מה שברור לנו: {fact}', 'נכון לעכשיו אנחנו יודעים: {fact}', 'מה שכבר אימתנו: {fact}'),
    ...say('say.impact', 'מי נפגע, ואיך: {impact}', 'המשמעות עבור מי שנפגע: {impact}', 'כך זה משפיע עליכם: {impact}', 'במי זה פגע: {impact}'),
    ...say('say.nextUpdate', 'נכתוב כאן שוב עד {time}, גם אם לא יהיה חדש.', 'העדכון הבא יעלה כאן עד {time}.', 'נעדכן אתכם כאן שוב עד {time}.', 'עד {time} לכל המאוחר נפרסם כאן עדכון נוסף.', 'נחזור לכאן עם עדכון עד {time}.'),

    ...sayIn(NOT_BULLYING, 'say.service', 'נלווה אתכם עד שזה יסתדר.', 'נטפל בזה יחד איתכם.', 'נבדוק את זה עוד היום ונחזור אליכם כאן.', 'נדאג לזה עד הסוף.'),
    ...sayIn(['bullying'], 'say.service', 'במה שהעליתם נטפל יחד איתכם.', 'נבדוק את מה שהעליתם ונחזור אליכם כאן.', 'את מה שהפריע לכם אצלנו נבדוק, ונחזור אליכם כאן.', 'נטפל יחד איתכם במה שהפריע לכם אצלנו.'),
    ...sayIn(PERSON, 'say.uptake', 'כתבתם על {topic}, וקראנו כל מילה.', 'קראנו את מה שכתבתם על {topic}.', 'מה שכתבתם על {topic} הגיע אלינו.', 'קראנו את הדברים שלכם על {topic} יותר מפעם אחת.'),
    ...sayIn([...CROWD, 'bullying', 'praise', 'safeguarding'], 'say.uptake', 'קראנו את מה שכתבתם על {topic}.', 'מה שכתבתם על {topic} הגיע אלינו.', 'שמענו היטב את הדברים שלכם על {topic}.', 'קראנו כל מה שכתבתם על {topic}.'),
    ...unless(['remedy'], sayIn(HELPED, 'say.invitation', 'מה הכי יעזור לכם? כתבו לנו כאן.')),
    ...say('say.invitation', 'ספרו לנו מה פספסנו.', 'נשמח לשמוע מכם מה עוד חשוב שנדע.', 'המשיכו לכתוב לנו מה אתם רואים.', 'ספרו לנו מה דעתכם; אנחנו קוראים.'),

    ...say('say.explanation', 'כך זה קרה: {explanation}', 'הסיבה היא זו: {explanation}', 'זה מה שקרה: {explanation}', 'ההסבר הוא כזה: {explanation}'),
    ...say('say.remedy', 'כך אנחנו מתקנים: {remedy}', 'כדי לתקן את זה: {remedy}', 'כך נתקן את זה: {remedy}', 'אנחנו מתקנים את המצב כך: {remedy}'),
    ...say('say.prevention', 'מה ששינינו כדי שזה לא יקרה שוב: {prevention}', 'מעכשיו: {prevention}', 'מהיום והלאה: {prevention}', 'זה מה שאנחנו משנים, כדי שזה לא יחזור: {prevention}'),

    ...say('say.instruction', 'הבטיחות שלכם קודמת לכול, ולכן חשוב לעשות זאת עכשיו: {instruction}', 'זה מה שצריך לעשות ברגע זה כדי להיות בטוחים: {instruction}', 'כך תשמרו על עצמכם ועל מי שסביבכם: {instruction}', 'למען הבטיחות שלכם, לפני כל דבר אחר: {instruction}', 'הכי חשוב עכשיו שתהיו בטוחים: {instruction}'),
    ...say('say.correction', 'אלה העובדות הנכונות: {correction}', 'דבר אחד חשוב לנו להעמיד על דיוקו: {correction}', 'המידע הנכון הוא זה: {correction}', 'חשוב לנו שיהיה בידיכם המידע הנכון: {correction}', 'כדי שהדברים יהיו מדויקים: {correction}'),
    ...say('say.source', 'אפשר לבדוק זאת בעצמכם: {source}', 'המקור פתוח לכולם: {source}', 'כל אחד ואחת יכולים לאמת זאת כאן: {source}', 'כאן אפשר לבדוק את הדברים: {source}', 'אין צורך להסתמך רק על המילה שלנו, המקור נמצא כאן: {source}'),
    ...unless(['takeover'], say('say.retraction', 'הורדנו את הפרסום שלנו, וזו הסיבה: {retraction}', 'הפרסום שלנו כבר לא באוויר, וחשוב שתדעו מדוע: {retraction}', 'חזרנו בנו ממה שפרסמנו: {retraction}', 'הסרנו פרסום שלנו: {retraction}', 'הפרסום שלנו לא היה צריך לעלות, והורדנו אותו: {retraction}')),
    ...say('say.retraction', 'הורדנו את הפרסום שעלה בחשבון שלנו: {retraction}', 'הסרנו את הפרסום מהחשבון שלנו, וחשוב שתדעו מדוע: {retraction}'),
    ...say('say.commitment', 'לזה אנחנו מתחייבים: {commitment}', 'זו ההתחייבות שלנו כלפיכם: {commitment}', 'אנחנו נותנים לכם את המילה שלנו: {commitment}', 'זו הבטחה שתוכלו לבחון אותנו לפיה: {commitment}', 'זה מה שאנחנו מבטיחים לכם: {commitment}'),

    ...say('say.distance', 'אנחנו לא מקבלים פגיעה באף אחד.', 'מה שנכתב כאן לא מקובל עלינו, והוא לא נכתב בשמנו.', 'אנחנו מסתייגים מכל פגיעה, ולא משנה מי כתב אותה.', 'נחצה כאן גבול, ואנחנו מסתייגים מהפגיעה.'),
    ...say('say.protection', 'אף אחד לא צריך לשמוע דברים כאלה.', 'אנחנו עומדים לצד מי שנפגע.', 'לכל אדם יש זכות להיות כאן בלי שיתקפו אותו.', 'כל אחד ואחת ראויים ליחס של כבוד כאן.'),
    ...say('say.houseRule', 'הכלל כאן פשוט: מותר להתווכח איתנו בכל הכוח, בלי לפגוע באנשים.', 'ביקורת עלינו תמיד רצויה כאן; פגיעה באנשים לא.', 'הכלל בדף הזה: מתווכחים על העניין, ולא תוקפים אנשים.', 'אפשר לחלוק עלינו בגלוי, ולשמור על שיח מכבד.'),

    ...say('say.identity', 'זה החשבון הרשמי של {brand}.', 'אנחנו כותבים בשם {brand}.', 'מדברים איתכם מטעם {brand}.', 'זו תגובה רשמית של {brand}.'),
    ...say('say.disclosure', 'גילוי נאות: אנחנו חלק מהצוות של {brand}.', 'אנחנו כותבים מטעם {brand}.', 'אנחנו עובדים אצל {brand}.', 'אנחנו כותבים לכם בשם {brand}.'),
    ...say('say.canonicalLink', 'כל מה שידוע לנו מרוכז כאן: {url}', 'כל ההודעות שלנו בנושא נמצאות בעמוד אחד: {url}', 'הנוסח המלא והעדכני נמצא כאן: {url}', 'אפשר לקרוא הכול במקום אחד: {url}'),
    ...say('say.heard', 'שמענו אתכם, ואנחנו מעלים את זה בתוך הארגון.', 'אנחנו מקשיבים לכם, והדברים מגיעים למי שמחליט.', 'קראנו את הדברים, ונביא אותם פנימה.', 'אנחנו שומעים מה שאתם אומרים, ונעלה את זה לדיון.'),
    ...say('say.route', 'אפשר לפנות באופן חסוי: {route}', 'יש ערוץ חסוי לפניות כאלה: {route}', 'אפשר לדבר בלי חשש ובחיסיון כאן: {route}', 'לפנייה דיסקרטית ובלי חשש: {route}'),
    ...say('say.neutralFact', 'לכל מי שקורא כאן: {fact}', 'עובדה אחת לכל מי שעוקב: {fact}', 'מה שכל אחד יכול לבדוק: {fact}', 'למי שעוקב אחרי הדברים: {fact}'),
    ...say('say.deadlineAsked', 'עד מתי אתם צריכים את התשובה?', 'מה מועד הפרסום שלכם?', 'מתי אתם מפרסמים?', 'מה הדדליין שלכם, כדי שנענה בזמן?'),
    ...say('say.help', 'אפשר לקבל עזרה כאן, בכל שעה: {route}', 'יש מי שמקשיב עכשיו, ואפשר לקבל עזרה כאן: {route}', 'אפשר לדבר עם מישהו כבר עכשיו: {route}', 'אפשר לבקש עזרה ברגע זה: {route}'),
    ...sayIn(['question', 'press'], 'say.answer', 'התשובה לשאלה שלכם: {answer}', 'לשאלתכם: {answer}'),
    ...say('say.answer', 'זה מה שאנחנו יכולים לומר: {answer}', 'זה המצב: {answer}', 'זו התשובה שלנו: {answer}', 'כך הדברים עומדים: {answer}'),
  ],
};
