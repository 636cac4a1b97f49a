/**
 * Counts steps instead of time, so that a slow machine fails nothing and a fast one hides nothing: calls of what programs read strings and collections with, and
 * of those that go through all of a string or a list as many as that has parts. Loops over numbers count only by what they read.
 */

type Cost = (self: never, args: readonly unknown[], result: unknown) => number;
type Counted = readonly [prototype: object, names: readonly (string | symbol)[], cost: Cost];

const one: Cost = () => 1;
const ofLength: Cost = (self: { length: number }) => 1 + self.length;
const ofSize: Cost = (self: { size: number }) => 1 + self.size;
const ofSorting: Cost = ({ length }: { length: number }) => 1 + length * Math.ceil(Math.log2(length + 2));
/** A string that is cut out is copied. */
const ofResult: Cost = (_self, _args, result) => 1 + (result as string).length;
const ofScan: Cost = (self: string, [, from = 0], result) => 1 + (typeof result === 'number' && result >= 0 ? result - Number(from) : self.length);
/** From where the search began to the end of what was found, or of the text. */
const ofMatching: Cost = (self: RegExp, [text], result) => {
  const found = result as RegExpExecArray | null;
  if (found === null) return 1 + (self.sticky ? 0 : String(text).length - searchedFrom);
  return 1 + found.index + found[0].length - searchedFrom;
};
/** `lastIndex` before the call. */
let searchedFrom = 0;

const counted: readonly Counted[] = [
  [String.prototype, ['charCodeAt', 'codePointAt', 'charAt', 'at', 'startsWith', 'endsWith'], one],
  [String.prototype, ['slice', 'substring', 'repeat', 'normalize', 'toLowerCase', 'toUpperCase'], ofResult],
  [String.prototype, ['indexOf', 'includes'], ofScan],
  [String.prototype, ['replaceAll', 'split', 'trim', Symbol.iterator], ofLength],
  [RegExp.prototype, ['exec'], ofMatching],
  [Map.prototype, ['get', 'set', 'has', 'delete'], one],
  [Set.prototype, ['has', 'add', 'delete'], one],
  [Map.prototype, [Symbol.iterator, 'keys', 'values', 'entries', 'forEach'], ofSize],
  [Set.prototype, [Symbol.iterator, 'keys', 'values', 'entries', 'forEach'], ofSize],
  [Array.prototype, ['push', 'at'], one],
  [Array.prototype, ['map', 'filter', 'flatMap', 'some', 'every', 'forEach', 'find', 'includes', 'indexOf', 'slice', 'splice', 'concat', 'join', 'reduce', 'reverse', 'fill', Symbol.iterator, 'entries'], ofLength],
  [Array.prototype, ['sort'], ofSorting],
];

/** Runs it and counts its steps. Not for what waits. */
export function countSteps<T>(work: () => T): { steps: number; result: T } {
  let steps = 0;
  const before: [object, string | symbol, PropertyDescriptor][] = [];
  const define = (prototype: object, name: string | symbol, cost: Cost): void => {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor & { value: (...args: unknown[]) => unknown };
    const { value: original } = descriptor;
    const isExec = name === 'exec';
    before[before.length] = [prototype, name, descriptor];
    Object.defineProperty(prototype, name, {
      ...descriptor,
      value(this: unknown, ...args: unknown[]): unknown {
        if (isExec) searchedFrom = (this as RegExp).global || (this as RegExp).sticky ? (this as RegExp).lastIndex : 0;
        const result = Reflect.apply(original, this, args);
        steps += cost(this as never, args, result);
        return result;
      },
    });
  };
  try {
    for (let index = 0; index < counted.length; index += 1) {
      const [prototype, names, cost] = counted[index] as Counted;
      for (let at = 0; at < names.length; at += 1) define(prototype, names[at] as string | symbol, cost);
    }
    return { result: work(), steps };
  } finally {
    for (let index = before.length - 1; index >= 0; index -= 1) {
      const [prototype, name, descriptor] = before[index] as [object, string | symbol, PropertyDescriptor];
      Object.defineProperty(prototype, name, descriptor);
    }
  }
}
