import { KashuvError } from '../spec/errors.ts';
import type { Fact } from '../spec/fact.ts';
import { factCatalogue, factNames, type FactDefinition, type FactName, type Facts, type FactValue } from '../spec/facts.ts';

/** Values by position in the catalogue, so that a condition reads an array and not a map. `undefined`: not known. */
export interface View {
  readonly values: (FactValue | undefined)[];
  readonly facts: Facts;
  /** The facts as given, by position. */
  readonly given: readonly (Fact<FactValue> | undefined)[];
}

export const positionOf: Readonly<Record<FactName, number>> = Object.fromEntries(factNames.map((name, index) => [name, index])) as Record<FactName, number>;

const places: ReadonlyMap<string, number> = new Map(factNames.map((name, index) => [name, index]));
const definitions: readonly FactDefinition[] = factNames.map((name) => factCatalogue[name]);
const allowed: readonly (ReadonlySet<string> | null)[] = definitions.map(({ values }) => (values === undefined ? null : new Set(values)));

export const definitionOf = (name: FactName): FactDefinition => factCatalogue[name];

/**
 * The facts as a view. Throws INPUT_INVALID naming the fact where a name is not in the catalogue or a value is not of its kind:
 * a misspelt fact would otherwise be a fact nobody knows.
 */
export function readFacts(facts: Facts): View {
  const values = new Array<FactValue | undefined>(factNames.length).fill(undefined);
  const given = new Array<Fact<FactValue> | undefined>(factNames.length).fill(undefined);
  for (const name of Object.keys(facts)) {
    const position = places.get(name);
    if (position === undefined) throw invalid(name, 'no such fact.', 'See the fact catalogue.');
    const fact = facts[name as FactName];
    if (fact === undefined) continue;
    given[position] = fact;
    if (typeof fact !== 'object' || fact === null || typeof fact.known !== 'boolean') throw invalid(name, 'expected a fact.', "Write known(value) or unknown('why').");
    if (fact.known) {
      if (typeof fact.confidence !== 'number' || !Array.isArray(fact.evidence)) throw invalid(name, 'a known fact has a confidence and a list of evidence.', 'Write known(value).');
      values[position] = checkValue(name, position, fact.value);
    } else if (!Array.isArray(fact.candidates)) throw invalid(name, 'a fact that is not known has a list of candidates.', "Write unknown('why').");
  }
  return { values, facts, given };
}

export function read(view: View, name: FactName): FactValue | undefined {
  return view.values[positionOf[name]];
}

export function readNumber(view: View, name: FactName): number | undefined {
  const value = view.values[positionOf[name]];
  return typeof value === 'number' ? value : undefined;
}

export function readSet(view: View, name: FactName): readonly string[] | undefined {
  const value = view.values[positionOf[name]];
  return Array.isArray(value) ? value : undefined;
}

function checkValue(name: string, position: number, value: FactValue): FactValue {
  const type = definitions[position]?.type;
  const list = allowed[position] ?? null;
  switch (type) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw invalid(name, `expected true or false, got ${describe(value)}.`, 'Give a boolean.');
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      throw invalid(name, `expected a number, got ${describe(value)}.`, 'Give a finite number, or say that it is not known.');
    case 'set': {
      if (!Array.isArray(value)) throw invalid(name, `expected a list, got ${describe(value)}.`, 'Give a list; an empty one says that there are none.');
      for (const item of value) {
        if (typeof item !== 'string' || (list !== null && !list.has(item))) throw invalid(name, `${describe(item)} is not a value of this fact.`, `Values are: ${[...(list ?? [])].join(', ')}.`);
      }
      // Two sets that hold the same are the same, in whatever order they were gathered.
      return value.length < 2 ? value : [...new Set(value)].sort();
    }
    case 'enum':
    case 'string':
    case undefined:
      if (typeof value === 'string' && (list === null || list.has(value))) return value;
      throw invalid(name, `${describe(value)} is not a value of this fact.`, list === null ? 'Give a text.' : `Values are: ${[...list].join(', ')}.`);
  }
}

function describe(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 40)}'` : Array.isArray(value) ? 'a list' : String(value);
}

function invalid(name: string, message: string, fix: string): KashuvError {
  return new KashuvError('INPUT_INVALID', message, { field: `facts.${name.slice(0, 80)}`, fix });
}
