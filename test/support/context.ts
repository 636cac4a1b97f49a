export { testContext, type TestContext } from '../../src/testkit/contracts/test-context.ts';

/** Everything a source gives, batch by batch. */
export async function collect<T>(batches: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}
