import type { Span } from '../../spec/fact.ts';
import type { FindingLevel } from '../../spec/reply.ts';
import { NOTHING, type Check } from '../finding.ts';
import type { Scene } from '../scene.ts';

/** Stages in which somebody speaks to somebody; a first statement to a crowd may still be "we". */
const TO_SOMEBODY = ['complaint', 'question', 'praise', 'bullying', 'press', 'employee', 'update', 'closing', 'safeguarding'];
const MAX_SIGNATURE_WORDS = 10;
const SIGN = '—–-~';

/** The last line, where it is a name set off by a dash: "— Maya, service team". */
export function signatureOf(scene: Pick<Scene, 'text' | 'tokens'>): Span | null {
  const { text } = scene;
  let end = text.length;
  while (end > 0 && /\s/u.test(text.charAt(end - 1))) end -= 1;
  let start = text.lastIndexOf('\n', end - 1) + 1;
  while (start < end && /\s/u.test(text.charAt(start))) start += 1;
  if (start === end) return null;
  // On one line with the rest: what follows the last long dash that follows a full stop.
  if (!SIGN.includes(text.charAt(start))) {
    const dash = Math.max(text.lastIndexOf('—', end - 1), text.lastIndexOf('–', end - 1));
    if (dash <= start || !/[.!?…]\s*$/u.test(text.slice(Math.max(start, dash - 5), dash))) return null;
    start = dash;
  }
  const words = countFrom(scene, start);
  return words >= 1 && words <= MAX_SIGNATURE_WORDS && end - start <= 160 ? { start, end } : null;
}

function countFrom(scene: Pick<Scene, 'tokens'>, start: number): number {
  let count = 0;
  for (let index = scene.tokens.length - 1; index >= 0; index -= 1) {
    if ((scene.tokens[index]?.start ?? 0) < start) break;
    count += 1;
  }
  return count;
}

/** L11: nobody speaks. A corporate "we" is not yet a person, "the company regrets" even less. */
export const person: Check = (scene) => {
  const [third] = scene.of('M.third');
  const somebody = scene.has('M.self') || signatureOf(scene) !== null;
  if (somebody && third === undefined) return NOTHING;
  if (third === undefined && scene.tokens.length === 0) return NOTHING;
  if (third !== undefined && somebody && scene.has('M.agent')) return NOTHING;
  const level: FindingLevel = third !== undefined || TO_SOMEBODY.includes(scene.context.stage) ? 'warn' : 'info';
  return [{ cue: 'L11', level, span: third === undefined ? null : { start: third.start, end: third.end } }];
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
  return { start: greeting.start, end: tokens[greeting.last + Math.max(after, 0)]?.end ?? name.end };
}
