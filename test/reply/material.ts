import type { Duty } from '../../src/spec/duty.ts';
import type { ElementName, Stage } from '../../src/spec/element.ts';
import { brandSchema } from '../../src/spec/brand.ts';
import type { Plan } from '../../src/spec/plan.ts';
import type { Material } from '../../src/spec/plugin.ts';
import type { Author, Post } from '../../src/spec/post.ts';
import { packs } from './packs.ts';

/** Facts as a human would confirm them: whole sentences where the wording asks for sentences. */
export const facts: Readonly<Record<'en' | 'he', Readonly<Record<string, string>>>> = {
  en: {
    topic: 'the parcel that never came', time: '16:00 today', url: 'https://acme.example/status', fact: 'Orders placed on Monday were not sent.', impact: 'About 300 people who ordered on Monday are still waiting.',
    action: 'We are calling everyone whose order is late.', remedy: 'Every order leaves today, and we refund the postage.', explanation: 'A list was sorted wrongly, and we did not see it.',
    prevention: 'Two people now check the list every evening.', answer: 'The shop in the old town opens at nine.', route: 'Noa Levi, room 12.', instruction: 'Please unplug the heater and keep it unplugged.', correction: 'An outside laboratory tested the heater in March, and its report is public.', source: 'https://lab.example/report-12',
    retraction: 'It made a joke of a day on which people were hurt.', commitment: 'By the end of June we publish every test result.', signature: 'Maya',
  },
  he: {
    topic: 'החבילה שלא הגיעה', time: '16:00 היום', url: 'https://acme.example/status', fact: 'הזמנות מיום שני לא נשלחו.', impact: 'כשלוש מאות אנשים שהזמינו ביום שני עדיין מחכים.', action: 'אנחנו מתקשרים לכל מי שההזמנה שלו מתעכבת.',
    remedy: 'כל ההזמנות יוצאות היום, ואת דמי המשלוח נחזיר.', explanation: 'רשימה מוינה לא נכון, ולא שמנו לב.', prevention: 'שני אנשים בודקים את הרשימה בכל ערב.', answer: 'הסניף בעיר העתיקה נפתח בתשע.', route: 'נועה לוי, חדר 12.', instruction: 'נתקו את התנור מהחשמל והשאירו אותו מנותק.', correction: 'מעבדה חיצונית בדקה את התנור במרץ, והדוח פתוח לציבור.', source: 'https://lab.example/report-12',
    retraction: 'הוא התבדח על יום שבו נפגעו אנשים.', commitment: 'עד סוף יוני נפרסם את כל תוצאות הבדיקה.', signature: 'מאיה',
  },
};

export function planOf(stage: Stage, require: readonly ElementName[] = [], more: { forbid?: readonly ElementName[]; level?: 'must' | 'should'; signature?: boolean } = {}): Plan {
  const listed = (elements: readonly ElementName[], level: 'must' | 'should'): Plan['require'] => elements.map((element) => ({ element, level, rule: 'R-00' }));
  return {
    id: 'plan_1', policyVersion: 'test', input: '', createdAt: 0, subject: { type: 'case', id: 'case_1', brand: 'acme' }, decision: { action: 'respond', rule: 'R-00', reviewAt: null }, level: 'must',
    severity: { level: 'medium', score: 5, parts: [] }, understanding: [], rules: [], switchedOff: [], venues: [], owner: { role: 'care', name: null }, approvers: [], fallback: { role: 'on-call', name: null, afterMinutes: 10 },
    deadlines: {}, clock: { basis: 'first-seen', start: 0 }, posture: { cluster: 'undetermined', apology: 'concern', concession: 'none', use: [], avoid: [] }, require: listed(require, more.level ?? 'must'), forbid: listed(more.forbid ?? [], 'must'),
    tone: { language: 'en', warmth: 0, humour: 'off', person: 'first', signature: more.signature ?? true }, stage, incidentState: null, actions: [], moderation: { action: 'none', rule: null }, flags: [], variation: { maxSimilarity: 0.9, windowHours: 24 },
    private: { allowed: true, only: 'after-public-answer', closureNote: false }, turns: { limit: null, then: 'continue' }, learning: null, measurement: { arousal: null, mentions: null, hubShare: null, targets: { firstWordBy: null, conclusiveBy: null, arousal: null, reachedShare: null, missedDeadlines: 0 } }, precedents: [], duties: [], gaps: [], trace: [], passed: [],
  };
}

export function dutyOf(kind: Duty['kind'] = 'answer', id = 'duty_1', type: Duty['subject']['type'] = 'case'): Duty {
  return { id, brand: 'acme', subject: { type, id: `${type}_1` }, kind, level: 'must', plan: 'plan_1', rule: 'R-00', owner: { role: 'care', name: 'Maya' }, fallback: { role: 'on-call', name: null }, venue: 'thread:1', replyTo: 'post_1', openedAt: 0, dueAt: 1, missedAt: null, state: { is: 'waiting' } };
}

export function postOf(author?: Author, text = 'My parcel never came.'): Post {
  return {
    id: 'post_1', source: 'test', sourceId: '1', revision: 0, digest: 'd', text, ...(author && { author }), authorKey: 'author_1', venue: { id: 'thread:1', kind: 'thread', class: 'social', name: 'thread' }, hashtags: [], handles: [], links: [],
    thread: { root: 'post_1' }, postedAt: 0, seenAt: 0, language: { code: 'en', confidence: 1, by: 'source' }, reach: {}, private: false, notes: [],
  };
}

export function materialOf(language: 'en' | 'he', plan: Plan, more: Partial<Material> = {}): Material {
  return { brand: brandSchema.parse({ id: 'acme', name: language === 'he' ? 'אקמי' : 'Acme', query: 'acme' }), plan, language, pack: packs[language], mention: null, facts: facts[language], recentVariants: [], ...more };
}
