import type { Condition } from '../spec/condition.ts';
import type { KashuvError } from '../spec/errors.ts';
import { factCatalogue, factNames, type FactDefinition, type FactName } from '../spec/facts.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Predicates } from './comparison.ts';
import { show } from '../lib/values.ts';
import { invalid } from './refusal.ts';

const comparisons = ['is', 'in', 'has', 'atLeast', 'atMost', 'known'] as const;
const DEEPEST = 32;

/** Refuses what no facts could ever make sense of or make true; `place` is the path in the configuration. */
export function checkCondition(condition: unknown, place: string, predicates: Predicates, depth = 0): void {
  if (typeof condition !== 'object' || condition === null) throw invalid(place, 'expected a condition.', "Write { fact: 'what.kind', is: 'complaint' } or { always: true }.");
  if (depth > DEEPEST) throw invalid(place, `conditions stand in each other more than ${DEEPEST} deep.`, 'Split the rule.');
  const node = condition as Record<string, unknown>;
  const keys = Object.keys(node);
  const only = (expected: number): void => {
    if (keys.length !== expected) throw invalid(place, `a condition says one thing, this has ${keys.slice(0, 5).map(show).join(', ')}.`, "Combine conditions with all: [...] or any: [...].");
  };
  if ('always' in node) {
    only(1);
    if (node['always'] !== true) throw invalid(`${place}.always`, 'can only be true.', 'Switch the rule off instead.');
    return;
  }
  for (const branch of ['all', 'any'] as const) {
    if (!(branch in node)) continue;
    only(1);
    const items = node[branch];
    if (!Array.isArray(items) || items.length === 0) throw invalid(`${place}.${branch}`, 'expected a list with something in it.', 'Use { always: true } for a rule that always applies.');
    items.forEach((item, index) => checkCondition(item, `${place}.${branch}[${index}]`, predicates, depth + 1));
    if (branch === 'all') checkReachable(items as Condition[], `${place}.all`);
    return;
  }
  if ('not' in node) {
    only(1);
    checkCondition(node['not'], `${place}.not`, predicates, depth + 1);
    if ('always' in (node['not'] as object)) throw invalid(`${place}.not`, 'never true: the rule can never apply.', 'Switch the rule off instead.');
    return;
  }
  if ('predicate' in node) {
    only(2);
    checkPredicate(node, place, predicates);
    return;
  }
  if ('fact' in node) {
    only(2);
    checkComparison(node, place);
    return;
  }
  throw invalid(place, `${keys.length === 0 ? 'an empty object' : show(keys[0])} is no condition.`, 'A condition has always, all, any, not, fact or predicate.');
}

function checkPredicate(node: Record<string, unknown>, place: string, predicates: Predicates): void {
  const name = node['predicate'];
  const predicate = typeof name === 'string' && Object.hasOwn(predicates, name) ? predicates[name] : undefined;
  if (predicate === undefined) throw invalid(`${place}.predicate`, `no predicate ${show(name)}.`, 'Pass it through predicates: { name: { revision, evaluate } }.');
  if (predicate.revision !== node['revision']) {
    throw invalid(`${place}.revision`, `the rule was written for revision ${show(node['revision'])} of ${show(name)}, here is revision ${predicate.revision}.`, 'Look at the rule again, then set its revision to that of the predicate.');
  }
}

function checkComparison(node: Record<string, unknown>, place: string): void {
  const name = node['fact'];
  if (typeof name !== 'string' || !Object.hasOwn(factCatalogue, name)) {
    const tail = typeof name === 'string' ? name.split('.').at(-1) : undefined;
    const near = tail === undefined ? undefined : factNames.find((fact) => fact.endsWith(`.${tail}`));
    throw invalid(`${place}.fact`, `no fact ${show(name)}.`, `${near === undefined ? '' : `Did you mean '${near}'? `}See the fact catalogue.`);
  }
  const operator = comparisons.find((key) => key in node);
  if (operator === undefined) throw invalid(place, `how should '${name}' compare?`, `Add one of ${comparisons.join(', ')}.`);
  const definition: FactDefinition = factCatalogue[name as FactName];
  const value = node[operator];
  const at = `${place}.${operator}`;
  switch (operator) {
    case 'known':
      if (typeof value !== 'boolean') throw invalid(at, 'expected true or false.', 'known: true asks whether the fact is known at all.');
      return;
    case 'has':
      if (definition.type !== 'set') throw invalid(at, `'${name}' holds one value.`, 'Use is or in.');
      return checkList(value, definition, name, at);
    case 'in':
      if (definition.type === 'set' || definition.type === 'boolean') throw invalid(at, `'${name}' is not compared with a list.`, definition.type === 'set' ? 'Use has.' : 'Use is.');
      return checkList(value, definition, name, at);
    case 'is':
      if (definition.type === 'set') throw invalid(at, `'${name}' holds several values.`, 'Use has: [value].');
      return checkOne(value, definition, name, at);
    case 'atLeast':
    case 'atMost':
      if (definition.type !== 'number' && definition.ordered !== true) throw invalid(at, `'${name}' has no order.`, 'Use is or in.');
      return checkOne(value, definition, name, at);
  }
}

function checkList(value: unknown, definition: FactDefinition, name: string, at: string): void {
  if (!Array.isArray(value) || value.length === 0) throw invalid(at, 'expected a list with something in it.', 'Name at least one value.');
  value.forEach((item, index) => checkOne(item, definition, name, `${at}[${index}]`));
}

function checkOne(value: unknown, { type, values, most = Number.MAX_SAFE_INTEGER }: FactDefinition, name: string, at: string): void {
  const expected = type === 'boolean' ? 'boolean' : type === 'number' ? 'number' : 'string';
  if (typeof value !== expected || Number.isNaN(value)) throw invalid(at, `'${name}' is a ${expected}, got ${show(value)}.`, 'Correct the value.');
  if (type === 'number' && !((value as number) >= 0 && (value as number) <= most)) throw invalid(at, `'${name}' is a number from 0 to ${most}, got ${show(value)}.`, 'Correct the value.');
  if (values !== undefined && !values.includes(value as string)) throw invalid(at, `${show(value)} is not a value of '${name}'; the rule could never apply.`, `Values are: ${values.join(', ')}.`);
}

/** Contradictions that are plain to see: nothing here proves that a condition can be met, it only finds what cannot. */
function checkReachable(items: readonly Condition[], place: string): void {
  const possible = new Map<string, readonly unknown[]>();
  const range = new Map<string, { least: number; most: number }>();
  const known = new Map<string, boolean>();
  const said = new Set<string>();
  const never = (why: string): KashuvError => invalid(place, `${why}: the rule can never apply.`, 'Correct the condition, or switch the rule off.');
  for (const item of items) {
    const text = canonicalJson('not' in item ? item.not : item);
    if (said.has(`${'not' in item ? '+' : '-'}${text}`)) throw never('a condition stands beside its own opposite');
    said.add(`${'not' in item ? '-' : '+'}${text}`);
    if (!('fact' in item)) continue;
    const { fact } = item;
    const knows = 'known' in item ? item.known : true;
    if ((known.get(fact) ?? knows) !== knows) throw never(`'${fact}' would have to be known and not known`);
    known.set(fact, knows);
    if ('is' in item || 'in' in item) {
      const values: readonly unknown[] = 'is' in item ? [item.is] : item.in;
      const left = possible.get(fact)?.filter((value) => values.includes(value)) ?? values;
      if (left.length === 0) throw never(`'${fact}' would have to be two things at once`);
      possible.set(fact, left);
    }
    if ('atLeast' in item || 'atMost' in item) {
      const order = (factCatalogue[fact] as FactDefinition).values ?? [];
      const place_ = (value: string | number): number => (typeof value === 'number' ? value : order.indexOf(value));
      const bounds = range.get(fact) ?? { least: -Infinity, most: Infinity };
      if ('atLeast' in item) bounds.least = Math.max(bounds.least, place_(item.atLeast));
      else bounds.most = Math.min(bounds.most, place_(item.atMost));
      if (bounds.least > bounds.most) throw never(`'${fact}' would have to be above and below`);
      range.set(fact, bounds);
    }
  }
}
