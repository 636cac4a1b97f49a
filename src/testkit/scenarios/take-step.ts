import { KashuvError } from '../../spec/errors.ts';
import type { Duty } from '../../spec/duty.ts';
import type { Review } from '../../spec/reply.ts';
import { dutyFailures, forbiddingRules, planFailures } from './check-plan.ts';
import { expectsPlan, type Check } from './expectation-schema.ts';
import type { CheckpointReport, Failure } from './report.ts';
import type { Scene, Subject } from './scene.ts';
import type { Refused, Step } from './scenario-schema.ts';
import { checkedTold, isAboutOpenIncident, postsNamed, tellInput } from './told.ts';
import type { Act } from './timetable.ts';

/** What came of a step, before it is put into the report. Null: nothing to report. */
export type Outcome = Pick<CheckpointReport, 'name' | 'kind' | 'says' | 'subject' | 'plan' | 'failures' | 'rules'> | null;
type Draft = NonNullable<Step['draft']>;
type Publish = NonNullable<Step['publish']>;
type Action = NonNullable<Step['action']>;
type Silence = NonNullable<Step['silence']>;

/** Takes one step as a host would: through the monitor's face. */
export function takeStep({ step, index, at }: Act, scene: Scene): Promise<Outcome> {
  if (step.check !== undefined) return check(step.check, scene);
  if (step.tell !== undefined) return tell(step, index, scene);
  if (step.draft !== undefined) return draft(step.draft, scene);
  if (step.publish !== undefined) return publish(step.publish, scene);
  if (step.action !== undefined) return act(step.action, scene);
  if (step.silence !== undefined) return silence(step.silence, at, scene);
  throw new KashuvError('INTERNAL', 'a step of no kind.', { field: `steps[${index}]` });
}

async function check(expected: Check, scene: Scene): Promise<Outcome> {
  const failures: Failure[] = [];
  const subject = await scene.subject(expected.subject);
  if (expected.noIncident === true) {
    const open = await scene.openIncidents();
    if (open.length > 0) failures.push({ field: 'noIncident', expected: 'no open incident', found: open.map(({ state, severity, detectedBy }) => `${state}, ${severity.level}: ${detectedBy.why}`).join('; ') });
  }
  // Where no incident is to be open there need be none to look at; a post that is named must have been heard.
  if (subject === null && !(expected.noIncident === true && expected.subject === 'incident')) failures.push(nothingThere(expected.subject));
  const plan = subject === null || (expected.noIncident === true && expected.subject === 'incident') ? null : await scene.plan(subject);
  if (plan !== null) failures.push(...planFailures(plan, expected, { zero: scene.timetable.zero, venueId: (name) => scene.venueId(name) }));
  else if (subject !== null && expectsPlan(expected)) failures.push({ field: 'plan', expected: 'a plan', found: 'none' });
  if (subject !== null && expected.incident !== undefined) failures.push(...incidentFailures(subject, expected.incident, scene));
  if (subject !== null && expected.duties !== undefined) failures.push(...dutyFailures(await scene.duties(subject), expected.duties));
  const happened = new Set<string>((await scene.events()).map(({ type }) => type));
  const absent = (expected.events ?? []).filter((type) => !happened.has(type));
  if (absent.length > 0) failures.push({ field: 'events', expected: absent.join(', '), found: 'not in the ledger' });
  return { name: expected.name, kind: 'check', says: expected.says, subject: subject?.id ?? null, plan: plan?.id ?? null, failures, rules: plan?.rules.map(({ id }) => id) ?? [] };
}

function incidentFailures({ incident }: Subject, { state, hub }: NonNullable<Check['incident']>, scene: Scene): Failure[] {
  if (incident === null) return [{ field: 'incident', expected: 'it belongs to an incident', found: 'to none' }];
  const failures: Failure[] = [];
  if (state !== undefined && !state.includes(incident.state)) failures.push({ field: 'incident.state', expected: state.join(' or '), found: incident.state });
  const found = incident.hub?.venue.id ?? null;
  if (hub !== undefined && found !== (hub === null ? null : scene.venueId(hub))) failures.push({ field: 'incident.hub', expected: hub ?? 'none', found: found ?? 'none' });
  return failures;
}

async function tell({ tell: told, refused }: Step, index: number, scene: Scene): Promise<Outcome> {
  if (told === undefined) return null;
  const outcome = { name: `tell-${told.about}-${index}`, kind: 'tell' as const, says: null, plan: null, rules: [] };
  const incident = isAboutOpenIncident(told) ? await scene.incident() : null;
  if (isAboutOpenIncident(told) && incident === null) return { ...outcome, subject: null, failures: [nothingThere('incident')] };
  const ids = new Map<string, string>();
  for (const post of postsNamed(told)) {
    const mention = await scene.mention(post);
    if (mention === null) return { ...outcome, subject: null, failures: [nothingThere(`mention:${post}`)] };
    ids.set(post, mention.id);
  }
  const failures = await refusal(refused, async () => {
    await scene.monitor.tell(checkedTold(tellInput(told, scene.scenario, scene.timetable.zero, incident?.id ?? '', (post) => ids.get(post) ?? '')));
  });
  return refused === undefined && failures.length === 0 ? null : { ...outcome, subject: incident?.id ?? null, failures };
}

/** What is wrong with how something was taken: it was refused and should not have been, or the other way round. */
async function refusal(expected: Refused | undefined, work: () => Promise<unknown>): Promise<Failure[]> {
  try {
    await work();
    return expected === undefined ? [] : [{ field: 'refused', expected: refusalText(expected), found: 'it was taken' }];
  } catch (error) {
    if (!KashuvError.is(error) || error.code === 'INTERNAL') throw error;
    if (expected !== undefined && isAsExpected(error, expected)) return [];
    const found = typeof expected === 'object' ? `${error.code}, ${error.message}` : error.message;
    return [{ field: 'refused', expected: expected === undefined ? 'not refused' : refusalText(expected), found }];
  }
}

function isAsExpected({ code, field, message }: KashuvError, expected: Refused): boolean {
  if (typeof expected === 'string') return message.includes(expected);
  return code === expected.code && (expected.field === undefined || field === expected.field) && message.includes(expected.says ?? '');
}

function refusalText(expected: Refused): string {
  if (typeof expected === 'string') return `refused: ${expected}`;
  const { code, field, says } = expected;
  return `refused with ${[code, ...(field === undefined ? [] : [`field ${field}`]), ...(says === undefined ? [] : [says])].join(', ')}`;
}

async function draft(expected: Draft, scene: Scene): Promise<Outcome> {
  const outcome = { name: expected.name, kind: 'draft' as const, says: expected.says ?? null };
  const found = await dutyFor(expected, scene);
  if ('failure' in found) return { ...outcome, subject: found.subject, plan: null, rules: [], failures: [found.failure] };
  const { duty } = found;
  const plan = await scene.plan({ id: duty.subject.id, incident: null });
  const { text, by, language } = expected;
  let review: Review | null = null;
  const failures = await refusal(undefined, async () => {
    ({ review } = await scene.monitor.submitDraft({ duty: duty.id, text, by, ...(language === undefined ? {} : { language }) }));
  });
  if (review !== null) failures.push(...reviewFailures(review, expected));
  return { ...outcome, subject: duty.subject.id, plan: plan?.id ?? null, failures, rules: plan?.rules.map(({ id }) => id) ?? [] };
}

function reviewFailures({ verdict, findings, missing, present, warm }: Review, expected: Draft): Failure[] {
  const failures: Failure[] = [];
  const cues = findings.map(({ cue }) => cue);
  const told = findings.map(({ cue, level }) => `${cue} ${level}`).join(', ') || 'no findings';
  if (!expected.verdict.includes(verdict)) failures.push({ field: 'verdict', expected: expected.verdict.join(' or '), found: `${verdict}: ${told}` });
  const absent = (field: string, wanted: readonly string[] | undefined, there: readonly string[], found: string): void => {
    const wrong = (wanted ?? []).filter((one) => !there.includes(one));
    if (wrong.length > 0) failures.push({ field, expected: wrong.join(', '), found });
  };
  absent('blockedBy', expected.blockedBy, findings.filter(({ level }) => level === 'block').map(({ cue }) => cue), told);
  absent('cues', expected.cues, cues, told);
  absent('missing', expected.missing, missing, missing.join(', ') || 'nothing is missing');
  absent('present', expected.present, present, present.join(', ') || 'nothing of it');
  absent('warm', expected.warm, warm.map(({ cue }) => cue), warm.map(({ cue }) => cue).join(', ') || 'nothing warm');
  const there = (expected.without ?? []).filter((cue) => cues.includes(cue));
  if (there.length > 0) failures.push({ field: 'without', expected: `none of ${(expected.without ?? []).join(', ')}`, found: told });
  return failures;
}

async function publish(step: Publish, scene: Scene): Promise<Outcome> {
  const outcome = { name: step.name, kind: 'publish' as const, says: null };
  const found = await dutyFor(step, scene);
  if ('failure' in found) return { ...outcome, subject: found.subject, plan: null, rules: [], failures: [found.failure] };
  const { duty } = found;
  const plan = await scene.plan({ id: duty.subject.id, incident: null });
  const failures = await refusal(step.refused, async () => {
    const { draft: kept } = await scene.monitor.submitDraft({ duty: duty.id, text: step.text, by: step.by, ...(step.language === undefined ? {} : { language: step.language }) });
    const asked = [...(plan?.approvers ?? []).map(({ name }) => name ?? step.by)];
    for (const by of asked.length > 0 ? asked : [step.by]) {
      const { reply } = await scene.monitor.approve({ draft: kept.id, by });
      if (reply !== null) return;
    }
    throw new KashuvError('REJECTED', 'the yes of others is missing still.', { field: 'approval' });
  });
  return { ...outcome, subject: duty.subject.id, plan: plan?.id ?? null, failures, rules: plan?.rules.map(({ id }) => id) ?? [] };
}

async function act(action: Action, scene: Scene): Promise<Outcome> {
  switch (action.type) {
    case 'delete':
    case 'retract':
      return removed(action, scene);
    case 'propose': {
      const outcome = { name: action.name, kind: 'action' as const, says: action.says ?? null };
      const subject = await scene.subject(action.subject);
      const plan = subject === null ? null : await scene.plan(subject);
      if (subject === null || plan === null) return { ...outcome, subject: subject?.id ?? null, plan: null, rules: [], failures: [nothingThere(action.subject)] };
      const rules = forbiddingRules(plan, action.element);
      const missing = (action.blockedBy ?? []).filter((rule) => !rules.includes(rule));
      const failures: Failure[] = [];
      if (action.blockedBy === undefined ? rules.length > 0 : missing.length > 0 || rules.length === 0) {
        failures.push({ field: action.element, expected: action.blockedBy === undefined ? 'not forbidden' : `forbidden by ${action.blockedBy.join(', ')}`, found: rules.length === 0 ? 'not forbidden' : `forbidden by ${rules.join(', ')}` });
      }
      return { ...outcome, subject: subject.id, plan: plan.id, rules, failures };
    }
    case 'waive': {
      const outcome = { name: action.name, kind: 'action' as const, says: null, plan: null, rules: [] };
      const subject = await scene.subject(action.subject);
      const duty = subject === null ? undefined : (await scene.duties(subject)).find(({ kind, state }) => kind === action.duty && state.is === 'waiting');
      if (duty === undefined) return { ...outcome, subject: subject?.id ?? null, failures: [{ field: 'duty', expected: action.duty, found: 'none is owed' }] };
      const failures = await refusal(action.refused, () => scene.monitor.waive({ duty: duty.id, by: action.by, reason: action.reason }));
      return { ...outcome, subject: duty.subject.id, failures };
    }
  }
}

/** The deletion was heard through the source; the ledger says what was made of it. */
async function removed({ type, name, post }: Extract<Action, { type: 'delete' | 'retract' }>, scene: Scene): Promise<Outcome> {
  const mention = await scene.mention(post);
  const outcome = { name, kind: 'action' as const, says: null, subject: mention?.id ?? null, plan: null };
  if (mention === null) return { ...outcome, rules: [], failures: [nothingThere(`mention:${post}`)] };
  const breach = (await scene.events()).find((event) => event.type === 'policy.breached' && event.data.mention === mention.id);
  const what = breach?.type === 'policy.breached' ? breach.data.what : null;
  const holds = type === 'delete' ? what !== null : what === null;
  const failures = holds ? [] : [{ field: type, expected: type === 'delete' ? 'noticed as a breach' : 'no breach', found: what ?? 'nothing was said of it' }];
  return { ...outcome, rules: what === null ? [] : (/\b[A-Z]-\d\d\b/.exec(what) ?? []).slice(0, 1), failures };
}

async function silence({ name, subject: of, missed = [] }: Silence, at: number, scene: Scene): Promise<Outcome> {
  const subject = await scene.subject(of);
  const plan = subject === null ? null : await scene.plan(subject);
  const overdue = subject === null ? [] : (await scene.duties(subject)).filter(({ missedAt }) => missedAt !== null && missedAt <= at);
  const absent = missed.filter((kind) => !overdue.some((duty) => duty.kind === kind));
  const failures = absent.length === 0 ? [] : [{ field: 'missed', expected: absent.join(', '), found: [...new Set(overdue.map(({ kind }) => kind))].join(', ') || 'nothing was missed' }];
  return { name, kind: 'silence', says: null, subject: subject?.id ?? null, plan: plan?.id ?? null, failures, rules: plan?.rules.map(({ id }) => id) ?? [] };
}

const nothingThere = (subject: string): Failure => ({ field: 'subject', expected: subject, found: 'there is no such thing' });

/** Met by looking or acting, not by words. */
const WORDLESS: ReadonlySet<Duty['kind']> = new Set(['review', 'triage', 'safeguard']);
/** Which comes first where several wait. */
const ORDER: readonly Duty['kind'][] = ['hold', 'acknowledge', 'bullying-statement', 'answer', 'update', 'conclude', 'prevent'];

async function dutyFor({ subject: of, for: kind }: Pick<Draft, 'subject' | 'for'>, scene: Scene): Promise<{ duty: Duty } | { failure: Failure; subject: string | null }> {
  const subject = await scene.subject(of);
  if (subject === null) return { failure: nothingThere(of), subject: null };
  const waiting = (await scene.duties(subject)).filter((duty) => duty.state.is === 'waiting' && duty.venue !== null && !WORDLESS.has(duty.kind));
  const ordered = waiting.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.dueAt - b.dueAt);
  const duty = kind === undefined ? ordered[0] : ordered.find((one) => one.kind === kind);
  return duty === undefined ? { failure: { field: 'for', expected: kind ?? 'a duty that is met by words', found: ordered.map((one) => one.kind).join(', ') || 'nothing is owed' }, subject: subject.id } : { duty };
}
