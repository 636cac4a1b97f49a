import { randomBytes } from 'node:crypto';

/** Where all chance comes from. */
export interface Chance {
  /** 0 ≤ x < 1. */
  random(): number;
  /** 64 hex digits nobody can guess. */
  secret(): string;
}

/** The machine's own chance, or the host's `random` for everything: then two runs draw the same. */
export function chanceFrom(random: (() => number) | undefined): Chance {
  if (random === undefined) return { random: () => Math.random(), secret: () => randomBytes(32).toString('hex') };
  const word = (): string => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0');
  return { random, secret: () => Array.from({ length: 8 }, word).join('') };
}
