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

type Literal = { readonly positive: boolean; readonly leaf: Condition };

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
  const branches = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
  if (branches === null) return [[{ positive, leaf: condition }]];
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
    } else if ('fact' in leaf) {
      const demand = demands.get(leaf.fact) ?? { known: null, values: null, excluded: [], least: -Infinity, most: Infinity, has: [], lacks: [] };
      demands.set(leaf.fact, demand);
      const clash = add(demand, leaf, positive) ?? clashOf(demand, factCatalogue[leaf.fact]);
      if (clash !== null) return `'${leaf.fact}' ${clash}`;
    }
  }
  return null;
}

const BOTH = 'would have to be known and not known';
const TWO = 'would have to be two things at once';

function add(demand: Demand, leaf: Extract<Condition, { fact: FactName }>, positive: boolean): string | null {
  // Also the opposite of a comparison has to be known to be true, save for a role that is not even plausible.
  const known = 'known' in leaf ? leaf.known === positive : positive || leaf.fact !== 'who.role' ? true : null;
  if (known !== null && (demand.known ?? known) !== known) return BOTH;
  demand.known = known ?? demand.known;
  const order = (factCatalogue[leaf.fact] as FactDefinition).values ?? [];
  const rank = (value: string | number): number => (typeof value === 'number' ? value : order.indexOf(value));
  if ('is' in leaf || 'in' in leaf) {
    const values: readonly unknown[] = 'is' in leaf ? [leaf.is] : leaf.in;
    if (positive) demand.values = demand.values?.filter((value) => values.includes(value)) ?? values;
    else demand.excluded.push(...values);
  } else if ('has' in leaf) {
    if (positive) demand.has.push(leaf.has);
    else demand.lacks.push(...leaf.has);
  } else if ('atLeast' in leaf) {
    if (positive) demand.least = Math.max(demand.least, rank(leaf.atLeast));
    // The least step below; numbers have none, so just under it.
    else demand.most = Math.min(demand.most, below(rank(leaf.atLeast), order));
  } else if ('atMost' in leaf) {
    if (positive) demand.most = Math.min(demand.most, rank(leaf.atMost));
    else demand.least = Math.max(demand.least, above(rank(leaf.atMost), order));
  }
  return null;
}

const SLIGHT = 1e-9;
const below = (rank: number, order: readonly string[]): number => (order.length > 0 ? rank - 1 : rank - SLIGHT);
const above = (rank: number, order: readonly string[]): number => (order.length > 0 ? rank + 1 : rank + SLIGHT);

function clashOf(demand: Demand, { type, values }: FactDefinition): string | null {
  if (demand.least > demand.most) return 'would have to be above and below';
  if (demand.has.some((list) => list.every((value) => demand.lacks.includes(value)))) return 'would have to hold what it must not';
  const all: readonly unknown[] | null = type === 'boolean' ? [true, false] : type === 'enum' ? (values ?? null) : null;
  const left = (demand.values ?? all)?.filter((value) => !demand.excluded.includes(value) && within(demand, value, values ?? []));
  return left?.length === 0 ? TWO : null;
}

function within({ least, most }: Demand, value: unknown, order: readonly string[]): boolean {
  const rank = typeof value === 'number' ? value : typeof value === 'string' ? order.indexOf(value) : null;
  return rank === null || (least === -Infinity && most === Infinity) || (rank >= least && rank <= most);
}
