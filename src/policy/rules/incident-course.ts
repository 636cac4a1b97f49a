import type { RuleInput } from '../../spec/rule.ts';
import { all, any, isAnswered, isIncident, isNotTrue, isOpenIncident } from './conditions.ts';

/** Nothing but the knowledge that there is none excuses: victims count as unanswered only where it is known that they are. */
const victimsWait = all({ fact: 'incident.victimsAnswered', known: true }, { fact: 'incident.victimsAnswered', is: false });
const notAllPublished = any(isNotTrue('incident.explained'), isNotTrue('incident.prevention'), isNotTrue('incident.remedy'), victimsWait);

/** P3: how an incident goes on once the first word is out, and what has to be said before it may be closed. */
export const incidentCourseRules: readonly RuleInput[] = [
  {
    id: 'R-25',
    revision: 1,
    title: { en: 'say how it will not recur', he: 'אומרים כיצד זה לא יחזור' },
    reason: {
      en: 'The fault is our own, and part of drawing conclusions is saying how it will not happen again.',
      he: 'האשמה שלנו, וחלק מהסקת המסקנות הוא לומר כיצד זה לא יקרה שוב.',
    },
    basis: { seed: ['S1-20', 'S1-21'], literature: ['Benoit'] },
    level: 'must',
    block: 'P3',
    when: all(isIncident, { fact: 'incident.fault', is: 'own' }, isNotTrue('incident.prevention')),
    onUnknown: 'skip',
    then: [
      { op: 'set', element: 'deadline.preventionBy', value: { table: 'prevention.first' } },
      { op: 'require', element: 'say.prevention' },
    ],
  },
  {
    id: 'R-25.posture',
    revision: 1,
    title: { en: 'own fault, own responsibility', he: 'האשמה שלנו, והאחריות שלנו' },
    reason: {
      en: 'The fault is our own, so the brand apologises and takes responsibility; counsel is heard in parallel and holds nothing back.',
      he: 'האשמה שלנו, ולכן המותג מתנצל ולוקח אחריות; הייעוץ המשפטי נשמע במקביל ואינו מעכב דבר.',
    },
    basis: { seed: ['S1-20'], literature: ['SCCT', 'Benoit'] },
    level: 'must',
    block: 'P3',
    when: all(isIncident, { fact: 'incident.fault', is: 'own' }),
    onUnknown: 'skip',
    then: [
      { op: 'set', element: 'apology', value: 'responsibility' },
      { op: 'set', element: 'cluster', value: 'preventable' },
      { op: 'require', element: 'say.apology' },
      { op: 'require', element: 'say.responsibility' },
      { op: 'require', element: 'approve.legal' },
      { op: 'forbid', element: 'never.deny' },
      { op: 'forbid', element: 'never.minimise' },
    ],
  },
  {
    id: 'R-25.other',
    revision: 1,
    title: { en: "somebody else's fault", he: 'אשמה של אחר' },
    reason: {
      en: 'The brand is hit by it too, which is said without pointing a finger at anybody.',
      he: 'גם המותג נפגע מכך, ואומרים זאת בלי להפנות אצבע כלפי איש.',
    },
    basis: { literature: ['SCCT', 'Benoit'] },
    level: 'must',
    block: 'P3',
    when: all(isIncident, { fact: 'incident.fault', is: 'other' }),
    onUnknown: 'skip',
    then: [
      { op: 'set', element: 'cluster', value: 'victim' },
      { op: 'forbid', element: 'never.accuse' },
    ],
  },
  {
    id: 'R-26',
    revision: 1,
    title: { en: 'no closing without explanation, prevention and remedy', he: 'אין סגירה בלי הסבר, מניעה ותיקון' },
    reason: {
      en: 'Until explanation, prevention and remedy are published the incident stays open, however quiet it has become.',
      he: 'כל עוד לא פורסמו הסבר, מניעה ותיקון האירוע נשאר פתוח, גם אם כבר השתרר שקט.',
    },
    basis: { seed: ['S1-21'], literature: ['GitLab'] },
    level: 'must',
    block: 'P3',
    when: all(isIncident, notAllPublished),
    then: [{ op: 'forbid', element: 'never.close' }],
  },
  {
    id: 'R-26.victims',
    revision: 1,
    title: { en: 'those who were named are answered', he: 'מי שנקבו בשמו נענה' },
    reason: { en: 'Somebody who was hurt in the sight of all has had no answer in person yet.', he: 'מישהו שנפגע לעיני כול עוד לא קיבל מענה אישי.' },
    basis: { seed: ['S1-21'], literature: ['#amazonfail 2009'] },
    level: 'must',
    block: 'P3',
    when: all(isIncident, { fact: 'incident.victimsAnswered', is: false }),
    onUnknown: 'skip',
    then: [
      { op: 'require', element: 'act.contactVictims' },
      { op: 'forbid', element: 'never.close' },
    ],
  },
  {
    id: 'R-26.closing',
    revision: 1,
    title: { en: 'the closing word', he: 'מילת הסיום' },
    reason: {
      en: 'It is over: now say in the same place what happened, what was put right and what will be different.',
      he: 'זה נגמר: כעת אומרים באותו מקום מה קרה, מה תוקן ומה יהיה אחרת.',
    },
    basis: { seed: ['S1-20', 'S1-21'], literature: ['GitLab', 'Cloudflare'] },
    level: 'must',
    block: 'P3',
    when: all(isIncident, { fact: 'incident.state', is: 'resolved' }, notAllPublished),
    onUnknown: 'skip',
    then: [
      { op: 'set', element: 'decision', value: 'respond' },
      { op: 'set', element: 'stage', value: 'closing' },
      { op: 'set', element: 'owner', value: 'spokesperson' },
      { op: 'set', element: 'deadline.conclusiveBy', value: { table: 'closing' } },
      { op: 'require', element: 'say.explanation' },
      { op: 'require', element: 'say.prevention' },
      { op: 'require', element: 'say.remedy' },
      { op: 'require', element: 'say.apology' },
      { op: 'require', element: 'venue.originators' },
      { op: 'require', element: 'act.contactOriginators' },
      { op: 'require', element: 'approve.spokesperson' },
    ],
  },
  {
    id: 'R-53',
    revision: 1,
    title: { en: 'say when you will speak next', he: 'אומרים מתי נדבר שוב' },
    reason: {
      en: 'While it is open people need to know when the next word comes, also when there is nothing new.',
      he: 'כל עוד האירוע פתוח אנשים צריכים לדעת מתי תבוא המילה הבאה, גם כשאין חדש.',
    },
    basis: { seed: ['S1-08'], literature: ['Atlassian', 'PagerDuty', 'GitLab'] },
    level: 'must',
    block: 'P3',
    when: isOpenIncident,
    onUnknown: 'apply',
    then: [
      { op: 'set', element: 'deadline.nextUpdateAt', value: { table: 'update.{severity.level}.{incident.state}' } },
      { op: 'require', element: 'say.nextUpdate' },
    ],
  },
  {
    id: 'R-53.update',
    revision: 1,
    title: { en: 'the next word', he: 'העדכון הבא' },
    reason: {
      en: 'The first word is out; now it goes on: what is known, what is not, what is being done.',
      he: 'המילה הראשונה נאמרה; כעת ממשיכים: מה ידוע, מה לא ומה עושים.',
    },
    basis: { literature: ['CERC', 'Atlassian', 'GitLab'] },
    level: 'must',
    block: 'P3',
    when: all(isOpenIncident, isAnswered),
    then: [
      { op: 'set', element: 'decision', value: 'respond' },
      { op: 'set', element: 'stage', value: 'update' },
      { op: 'set', element: 'owner', value: 'spokesperson' },
      { op: 'require', element: 'say.action' },
      { op: 'require', element: 'say.impact' },
      { op: 'require', element: 'say.knowns' },
    ],
  },
];
