import type { Decision } from '../spec/element.ts';
import type { OwnerRole } from '../spec/brand.ts';
import type { SeverityLevel } from '../spec/incident.ts';
import type { DeadlineName, Loss, Plan, TraceEntry } from '../spec/plan.ts';
import type { Level } from '../spec/rule.ts';

/** The words of an explanation in one language. Sentences are whole, so that each language keeps its own order. */
export interface Words {
  readonly decisions: Readonly<Record<Decision, string>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly severities: Readonly<Record<SeverityLevel, string>>;
  readonly roles: Readonly<Record<OwnerRole, string>>;
  readonly deadlines: Readonly<Record<DeadlineName, string>>;
  readonly clocks: Readonly<Record<Plan['clock']['basis'], string>>;
  /** Parts of the severity by their name. */
  readonly parts: Readonly<Record<string, string>>;
  /** Values of facts and slots, or of one fact alone: `incident.fault own`. A value that is not listed is shown as it is. */
  readonly values: Readonly<Record<string, string>>;
  readonly lost: Readonly<Record<Loss['why'], string>>;
  readonly outcomes: Readonly<Record<TraceEntry['outcome'] | 'passed', string>>;
  readonly notKnown: string;
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  readonly listOf: (items: readonly string[]) => string;
  readonly headline: (decision: string, level: string, subject: 'case' | 'incident', id: string | null, brand: string) => string;
  readonly severity: (level: string, score: number, parts: readonly string[]) => string;
  readonly part: (name: string, points: number, why: string | null) => string;
  readonly grave: string;
  readonly owner: (owner: string) => string;
  readonly takeover: (owner: string, minutes: number) => string;
  readonly approvers: (owners: readonly string[]) => string;
  readonly owned: (name: string | null, role: string) => string;
  readonly first: (place: string, why: string | null) => string;
  readonly further: (places: readonly string[]) => string;
  readonly place: (title: string, venue: string | null, replyTo: boolean) => string;
  readonly due: (deadlines: readonly string[], clock: string) => string;
  readonly deadline: (name: string, time: string, span: string) => string;
  /** Whole minutes from now; negative: overdue. */
  readonly span: (minutes: number) => string;
  readonly nothingOwn: string;
  readonly optional: string;
  readonly must: (elements: readonly string[]) => string;
  readonly never: (elements: readonly string[]) => string;
  /** What is forbidden, by what it belongs to: something said, a place, or as it is. */
  readonly forbidden: (title: string, family: string) => string;
  readonly actions: (elements: readonly string[]) => string;
  readonly flags: (elements: readonly string[]) => string;
  /** `own`: it is the brand's own post. */
  readonly moderation: (action: string, own: boolean) => string;
  readonly strategies: (use: readonly string[], avoid: readonly string[]) => string;
  readonly posture: (cluster: string | null, apology: string, concession: string) => string;
  readonly privately: string;
  readonly turns: (limit: number) => string;
  readonly because: string;
  readonly rule: (rule: string, reason: string | null, basis: string) => string;
  readonly always: (rules: readonly string[]) => string;
  readonly perhaps: (rules: readonly string[]) => string;
  readonly overruled: (items: readonly string[]) => string;
  readonly wanted: (element: string, value: string | null, op: 'require' | 'forbid' | 'set') => string;
  readonly gaveWay: (rule: string, wanted: readonly string[], to: string, why: string) => string;
  readonly believed: (items: readonly string[]) => string;
  readonly unknowns: (items: readonly string[]) => string;
  readonly gaps: (items: readonly string[]) => string;
  readonly gap: (kind: 'owner' | 'venue' | 'page' | 'other', what: string) => string;
  readonly switchedOff: (ids: readonly string[]) => string;
  readonly loosened: (reason: string) => string;
  readonly design: string;
  readonly kept: EngineWords;
  readonly hosts: EngineWords;
  readonly noSuchRule: (id: string) => string;
  /** Of what holds where no rule says anything, while a rule decided. */
  readonly fellBack: (decided: string) => string;
  /** Of a rule that binds other parts than plans; `parts`: which, none where it is not enforced yet. */
  readonly elsewhere: (rule: string, parts: readonly string[]) => string;
  readonly predicate: (name: string) => string;
  readonly whyNot: (rule: string, outcome: string, saw: readonly string[]) => string;
}

/** What the engine does by itself. `idle`: that it had nothing to do, and why. */
export interface EngineWords {
  readonly title: string;
  readonly reason: string;
  readonly idle: string;
}
