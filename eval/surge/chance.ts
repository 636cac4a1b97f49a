import { chanceOf } from '../near-duplicates/chance.ts';

export { chanceOf };

/** How many of `count` stay where each stays with the probability `share`. */
export function thinned(count: number, share: number, chance: () => number): number {
  let kept = 0;
  for (let index = 0; index < count; index++) if (chance() < share) kept += 1;
  return kept;
}

/** A Poisson count: exact up to a mean of 50, by the normal distribution beyond. */
export function poisson(mean: number, chance: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(chance)));
  let count = 0;
  for (let product = chance(), least = Math.exp(-mean); product > least; product *= chance()) count += 1;
  return count;
}

/** A count whose variance is `mean` + `dispersion` × `mean`²: Poisson with a gamma mean, a negative binomial. `dispersion` below 1.5. */
export function overdispersed(mean: number, dispersion: number, chance: () => number): number {
  if (dispersion === 0) return poisson(mean, chance);
  return poisson(mean * dispersion * gamma(1 / dispersion, chance), chance);
}

/** Box and Muller (1958). */
function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** Marsaglia and Tsang (2000), for shapes of 1 and more. */
function gamma(shape: number, chance: () => number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(chance);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - chance()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
