import type { ElementDefinition, ElementName } from '../spec/element.ts';
import { elementCatalogue, elementNames } from '../spec/element.ts';
import { ruleSchema, type Effect, type Rule, type RuleInput } from '../spec/rule.ts';
import { checkCondition } from './check-condition.ts';
import type { Predicates } from './comparison.ts';
import { MOST_MINUTES } from './deadlines.ts';
import { brief, show } from '../lib/values.ts';
import { invalid, isPlain, pathOf } from './refusal.ts';
import { whyNever } from './reachable.ts';
import { lookUp } from './table.ts';

/** What the rules of one policy are held against. */
export interface CheckContext {
  readonly deadlines: Readonly<Record<string, number>>;
  readonly predicates: Predicates;
  /** Entries of the deadline table that rules name; filled while checking. */
  readonly named: Set<string>;
}

/** One rule, checked whole. Throws CONFIG_INVALID with the place as `rules[R-07].then[1].element` and what to do about it. */
export function checkRule(input: RuleInput, place: string, context: CheckContext): Rule {
  if (!isPlain(input)) throw invalid(place, `expected a rule, got ${show(input)}.`, 'A rule is an object; see docs/policy.md.');
  // The places of what a rule says are told by hand: a schema of alternatives can only say that none fits.
  if (input.when !== undefined) checkCondition(input.when, `${place}.when`, context.predicates);
  if (Array.isArray(input.then)) input.then.forEach((effect, at) => checkEffect(effect, `${place}.then[${at}]`, context));

  const parsed = ruleSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0] as (typeof parsed.error.issues)[number];
    const at = pathOf(place, issue.path);
    if (issue.code === 'unrecognized_keys') throw invalid(`${at}.${brief(String(issue.keys[0]))}`, 'a rule has no such property.', 'Remove it or correct its name.');
    if (issue.path[0] === 'when') checkCondition(input.when, at, context.predicates);
    throw invalid(at, `${issue.message}.`, 'Correct the value; docs/policy.md shows a rule.');
  }
  const { seed, literature, design } = parsed.data.basis;
  if (![...seed, ...literature, design ?? ''].some((source) => source.trim() !== '')) throw invalid(`${place}.basis`, 'a rule rests on something.', "Name its seed clauses or literature, or say why you chose it: { design: 'our own promise to customers' }.");
  const never = whyNever(parsed.data.when);
  if (never !== null) throw invalid(`${place}.when`, `${never}: the rule can never apply.`, 'Correct the condition, or switch the rule off.');
  checkAgreement(parsed.data.then, place);
  return parsed.data;
}

function checkEffect(effect: unknown, place: string, context: CheckContext): void {
  if (typeof effect !== 'object' || effect === null) throw invalid(place, 'expected an effect.', "Write { op: 'require', element: 'say.empathy' }.");
  const { op, element, value } = effect as { op?: unknown; element?: unknown; value?: unknown };
  if (op !== 'require' && op !== 'forbid' && op !== 'set') throw invalid(`${place}.op`, `${show(op)} is no operation.`, 'Use require, forbid or set.');
  if (typeof element !== 'string' || !Object.hasOwn(elementCatalogue, element)) throw invalid(`${place}.element`, `no element ${show(element)}.`, `${typeof element === 'string' ? nearest(element) : ''}See the element catalogue.`);
  const definition: ElementDefinition = elementCatalogue[element as ElementName];
  if (op === 'set') {
    if (definition.type === 'member') throw invalid(`${place}.op`, `'${element}' takes no value.`, 'Use require or forbid.');
    checkSlotValue(element, definition, value, place, context);
    return;
  }
  if (definition.type === 'slot') throw invalid(`${place}.op`, `'${element}' takes a value.`, `Use { op: 'set', element: '${element}', value: … }.`);
  if (op === 'require' && element.startsWith('never.')) throw invalid(`${place}.op`, `'${element}' can only be forbidden.`, "Use op: 'forbid'; nothing can make it a duty.");
}

function checkSlotValue(element: string, { values, unit }: ElementDefinition, value: unknown, place: string, context: CheckContext): void {
  const at = `${place}.value`;
  if (values !== undefined) {
    if (!values.includes(value as string)) throw invalid(at, `${show(value)} is not a value of '${element}'.`, `Values are: ${values.join(', ')}.`);
    return;
  }
  if (typeof value === 'object' && value !== null && 'table' in value) {
    if (unit !== 'minutes') throw invalid(at, `'${element}' is not a span of time.`, 'Give a number.');
    const { table } = value;
    if (typeof table !== 'string') throw invalid(`${at}.table`, 'expected a name of the deadline table.', "Write { table: 'conclusive' }.");
    const found = lookUp(table, context.deadlines);
    if ('problem' in found) throw invalid(`${at}.table`, found.problem, found.fix);
    found.entries.forEach((name) => context.named.add(name));
    return;
  }
  const most = unit === 'share' ? 1 : unit === 'minutes' ? MOST_MINUTES : Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'number' || !(value >= 0 && value <= most)) {
    const expected = unit === 'share' ? 'a number from 0 to 1' : unit === 'minutes' ? 'minutes or { table: name }' : 'a number from 0';
    throw invalid(at, `expected ${expected}, got ${show(value)}.`, unit === 'minutes' ? `Give ${MOST_MINUTES} minutes at most, a hundred years.` : 'Correct the value.');
  }
}

/** One rule speaks with one voice. */
function checkAgreement(effects: readonly Effect[], place: string): void {
  const first = new Map<string, { op: string; at: number }>();
  effects.forEach(({ op, element }, at) => {
    const earlier = first.get(element);
    if (earlier !== undefined) {
      const clash = op === 'set' ? `sets '${element}' twice` : op === earlier.op ? `says '${element}' twice` : `requires and forbids '${element}'`;
      throw invalid(`${place}.then[${at}].element`, `the rule ${clash}; first in then[${earlier.at}].`, 'Keep one of the two.');
    }
    first.set(element, { op, at });
  });
}

/** For a misspelt element the one that differs in capitals alone, otherwise the first that ends alike. */
function nearest(name: string): string {
  const asked = name.toLowerCase();
  const tail = asked.slice(asked.lastIndexOf('.') + 1);
  const found = elementNames.find((element) => element.toLowerCase() === asked) ?? (tail.length > 2 ? elementNames.find((element) => `.${element.toLowerCase()}`.endsWith(`.${tail}`)) : undefined);
  return found === undefined ? '' : `Did you mean '${found}'? `;
}
