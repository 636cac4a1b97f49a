import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord } from '../../lib/http/json.ts';
import { isNotThere } from '../../lib/mastodon/answers.ts';
import { addressOf } from '../../lib/mastodon/address.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { PullSource } from '../../spec/plugin.ts';
import type { PostInput } from '../../spec/post.ts';
import { authorOf } from './author.ts';
import { postOf, type Shown } from './post.ts';

/** Posts of one thread that are given. */
const MAX_THREAD = 1_000;

/** `thread`, from the root down, and `author`. What the token may see, they show. */
export function lookUps(api: Api, shown: Shown): Required<Pick<PullSource, 'thread' | 'author'>> {
  return {
    async thread(ref, context) {
      if (!isId(ref)) throw new KashuvError('INPUT_INVALID', 'expected a status.', { field: 'ref', fix: 'Give the id of a post of this source.' });
      const answer = await api.call({ path: `/api/v1/statuses/${ref}` }, context);
      if (isNotThere(answer)) return [];
      acceptedStatus(answer, context);
      const around = await api.json({ path: `/api/v1/statuses/${ref}/context` }, context);
      if (!isRecord(around) || !Array.isArray(around.ancestors) || !Array.isArray(around.descendants)) throw new KashuvError('INPUT_INVALID', `the thread of ${ref} cannot be read.`);
      const statuses = [...(around.ancestors as unknown[]), answer.body, ...(around.descendants as unknown[])].slice(0, MAX_THREAD);
      const posts = statuses.map((status) => postOf(status, shown)).filter((post): post is PostInput => typeof post !== 'string');
      const [first] = statuses;
      const root = isRecord(first) && isId(first.id) ? first.id : ref;
      return posts.map((post) => ({ ...post, thread: { ...post.thread, root } }));
    },
    async author(id, context) {
      const address = addressOf(id, '');
      if (address === null) throw new KashuvError('INPUT_INVALID', 'expected an account.', { field: 'id', fix: 'Give the id of an author of this source: name@host.' });
      const acct = address.host === shown.domain ? address.user : `${address.user}@${address.host}`;
      const profile = authorOf(await api.json({ path: '/api/v1/accounts/lookup', params: { acct } }, context), shown.domain);
      if (profile === null) throw new KashuvError('INPUT_INVALID', `the profile of ${id} cannot be read.`);
      return profile;
    },
  };
}
