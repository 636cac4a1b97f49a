import { goodwillSchema, ownerRoleSchema, sectorSchema } from './brand.ts';
import { arousalSchema, demandSchema, mentionKindSchema, sentimentSchema, themeSchema, topicSchema } from './classification.ts';
import type { Fact } from './fact.ts';
import { causeStateSchema, claimStatusSchema, crisisTypeSchema, incidentStateSchema, severityLevelSchema } from './incident.ts';
import { venueClassSchema } from './post.ts';
import { speakerRoleSchema } from './speaker.ts';

/** What policy can see: one catalogue. A condition that names anything else is refused when the policy is loaded. */
export interface FactDefinition {
  /** `set` holds several of `values`; `enum` exactly one. */
  readonly type: 'boolean' | 'number' | 'enum' | 'set' | 'string';
  readonly values?: readonly string[];
  /** Greatest value of a number; the least is 0. Default: a count, up to Number.MAX_SAFE_INTEGER. */
  readonly most?: number;
  /** In order, for `enum` facts that can be compared with `atLeast`. */
  readonly ordered?: boolean;
  readonly title: { readonly en: string; readonly he: string };
  /** Who knows it: a classifier, a speaker judge, the incident, the case, the brand's settings, a human, or derived by the engine. */
  readonly from: 'what' | 'who' | 'post' | 'case' | 'incident' | 'brand' | 'human' | 'derived';
}

const define = <const T extends Record<string, FactDefinition>>(facts: T): T => facts;

export const factCatalogue = define({
  'subject.type': { type: 'enum', values: ['case', 'incident'], from: 'derived', title: { en: 'what the plan is for', he: 'על מה התוכנית' } },

  'what.sentiment': { type: 'enum', values: sentimentSchema.options, from: 'what', title: { en: 'sentiment', he: 'סנטימנט' } },
  'what.negative': { type: 'boolean', from: 'derived', title: { en: 'negative about the brand', he: 'שלילי כלפי המותג' } },
  'what.kind': { type: 'enum', values: mentionKindSchema.options, from: 'what', title: { en: 'kind', he: 'סוג' } },
  'what.kinds': { type: 'set', values: mentionKindSchema.options, from: 'what', title: { en: 'all kinds', he: 'כל הסוגים' } },
  'what.topic': { type: 'enum', values: topicSchema.options, from: 'what', title: { en: 'topic', he: 'נושא' } },
  'what.themes': { type: 'set', values: themeSchema.options, from: 'what', title: { en: 'sensitive themes', he: 'נושאים רגישים' } },
  'what.arousal': { type: 'enum', values: arousalSchema.options, ordered: true, from: 'what', title: { en: 'arousal', he: 'עוררות' } },
  'what.demand': { type: 'enum', values: demandSchema.options, from: 'what', title: { en: 'demand', he: 'דרישה' } },
  'what.harm': { type: 'number', most: 4, from: 'what', title: { en: 'harm (0–4)', he: 'פגיעה (0–4)' } },
  'what.understood': { type: 'boolean', from: 'what', title: { en: 'the post could be classified', he: 'ניתן היה לסווג את הפוסט' } },

  /** What is known of a claim of fact. An opinion is never false. */
  'claim.status': { type: 'enum', values: claimStatusSchema.options, from: 'human', title: { en: 'what is known of the claim', he: 'מה ידוע על הטענה' } },

  'who.role': { type: 'enum', values: speakerRoleSchema.options, from: 'who', title: { en: 'speaker', he: 'הדובר' } },
  /** All roles that are plausible when the role itself is not known. */
  'who.plausible': { type: 'set', values: speakerRoleSchema.options, from: 'who', title: { en: 'plausible speakers', he: 'דוברים אפשריים' } },

  /** A fan or an employee who takes the brand's part against others. */
  'who.defends': { type: 'boolean', from: 'what', title: { en: 'defends the brand', he: 'מגן על המותג' } },

  'post.venueClass': { type: 'enum', values: venueClassSchema.options, from: 'post', title: { en: 'class of venue', he: 'סוג הזירה' } },
  'post.private': { type: 'boolean', from: 'post', title: { en: 'private message', he: 'הודעה פרטית' } },
  'post.timed': { type: 'boolean', from: 'post', title: { en: 'time of publication known', he: 'מועד הפרסום ידוע' } },

  'case.turns': { type: 'number', from: 'case', title: { en: 'answers given so far', he: 'מענים שניתנו עד כה' } },
  'case.reopened': { type: 'number', from: 'case', title: { en: 'came back after an answer', he: 'חזר אחרי מענה' } },
  'case.inIncident': { type: 'boolean', from: 'case', title: { en: 'belongs to an open incident', he: 'שייך לאירוע פתוח' } },
  /** Began it, was hurt by it, writes for the press: keeps a duty of its own within an incident. */
  'case.ownDuty': { type: 'boolean', from: 'case', title: { en: 'keeps a duty of its own', he: 'חובה אישית נשמרת' } },

  'incident.state': { type: 'enum', values: incidentStateSchema.options, from: 'incident', title: { en: 'state of the incident', he: 'מצב האירוע' } },
  'incident.open': { type: 'boolean', from: 'incident', title: { en: 'incident open', he: 'אירוע פתוח' } },
  'incident.cause': { type: 'enum', values: causeStateSchema.options, from: 'human', title: { en: 'cause', he: 'הסיבה' } },
  'incident.fault': { type: 'enum', values: ['own', 'other'], from: 'human', title: { en: 'fault', he: 'אשמה' } },
  /** What kind of crisis it is, after Coombs (2007); it decides the cluster. */
  'incident.type': { type: 'enum', values: crisisTypeSchema.options, from: 'human', title: { en: 'type of crisis', he: 'סוג המשבר' } },
  /** Not yet public: the brand alone knows. */
  'incident.public': { type: 'boolean', from: 'human', title: { en: 'known to the public', he: 'ידוע לציבור' } },
  'incident.ownPost': { type: 'enum', values: ['error', 'takeover'], from: 'human', title: { en: 'a wrong post on the own account', he: 'פרסום שגוי בחשבון שלנו' } },
  'incident.uniformRemedy': { type: 'boolean', from: 'human', title: { en: 'the same remedy for all who were hit', he: 'תיקון אחיד לכל הנפגעים' } },
  'incident.contradicted': { type: 'boolean', from: 'incident', title: { en: 'official texts contradict each other', he: 'הודעות רשמיות סותרות זו את זו' } },
  'incident.victimsAnswered': { type: 'boolean', from: 'incident', title: { en: 'those who were hurt were answered in person', he: 'הנפגעים נענו אישית' } },
  'incident.perHour': { type: 'number', from: 'incident', title: { en: 'mentions in the last hour', he: 'אזכורים בשעה האחרונה' } },
  'incident.hub': { type: 'boolean', from: 'incident', title: { en: 'a hub is known', he: 'מוקד ידוע' } },
  'incident.mentions': { type: 'number', from: 'incident', title: { en: 'mentions in the incident', he: 'אזכורים באירוע' } },
  'incident.velocity': { type: 'number', most: 3, from: 'incident', title: { en: 'speed of spread (0–3)', he: 'מהירות ההתפשטות (0–3)' } },
  'incident.silenceComplaints': { type: 'number', from: 'incident', title: { en: 'complaints about silence', he: 'תלונות על שתיקה' } },
  'incident.statements': { type: 'number', from: 'incident', title: { en: 'statements published', he: 'הודעות שפורסמו' } },
  'incident.statementAtHub': { type: 'boolean', from: 'incident', title: { en: 'statement published at the hub', he: 'הודעה פורסמה במוקד' } },
  'incident.explained': { type: 'boolean', from: 'human', title: { en: 'explanation published', he: 'הסבר פורסם' } },
  'incident.prevention': { type: 'boolean', from: 'human', title: { en: 'prevention published', he: 'מניעה פורסמה' } },
  'incident.remedy': { type: 'boolean', from: 'human', title: { en: 'remedy published', he: 'תיקון פורסם' } },
  'incident.coordinated': { type: 'boolean', from: 'incident', title: { en: 'signs of coordination', he: 'סימני תיאום' } },
  'incident.spread': { type: 'number', most: 2, from: 'incident', title: { en: 'observed spread (0–2)', he: 'תפוצה נצפית (0–2)' } },

  'brand.crisisHistory': { type: 'boolean', from: 'brand', title: { en: 'had a similar crisis before', he: 'משבר דומה בעבר' } },
  'brand.sector': { type: 'enum', values: sectorSchema.options, from: 'brand', title: { en: 'sector', he: 'ענף' } },
  /** A tragedy, wherever it happened: cheerful advertising would hurt. */
  'brand.tragedy': { type: 'boolean', from: 'human', title: { en: 'a tragedy is on everybody’s mind', he: 'אסון שמעסיק את כולם' } },
  'history.badTurns': { type: 'number', from: 'case', title: { en: 'earlier failures towards this author', he: 'כשלים קודמים כלפי הכותב' } },
  'brand.goodwill': { type: 'enum', values: goodwillSchema.options, ordered: true, from: 'brand', title: { en: 'goodwill', he: 'מוניטין' } },
  'brand.launch': { type: 'boolean', from: 'brand', title: { en: 'within a launch window', he: 'בחלון השקה' } },
  'brand.language': { type: 'string', from: 'brand', title: { en: 'language to answer in', he: 'שפת המענה' } },
  'owner.missing': { type: 'set', values: ownerRoleSchema.options, from: 'brand', title: { en: 'roles without an owner', he: 'תפקידים ללא אחראי' } },

  'severity.level': { type: 'enum', values: severityLevelSchema.options, ordered: true, from: 'derived', title: { en: 'severity', he: 'חומרה' } },
});

export type FactName = keyof typeof factCatalogue;
export const factNames = Object.keys(factCatalogue) as FactName[];

/** The value a fact carries at run time: sets are arrays. */
export type FactValue = string | number | boolean | string[];

/** The facts one decision is made from. A name that is absent is not known ("not gathered"). */
export type Facts = { [name in FactName]?: Fact<FactValue> };
