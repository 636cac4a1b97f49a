import type { CallContext, StoreDriver } from '../spec/plugin.ts';
import type { Chance } from './chance.ts';
import { keys } from './keys.ts';

/** The store's own salt for digests of authors and words. Made once, kept with the data. */
export async function readSecret(store: StoreDriver, context: CallContext, chance: Chance): Promise<string> {
  const [kept] = await store.get([keys.secret], context);
  if (kept != null) return (JSON.parse(kept.value) as { secret: string }).secret;
  const secret = chance.secret();
  const result = await store.commit([{ id: keys.secret, value: JSON.stringify({ secret }), expect: 0 }], null, context);
  // Somebody else was quicker: theirs counts.
  return result.ok ? secret : readSecret(store, context, chance);
}
