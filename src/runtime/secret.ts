import { randomBytes } from 'node:crypto';

import type { CallContext, StoreDriver } from '../spec/plugin.ts';
import { keys } from './keys.ts';

/** The store's own salt for digests of authors and words. Made once, kept with the data. */
export async function readSecret(store: StoreDriver, context: CallContext, random: (() => number) | undefined): Promise<string> {
  const [kept] = await store.get([keys.secret], context);
  if (kept != null) return (JSON.parse(kept.value) as { secret: string }).secret;
  const secret = random === undefined ? randomBytes(32).toString('hex') : Array.from({ length: 8 }, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')).join('');
  await store.commit([{ id: keys.secret, value: JSON.stringify({ secret }), expect: 0 }], null, context);
  const [record] = await store.get([keys.secret], context);
  return record == null ? secret : (JSON.parse(record.value) as { secret: string }).secret;
}
