import type { KashuvError } from '../spec/errors.ts';
import type { Fact } from '../spec/fact.ts';
import { factCatalogue, factNames, type FactDefinition, type FactName, type Facts, type FactValue } from '../spec/facts.ts';
import { brief, show } from '../lib/values.ts';
import { isPlain, malformed } from './refusal.ts';

/** Names of the facts of one type. */
type NameOf<T extends FactDefinition['type']> = { [Name in FactName]: (typeof factCatalogue)[Name]['type'] extends T ? Name : never }[FactName];

/** Values by position in the catalogue, so that a condition reads an array and not a map. `undefined`: not known. */
export interface View {
  readonly values: (FactValue | undefined)[];
  /** A number for each value: equal values of a fact have equal codes. NOT_KNOWN, UNCODED, or from 1 to 2^15: each a character of its own, and none half of a pair. */
  readonly codes: number[];
  readonly facts: Facts;
  /** The facts as given, by position. */
  readonly given: readonly (Fact<FactValue> | undefined)[];
}

export const NOT_KNOWN = 0;
/** Of values that are not few: texts, and numbers other than small counts. */
export const UNCODED = 0xf8ff;
/** Counts below it have codes. */
const SMALL = 1_000;

export const positionOf: Readonly<Record<FactName, number>> = Object.fromEntries(factNames.map((name, index) => [name, index])) as Record<FactName, number>;

const places: ReadonlyMap<string, number> = new Map(factNames.map((name, index) => [name, index]));
const definitions: readonly FactDefinition[] = factNames.map((name) => factCatalogue[name]);
const kinds = definitions.map(({ type }) => type);
/** The greatest value of a number. */
const most = definitions.map((definition) => definition.most ?? Number.MAX_SAFE_INTEGER);
/** Places of a fact's values in its list; none where it has no list. */
const allowed: readonly ReadonlyMap<unknown, number>[] = definitions.map(({ values = [] }) => new Map(values.map((value, index) => [value, index])));
/** Sets in the one form they are compared in, by code: sorted, each item once, frozen. */
const sets: readonly Map<number, readonly string[]>[] = definitions.map(() => new Map());

export const definitionOf = (name: FactName): FactDefinition => factCatalogue[name];

/**
 * The facts as a view. Throws INPUT_INVALID naming the fact where a name is not in the catalogue or a value is not of its kind:
 * a misspelt fact would otherwise be a fact nobody knows.
 */
export function readFacts(facts: Facts): View {
  if (!isPlain(facts)) throw malformed('facts', `expected an object of facts, got ${show(facts)}.`, "Write { 'what.kind': known('complaint') }; {} where nothing is known.");
  const given: (Fact<FactValue> | undefined)[] = nothing.slice();
  const view = emptyView(facts, given);
  for (const name of Object.keys(facts)) {
    const position = places.get(name);
    if (position === undefined) throw invalid(name, 'no such fact.', 'See the fact catalogue.');
    const fact = facts[name as FactName];
    if (fact === undefined) continue;
    given[position] = fact;
    if (typeof fact?.known !== 'boolean') throw invalid(name, 'expected a fact.', "Write known(value) or unknown('why').");
    if (fact.known) {
      if (typeof fact.confidence !== 'number' || !Array.isArray(fact.evidence)) throw invalid(name, 'a known fact has a confidence and a list of evidence.', 'Write known(value).');
      if (!(fact.confidence >= 0 && fact.confidence <= 1)) throw invalid(name, `expected a confidence from 0 to 1, got ${fact.confidence}.`, 'Write known(value) for a fact that is certain.');
      write(view, position, fact.value);
    } else if (!Array.isArray(fact.candidates)) throw invalid(name, 'a fact that is not known has a list of candidates.', "Write unknown('why').");
  }
  return view;
}

/** A view of bare values, as a plan keeps them. */
export function viewOf(values: ReadonlyMap<FactName, FactValue | null>): View {
  const view = emptyView({}, []);
  for (const [fact, value] of values) if (value !== null) write(view, positionOf[fact], value);
  return view;
}

const nothing: readonly undefined[] = factNames.map(() => undefined);
const noCodes: readonly number[] = factNames.map(() => NOT_KNOWN);

function emptyView(facts: Facts, given: View['given']): View {
  return { values: nothing.slice(), codes: noCodes.slice(), facts, given };
}

/** All values in one text: equal texts, equal values. Plain ASCII, most codes one character, which a digest reads fastest. */
export function textOf({ codes, values }: View): string {
  let length = 0;
  let rest = '';
  for (let position = 0; position < codes.length; position += 1) {
    const code = codes[position] as number;
    if (code < ONE) text[length++] = code;
    else {
      text[length++] = ONE + (code >> 12);
      text[length++] = (code >> 6) & 63;
      text[length++] = code & 63;
    }
    if (code === UNCODED) rest += `,${JSON.stringify(values[position])}`;
  }
  return text.toString('latin1', 0, length) + rest;
}

/** Codes below are one character; from here on three, the first of them one of sixteen. */
const ONE = 112;
const text = Buffer.alloc(3 * factNames.length);

export function read(view: View, name: FactName): FactValue | undefined {
  return view.values[positionOf[name]];
}

export const readNumber = (view: View, name: NameOf<'number'>): number | undefined => read(view, name) as number | undefined;

export const readSet = (view: View, name: NameOf<'set'>): readonly string[] | undefined => read(view, name) as string[] | undefined;

/** Takes a value in, with its code. Throws INPUT_INVALID where it is not of the fact's kind. */
export function write(view: View, position: number, value: FactValue): void {
  const { values, codes } = view;
  switch (kinds[position] as FactDefinition['type']) {
    case 'boolean':
      if (typeof value !== 'boolean') throw refused(position, `expected true or false, got ${show(value)}.`, 'Give a boolean.');
      codes[position] = value ? 2 : 1;
      values[position] = value;
      return;
    case 'number': {
      if (!Number.isFinite(value)) throw refused(position, `expected a number, got ${show(value)}.`, 'Give a finite number, or say that it is not known.');
      const number = value as number;
      const greatest = most[position] as number;
      if (number < 0 || number > greatest) throw refused(position, `expected a number from 0 to ${greatest}, got ${number}.`, 'Correct the value, or say that it is not known.');
      codes[position] = number < SMALL && Number.isInteger(number) ? number + 1 : UNCODED;
      values[position] = number;
      return;
    }
    case 'set': {
      if (!Array.isArray(value)) throw refused(position, `expected a list, got ${show(value)}.`, 'Give a list; an empty one says that there are none.');
      const code = codeOfSet(position, value);
      codes[position] = code;
      values[position] = code === UNCODED ? [...new Set(value)].sort() : setOfCode(position, code);
      return;
    }
    case 'enum':
      codes[position] = placeOf(position, value) + 1;
      values[position] = value;
      return;
    case 'string':
      if (typeof value !== 'string') throw refused(position, `expected a text, got ${show(value)}.`, 'Give a text.');
      codes[position] = UNCODED;
      values[position] = value;
  }
}

export const isValue = (name: FactName, value: unknown): boolean => allowedAt(positionOf[name]).has(value);

const allowedAt = (position: number): ReadonlyMap<unknown, number> => allowed[position] as ReadonlyMap<unknown, number>;

/** Where a value stands in the list of its fact. Throws where it does not. */
function placeOf(position: number, value: unknown): number {
  const list = allowedAt(position);
  const place = list.get(value);
  if (place === undefined) throw refused(position, `${show(value)} is not a value of this fact.`, `Values are: ${[...list.keys()].join(', ')}.`);
  return place;
}

/** Two sets that hold the same are the same, in whatever order they were gathered: a bit for each value of the fact. */
function codeOfSet(position: number, items: readonly unknown[]): number {
  let bits = 0;
  for (const item of items) bits |= 1 << placeOf(position, item);
  return allowedAt(position).size > 15 ? UNCODED : bits + 1;
}

function setOfCode(position: number, code: number): string[] {
  const known = sets[position] as Map<number, readonly string[]>;
  let set = known.get(code);
  if (set === undefined) {
    const values = [...allowedAt(position).keys()] as string[];
    known.set(code, (set = Object.freeze(values.filter((_, place) => ((code - 1) >> place) & 1).sort())));
  }
  return set as string[];
}

export function invalid(name: string, message: string, fix: string): KashuvError {
  return malformed(`facts.${brief(name)}`, message, fix);
}

const refused = (position: number, message: string, fix: string): KashuvError => invalid(factNames[position] as FactName, message, fix);
