import type { SweepMemory } from '../../lib/sweep-memory.ts';
import type { Api } from '../../lib/http/api.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import type { News } from '../../lib/tell-sweep.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { itemId, postOfItem, wordsOf, type HackerNewsItem } from './item.ts';
import type { CheckedOptions } from './options.ts';

/** Items asked for at the same time. */
const AT_ONCE = 8;

/** What has changed of what was heard lately: the last `recheckLast` are asked for each time, the others where the site lists them as changed. */
export async function* changed(options: CheckedOptions, items: Api, memory: SweepMemory, lately: readonly string[], context: CallContext): AsyncGenerator<News<HackerNewsItem>, void> {
  if (lately.length === 0) return;
  const always = options.recheckLast === 0 ? [] : lately.slice(-options.recheckLast);
  const others = lately.slice(0, lately.length - always.length);
  const listed = others.length === 0 ? new Set<string>() : await updated(items, context);
  const wanted = [...others.filter((key) => listed.has(partsOf(key).id)), ...always];
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const keys = wanted.slice(from, from + AT_ONCE);
    const answers = await Promise.all(keys.map((key) => items.json({ path: `/v0/item/${partsOf(key).id}.json` }, context)));
    for (const [index, key] of keys.entries()) {
      const item = answers[index];
      const { id, root } = partsOf(key);
      // Nothing, or another item, says nothing of this one.
      if (!isRecord(item) || itemId(item.id) !== id) continue;
      if (isGone(item)) {
        yield { item: { kind: 'changed', item, root }, remember: () => memory.bury(key, context.now()) };
        continue;
      }
      const words = wordsOf(postOfItem(item, root));
      if (memory.compare(key, words) !== 'same') yield { item: { kind: 'changed', item, root }, remember: () => memory.see(key, words, context.now()) };
    }
  }
}

const isGone = (item: JsonRecord): boolean => item.deleted === true || item.dead === true;

/** What the site lists as changed in the last minutes. */
async function updated(items: Api, context: CallContext): Promise<Set<string>> {
  const body = await items.json({ path: '/v0/updates.json' }, context);
  const listed = isRecord(body) && Array.isArray(body.items) ? (body.items as unknown[]) : [];
  return new Set(listed.map(itemId).filter((id) => id !== null));
}

function partsOf(key: string): { id: string; root: string | null } {
  const [id = '', root = null] = key.split('.');
  return { id, root };
}
