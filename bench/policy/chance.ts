/** A stream of numbers from 0 to below 1 that is the same for the same seed (Park and Miller's generator). */
export function chanceFrom(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
