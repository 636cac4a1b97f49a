/** ln 2 in two parts, the first with few enough digits that its multiples are exact. */
const LN2_HIGH = 0.693147180369123816490;
const LN2_LOW = 1.90821492927058770002e-10;
const PER_LN2 = 1.44269504088896338700;
/** Beyond this the result is 0 or not finite anyway, for all that matters here. */
const LIMIT = 700;

/** 1/14!, 1/13! … 1/1!, 1. */
const SERIES = Float64Array.from({ length: 15 }, (_, index) => {
  let factorial = 1;
  for (let factor = 2; factor <= 14 - index; factor += 1) factorial *= factor;
  return 1 / factorial;
});

/** e^x by additions and multiplications alone: `Math.exp` may differ in its last digit from engine to engine. Relative error below 1e-15. */
export function exp(x: number): number {
  const bounded = x > LIMIT ? LIMIT : x < -LIMIT ? -LIMIT : x;
  const power = Math.floor(bounded * PER_LN2 + 0.5);
  const rest = bounded - power * LN2_HIGH - power * LN2_LOW;
  let sum = SERIES[0] ?? 0;
  for (let degree = 1; degree < SERIES.length; degree += 1) sum = sum * rest + (SERIES[degree] ?? 0);
  return sum * powerOfTwo(power);
}

/** Exact, by squaring. */
function powerOfTwo(power: number): number {
  let base = power < 0 ? 0.5 : 2;
  let result = 1;
  for (let left = Math.abs(power); left > 0; left >>>= 1) {
    if ((left & 1) === 1) result *= base;
    base *= base;
  }
  return result;
}

/** The shares that go with logits: positive, together 1. Writes into `shares`. */
export function softmax(logits: ArrayLike<number>, shares: Float64Array | number[], length: number = logits.length): void {
  let highest = -Infinity;
  for (let at = 0; at < length; at += 1) if (logits[at]! > highest) highest = logits[at]!;
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += shares[at] = exp(logits[at]! - highest);
  for (let at = 0; at < length; at += 1) shares[at] = shares[at]! / sum;
}
