/** ln 2 in two parts, the first with few enough digits that its multiples are exact. */
const LN2_HIGH = 0.693147180369123816490;
const LN2_LOW = 1.90821492927058770002e-10;
const PER_LN2 = 1.44269504088896338700;
/** Beyond this the result is 0 or not finite anyway, for all that matters here. */
const LIMIT = 700;

/** e^x by additions and multiplications alone: `Math.exp` may differ in its last digit from engine to engine. Relative error below 1e-15. */
export function exp(x: number): number {
  const bounded = x > LIMIT ? LIMIT : x < -LIMIT ? -LIMIT : x;
  const power = Math.floor(bounded * PER_LN2 + 0.5);
  const rest = bounded - power * LN2_HIGH - power * LN2_LOW;
  let term = 1;
  let sum = 1;
  for (let degree = 1; degree <= 14; degree += 1) {
    term *= rest / degree;
    sum += term;
  }
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
export function softmax(logits: ArrayLike<number>, shares: Float64Array): void {
  let highest = -Infinity;
  for (let at = 0; at < logits.length; at += 1) highest = Math.max(highest, logits[at] ?? 0);
  let sum = 0;
  for (let at = 0; at < logits.length; at += 1) sum += shares[at] = exp((logits[at] ?? 0) - highest);
  for (let at = 0; at < logits.length; at += 1) shares[at] = (shares[at] ?? 0) / sum;
}
