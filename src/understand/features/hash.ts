/**
 * 32-bit hashing with integers alone, so that a feature falls into the same bucket on every platform. `step` is FNV-1a
 * over 16-bit units; `bucketOf` spreads its result (multiply and shift, after Murmur's finaliser) and keeps the top bits.
 */
export const BASIS = 0x811c9dc5 | 0;

export const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

export function hashText(text: string, seed: number = BASIS): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = step(hash, text.charCodeAt(at));
  return hash;
}

/** One hash of two in order. */
export const join = (left: number, right: number): number => Math.imul((left ^ (left >>> 15)) + 0x9e3779b9, 0x85ebca6b) ^ right;

/** `shift` is 32 less the number of bits. */
export function bucketOf(hash: number, shift: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed >>> shift;
}
