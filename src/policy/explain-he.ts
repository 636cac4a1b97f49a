import type { Words } from './explain-words.ts';

export const hebrew: Words = {
  decisions: {
    respond: 'להשיב',
    'respond-then-private': 'להשיב בפומבי, ואחר כך להמשיך בפרטי',
    'holding-statement': 'לפרסם הודעת ביניים',
    'correct-facts': 'לתקן את העובדות',
    'statement-against-bullying': 'להגיב על הבריונות',
    'escalate-first': 'להעביר מיד לטיפולו של אדם',
    monitor: 'לעקוב ולבחון שוב',
    'internal-only': 'לטפל בתוך הארגון בלבד',
  },
  levels: { must: 'חובה', should: 'רצוי', may: 'רשות' },
  severities: { low: 'נמוכה', medium: 'בינונית', high: 'גבוהה', critical: 'קריטית' },
  roles: {
    'on-call': 'תורנות', care: 'שירות לקוחות', 'senior-care': 'שירות לקוחות בכיר', spokesperson: 'דוברות', executive: 'הנהלה', hr: 'משאבי אנוש',
    legal: 'ייעוץ משפטי', privacy: 'הגנת הפרטיות', safety: 'הגנה ובטיחות', product: 'מוצר', community: 'קהילה',
  },
  deadlines: {
    ackBy: 'מילה ראשונה עד', holdingBy: 'הודעת ביניים עד', nextUpdateAt: 'עדכון נוסף עד', conclusiveBy: 'מענה סופי עד',
    preventionBy: 'פרסום המניעה עד', reviewAt: 'לבחון שוב ב־', humanBy: 'אדם מטפל עד',
  },
  clocks: { 'first-seen': 'נספר מן הרגע שבו זה נראה לראשונה', opened: 'נספר מפתיחת האירוע', 'last-statement': 'נספר מן ההודעה האחרונה' },
  parts: {
    harm: 'פגיעה', velocity: 'מהירות', arousal: 'עוררות', spread: 'תפוצה', themes: 'נושאים', history: 'היסטוריה', reopened: 'פנייה חוזרת', silence: 'שתיקה',
    'grave and fast': 'חמור ומהיר', life: 'סכנת חיים', goodwill: 'מוניטין',
  },
  values: {
    // sentiment, kinds
    negative: 'שלילי', neutral: 'ניטרלי', positive: 'חיובי', mixed: 'מעורב',
    complaint: 'תלונה', question: 'שאלה', praise: 'מחמאה', abuse: 'עלבון', bullying: 'בריונות', threat: 'איום', 'self-harm': 'פגיעה עצמית', rumour: 'שמועה', satire: 'סאטירה',
    spam: 'ספאם', 'values-criticism': 'ביקורת ערכית', 'silence-complaint': 'תלונה על שתיקה', 'press-inquiry': 'פניית תקשורת', 'erasure-request': 'בקשת מחיקה', statement: 'אמירה',
    // topics, themes, demands
    product: 'מוצר', service: 'שירות', campaign: 'קמפיין', policy: 'מדיניות', other: 'אחר',
    discrimination: 'אפליה', safety: 'בטיחות', children: 'ילדים', health: 'בריאות', money: 'כסף', death: 'מוות',
    answer: 'תשובה', fix: 'תיקון', refund: 'החזר כספי', apology: 'התנצלות', 'policy-change': 'שינוי מדיניות', information: 'מידע',
    // speakers
    customer: 'לקוח', employee: 'עובד', 'former-employee': 'עובד לשעבר', competitor: 'מתחרה', journalist: 'עיתונאי', activist: 'פעיל', influencer: 'משפיען', authority: 'רשות',
    partner: 'שותף', fan: 'אוהד', troll: 'טרול', brand: 'המותג',
    // venues, incidents
    microblog: 'מיקרובלוג', social: 'רשת חברתית', review: 'אתר ביקורות', forum: 'פורום', blog: 'בלוג', news: 'אתר חדשות', press: 'תקשורת', mail: 'דואר', own: 'זירה של המותג',
    case: 'פנייה', incident: 'אירוע', suspected: 'חשד', investigating: 'בבדיקה', identified: 'הסיבה אותרה', monitoring: 'במעקב', resolved: 'נפתר', closed: 'סגור',
    unknown: 'לא ידועה', claimed: 'נטענת', confirmed: 'אושרה', bad: 'רע', good: 'טוב', 'very-high': 'גבוה מאוד',
    'incident.fault own': 'של המותג', 'incident.fault other': 'של גורם אחר',
    opinion: 'דעה', unverified: 'לא נבדקה', false: 'אינה נכונה', true: 'נכונה', error: 'טעות', takeover: 'החשבון בידיים זרות', general: 'כללי', finance: 'פיננסים',
    'natural-disaster': 'אסון טבע', 'workplace-violence': 'אלימות במקום העבודה', tampering: 'חבלה', challenge: 'אתגור של פעילים', 'technical-accident': 'תאונה טכנית', 'technical-product-harm': 'נזק ממוצר בשל תקלה טכנית',
    'human-accident': 'תאונה בשל טעות אנוש', 'human-product-harm': 'נזק ממוצר בשל טעות אנוש', misdeed: 'מעשה פסול',
    // levels, slots
    low: 'נמוכה', medium: 'בינונית', high: 'גבוהה', critical: 'קריטית', none: 'אין',
    undetermined: 'טרם נקבע', victim: 'המותג נפגע', accidental: 'תאונה', preventable: 'ניתן היה למנוע',
    concern: 'הבעת צער', experience: 'על החוויה', responsibility: 'לקיחת אחריות', 'under-review': 'בבחינה', granted: 'ניתנה',
    report: 'דיווח לפלטפורמה', 'retract-own': 'הסרת פרסום שלנו, בגלוי', off: 'כבוי', 'human-approved': 'באישור אדם',
    respond: 'להשיב', 'respond-then-private': 'להשיב ואז בפרטי', 'holding-statement': 'הודעת ביניים', 'statement-against-bullying': 'תגובה על בריונות', 'escalate-first': 'העברה מיידית לאדם',
    monitor: 'מעקב', 'internal-only': 'בתוך הארגון', 'correct-facts': 'תיקון עובדות',
    'own-post-error': 'טעות בחשבון שלנו', holding: 'הודעת ביניים', update: 'עדכון', closing: 'סיום', safeguarding: 'הגנה', note: 'הערה',
    'on-call': 'תורנות', care: 'שירות לקוחות', 'senior-care': 'שירות לקוחות בכיר', spokesperson: 'דוברות', executive: 'הנהלה', hr: 'משאבי אנוש', legal: 'ייעוץ משפטי', privacy: 'הגנת הפרטיות', community: 'קהילה',
  },
  lost: { block: 'בלוק חזק יותר', forbid: 'איסור גובר', stricter: 'המועד המוקדם גובר', level: 'דרגה חזקה יותר', order: 'כוח שווה, הוכרע לפי המזהה' },
  outcomes: {
    fired: 'חל', passed: 'לא חל', unknown: 'לא ניתן לדעת, ולכן דרישותיו לא חלו',
    'unknown-forbids': 'לא ניתן לדעת, ולכן חל רק מה שהוא אוסר', off: 'כובה בידי המפעיל',
  },
  notKnown: 'לא ידוע',
  yes: 'כן',
  no: 'לא',
  none: 'אין',
  listOf: (items) => items.join('; '),
  headline: (decision, level, subject, id, brand) => `${decision} (${level}). עבור ${subject === 'incident' ? 'אירוע' : 'פנייה'}${id === null ? '' : ` ${id}`} של ${brand}.`,
  severity: (level, score, parts) => `חומרה ${level}, ${score === 1 ? 'נקודה אחת' : `${score} נקודות`}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`,
  part: (name, points, why) => `${name} ${points > 0 ? `+${points}` : points}${why === null ? '' : ` (${why})`}`,
  grave: 'נושא רגיש שמתפשט מהר הוא בחומרה גבוהה מן ההתחלה',
  owner: (owner) => `באחריות: ${owner}.`,
  takeover: (owner, minutes) => `אם לא נעשה דבר בתוך ${spell(minutes)}: ${owner}.`,
  approvers: (owners) => `באישור: ${owners.join(', ')}.`,
  owned: (name, role) => (name === null ? `לא נקבע אדם (${role})` : `${name} (${role})`),
  first: (place, why) => `תחילה ${place}${why === null ? '' : ` – ${why}`}`,
  further: (places) => `אחר כך ${places.join('; ')}.`,
  place: (title, venue, replyTo) => `${title}${venue === null ? '' : ` (${venue})`}${replyTo ? ', כתשובה לפוסט' : ''}`,
  due: (deadlines, clock) => `מתי: ${deadlines.join('; ')}; ${clock}.`,
  deadline: (name, time, span) => `${name}${name.endsWith('־') ? '' : ' '}${time} (${span})`,
  span: (minutes) => (minutes < 0 ? `באיחור של ${spell(-minutes)}` : minutes === 0 ? 'עכשיו' : `בעוד ${spell(minutes)}`),
  nothingOwn: 'אין חובה נפרדת: הודעת האירוע, בזירה שלו, היא התשובה.',
  optional: 'אין חובה; אפשר לעשות זאת.',
  must: (elements) => `מה נאמר: ${elements.join('; ')}.`,
  never: (elements) => `לעולם לא: ${elements.join('; ')}.`,
  forbidden: (title, family) => (family === 'say' ? `לדבר על ${title}` : family === 'venue' ? `${title} כזירה` : title),
  actions: (elements) => `לצד זאת: ${elements.join('; ')}.`,
  flags: (elements) => `לתשומת לב: ${elements.join('; ')}.`,
  moderation: (action, own) => `ניהול תוכן: ${action}${own ? '' : ', רק על סמך עילה מן הרשימה'}.`,
  strategies: (use, avoid) => `${use.length === 0 ? '' : `דרך התגובה: ${use.join('; ')}.`}${use.length > 0 && avoid.length > 0 ? ' ' : ''}${avoid.length === 0 ? '' : `לא בדרך של: ${avoid.join('; ')}.`}`,
  posture: (cluster, apology, concession) => `עמדה: ${cluster === null ? '' : `סוג המשבר – ${cluster}; `}התנצלות – ${apology}; היענות לדרישה – ${concession}.`,
  privately: 'בפרטי רק אחרי מענה בפומבי; את הסוף מספרים בפומבי.',
  turns: (limit) => `לכל היותר ${limit === 1 ? 'מענה אחד' : limit === 2 ? 'שני מענים' : `${limit} מענים`} לכותב הזה, ואז עוקבים.`,
  because: 'מדוע:',
  rule: (rule, reason, basis) => `${rule}${reason === null ? '' : `: ${reason}`}${basis === '' ? '' : ` [${basis}]`}`,
  always: (rules) => `כמו תמיד: ${rules.join('; ')}.`,
  perhaps: (rules) => `ייתכן שחלים, ולכן מה שהם אוסרים אסור: ${rules.join('; ')}.`,
  overruled: (items) => `נדחו: ${items.join('; ')}.`,
  wanted: (element, value, op) => (op === 'set' ? `${element}${value === null ? '' : ` ${value}`}` : `${op === 'require' ? 'לכלול' : 'לאסור'} ${element}`),
  gaveWay: (rule, wanted, to, why) => `${rule} ביקש ${wanted.join(', ')}: ${to} גבר (${why})`,
  believed: (items) => `על סמך: ${items.join('; ')}.`,
  unknowns: (items) => `לא ידוע: ${items.join('; ')}.`,
  gaps: (items) => `חסר: ${items.join('; ')}.`,
  gap: (kind, what) => (kind === 'owner' ? `אחראי בתפקיד ${what}` : kind === 'venue' ? `גישה אל ${what}` : kind === 'page' ? 'כתובת העמוד הרשמי' : what),
  switchedOff: (ids) => `כובו בידי המפעיל: ${ids.join(', ')}.`,
  loosened: (reason) => `המועדים הורחבו: ${reason}.`,
  design: 'קשוב',
  kept: { title: 'תיקון אינו דוחה מועדים', reason: 'התוכנית הקודמת קבעה מועד מוקדם יותר, ותיקון לעולם אינו לוקח זמן בחזרה.', idle: 'לא חל: לא נשמר אף מועד מתוכנית קודמת' },
  hosts: { title: 'נקבע בידי המפעיל', reason: 'הגדרות המדיניות נוקבות באדם אחר, או באדם נוסף, לשלב הזה.', idle: 'לא חל: הגדרות המדיניות אינן נוקבות באיש לשלב הזה' },
  noSuchRule: (id) => `${id} אינו כלל במדיניות של תוכנית זו.`,
  fellBack: (decided) => `לא הכריע, ${decided} הכריע; הוא משלים את מה שאף כלל אינו אומר`,
  elsewhere: (rule, parts) => `${rule}: אין תוכנית שמבצעת אותו; ${parts.length === 0 ? 'הוא עדיין אינו נאכף' : `הוא נאכף כאן: ${parts.join(', ')}`}.`,
  predicate: (name) => `מה שאומר הפרדיקט ${name} של המפעיל`,
  whyNot: (rule, outcome, saw) => `${rule}: ${outcome}${saw.length === 0 ? '' : `. נראה: ${saw.join('; ')}`}.`,
};

/** Hebrew has words of its own for one and two. */
function spell(minutes: number): string {
  const count = (value: number, one: string, two: string, many: string): string => (value === 1 ? one : value === 2 ? two : `${value} ${many}`);
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const rest = minutes % 60;
  const parts: string[] = [];
  if (days > 0) parts.push(count(days, 'יום', 'יומיים', 'ימים'));
  if (hours > 0) parts.push(count(hours, 'שעה', 'שעתיים', 'שעות'));
  if (rest > 0) parts.push(rest === 1 ? 'דקה' : rest === 2 ? 'שתי דקות' : `${rest} דקות`);
  return parts.map((part, index) => (index === 0 ? part : /^\d/.test(part) ? `ו־${part}` : `ו${part}`)).join(' ');
}
