import type { Span } from '../../spec/fact.ts';
import { NOTHING, type Check } from '../finding.ts';
import { overlap, type Scene } from '../scene.ts';

import { signatureOf } from './signature.ts';

/** Stages in which somebody speaks to somebody; a statement to a crowd may be "we", or facts alone. */
const TO_SOMEBODY = ['complaint', 'question', 'praise', 'bullying', 'press', 'employee', 'update', 'closing', 'safeguarding'];
/** Where "we" is voice enough. */
const TO_CROWD = ['update', 'closing'];
/** Adjectives that end like the Hebrew first person: "technical", "real". */
const NO_PERSON = new Set('אותי איתי אמיתי אמתי ביתי משפחתי איכותי מהותי תקשורתי אנושותי חברתי זכותי כמותי ספרותי אמנותי מלאכותי תרבותי סביבתי בעייתי נקודתי עקרונותי מערכתי תחבורתי בריאותי מיידיתי מתי'.split(' '));

/** One who says "I": a word of the pack, a verb that begins a sentence without a pronoun ("שולחת לך"), a Hebrew past tense ("דיברתי"). */
export function selfOf(scene: Scene): Span | null {
  const [self] = scene.of('M.self');
  if (self !== undefined) return self;
  const implied = scene.of('M.implied').find((hit) => hit.first === 0 || scene.tokens[hit.first]?.before !== 'none');
  if (implied !== undefined) return implied;
  return scene.tokens.find(({ norm }) => norm.length >= 4 && norm.endsWith('תי') && !NO_PERSON.has(norm.replace(/^[והבלמשכ]/u, '')) && !NO_PERSON.has(norm)) ?? null;
}

/** L11: nobody speaks. A corporate "we" is not yet a person, "the company regrets" even less. */
export const person: Check = (scene) => {
  const [third] = scene.of('M.third');
  const signed = signatureOf(scene) !== null;
  const self = selfOf(scene);
  if (third === undefined) {
    if (signed || self !== null || scene.tokens.length === 0) return NOTHING;
    const { stage } = scene.context;
    const warns = TO_SOMEBODY.includes(stage) && !(TO_CROWD.includes(stage) && scene.has('M.agent'));
    return [{ cue: 'L11', level: warns ? 'warn' : 'info', span: null }];
  }
  // "החברה מצטערת": the verb is the company's, not a person's.
  const somebody = signed || (self !== null && !overlap(self, third));
  if (somebody && scene.of('M.agent').some((agent) => !overlap(agent, third))) return NOTHING;
  return [{ cue: 'L11', level: 'warn', span: { start: third.start, end: third.end } }];
};

/** W01: "Hi Dana," or "@dana": the name the person uses, at the beginning. */
export function namedAddress(scene: Scene): Span | null {
  const { tokens } = scene;
  const [first] = tokens;
  if (first === undefined) return null;
  if (first.norm.startsWith('@')) return { start: first.start, end: first.end };
  const greeting = scene.of('M.greeting').find((hit) => hit.first === 0);
  if (greeting === undefined) return null;
  const name = tokens[greeting.last];
  if (name === undefined || name.before === 'stop') return null;
  const after = tokens.slice(greeting.last + 1, greeting.last + 4).findIndex((token) => token.before !== 'none');
  if (after < 0 && tokens.length > greeting.last + 3) return null;
  if (scene.of('M.nobody').some((hit) => hit.first === greeting.last)) return null;
  return { start: greeting.start, end: (tokens[greeting.last + Math.max(after, 0)] ?? name).end };
}
