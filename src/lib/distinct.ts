const range = 2 ** 48;

/** A 48-bit number of a string, evenly spread: the same in every run and on every machine. */
export function hashOf(text: string): number {
  let one = 0x9e3779b9;
  let two = 0x85ebca6b ^ text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x27d4eb2f);
    one = (one << 15) | (one >>> 17);
    two = Math.imul(two ^ unit, 0x165667b1);
    two = (two << 13) | (two >>> 19);
  }
  const high = mixed(one + mixed(two));
  return (high >>> 16) * 2 ** 32 + (mixed(two ^ high) >>> 0);
}

function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/**
 * Counts distinct hashes in bounded memory by keeping the smallest `limit` of them in order: exact below the limit, beyond
 * it estimated from how densely they lie (relative error about 1/√limit).
 */
export function addDistinct(smallest: number[], hash: number, limit: number): void {
  const length = smallest.length;
  if (length >= limit && hash >= (smallest[length - 1] ?? Infinity)) return;
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((smallest[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  if (smallest[low] === hash) return;
  smallest.splice(low, 0, hash);
  if (smallest.length > limit) smallest.pop();
}

export function countDistinct(smallest: readonly number[], limit: number): number {
  if (smallest.length < limit) return smallest.length;
  return Math.round(((limit - 1) * range) / Math.max(1, smallest[limit - 1] ?? 1));
}

/** Takes a hash back, where the count is still exact. */
export function removeDistinct(smallest: number[], hash: number, limit: number): void {
  if (smallest.length >= limit) return;
  const at = smallest.indexOf(hash);
  if (at >= 0) smallest.splice(at, 1);
}
