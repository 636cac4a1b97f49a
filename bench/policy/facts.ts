import { factCatalogue, factNames, type FactDefinition, type FactName, type Facts, type FactValue } from '../../src/spec/facts.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import { speakerRoleSchema } from '../../src/spec/speaker.ts';
import { chanceFrom } from './chance.ts';

/** What the engine derives for itself is left to it. */
const gathered = factNames.filter((name) => factCatalogue[name].from !== 'derived' && name !== 'owner.missing' && name !== 'who.plausible');

/**
 * Facts about cases and incidents in turn, without end: each fact known with probability `knownShare`, else not known (with a candidate for the speaker) or not
 * gathered. What belongs to the other subject is mostly left out, as a monitor leaves it out.
 */
export function randomFacts(seed: number, knownShare: number): () => Facts {
  const chance = chanceFrom(seed);
  let index = 0;
  return () => {
    const subject = index++ % 4 === 3 ? 'incident' : 'case';
    const other = subject === 'case' ? 'incident.' : 'case.';
    const facts: Facts = { 'subject.type': known<FactValue>(subject) };
    for (const name of gathered) {
      if (knownShare < 1 && (name.startsWith(other) || (subject === 'incident' && name === 'who.role')) && chance() < 0.8) continue;
      const told = chance();
      if (told < knownShare) facts[name] = known(valueOf(name, chance), Math.round(chance() * 100) / 100);
      else if (told < knownShare + (1 - knownShare) / 2) facts[name] = unknown<FactValue>('not told', name === 'who.role' ? [{ value: pick(speakerRoleSchema.options, chance), confidence: 0.4 }] : []);
    }
    return facts;
  };
}

function valueOf(name: FactName, chance: () => number): FactValue {
  const { type, values = [], most = 4 }: FactDefinition = factCatalogue[name];
  switch (type) {
    case 'boolean':
      return chance() < 0.5;
    case 'number':
      return Math.min(most, Math.floor(chance() * 5));
    case 'set':
      return values.filter(() => chance() < 1.5 / values.length);
    case 'string':
      return chance() < 0.5 ? 'en' : 'he';
    case 'enum':
      return pick(values, chance);
  }
}

const pick = (values: readonly string[], chance: () => number): string => values[Math.floor(chance() * values.length)] ?? '';
