import type { Condition } from '../spec/condition.ts';
import { elementCatalogue, type ElementName } from '../spec/element.ts';
import { factCatalogue, factNames, type FactName, type FactValue } from '../spec/facts.ts';
import { deadlineNameSchema, type Loss, type Plan, type TraceEntry } from '../spec/plan.ts';
import type { Rule, RuleInput } from '../spec/rule.ts';
import { zoneOffset } from '../lib/time-zone.ts';
import { baselineRule } from './baseline.ts';
import { checkTelling } from './check-explain.ts';
import { FALSE } from './comparison.ts';
import { Conditions } from './condition.ts';
import { hostRule, revisionRule } from './engine-rules.ts';
import { english } from './explain-en.ts';
import { hebrew } from './explain-he.ts';
import type { EngineWords, Words } from './explain-words.ts';
import type { Policy } from './policy.ts';
import { brief, show } from '../lib/values.ts';
import { malformed } from './refusal.ts';
import { bindings } from './rules/bindings.ts';
import { prRules } from './rules/index.ts';
import { viewOf } from './view.ts';

export interface ExplainOptions {
  /** `short`: what, where, who, when and the main reason. `full` adds what to say and never to say, every rule with its basis, and what was overruled. Default `full`. */
  length?: 'short' | 'full';
  /** Rules are looked up here before the default ones: for plans of a host's own policy. */
  policy?: Policy;
  /** IANA zone in which times are shown. Default UTC. */
  timeZone?: string;
}

/** What kashuv's own rules were chosen by. */
const designs: ReadonlyMap<string, string | undefined> = new Map([...prRules, baselineRule].map(({ id, basis }) => [id, basis.design]));

type Language = 'en' | 'he';
const MINUTE = 60_000;

/**
 * A plan in words, as lines of plain text: the decision, for whom, how severe and why, where first, who, by when, what it must say and never say,
 * and the rules with what they rest on. Spans count from the making of the plan. Hebrew is in logical order, for display from right to left.
 * Throws INPUT_INVALID for what is no plan, UNSUPPORTED for another language, CONFIG_INVALID for options that there are not.
 */
export function explainPlan(plan: Plan, language: Language, options: ExplainOptions = {}): string {
  checkTelling(plan, language, options);
  const telling = new Telling(plan, language, options);
  return (options.length === 'short' ? telling.short() : telling.full()).filter((line) => line !== '').join('\n');
}

/**
 * Why a rule did not apply to a plan, or that it did, in one line; of a rule that no plan carries out (`bindings`), where it is enforced. Throws as `explainPlan`
 * does, and INPUT_INVALID for an id that is no text. An id that no rule has is told, not refused.
 */
export function whyNot(plan: Plan, ruleId: string, language: Language = 'en', options: Pick<ExplainOptions, 'policy'> = {}): string {
  checkTelling(plan, language, options);
  if (typeof ruleId !== 'string' || ruleId === '') throw malformed('ruleId', `expected the id of a rule, got ${show(ruleId)}.`, "Write 'R-07'; plan.passed and plan.trace name the rules that were consulted.");
  return new Telling(plan, language, options).whyNot(ruleId);
}

class Telling {
  readonly #plan: Plan;
  readonly #language: Language;
  readonly #words: Words;
  readonly #rules: ReadonlyMap<string, Rule | RuleInput>;
  readonly #offset: (at: number) => number;

  constructor(plan: Plan, language: Language, { policy, timeZone = 'UTC' }: ExplainOptions) {
    this.#plan = plan;
    this.#language = language;
    this.#words = language === 'he' ? hebrew : english;
    this.#rules = new Map([...prRules, baselineRule, ...(policy?.rules ?? [])].map((rule) => [rule.id, rule]));
    this.#offset = timeZone === 'UTC' ? () => 0 : zoneOffset(timeZone);
  }

  short(): string[] {
    const { severity, decision } = this.#plan;
    return [this.#headline(), this.#words.severity(this.#words.severities[severity.level], severity.score, []), this.#where(false), this.#owner(), this.#when(), this.#rule(decision.rule, true)];
  }

  full(): string[] {
    const plan = this.#plan;
    const words = this.#words;
    const when = (list: readonly unknown[], line: () => string): string => (list.length === 0 ? '' : line());
    const titles = (list: Plan['require']): string[] => list.map(({ element, level }) => this.#title(element) + (level === 'must' ? '' : ` (${words.levels[level]})`));
    const { cluster, apology, concession } = plan.posture;
    return [
      this.#headline(),
      words.severity(words.severities[plan.severity.level], plan.severity.score, plan.severity.parts.map((part) => this.#part(part))),
      this.#where(true),
      [this.#owner(), when(plan.approvers, () => words.approvers([...new Set(plan.approvers.map((owner) => this.#owned(owner)))])), words.takeover(this.#owned(plan.fallback), plan.fallback.afterMinutes)].filter((line) => line !== '').join(' '),
      this.#when(),
      when(plan.require, () => words.must(titles(plan.require))),
      when(plan.forbid, () => words.never(plan.forbid.map(({ element }) => words.forbidden(this.#title(element), element.slice(0, element.indexOf('.')))))),
      when(plan.actions, () => words.actions(titles(plan.actions))),
      when(plan.flags, () => words.flags(plan.flags.map(({ element }) => this.#title(element)))),
      plan.moderation.action === 'none' ? '' : words.moderation(this.#value(plan.moderation.action), plan.moderation.action === 'retract-own'),
      words.posture(plan.subject.type === 'incident' ? this.#value(cluster) : null, this.#value(apology), this.#value(concession)),
      words.strategies(titles(plan.posture.use), plan.posture.avoid.map(({ element }) => this.#title(element))),
      plan.private.allowed ? words.privately : '',
      plan.turns.limit === null ? '' : words.turns(plan.turns.limit),
      ...this.#believed(),
      ...this.#why(),
      when(plan.gaps, () => words.gaps(plan.gaps.map((gap) => this.#gap(gap)))),
      when(plan.switchedOff, () => words.switchedOff(plan.switchedOff)),
      plan.loosened === undefined ? '' : words.loosened(plan.loosened.reason),
    ];
  }

  whyNot(id: string): string {
    const words = this.#words;
    const entry = this.#plan.trace.find(({ rule }) => rule === id);
    const decided = this.#plan.decision.rule;
    if (id === baselineRule.id && decided !== id) return words.whyNot(this.#named(id), words.fellBack(decided), []);
    if (entry === undefined && !this.#plan.passed.includes(id)) return this.#elsewhere(id);
    const values = new Map(this.#plan.understanding.map(({ fact, value = null }) => [fact, value]));
    const saw = entry === undefined ? this.#unmet(id, values) : entry.saw.map((fact) => this.#fact(fact, values.get(fact) ?? null));
    return words.whyNot(this.#named(id), words.outcomes[entry?.outcome ?? 'passed'], saw);
  }

  /** Of a rule that was not consulted: the engine's own, one that binds another part of kashuv, or none. */
  #elsewhere(id: string): string {
    const engine = this.#engine(id);
    if (engine !== null) return this.#words.whyNot(this.#named(id), engine.idle, []);
    const binding = bindings.find((one) => one.id === id);
    return binding === undefined ? this.#words.noSuchRule(brief(id)) : this.#words.elsewhere(`${id} ${binding.title[this.#language]}`, binding.enforcedIn);
  }

  /** What settled that a rule's condition does not hold: facts, or else the host's own predicates. */
  #unmet(id: string, values: ReadonlyMap<FactName, FactValue | null>): string[] {
    const rule = this.#rules.get(id);
    if (rule === undefined) return [];
    const positions: number[] = [];
    const conditions = new Conditions({});
    const condition = conditions.compile(rule.when);
    condition.because(conditions.truths(conditions.judge(viewOf(values))), FALSE, positions);
    if (positions.length === 0) return predicatesIn(rule.when).map((name) => this.#words.predicate(name));
    return positions.map((position) => factNames[position] as FactName).map((fact) => this.#fact(fact, values.get(fact) ?? null));
  }

  #headline(): string {
    const { decision, level, subject } = this.#plan;
    return this.#words.headline(this.#words.decisions[decision.action], this.#words.levels[level], subject.type, subject.id === subject.type ? null : subject.id, subject.brand);
  }

  #part({ part, points, why }: Plan['severity']['parts'][number]): string {
    const name = own(this.#words.parts, part) ?? part;
    if (this.#language === 'en') return this.#words.part(name, points, why);
    if (part === 'grave and fast') return this.#words.part(name, points, this.#words.grave);
    if (why === 'not known') return this.#words.part(name, points, this.#words.notKnown);
    if (part === 'themes') return this.#words.part(name, points, why.split(', ').map((theme) => this.#value(theme)).join(', '));
    return this.#words.part(name, points, part === 'arousal' ? this.#value(why) : null);
  }

  #where(withReason: boolean): string {
    const [first, ...rest] = this.#plan.venues.map(({ target, venue, replyTo, rule }) => ({ text: this.#words.place(this.#title(`venue.${target}`), venue, replyTo !== null), rule }));
    if (first === undefined) return '';
    const reason = withReason ? (this.#rules.get(first.rule)?.reason[this.#language] ?? null) : null;
    // Several who began it in one place are one place to a reader.
    const further = [...new Set(rest.map(({ text }) => text))].filter((text) => text !== first.text);
    const line = this.#words.first(first.text, reason);
    return `${line.endsWith('.') ? line : `${line}.`}${further.length === 0 ? '' : ` ${this.#words.further(further)}`}`;
  }

  #owner(): string {
    return this.#words.owner(this.#owned(this.#plan.owner));
  }

  #owned({ name, role }: Plan['owner']): string {
    return this.#words.owned(name, this.#words.roles[role]);
  }

  #when(): string {
    const { deadlines, clock, createdAt, flags, level, duties } = this.#plan;
    if (duties.length === 0 && flags.some(({ element }) => element === 'flag.answeredByIncident')) return this.#words.nothingOwn;
    const lines = deadlineNameSchema.options.flatMap((name) => {
      const deadline = deadlines[name];
      if (deadline === undefined) return [];
      return [{ at: deadline.at, text: this.#words.deadline(this.#words.deadlines[name], this.#time(deadline.at), this.#words.span(Math.round((deadline.at - createdAt) / MINUTE))) }];
    });
    const due = lines.length === 0 ? '' : this.#words.due(lines.sort((a, b) => a.at - b.at).map(({ text }) => text), this.#words.clocks[clock.basis]);
    return level === 'may' ? `${this.#words.optional}${due === '' ? '' : ` ${due}`}` : due;
  }

  #believed(): string[] {
    const sure = this.#plan.understanding.some(({ fact, known }) => fact === 'who.role' && known);
    const told = this.#plan.understanding.filter(({ fact }) => fact !== 'subject.type' && fact !== 'severity.level' && !(sure && fact === 'who.plausible'));
    const seen = told.filter(({ known }) => known).map(({ fact, value, confidence }) => `${this.#fact(fact, value ?? null)}${confidence === undefined || confidence === 1 ? '' : ` (${confidence.toFixed(2)})`}`);
    const missing = told.filter(({ known }) => !known).map(({ fact }) => factCatalogue[fact].title[this.#language]);
    return [seen.length === 0 ? '' : this.#words.believed(seen), missing.length === 0 ? '' : this.#words.unknowns(missing)];
  }

  #why(): string[] {
    const { trace, rules, decision } = this.#plan;
    const block = new Map(rules.map((rule) => [rule.id, rule.block]));
    const place = (id: string): string => `${id === decision.rule ? 0 : 1}${block.get(id) ?? 'P9'}${id}`;
    const acted = trace.filter(({ outcome, did }) => outcome === 'fired' && did !== undefined).filter(({ rule }) => rule !== baselineRule.id || decision.rule === baselineRule.id);
    const ordered = acted.sort((a, b) => (place(a.rule) < place(b.rule) ? -1 : 1));
    const isAlways = ({ rule, saw }: TraceEntry): boolean => saw.length === 0 && this.#engine(rule) === null && rule !== decision.rule;
    const named = (entries: readonly TraceEntry[]): string[] => entries.map(({ rule }) => this.#named(rule));
    const always = named(ordered.filter(isAlways));
    const perhaps = named(trace.filter(({ outcome }) => outcome === 'unknown-forbids'));
    const lost = trace.flatMap((entry) => this.#gaveWay(entry));
    return [
      this.#words.because,
      ...ordered.filter((entry) => !isAlways(entry)).map(({ rule }) => `  ${this.#rule(rule, true)}`),
      always.length === 0 ? '' : `  ${this.#words.always(always)}`,
      perhaps.length === 0 ? '' : `  ${this.#words.perhaps(perhaps)}`,
      lost.length === 0 ? '' : `  ${this.#words.overruled(lost)}`,
    ];
  }

  /** What a rule wanted and did not get, together where the same rule won for the same reason. */
  #gaveWay({ rule, lost = [] }: TraceEntry): string[] {
    const groups = new Map<string, { to: string; why: Loss['why']; wanted: string[] }>();
    for (const { effect, to, why } of lost) {
      const raw = effect.op === 'set' ? effect.value : null;
      const span = effect.element.startsWith('deadline.') && typeof raw === 'number';
      const value = raw === null ? null : typeof raw === 'object' ? raw.table : span ? this.#words.span(raw) : this.#value(raw);
      const group = groups.get(`${to} ${why}`) ?? { to, why, wanted: [] };
      group.wanted.push(this.#words.wanted(this.#title(effect.element), value, effect.op));
      groups.set(`${to} ${why}`, group);
    }
    return [...groups.values()].map(({ to, why, wanted }) => this.#words.gaveWay(rule, wanted, to, this.#words.lost[why]));
  }

  #rule(id: string, withReason: boolean): string {
    const rule = this.#rules.get(id);
    return this.#words.rule(this.#named(id), withReason ? (this.#engine(id)?.reason ?? rule?.reason[this.#language] ?? null) : null, rule?.basis === undefined ? '' : this.#basis(id, rule.basis));
  }

  /** What kashuv chose is kashuv's, told in docs/policy.md; what a host chose is told in the host's own words. */
  #basis(id: string, { seed = [], literature = [], design = '' }: RuleInput['basis']): string {
    const chosen = design === designs.get(id) ? this.#words.design : design.trim().replace(/\s+/gu, ' ');
    return [...seed, ...literature, chosen].filter((source) => source !== '').join(', ');
  }

  /** A rule by id and title; by its id alone where it is a rule of a policy that was not passed. */
  #named(id: string): string {
    const title = this.#engine(id)?.title ?? this.#rules.get(id)?.title[this.#language];
    return title === undefined ? id : `${id} ${title}`;
  }

  /** What the engine itself does, beside the rules. */
  #engine(id: string): EngineWords | null {
    return id === revisionRule ? this.#words.kept : id === hostRule ? this.#words.hosts : null;
  }

  #title(element: ElementName): string {
    return elementCatalogue[element].title[this.#language];
  }

  /** A fact with its value, which can have a word of its own there. */
  #fact(fact: FactName, value: FactValue | null): string {
    return `${factCatalogue[fact].title[this.#language]}: ${own(this.#words.values, `${fact} ${String(value)}`) ?? this.#value(value)}`;
  }

  #value(value: string | number | boolean | readonly string[] | null): string {
    if (value === null) return this.#words.notKnown;
    if (typeof value === 'boolean') return value ? this.#words.yes : this.#words.no;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return own(this.#words.values, value) ?? value;
    return value.length === 0 ? this.#words.none : value.map((item) => own(this.#words.values, item) ?? item).join(', ');
  }

  #gap(gap: string): string {
    if (gap === 'canonical-page') return this.#words.gap('page', '');
    const [kind, ...rest] = gap.split(':');
    const what = rest.join(':');
    if (kind === 'owner') return this.#words.gap('owner', own(this.#words.roles, what) ?? what);
    return kind === 'venue' ? this.#words.gap('venue', what) : this.#words.gap('other', gap);
  }

  /** ISO 8601 to the minute, with the zone's offset. */
  #time(at: number): string {
    const offset = this.#offset(at);
    const wall = new Date(Math.min(8.64e15, Math.max(-8.64e15, at + offset))).toISOString().slice(0, -8);
    if (offset === 0) return `${wall}Z`;
    const minutes = Math.abs(Math.round(offset / MINUTE));
    return `${wall}${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  }
}

/** Of names that others chose: a record has more names than its own. */
const own = (words: Readonly<Record<string, string>>, name: string): string | undefined => (Object.hasOwn(words, name) ? words[name] : undefined);

function predicatesIn(condition: Condition): string[] {
  if ('predicate' in condition) return [condition.predicate];
  if ('not' in condition) return predicatesIn(condition.not);
  const items = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  return [...new Set(items.flatMap(predicatesIn))];
}
