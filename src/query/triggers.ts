import type { Compiled } from './compile.ts';
import type { Placed } from './near.ts';

/** How many queries a term already makes a document of interest to: the fewer, the better it sets them apart. */
export type Load = (number: number) => number;

/**
 * Terms of which one at least has to be there for a query to hold: the fewest and rarest. Null: it may hold without any, which
 * `refuseWithoutWords` does not let through.
 */
export function triggersOf(node: Compiled, load: Load): ReadonlySet<number> | null {
  return needed(node, true, load);
}

/** What has to be there for a node to hold (`holding`), or for it to fail. */
function needed(node: Compiled, holding: boolean, load: Load): ReadonlySet<number> | null {
  switch (node.type) {
    case 'test':
      return null;
    case 'term':
      return holding && !node.narrows ? new Set([node.number]) : null;
    case 'close':
      return holding ? ofPlaced(node.placed, load) : null;
    case 'not':
      return needed(node.node, !holding, load);
    default: {
      const parts = node.nodes.map((child) => needed(child, holding, load));
      return (node.type === 'and') === holding ? rarest(parts, load) : all(parts);
    }
  }
}

function ofPlaced(placed: Placed, load: Load): ReadonlySet<number> {
  switch (placed.type) {
    case 'place':
      return new Set([placed.number]);
    case 'window':
      return rarest(placed.numbers.map((number) => new Set([number])), load) ?? new Set();
    case 'some':
      return all(placed.of.map((one) => ofPlaced(one, load))) ?? new Set();
    case 'near':
      return rarest([ofPlaced(placed.left, load), ofPlaced(placed.right, load)], load) ?? new Set();
  }
}

/** Each of them has to hold: one is enough to go by. */
function rarest(parts: readonly (ReadonlySet<number> | null)[], load: Load): ReadonlySet<number> | null {
  let best: ReadonlySet<number> | null = null;
  let least = Infinity;
  for (const part of parts) {
    if (part === null) continue;
    let sum = part.size;
    for (const number of part) sum += load(number);
    if (sum < least) [best, least] = [part, sum];
  }
  return best;
}

/** One of them holds: any may. */
function all(parts: readonly (ReadonlySet<number> | null)[]): ReadonlySet<number> | null {
  const union = new Set<number>();
  for (const part of parts) {
    if (part === null) return null;
    for (const number of part) union.add(number);
  }
  return union;
}
