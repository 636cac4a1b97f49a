import { factNames, type FactName } from '../spec/facts.ts';
import { brief } from '../lib/values.ts';
import { definitionOf, positionOf, type View } from './view.ts';

/** A span in minutes, fixed or looked up by what is known. */
export type Span = (view: View) => number;

/** Where a name of the deadline table leads, and the facts it depends on; or what is wrong with it. */
export type TableLookup = { readonly span: Span; readonly facts: readonly number[]; readonly entries: readonly string[] } | { readonly problem: string; readonly fix: string };

/**
 * A name of the deadline table, plain (`conclusive`) or with facts in braces: `complaint.{post.venueClass}.limit`. A fact that is not known,
 * or a value for which the table has no entry, takes the strictest entry of those that are possible: not knowing never buys time.
 */
export function lookUp(name: string, deadlines: Readonly<Record<string, number>>): TableLookup {
  const pieces = name.split(/[{}]/);
  if (pieces.length === 1) {
    const minutes = Object.hasOwn(deadlines, name) ? deadlines[name] : undefined;
    if (minutes === undefined) return { problem: `the deadline table has no entry '${brief(name)}'.`, fix: `Add settings.deadlines['${brief(name)}'] in minutes, or use one of its names.` };
    return { span: () => minutes, facts: [], entries: [name] };
  }
  const facts: FactName[] = [];
  for (let index = 1; index < pieces.length; index += 2) {
    const fact = pieces[index] ?? '';
    if (!factNames.includes(fact as FactName) || definitionOf(fact as FactName).type !== 'enum') {
      return { problem: `'{${brief(fact)}}' does not name a fact with a list of values.`, fix: 'Put the name of an enum fact in braces.' };
    }
    facts.push(fact as FactName);
  }
  const literals = pieces.filter((_, index) => index % 2 === 0);
  const minutesOf = new Map<string, number>();
  const entries: string[] = [];
  for (const values of combinations(facts)) {
    const full = literals.map((literal, index) => literal + (values[index] ?? '')).join('');
    const minutes = Object.hasOwn(deadlines, full) ? deadlines[full] : undefined;
    if (minutes === undefined) continue;
    minutesOf.set(values.join(' '), minutes);
    entries.push(full);
  }
  if (minutesOf.size === 0) return { problem: `the deadline table has no entry that fits '${brief(name)}'.`, fix: 'Add the entries to settings.deadlines in minutes, or correct the name.' };
  const positions = facts.map((fact) => positionOf[fact]);
  return { span: strictestFor(positions, minutesOf), facts: positions, entries };
}

function strictestFor(positions: readonly number[], minutesOf: ReadonlyMap<string, number>): Span {
  const choices = [...minutesOf].map(([key, minutes]) => ({ values: key.split(' '), minutes })).sort((a, b) => a.minutes - b.minutes);
  const strictest = choices[0]?.minutes ?? 0;
  const found = new Map<number, number>();
  return ({ values, codes }) => {
    let key = 0;
    for (const position of positions) key = key * 64 + (codes[position] as number);
    let minutes = found.get(key);
    if (minutes === undefined) {
      // Sorted: the first that agrees with what is known is the strictest possible; of what is all known, the one there is.
      const possible = choices.find((choice) => positions.every((position, index) => values[position] === undefined || values[position] === choice.values[index]));
      found.set(key, (minutes = possible?.minutes ?? strictest));
    }
    return minutes;
  };
}

function combinations(facts: readonly FactName[]): string[][] {
  return facts.reduce<string[][]>((found, fact) => found.flatMap((values) => (definitionOf(fact).values ?? []).map((value) => [...values, value])), [[]]);
}
