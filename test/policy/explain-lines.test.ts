import { describe, expect, test } from 'vitest';
import { explainPlan, prPolicy } from '../../src/policy/index.ts';
import type { ElementName } from '../../src/spec/element.ts';
import type { Level } from '../../src/spec/rule.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { plain, told } from './plain-plan.ts';
import { MINUTE, rule, START } from './support.ts';

const of = (element: ElementName, level: Level = 'must'): Plan['require'][number] => ({ element, level, rule: 'R-1' });
const at = (minutes: number): { at: number; minutes: number; rule: string } => ({ at: START + minutes * MINUTE, minutes: Math.abs(minutes), rule: 'R-1' });
type Target = Plan['venues'][number]['target'];
const place = (target: Target, venue: string | null = null, replyTo: string | null = null, by = 'R-1'): Plan['venues'][number] => ({ target, venue, replyTo, purpose: 'additional', rule: by });
const duty = (kind: Plan['duties'][number]['kind']): Plan['duties'][number] => ({ kind, level: 'must', owner: plain.owner, dueAt: START, venue: null, replyTo: null, rule: 'R-1' });
const severity = (...parts: Plan['severity']['parts']): Partial<Plan> => ({ severity: { level: 'high', score: 7, parts } });

test('a plan that asks for nothing has no line to spare', () => {
  expect(explainPlan(plain, 'en').split('\n')).toEqual([
    'Watch, and look again (must). For a case of acme.',
    'Severity low, 1 point.',
    'Owner: Noa (on call). After 60 min without action: nobody is named (customer care).',
    'Posture: apology: concern; concession: none.',
    'Why:',
  ]);
  expect(explainPlan(plain, 'he').split('\n')).toEqual([
    'לעקוב ולבחון שוב (חובה). עבור פנייה של acme.',
    'חומרה נמוכה, נקודה אחת.',
    'באחריות: Noa (תורנות). אם לא נעשה דבר בתוך שעה: לא נקבע אדם (שירות לקוחות).',
    'עמדה: התנצלות – הבעת צער; היענות לדרישה – אין.',
    'מדוע:',
  ]);
});

test('the short form leaves out parts of the severity, who takes over and why there', () => {
  const plan: Plan = { ...plain, severity: { level: 'low', score: 2, parts: [{ part: 'harm', points: 2, why: '1 of 4, twice' }] }, venues: [place('origin', null, null, 'I-00')], deadlines: { ackBy: at(30) } };
  expect(explainPlan(plan, 'en', { length: 'short' }).split('\n')).toEqual([
    'Watch, and look again (must). For a case of acme.',
    'Severity low, 2 points.',
    'First where it was said.',
    'Owner: Noa (on call).',
    'When: first word by 2031-05-06T09:30Z (in 30 min); counted from when it was first seen.',
    'I-00 nobody is forgotten: No rule asks for more, so somebody keeps an eye on it and looks again. [S1-13, kashuv]',
  ]);
});

describe('each thing in a plan is one line in both languages', () => {
  const moderated = (action: Plan['moderation']['action']): Partial<Plan> => ({ moderation: { action, rule: 'R-1' } });
  test.each<[name: string, added: Partial<Plan>, en: string, he: string]>([
    ['an id of its own', { subject: { type: 'case', id: 'c-7', brand: 'acme' } },
      'Watch, and look again (must). For a case, c-7, of acme.',
      'לעקוב ולבחון שוב (חובה). עבור פנייה c-7 של acme.'],
    ['a decision that is only wished for', { level: 'should' },
      'Watch, and look again (should). For a case of acme.',
      'לעקוב ולבחון שוב (רצוי). עבור פנייה של acme.'],
    ['one approver, named once', { approvers: [{ role: 'legal', name: 'Lea', withinMinutes: 5 }, { role: 'legal', name: 'Lea', withinMinutes: 9 }] },
      'Owner: Noa (on call). Approval: Lea (legal). After 60 min without action: nobody is named (customer care).',
      'באחריות: Noa (תורנות). באישור: Lea (ייעוץ משפטי). אם לא נעשה דבר בתוך שעה: לא נקבע אדם (שירות לקוחות).'],
    ['two approvers', { approvers: [{ role: 'legal', name: 'Lea', withinMinutes: 5 }, { role: 'hr', name: null, withinMinutes: 5 }] },
      'Owner: Noa (on call). Approval: Lea (legal), nobody is named (human resources). After 60 min without action: nobody is named (customer care).',
      'באחריות: Noa (תורנות). באישור: Lea (ייעוץ משפטי), לא נקבע אדם (משאבי אנוש). אם לא נעשה דבר בתוך שעה: לא נקבע אדם (שירות לקוחות).'],
    ['what it says, and how strongly', { require: [of('say.empathy'), of('say.thanks', 'should'), of('say.source', 'may')] },
      'It says: empathy; thanks for telling us (should); where that can be checked (may).',
      'מה נאמר: אמפתיה; תודה על הפנייה (רצוי); היכן אפשר לבדוק זאת (רשות).'],
    ['what it never says, where it never is and what it never does', { forbid: [of('say.remedy'), of('venue.press'), of('never.deny'), of('strategy.bolster')] },
      'Never: speaking of the remedy; the press as the place; denying; bolster: remind of merits.',
      'לעולם לא: לדבר על התיקון; התקשורת כזירה; הכחשה; חיזוק: תזכורת לזכויות.'],
    ['side actions', { actions: [of('act.checkClaim'), of('act.vary', 'should')] },
      'Beside it: check the claim; one pinned statement, or words of one’s own for each (should).',
      'לצד זאת: בדיקת הטענה; הודעה נעוצה אחת, או נוסח אישי לכל אחד (רצוי).'],
    ['flags', { flags: [of('flag.legal'), of('flag.regulated', 'may')] },
      'Mind: counsel works beside it, never before it; regulated sector.',
      'לתשומת לב: ייעוץ משפטי לצד הטיפול, לא לפניו; ענף מפוקח.'],
    ['a report to the platform', moderated('report'),
      'Moderation: report, on a listed ground only.',
      'ניהול תוכן: דיווח לפלטפורמה, רק על סמך עילה מן הרשימה.'],
    ['an own post taken down', moderated('retract-own'),
      "Moderation: retract one's own post, and say so.",
      'ניהול תוכן: הסרת פרסום שלנו, בגלוי.'],
    ['a strategy', { posture: { ...plain.posture, use: [of('strategy.instruct'), of('strategy.adjust', 'may')] } },
      'Strategy: instruct: what to do, what is known; adjust: concern, and what will be different (may).',
      'דרך התגובה: הנחיה: מה לעשות ומה ידוע; תמיכה: אכפתיות, ומה ישתנה (רשות).'],
    ['a strategy ruled out', { posture: { ...plain.posture, avoid: [of('strategy.deny'), of('strategy.diminish', 'may')] } },
      'Ruled out: deny, with evidence; diminish: excuse or justify.',
      'לא בדרך של: הכחשה, עם ראיות; המעטה: תירוץ או הצדקה.'],
    ['strategies for and against', { posture: { ...plain.posture, use: [of('strategy.correct')], avoid: [of('strategy.deny')] } },
      'Strategy: corrective action. Ruled out: deny, with evidence.',
      'דרך התגובה: פעולה מתקנת. לא בדרך של: הכחשה, עם ראיות.'],
    ['a talk in private', { private: { ...plain.private, allowed: true } },
      'In private only after the public answer; the end is told in public.',
      'בפרטי רק אחרי מענה בפומבי; את הסוף מספרים בפומבי.'],
    ['one answer at most', { turns: { limit: 1, then: 'monitor' } },
      'At most 1 answer to this author, then watch.',
      'לכל היותר מענה אחד לכותב הזה, ואז עוקבים.'],
    ['two answers at most', { turns: { limit: 2, then: 'monitor' } },
      'At most 2 answers to this author, then watch.',
      'לכל היותר שני מענים לכותב הזה, ואז עוקבים.'],
    ['three answers at most', { turns: { limit: 3, then: 'monitor' } },
      'At most 3 answers to this author, then watch.',
      'לכל היותר 3 מענים לכותב הזה, ואז עוקבים.'],
    ['no canonical page', { gaps: ['canonical-page'] },
      'Missing: the address of the canonical page.',
      'חסר: כתובת העמוד הרשמי.'],
    ['no owner', { gaps: ['owner:legal', 'owner:astronaut'] },
      'Missing: an owner for legal; an owner for astronaut.',
      'חסר: אחראי בתפקיד ייעוץ משפטי; אחראי בתפקיד astronaut.'],
    ['no key', { gaps: ['venue:account:m/@acme'] },
      'Missing: the key to account:m/@acme.',
      'חסר: גישה אל account:m/@acme.'],
    ['another gap', { gaps: ['weather:rain'] },
      'Missing: weather:rain.',
      'חסר: weather:rain.'],
    ['rules switched off', { switchedOff: ['R-01', 'R-02'] },
      'Switched off by the host: R-01, R-02.',
      'כובו בידי המפעיל: R-01, R-02.'],
    ['deadlines loosened', { loosened: { reason: 'it was misread', before: 'p' } },
      'Deadlines were loosened: it was misread.',
      'המועדים הורחבו: it was misread.'],
    ['every part of the severity', severity({ part: 'harm', points: 4, why: '2 of 4, twice' }, { part: 'arousal', points: 1, why: 'medium' }, { part: 'spread', points: 0, why: 'not known' }, { part: 'themes', points: 2, why: 'health, money' }),
      'Severity high, 7 points: harm +4 (2 of 4, twice), arousal +1 (medium), spread 0 (not known), themes +2 (health, money).',
      'חומרה גבוהה, 7 נקודות: פגיעה +4, עוררות +1 (בינונית), תפוצה 0 (לא ידוע), נושאים +2 (בריאות, כסף).'],
    ['a grave theme that spreads fast', severity({ part: 'grave and fast', points: 3, why: 'a grave theme that spreads fast is high from the start' }),
      'Severity high, 7 points: grave and fast +3 (a grave theme that spreads fast is high from the start).',
      'חומרה גבוהה, 7 נקודות: חמור ומהיר +3 (נושא רגיש שמתפשט מהר הוא בחומרה גבוהה מן ההתחלה).'],
    ['goodwill and a part of another engine', severity({ part: 'goodwill', points: -1, why: 'softens' }, { part: 'moon', points: 0, why: 'full' }),
      'Severity high, 7 points: goodwill -1 (softens), moon 0 (full).',
      'חומרה גבוהה, 7 נקודות: מוניטין -1, moon 0.'],
    ['a place', { venues: [place('hub')] },
      "First the crowd's hub.",
      'תחילה מוקד הקהל.'],
    ['a place with its id and post', { venues: [place('origin', 'blog:y', 'post-1')] },
      'First where it was said (blog:y), as a reply.',
      'תחילה היכן שנאמר (blog:y), כתשובה לפוסט.'],
    ['a place and its reason', { venues: [place('origin', null, null, 'I-00')] },
      'First where it was said: no rule asks for more, so somebody keeps an eye on it and looks again.',
      'תחילה היכן שנאמר – אין כלל שדורש יותר, ולכן מישהו עוקב ובוחן שוב.'],
    ['further places, each once', { venues: [place('origin', 'x'), place('originators', 'y', 'p1'), place('origin', 'x'), place('originators', 'y', 'p2'), place('press')] },
      'First where it was said (x). Then the originators, in person (y), as a reply; the press.',
      'תחילה היכן שנאמר (x). אחר כך היוזמים, אישית (y), כתשובה לפוסט; התקשורת.'],
    ['deadlines, the earliest first', { deadlines: { ackBy: at(90), holdingBy: at(0), conclusiveBy: at(-10), humanBy: at(60) } },
      'When: conclusive answer by 2031-05-06T08:50Z (10 min overdue); holding statement by 2031-05-06T09:00Z (now); a human acts by 2031-05-06T10:00Z (in 1 h); first word by 2031-05-06T10:30Z (in 1 h 30 min); counted from when it was first seen.',
      'מתי: מענה סופי עד 2031-05-06T08:50Z (באיחור של 10 דקות); הודעת ביניים עד 2031-05-06T09:00Z (עכשיו); אדם מטפל עד 2031-05-06T10:00Z (בעוד שעה); מילה ראשונה עד 2031-05-06T10:30Z (בעוד שעה ו־30 דקות); נספר מן הרגע שבו זה נראה לראשונה.'],
    ['another clock', { clock: { basis: 'opened', start: START }, deadlines: { reviewAt: at(1_440) } },
      'When: look again at 2031-05-07T09:00Z (in 1 day); counted from the opening of the incident.',
      'מתי: לבחון שוב ב־2031-05-07T09:00Z (בעוד יום); נספר מפתיחת האירוע.'],
  ])('%s', (_, added, en, he) => {
    expect(told(added)).toEqual([en]);
    expect(told(added, 'he')).toEqual([he]);
  });
});

test('an incident is called one, with the kind of its crisis', () => {
  const added: Partial<Plan> = { subject: { type: 'incident', id: 'incident', brand: 'acme' } };
  expect(told(added)).toEqual(['Watch, and look again (must). For an incident of acme.', 'Posture: crisis cluster undetermined; apology: concern; concession: none.']);
  expect(told(added, 'he')).toEqual(['לעקוב ולבחון שוב (חובה). עבור אירוע של acme.', 'עמדה: סוג המשבר – טרם נקבע; התנצלות – הבעת צער; היענות לדרישה – אין.']);
});

describe('when nothing is owed', () => {
  const answered = [of('flag.legal'), of('flag.answeredByIncident')];
  const nothing = "Nothing of its own is owed: the incident's statement, in its venue, is the answer.";
  const due = 'When: first word by 2031-05-06T09:05Z (in 5 min); counted from when it was first seen.';
  test.each<[name: string, added: Partial<Plan>, line: string]>([
    ['the statement of the incident answers it', { flags: answered }, nothing],
    ['a human still has to read it', { flags: answered, duties: [duty('triage')] }, due],
    ['it keeps a duty of its own', { flags: answered, duties: [duty('triage'), duty('answer')] }, due],
    ['another flag says nothing of that', { flags: [of('flag.legal')] }, due],
    ['it may be done', { level: 'may' }, `Nothing is owed; it may be done. ${due}`],
    ['it may be done at any time', { level: 'may', deadlines: {} }, 'Nothing is owed; it may be done.'],
  ])('%s', (_, added, line) => {
    expect(explainPlan({ ...plain, deadlines: { ackBy: at(5) }, ...added }, 'en').split('\n')[3]).toBe(line);
  });
});

describe('times', () => {
  const when = (deadline: number, timeZone?: string): string | undefined => /by (\S+) \(/.exec(told({ deadlines: { ackBy: { at: deadline, minutes: 5, rule: 'R-1' } } }, 'en', timeZone === undefined ? {} : { timeZone })[0] ?? '')?.[1];
  test.each([
    [undefined, '2031-05-06T09:00Z'],
    ['UTC', '2031-05-06T09:00Z'],
    ['Europe/London', '2031-05-06T10:00+01:00'],
    ['Africa/Accra', '2031-05-06T09:00Z'],
    ['Asia/Kathmandu', '2031-05-06T14:45+05:45'],
    ['America/St_Johns', '2031-05-06T06:30-02:30'],
    ['Pacific/Kiritimati', '2031-05-06T23:00+14:00'],
  ])('in the zone %s', (zone, shown) => {
    expect(when(START, zone)).toBe(shown);
  });
});

test('the reason for the place is that of a host’s own rule, where its policy is passed', () => {
  const policy = prPolicy({ add: [rule({ id: 'ACME-1', reason: { en: 'Here people look. For sure.', he: 'כאן מסתכלים.' } })] });
  const venues = [place('hub', null, null, 'ACME-1'), place('press')];
  expect(told({ venues }, 'en', { policy })).toEqual(["First the crowd's hub: here people look. For sure. Then the press."]);
  expect(told({ venues }, 'he', { policy })).toEqual(['תחילה מוקד הקהל – כאן מסתכלים. אחר כך התקשורת.']);
  expect(told({ venues })).toEqual(["First the crowd's hub. Then the press."]);
});
