import type { Span } from '../../spec/fact.ts';
import type { Check } from '../finding.ts';

/** Every expression is linear: no quantifier stands within another, and each is bounded. */
const NUMBERED = /(?<![a-z])(?:order|booking|reservation|reference|account|customer|ticket|policy|invoice|passport|tracking)(?: (?:no|number|id|code))?\.?:? {0,2}[#№]?:? {0,2}[A-Z0-9-]{5,20}\b/giu;
const NUMBERED_HEBREW = /(?:הזמנה|הזמנתך|הזמנתכם|חשבון|פוליסה|לקוח|אסמכתא|פנייה|דרכון)(?: (?:מספר|מס'|מס))?:? {0,2}#?[0-9A-Z-]{5,20}/gu;
const IDENTITY = /(?:ת"ז|ת״ז|תעודת זהות|ת\.ז\.?|social security|SSN|passport)(?: מספר| number)?:? {0,2}#?[0-9][0-9-]{5,13}/giu;
const DIGITS = /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])/gu;
const MAIL = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/giu;
/** In groups, or in one piece with the zero or the plus that begins it. */
const PHONE = /(?<![\d-])(?:(?:\+?1[ -])?\+?(?:\(\d{2,4}\) ?|\d{2,4}[ -])\d{2,4}[ -]?\d{3,4}(?:[ -]?\d{2,4})?|0\d{8,9}|\+\d{9,14})(?![\d-])/gu;
/** "Call us on", "write to": the brand's own way in, not the person's data. */
const WAY_IN = /(?:(?<![a-z])(?:call|ring|phone us|reach|write|(?:e-?)?mail|contact|text|dial|whatsapp|(?:on|at)(?![a-z]))|אלינו|חייגו|התקשרו|בטלפון|במספר|כתבו|לכתוב|להתקשר|למייל|לכתובת|במייל|בדוא"ל|וואטסאפ)\W{0,3}(?:\w{1,12}\W{1,3}|[א-ת]{1,12}\W{1,3}){0,4}$/iu;
const THEIRS = /(?:(?:your|שלך|שלכם|שלכן)\W{1,3}(?:[\wא-ת]{1,12}\W{1,3}){0,2}|(?:called|rang|reached|wrote to|emailed|texted) you (?:on|at) )$/iu;
const DIAGNOSIS = /(?:your (?:diagnosis|treatment|prescription|medical record|test results)|(?:האבחון|הטיפול הרפואי|התיק הרפואי|תוצאות הבדיקה|המרשם) (?:שלך|שלכם))/giu;

/** L21: numbers of orders and identity, cards, addresses and health details of the person in a public reply. */
export const personalData: Check = (scene) => {
  const spans: Span[] = [];
  const add = (expression: RegExp, keep: (match: RegExpExecArray) => boolean): void => {
    for (const match of scene.text.matchAll(expression)) if (keep(match)) spans.push({ start: match.index, end: match.index + match[0].length });
  };
  add(NUMBERED, (match) => /\d{3}/.test(match[0]));
  add(NUMBERED_HEBREW, (match) => /\d{3}/.test(match[0]));
  add(IDENTITY, () => true);
  add(DIGITS, (match) => luhn(match[0]));
  const theirs = (match: RegExpExecArray): boolean => {
    const before = scene.text.slice(Math.max(0, match.index - 60), match.index);
    return THEIRS.test(before) || !WAY_IN.test(before);
  };
  // With a mark before it it is the public name of an account, which an answer on some networks has to mention.
  add(MAIL, (match) => scene.text[match.index - 1] !== '@' && theirs(match));
  add(PHONE, theirs);
  add(DIAGNOSIS, () => true);
  return spans.map((span) => ({ cue: 'L21', level: 'block' as const, span }));
};

/** Payment cards carry this check digit. */
function luhn(text: string): boolean {
  let sum = 0;
  let double = false;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    const digit = text.charCodeAt(index) - 48;
    // A blank or a hyphen.
    if (digit < 0) continue;
    const value = double ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
    double = !double;
  }
  return sum % 10 === 0;
}
