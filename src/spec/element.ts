import { ownerRoleSchema } from './brand.ts';

/**
 * What effects act on. `member` elements are required or forbidden; `slot` elements take one value.
 * Effects compete only where they name the same element.
 */
export interface ElementDefinition {
  readonly type: 'member' | 'slot';
  /** Allowed values of a slot; absent: a duration in minutes or a number, see `unit`. */
  readonly values?: readonly string[];
  readonly unit?: 'minutes' | 'count' | 'share';
  readonly title: { readonly en: string; readonly he: string };
}

export const decisions = [
  'respond', 'respond-then-private', 'holding-statement', 'correct-facts', 'statement-against-bullying', 'escalate-first', 'monitor', 'internal-only',
] as const;
export const stages = ['none', 'complaint', 'question', 'praise', 'bullying', 'holding', 'update', 'closing', 'safeguarding', 'press', 'employee', 'note', 'own-post-error'] as const;

const define = <const T extends Record<string, ElementDefinition>>(elements: T): T => elements;

export const elementCatalogue = define({
  // slots
  decision: { type: 'slot', values: decisions, title: { en: 'decision', he: 'החלטה' } },
  stage: { type: 'slot', values: stages, title: { en: 'stage of the reply', he: 'שלב התגובה' } },
  owner: { type: 'slot', values: ownerRoleSchema.options, title: { en: 'owner', he: 'אחראי' } },
  concession: { type: 'slot', values: ['none', 'under-review', 'granted'], title: { en: 'concession to the demand', he: 'היענות לדרישה' } },
  cluster: { type: 'slot', values: ['undetermined', 'victim', 'accidental', 'preventable'], title: { en: 'crisis cluster', he: 'סוג המשבר' } },
  apology: { type: 'slot', values: ['concern', 'experience', 'responsibility'], title: { en: 'level of apology', he: 'רמת ההתנצלות' } },
  moderation: { type: 'slot', values: ['none', 'report', 'retract-own'], title: { en: 'moderation', he: 'ניהול תוכן' } },
  humour: { type: 'slot', values: ['off', 'human-approved'], title: { en: 'humour', he: 'הומור' } },
  turnLimit: { type: 'slot', unit: 'count', title: { en: 'answers to the same author at most', he: 'מספר מענים מרבי לאותו כותב' } },
  warmth: { type: 'slot', unit: 'count', title: { en: 'warmth at least', he: 'חום מזערי' } },
  maxSimilarity: { type: 'slot', unit: 'share', title: { en: 'likeness to own recent replies at most', he: 'דמיון מרבי לתגובות קודמות' } },
  'deadline.ackBy': { type: 'slot', unit: 'minutes', title: { en: 'acknowledge by', he: 'להכיר בפנייה עד' } },
  'deadline.holdingBy': { type: 'slot', unit: 'minutes', title: { en: 'holding statement by', he: 'הודעת ביניים עד' } },
  'deadline.nextUpdateAt': { type: 'slot', unit: 'minutes', title: { en: 'next update at', he: 'העדכון הבא ב' } },
  'deadline.conclusiveBy': { type: 'slot', unit: 'minutes', title: { en: 'conclusive answer by', he: 'מענה סופי עד' } },
  'deadline.preventionBy': { type: 'slot', unit: 'minutes', title: { en: 'prevention published by', he: 'פרסום המניעה עד' } },
  'deadline.reviewAt': { type: 'slot', unit: 'minutes', title: { en: 'look again at', he: 'לבחון שוב ב' } },
  'deadline.humanBy': { type: 'slot', unit: 'minutes', title: { en: 'a human acts by', he: 'אדם מטפל עד' } },

  // what the answer says
  'say.awareness': { type: 'member', title: { en: 'we know about it', he: 'אנחנו מודעים' } },
  'say.action': { type: 'member', title: { en: 'what we are doing', he: 'מה אנחנו עושים' } },
  'say.unknowns': { type: 'member', title: { en: 'what we do not know yet', he: 'מה איננו יודעים עדיין' } },
  'say.knowns': { type: 'member', title: { en: 'what we know', he: 'מה ידוע' } },
  'say.impact': { type: 'member', title: { en: 'who is affected and how', he: 'מי נפגע וכיצד' } },
  'say.nextUpdate': { type: 'member', title: { en: 'when we will speak next', he: 'מתי נעדכן שוב' } },
  'say.empathy': { type: 'member', title: { en: 'empathy', he: 'אמפתיה' } },
  'say.acceptance': { type: 'member', title: { en: 'accepting what was said', he: 'קבלת הדברים' } },
  'say.apology': { type: 'member', title: { en: 'an apology', he: 'התנצלות' } },
  'say.responsibility': { type: 'member', title: { en: 'taking responsibility', he: 'לקיחת אחריות' } },
  /** An apology, a promise to handle, or another service reference: at least one (S2-14). */
  'say.service': { type: 'member', title: { en: 'an apology, a promise to handle or a next step', he: 'התנצלות, הבטחה לטפל או צעד הבא' } },
  'say.uptake': { type: 'member', title: { en: "taking up the person's own words", he: 'התייחסות לדברי הפונה' } },
  'say.thanks': { type: 'member', title: { en: 'thanks for telling us', he: 'תודה על הפנייה' } },
  'say.invitation': { type: 'member', title: { en: 'an invitation to say more', he: 'הזמנה להמשיך ולספר' } },
  'say.explanation': { type: 'member', title: { en: 'an explanation', he: 'הסבר' } },
  'say.remedy': { type: 'member', title: { en: 'the remedy', he: 'התיקון' } },
  'say.prevention': { type: 'member', title: { en: 'how it will not recur', he: 'כיצד זה לא יחזור' } },
  'say.distance': { type: 'member', title: { en: 'keeping distance from the hurt', he: 'הסתייגות מהפגיעה' } },
  'say.protection': { type: 'member', title: { en: 'protecting the one who is hurt', he: 'הגנה על הנפגע' } },
  'say.houseRule': { type: 'member', title: { en: 'the rule of the place', he: 'כלל השיח במקום' } },
  'say.identity': { type: 'member', title: { en: 'who speaks, officially', he: 'מי מדבר, באופן רשמי' } },
  'say.canonicalLink': { type: 'member', title: { en: 'link to the canonical page', he: 'קישור לעמוד הרשמי' } },
  'say.heard': { type: 'member', title: { en: 'we hear it and take it up inside', he: 'שמענו ומטפלים בכך בפנים' } },
  'say.route': { type: 'member', title: { en: 'the confidential way to speak up', he: 'ערוץ פנייה חסוי' } },
  'say.neutralFact': { type: 'member', title: { en: 'one neutral fact for onlookers', he: 'עובדה אחת עניינית לקהל' } },
  'say.deadlineAsked': { type: 'member', title: { en: 'asking for their deadline', he: 'לשאול מהו מועד הפרסום' } },
  'say.help': { type: 'member', title: { en: 'where to get help', he: 'היכן לקבל עזרה' } },
  'say.answer': { type: 'member', title: { en: 'the answer to the question', he: 'תשובה לשאלה' } },
  'say.instruction': { type: 'member', title: { en: 'what people must do now to be safe', he: 'מה צריך לעשות עכשיו כדי להיות בטוחים' } },
  'say.correction': { type: 'member', title: { en: 'what is true instead', he: 'מה נכון במקום זאת' } },
  'say.source': { type: 'member', title: { en: 'where that can be checked', he: 'היכן אפשר לבדוק זאת' } },
  'say.retraction': { type: 'member', title: { en: 'that we took our own post down, and why', he: 'שהסרנו פרסום שלנו, ומדוע' } },
  'say.commitment': { type: 'member', title: { en: 'what we commit to, and by when', he: 'למה אנחנו מתחייבים, ועד מתי' } },
  'say.disclosure': { type: 'member', title: { en: 'disclosing the affiliation', he: 'גילוי הקשר למותג' } },

  // what the answer, or the brand, must not do
  'never.ignore': { type: 'member', title: { en: 'ignoring', he: 'התעלמות' } },
  'never.flee': { type: 'member', title: { en: 'closing the page or leaving', he: 'בריחה או סגירת הדף' } },
  'never.delete': { type: 'member', title: { en: "hiding or deleting others' words", he: 'הסתרה או מחיקה של דברי אחרים' } },
  'never.minimise': { type: 'member', title: { en: 'making it small', he: 'הקטנה' } },
  'never.cold': { type: 'member', title: { en: 'cold text', he: 'טקסט קר' } },
  'never.deny': { type: 'member', title: { en: 'denying', he: 'הכחשה' } },
  'never.speculate': { type: 'member', title: { en: 'guessing at the cause', he: 'ניחוש הסיבה' } },
  'never.contradict': { type: 'member', title: { en: 'contradicting what was said officially', he: 'סתירה להודעה רשמית' } },
  'never.accuse': { type: 'member', title: { en: 'accusing or naming', he: 'האשמה או נקיבה בשם' } },
  'never.discipline': { type: 'member', title: { en: 'talk of discipline', he: 'דיבור על משמעת' } },
  'never.unmask': { type: 'member', title: { en: 'unmasking the author', he: 'חשיפת הכותב' } },
  'never.personalData': { type: 'member', title: { en: 'personal data', he: 'פרטים אישיים' } },
  'never.threaten': { type: 'member', title: { en: 'threats', he: 'איומים' } },
  'never.noComment': { type: 'member', title: { en: '"no comment"', he: '"אין תגובה"' } },
  'never.retaliate': { type: 'member', title: { en: 'retaliation or insult', he: 'תגמול או עלבון' } },
  'never.automate': { type: 'member', title: { en: 'an automatic text', he: 'טקסט אוטומטי' } },
  'never.favour': { type: 'member', title: { en: 'other content for more followers', he: 'תוכן שונה לפי מספר עוקבים' } },
  'never.incentive': { type: 'member', title: { en: 'incentives for praise', he: 'תמריצים לשבחים' } },
  'never.privateOnly': { type: 'member', title: { en: 'only "write to us in private"', he: 'הפניה לפרטי בלבד' } },
  'never.repairEta': { type: 'member', title: { en: 'a time of repair nobody confirmed', he: 'מועד תיקון שלא אושר' } },
  'never.close': { type: 'member', title: { en: 'closing the incident', he: 'סגירת האירוע' } },
  'never.marketing': { type: 'member', title: { en: 'marketing talk', he: 'שיח שיווקי' } },

  'never.overclaim': { type: 'member', title: { en: 'claiming more than is certain', he: 'הצהרה מעבר לידוע' } },
  'never.compensation': { type: 'member', title: { en: 'offering compensation in public', he: 'הצעת פיצוי בפומבי' } },
  'never.correctOpinion': { type: 'member', title: { en: 'correcting an opinion', he: 'תיקון של דעה' } },
  'never.confirmRelationship': { type: 'member', title: { en: 'confirming that they are a customer or patient', he: 'אישור שמדובר בלקוח או במטופל' } },
  'never.takedown': { type: 'member', title: { en: 'demanding that something be taken down', he: 'דרישה להסיר תוכן' } },
  'never.stage': { type: 'member', title: { en: 'staged voices or a hidden affiliation', he: 'קולות מבוימים או קשר מוסתר' } },
  'never.brigade': { type: 'member', title: { en: 'sending supporters at somebody', he: 'שיגור תומכים נגד מישהו' } },
  'never.stayUp': { type: 'member', title: { en: 'promotion that runs on', he: 'קידום שממשיך לרוץ' } },

  // which way of answering a crisis (SCCT, Benoit)
  'strategy.instruct': { type: 'member', title: { en: 'instruct: what to do, what is known', he: 'הנחיה: מה לעשות ומה ידוע' } },
  'strategy.adjust': { type: 'member', title: { en: 'adjust: concern, and what will be different', he: 'תמיכה: אכפתיות, ומה ישתנה' } },
  'strategy.correct': { type: 'member', title: { en: 'corrective action', he: 'פעולה מתקנת' } },
  'strategy.rebuild': { type: 'member', title: { en: 'rebuild: apologise and make amends', he: 'שיקום: התנצלות ותיקון' } },
  'strategy.compensate': { type: 'member', title: { en: 'compensate', he: 'פיצוי' } },
  'strategy.deny': { type: 'member', title: { en: 'deny, with evidence', he: 'הכחשה, עם ראיות' } },
  'strategy.attackAccuser': { type: 'member', title: { en: 'attack the accuser', he: 'תקיפת המאשים' } },
  'strategy.shiftBlame': { type: 'member', title: { en: 'shift the blame', he: 'העברת אשמה' } },
  'strategy.diminish': { type: 'member', title: { en: 'diminish: excuse or justify', he: 'המעטה: תירוץ או הצדקה' } },
  'strategy.bolster': { type: 'member', title: { en: 'bolster: remind of merits', he: 'חיזוק: תזכורת לזכויות' } },
  'strategy.victimage': { type: 'member', title: { en: 'say that the brand is hit too', he: 'לומר שגם המותג נפגע' } },

  // where
  'venue.hub': { type: 'member', title: { en: "the crowd's hub", he: 'מוקד הקהל' } },
  'venue.origin': { type: 'member', title: { en: 'where it was said', he: 'היכן שנאמר' } },
  'venue.originators': { type: 'member', title: { en: 'the originators, in person', he: 'היוזמים, אישית' } },
  'venue.amplifiers': { type: 'member', title: { en: 'where it is carried on', he: 'היכן שהדברים מופצים' } },
  'venue.canonical': { type: 'member', title: { en: 'the canonical page', he: 'העמוד הרשמי' } },
  'venue.press': { type: 'member', title: { en: 'the press', he: 'התקשורת' } },
  'venue.private': { type: 'member', title: { en: 'in private', he: 'בפרטי' } },
  'venue.internal': { type: 'member', title: { en: 'inside the organisation', he: 'בתוך הארגון' } },

  // side actions
  'act.openIncident': { type: 'member', title: { en: 'open an incident', he: 'פתיחת אירוע' } },
  'act.freezeMacros': { type: 'member', title: { en: 'freeze canned answers', he: 'הקפאת תשובות מוכנות' } },
  'act.pausePromotion': { type: 'member', title: { en: 'pause promotion', he: 'עצירת קידום' } },
  'act.preserveEvidence': { type: 'member', title: { en: 'preserve evidence', he: 'שמירת ראיות' } },
  'act.reportToPlatform': { type: 'member', title: { en: 'report to the platform', he: 'דיווח לפלטפורמה' } },
  'act.emergency': { type: 'member', title: { en: 'safeguarding and emergency path', he: 'נוהל הגנה וחירום' } },
  'act.contactOriginators': { type: 'member', title: { en: 'contact the originators', he: 'פנייה ליוזמים' } },
  'act.alertOwner': { type: 'member', title: { en: 'alert the owner now', he: 'התרעה לאחראי כעת' } },
  'act.informEmployees': { type: 'member', title: { en: 'inform employees', he: 'עדכון העובדים' } },
  'act.samePressText': { type: 'member', title: { en: 'same text to the press at the same time', he: 'אותו נוסח לתקשורת באותה עת' } },
  'act.recordLearning': { type: 'member', title: { en: 'record what is learned', he: 'רישום הלקח' } },
  'act.triage': { type: 'member', title: { en: 'a human reads it', he: 'אדם קורא' } },

  'act.keyRotation': { type: 'member', title: { en: "revoke and replace the account's keys", he: 'ביטול והחלפה של הרשאות החשבון' } },
  'act.notifyAuthority': { type: 'member', title: { en: 'notify the authority', he: 'דיווח לרשות המוסמכת' } },
  'act.contactVictims': { type: 'member', title: { en: 'contact those who were hurt', he: 'פנייה לנפגעים' } },
  'act.discloseFirst': { type: 'member', title: { en: 'tell it before others do', he: 'לספר לפני שאחרים יספרו' } },
  'act.reconcile': { type: 'member', title: { en: 'reconcile the statements that contradict each other', he: 'יישוב ההודעות הסותרות' } },
  'act.checkClaim': { type: 'member', title: { en: 'check the claim', he: 'בדיקת הטענה' } },
  'act.watchLaunch': { type: 'member', title: { en: 'watch the launch more closely', he: 'מעקב צמוד אחרי ההשקה' } },
  'act.personalContact': { type: 'member', title: { en: 'contact in person', he: 'יצירת קשר אישי' } },
  'act.announceClosure': { type: 'member', title: { en: 'tell the end in public', he: 'לפרסם את הסיום' } },
  'act.vary': { type: 'member', title: { en: 'one pinned statement, or words of one’s own for each', he: 'הודעה נעוצה אחת, או נוסח אישי לכל אחד' } },

  // approvals and privacy
  'approve.spokesperson': { type: 'member', title: { en: 'approval: spokesperson', he: 'אישור: דובר' } },
  'approve.legal': { type: 'member', title: { en: 'approval: legal (time-boxed)', he: 'אישור: משפטי (מוגבל בזמן)' } },
  'approve.hr': { type: 'member', title: { en: 'approval: human resources', he: 'אישור: משאבי אנוש' } },
  'approve.safety': { type: 'member', title: { en: 'approval: safeguarding', he: 'אישור: הגנה' } },
  'approve.privacy': { type: 'member', title: { en: 'approval: privacy', he: 'אישור: פרטיות' } },
  'approve.executive': { type: 'member', title: { en: 'approval: executive', he: 'אישור: הנהלה' } },
  'flag.confidential': { type: 'member', title: { en: 'confidential handling', he: 'טיפול חסוי' } },
  /** The case owes nothing of its own in public: the statement of its incident, in its venue, is the answer. */
  'flag.answeredByIncident': { type: 'member', title: { en: "answered by the incident's statement", he: 'נענה בהודעת האירוע' } },
  'flag.legal': { type: 'member', title: { en: 'counsel works beside it, never before it', he: 'ייעוץ משפטי לצד הטיפול, לא לפניו' } },
  'flag.regulated': { type: 'member', title: { en: 'regulated sector', he: 'ענף מפוקח' } },
  'flag.excludeFromReports': { type: 'member', title: { en: 'left out of exports', he: 'לא ייכלל בייצוא' } },
});

export type ElementName = keyof typeof elementCatalogue;
export const elementNames = Object.keys(elementCatalogue) as ElementName[];
export type Decision = (typeof decisions)[number];
export type Stage = (typeof stages)[number];
