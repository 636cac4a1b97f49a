import { elementCatalogue, type ElementDefinition } from '../spec/element.ts';
import type { Effect, Rule } from '../spec/rule.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { invalid } from './refusal.ts';
import { implies } from './implies.ts';

interface Said {
  readonly rule: Rule;
  readonly effect: Effect;
  readonly at: number;
}

/**
 * Holds the rules of each block against each other; that a lower block overrides is what blocks are for. Throws CONFIG_INVALID that names
 * both rules where an effect can never win: a rule of the same block, which applies wherever this one does, forbids what this one requires,
 * sets an earlier deadline, or sets another value on the same condition and with the same force, so that nothing but their ids decides.
 */
export function checkTogether(rules: readonly Rule[], placeOf: (id: string) => string): void {
  const about = new Map<string, Said[]>();
  for (const rule of rules) {
    rule.then.forEach((effect, at) => {
      const key = `${rule.block} ${effect.element}`;
      const said = about.get(key);
      if (said === undefined) about.set(key, [{ rule, effect, at }]);
      else said.push({ rule, effect, at });
    });
  }
  for (const all of about.values()) {
    for (const one of all) {
      const stronger = all.find((other) => silences(other, one));
      if (stronger !== undefined) refuse(one, stronger, placeOf(one.rule.id));
    }
  }
}

function silences(stronger: Said, one: Said): boolean {
  if (!beats(stronger, one)) return false;
  // A rule that applies on the unknown applies where the other may not.
  if (one.rule.onUnknown === 'apply' && !('always' in stronger.rule.when)) return false;
  return implies(one.rule.when, stronger.rule.when);
}

function beats({ effect: first, rule: stronger }: Said, { effect: second, rule: weaker }: Said): boolean {
  if (second.op === 'require') return first.op === 'forbid';
  if (first.op !== 'set' || second.op !== 'set' || canonicalJson(first.value) === canonicalJson(second.value)) return false;
  const { unit }: ElementDefinition = elementCatalogue[first.element];
  if (unit === 'minutes') return typeof first.value === 'number' && typeof second.value === 'number' && first.value < second.value;
  return stronger.level === weaker.level && stronger.id < weaker.id && implies(stronger.when, weaker.when);
}

function refuse({ effect, at }: Said, { rule: other, effect: { op } }: Said, place: string): never {
  const does = op === 'forbid' ? 'forbids it' : 'sets a value that wins';
  throw invalid(
    `${place}.then[${at}].element`,
    `'${effect.element}' can never come of this rule: ${other.id}, of the same block, applies wherever it does and ${does}.`,
    `Remove the effect, narrow ${other.id}, or switch one of the two off.`,
  );
}
