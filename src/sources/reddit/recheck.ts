import type { SweepMemory } from '../../lib/sweep-memory.ts';
import type { Api } from '../../lib/http/api.ts';
import { fullName, listingOf, thingOf } from '../../lib/reddit/things.ts';
import type { News } from '../../lib/tell-sweep.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { readThing, type RedditItem } from './post.ts';

/** Names that one question takes. */
const AT_ONCE = 100;

/** What has changed of what was heard lately, asked for a hundred at a time. Private messages cannot be asked for. */
export async function* changed(api: Api, memory: SweepMemory, lately: readonly string[], own: ReadonlySet<string>, context: CallContext): AsyncGenerator<News<RedditItem>, void> {
  const names = lately.filter((name) => ['t1', 't3'].includes(fullName(name)?.kind ?? ''));
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const asked = names.slice(from, from + AT_ONCE);
    const listing = listingOf(await api.json({ path: '/api/info', params: { id: asked.join(','), raw_json: 1 } }, context));
    if (listing === null) throw new KashuvError('INPUT_INVALID', 'Reddit gave no listing of what was heard.', { field: 'reddit.service', fix: 'Check the address.' });
    const given = new Map(listing.children.map((child) => [thingOf(child)?.name, child]));
    for (const name of asked) {
      const child = given.get(name);
      if (child === undefined) {
        // Once may be a gap in an answer. Twice: it is not shown to this account any more, and nobody says who took it away.
        if (memory.miss(name)) yield { item: { kind: 'missing', name }, remember: () => memory.bury(name, context.now()) };
        continue;
      }
      const read = readThing(child, own);
      if ('gone' in read) yield { item: { kind: 'changed', thing: child }, remember: () => memory.bury(name, context.now()) };
      if (!('post' in read)) continue;
      const remember = (): void => memory.see(name, read.post.text, context.now());
      if (memory.compare(name, read.post.text) === 'same') remember();
      else yield { item: { kind: 'changed', thing: child }, remember };
    }
  }
}
