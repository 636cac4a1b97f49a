import { explainPlan } from 'kashuv';
import type { Plan } from 'kashuv/spec';

import { hanging, rightToLeft, wrap, WIDTH, type Paint } from './terminal.ts';
import { titleOf } from './timeline.ts';
import { clockTime, day, dayAndTime } from './times.ts';

const LABEL = 12;
/** On two screens there is room for so many. */
const NEVER = 3;
const TIME_ZONE = 'America/New_York';

const clocks: Partial<Record<keyof Plan['deadlines'], string>> = {
  ackBy: 'first word', holdingBy: 'holding statement', nextUpdateAt: 'next update', conclusiveBy: 'conclusive answer', preventionBy: 'prevention', reviewAt: 'look again', humanBy: 'a human',
};

/** A plan on a dozen lines: what, where, who, by when, what to say and never to say, and the rules it rests on. */
export function planSection(plan: Plan, at: number, paint: Paint): string[] {
  const row = (label: string, text: string): string[] => (text === '' ? [] : hanging(`  ${label}`, text, LABEL).map((line) => paint.bold(line.slice(0, LABEL)) + line.slice(LABEL)));
  const { decision, severity, owner, approvers, fallback } = plan;
  const parts = severity.parts.filter(({ points }) => points !== 0).map(({ part, points }) => `${part} ${points}`);
  const named = ({ name, role }: Plan['owner']): string => `${name ?? 'nobody'} (${role})`;
  const deadlines = Object.entries(plan.deadlines).sort((a, b) => a[1].at - b[1].at);
  // Rules without a condition always apply; those that saw something are the reasons.
  const fired = plan.trace.filter(({ outcome, saw }) => outcome === 'fired' && saw.length > 0).map(({ rule }) => rule.split('.')[0] ?? rule);
  const never = plan.forbid.map(({ element }) => titleOf(element));
  return [
    paint.bold(paint.blue(`WHAT IS OWED, as decided by ${dayAndTime(at)}`)) + paint.dim(`   plan ${plan.id}`),
    ...row('decision', `${decision.action} (${decision.rule}); severity ${severity.level}, ${severity.score}: ${parts.join(', ')}`),
    ...row('where', [...new Set(plan.venues.map(({ target, venue, purpose }) => `${venue ?? target}${purpose === 'first-answer' ? ' first' : ''}${target === 'originators' ? ' (those who began it)' : ''}`))].join(', ')),
    ...row('who', `${named(owner)}; approval: ${[...new Set(approvers.map(({ role }) => role))].join(', ') || 'a named human'}; after ${fallback.afterMinutes} min ${named(fallback)}`),
    ...row('by', deadlines.map(([name, { at: due, rule }]) => `${clocks[name as keyof Plan['deadlines']] ?? name} ${day(due) === day(at) ? clockTime(due) : dayAndTime(due)} (${rule})`).join(', ')),
    ...row('say', plan.require.filter(({ element, level }) => element.startsWith('say.') && level !== 'may').map(({ element }) => titleOf(element)).join('; ')),
    ...row('never', `${never.slice(0, NEVER).join('; ')}${never.length > NEVER ? `; and ${never.length - NEVER} more` : ''}`),
    ...row('beside it', plan.actions.filter(({ level }) => level === 'must').map(({ element }) => titleOf(element)).join('; ')),
    ...row('because', [...new Set(fired)].join(' ')),
  ];
}

/** The same in Hebrew, as kashuv explains it: what, how grave, where and why. */
export function hebrewSection(plan: Plan, paint: Paint, full = false): string[] {
  const lines = explainPlan(plan, 'he', { length: full ? 'full' : 'short', timeZone: TIME_ZONE }).split('\n');
  const [what = '', severity = '', where = ''] = lines;
  const told = full ? lines : [what, `${severity} ${where}`, lines.at(-1) ?? ''];
  return [paint.bold(paint.blue('THE SAME IN HEBREW')), ...told.flatMap((line) => wrap(line, WIDTH - 3).map((part) => `  ${rightToLeft(part)}`))];
}

/** Everything there is to say of a plan, with its trace. */
export function fullPlan(plan: Plan, paint: Paint): string[] {
  const valueOf = new Map(plan.understanding.map(({ fact, value }) => [fact, JSON.stringify(value)]));
  const trace = plan.trace.map(({ rule, outcome, saw, did = [], lost = [] }) => {
    const seen = saw.map((fact) => `${fact}=${valueOf.get(fact) ?? 'not known'}`).join(' ');
    const done = did.map((effect) => `${effect.op} ${effect.element}${effect.op === 'set' ? `=${JSON.stringify(effect.value)}` : ''}`).join(', ');
    return `    ${rule} ${outcome}${seen === '' ? '' : `; saw ${seen}`}${done === '' ? '' : `; ${done}`}${lost.map(({ effect, to, why }) => `; ${effect.element} lost to ${to} (${why})`).join('')}`;
  });
  return [paint.bold(`${dayAndTime(plan.createdAt)} plan ${plan.id}`), ...explainPlan(plan, 'en', { timeZone: TIME_ZONE }).split('\n').map((line) => `  ${line}`), paint.dim('  trace:'), ...trace.map((line) => paint.dim(line)), ''];
}
