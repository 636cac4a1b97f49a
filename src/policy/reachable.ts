import type { Condition } from '../spec/condition.ts';
import { factCatalogue, type FactDefinition, type FactName } from '../spec/facts.ts';

/** What a condition asks of one fact on one way to make it true. */
interface Demand {
  /** null: it does not matter. */
  known: boolean | null;
  /** Values that are left; null: all. */
  values: readonly unknown[] | null;
  excluded: unknown[];
  least: number;
  most: number;
  /** Of a set: from each of these lists, one must be there; none of `lacks` may. */
  has: (readonly string[])[];
  lacks: string[];
}

type Literal = { readonly positive: boolean; readonly leaf: Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }> };

/** Ways that are looked at; a condition with more is taken on trust. */
const MOST_WAYS = 4_096;

/** Why no facts at all can make a condition true; null where some can, or it is too wide to tell. */
export function whyNever(condition: Condition): string | null {
  const ways = waysTo(condition, true);
  if (ways === null) return null;
  let why: string | null = null;
  for (const way of ways) {
    const contradiction = contradictionIn(way);
    if (contradiction === null) return null;
    why ??= contradiction;
  }
  return why;
}

/** All ways to make a condition true (or false), each a list of leaves that must hold; null: too many. */
function waysTo(condition: Condition, positive: boolean): Literal[][] | null {
  if ('not' in condition) return waysTo(condition.not, !positive);
  if (!('all' in condition) && !('any' in condition)) return [[{ positive, leaf: condition }]];
  const branches = 'all' in condition ? condition.all : condition.any;
  const together = 'all' in condition === positive;
  let ways: Literal[][] = together ? [[]] : [];
  for (const branch of branches) {
    const more = waysTo(branch, positive);
    if (more === null) return null;
    ways = together ? ways.flatMap((way) => more.map((one) => [...way, ...one])) : [...ways, ...more];
    if (ways.length > MOST_WAYS) return null;
  }
  return ways;
}

function contradictionIn(way: readonly Literal[]): string | null {
  const demands = new Map<FactName, Demand>();
  const predicates = new Map<string, boolean>();
  for (const { positive, leaf } of way) {
    if ('always' in leaf) {
      if (!positive) return 'it would have to be false always';
    } else if ('predicate' in leaf) {
      if ((predicates.get(leaf.predicate) ?? positive) !== positive) return `predicate '${leaf.predicate}' would have to hold and not hold`;
      predicates.set(leaf.predicate, positive);
    } else {
      const demand = demands.get(leaf.fact) ?? anything(factCatalogue[leaf.fact]);
      demands.set(leaf.fact, demand);
      const clash = add(demand, leaf, positive) ?? clashOf(demand, factCatalogue[leaf.fact]);
      if (clash !== null) return `'${leaf.fact}' ${clash}`;
    }
  }
  return null;
}

function anything({ type, most = Number.MAX_SAFE_INTEGER }: FactDefinition): Demand {
  const isNumber = type === 'number';
  return { known: null, values: null, excluded: [], least: isNumber ? 0 : -Infinity, most: isNumber ? most : Infinity, has: [], lacks: [] };
}

const BOTH = 'would have to be known and not known';
const TWO = 'would have to be two things at once';
const SLIGHT = 1e-9;

function add(demand: Demand, leaf: Extract<Condition, { fact: FactName }>, positive: boolean): string | null {
  // Also the opposite of a comparison has to be known to be true, save for a role that is not even plausible.
  const known = 'known' in leaf ? leaf.known === positive : positive || leaf.fact !== 'who.role' ? true : null;
  if (known !== null && (demand.known ?? known) !== known) return BOTH;
  demand.known = known ?? demand.known;
  const order = (factCatalogue[leaf.fact] as FactDefinition).values ?? [];
  // Numbers have no next one: just under, or just over.
  const step = order.length > 0 ? 1 : SLIGHT;
  if ('is' in leaf || 'in' in leaf) {
    const values: readonly unknown[] = 'is' in leaf ? [leaf.is] : leaf.in;
    if (positive) demand.values = demand.values?.filter((value) => values.includes(value)) ?? values;
    else demand.excluded.push(...values);
  } else if ('has' in leaf) {
    if (positive) demand.has.push(leaf.has);
    else demand.lacks.push(...leaf.has);
  } else if ('atLeast' in leaf) {
    if (positive) demand.least = Math.max(demand.least, rank(leaf.atLeast, order));
    else demand.most = Math.min(demand.most, rank(leaf.atLeast, order) - step);
  } else if ('atMost' in leaf) {
    if (positive) demand.most = Math.min(demand.most, rank(leaf.atMost, order));
    else demand.least = Math.max(demand.least, rank(leaf.atMost, order) + step);
  }
  return null;
}

const rank = (value: unknown, order: readonly unknown[]): number => (typeof value === 'number' ? value : order.indexOf(value));

function clashOf(demand: Demand, { type, values }: FactDefinition): string | null {
  if (demand.least > demand.most) return 'would have to be above and below';
  if (demand.has.some((list) => list.every((value) => demand.lacks.includes(value)))) return 'would have to hold what it must not';
  const all: readonly unknown[] | null = type === 'boolean' ? [true, false] : (values ?? null);
  const left = (demand.values ?? all)?.filter((value) => {
    const place = rank(value, values ?? []);
    return !demand.excluded.includes(value) && place >= demand.least && place <= demand.most;
  });
  return left?.length === 0 ? TWO : null;
}
