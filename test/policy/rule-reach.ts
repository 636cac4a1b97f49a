import { randomFacts } from '../../bench/policy/facts.ts';
import { decide, type Policy } from '../../src/policy/index.ts';
import { brand, START } from './support.ts';

const FACTS = 3_000;
const SEED = 12;

/** How often one rule came to what, over facts that are the same every time. */
export interface Reach {
  fired: number;
  unknown: number;
  forbade: number;
  /** Times each of its effects stood, not overruled, by operation and element. */
  readonly stood: Map<string, number>;
}

const facts = [randomFacts(SEED, 0.6), randomFacts(SEED + 1, 0.9)].flatMap((next) => Array.from({ length: FACTS / 2 }, next));
const situation = { at: START, brand: brand({ owners: [{ role: 'on-call', name: 'Noa' }] }) };

/** Every rule's part in thousands of plans. */
export function reachOf(policy: Policy): Map<string, Reach> {
  const reach = new Map(policy.rules.map(({ id, then }): [string, Reach] => [id, { fired: 0, unknown: 0, forbade: 0, stood: new Map(then.map(({ op, element }) => [`${op} ${element}`, 0])) }]));
  for (const one of facts) {
    for (const { rule, outcome, did = [], lost = [] } of decide(policy, one, situation).trace) {
      const counted = reach.get(rule);
      if (counted === undefined) continue;
      if (outcome === 'fired') counted.fired += 1;
      else if (outcome === 'unknown') counted.unknown += 1;
      else counted.forbade += 1;
      for (const effect of did) {
        if (lost.some((loss) => loss.effect.op === effect.op && loss.effect.element === effect.element)) continue;
        const key = `${effect.op} ${effect.element}`;
        counted.stood.set(key, (counted.stood.get(key) ?? 0) + 1);
      }
    }
  }
  return reach;
}

/** The same as a page: one line a rule, and below it the effects that did not always stand. */
export function reachPage(policy: Policy): string {
  const lines = [...reachOf(policy)].map(([id, { fired, unknown, forbade, stood }]) => {
    const overruled = [...stood].filter(([key, times]) => times < fired + (key.startsWith('forbid') ? forbade : 0)).map(([key, times]) => `${key} ${times}`);
    return `${id}: fired ${fired}, perhaps ${unknown}, perhaps and forbade ${forbade}${overruled.length === 0 ? '' : `\n  stood: ${overruled.join(', ')}`}`;
  });
  return `Of ${FACTS} random facts:\n${lines.join('\n')}\n`;
}
