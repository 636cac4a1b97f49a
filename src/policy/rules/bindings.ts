import { deepFreeze } from '../freeze.ts';

/** A rule that no plan can carry out: it binds another part of kashuv, named in `enforcedIn`. */
export interface Binding {
  readonly id: string;
  readonly title: { readonly en: string; readonly he: string };
  /** Seed clauses and literature. */
  readonly basis: readonly string[];
  /** Empty: not yet enforced anywhere. */
  readonly enforcedIn: readonly string[];
}

const bind = (id: string, en: string, he: string, basis: string[], ...enforcedIn: string[]): Binding => ({ id, title: { en, he }, basis, enforcedIn });

export const bindings: readonly Binding[] = deepFreeze([
  bind('R-01', 'listen at all hours; silence of a source is an event', 'מקשיבים בכל שעה; שתיקה של מקור היא אירוע', ['S1-02'], 'runtime'),
  bind('R-02', 'a human is reachable; a missing owner is a gap, a missed deadline an event', 'תמיד יש אדם זמין; אחראי חסר הוא פער, ומועד שהוחמץ הוא אירוע', ['S1-02', 'S1-23'], 'policy: owners', 'runtime: duties'),
  bind('R-03', 'judge what is said and who says it apart, each with confidence and evidence', 'שופטים בנפרד מה נאמר ומי אומר, כל אחד עם ביטחון וראיות', ['S1-01', 'S1-03', 'Herhausen 2019'], 'understand'),
  bind('R-04', 'tell originators from those who spread', 'מבחינים בין יוזמים למפיצים', ['S1-04', 'S1-05'], 'understand', 'surge'),
  bind('R-06', 'find the hub', 'מוצאים את המוקד', ['S1-04', 'S1-14'], 'surge'),
  bind('R-35', 'readiness before the crisis', 'היערכות לפני המשבר', ['S1-22', 'S1-25', 'S1-26'], 'policy: gaps of a plan', 'runtime: readiness.lacked'),
  bind('R-36', 'goodwill softens the forecast, never a duty', 'מוניטין מרכך את התחזית, לעולם לא חובה', ['S1-24', 'Coombs & Holladay 2006'], 'policy: severity'),
  bind('R-38', 'measure the interaction', 'מודדים את השיח', ['S1-15', 'S2-11', 'S2-15', 'S2-20'], 'policy: baseline and targets of a plan', 'runtime: duty.missed'),
  bind('R-57', 'a human speaks', 'אדם הוא שמדבר', ['S2-21'], 'runtime: approval'),
]);
