import { createApi, fixedToken } from 'kashuv/http';
import { defineSource, KashuvError, type CallContext, type PostInput, type PullSource } from 'kashuv/spec';

/** One review, as the shop's interface gives it. */
export interface Review {
  id: number;
  by: string;
  words: string;
  stars: number;
  at: string;
}

export interface ReviewsOptions {
  /** Read from the host's configuration, never from the environment. */
  token: string;
  /** For a whole request, in ms. Default 30,000. */
  timeoutMs?: number;
}

const MAX_BYTES = 5_000_000;

/** The reviews of a shop: `GET /reviews?after=ID&limit=N`, oldest first. Errors: CONFIG_INVALID (options), else as `createApi`. */
export function reviews(url: string, { token, timeoutMs = 30_000 }: ReviewsOptions): PullSource<Review> {
  if (!URL.canParse(url)) throw new KashuvError('CONFIG_INVALID', 'expected an address.', { field: 'reviews.url', fix: 'Write it in full.' });
  const { host } = new URL(url);
  const shop = createApi({ service: url, tokens: fixedToken(token, 'reviews.token'), requests: { timeoutMs, maxBytes: MAX_BYTES, allowPrivate: false } });

  async function ask(after: number, limit: number, context: CallContext): Promise<Review[]> {
    const found = await shop.json({ path: '/reviews', params: { after, limit } }, context);
    if (!Array.isArray(found)) throw new KashuvError('INPUT_INVALID', `${host} gave no list of reviews.`);
    return found as Review[];
  }

  return defineSource<Review>({
    contract: 1,
    name: 'reviews',
    instance: `reviews:${host}`,
    capabilities: { mode: 'poll', backfill: true, threads: false, authors: false, queryFeatures: [] },

    async *read({ cursor, limit }, context) {
      // A cursor that is not ours means: from the start.
      let after = /^\d+$/.test(cursor ?? '') ? Number(cursor) : 0;
      for (;;) {
        if (context.signal.aborted) return;
        // One more than is asked for says whether there is more.
        const found = await ask(after, limit + 1, context);
        const items = found.slice(0, limit);
        after = items.at(-1)?.id ?? after;
        const caughtUp = found.length <= limit;
        yield { items, cursor: String(after), caughtUp };
        if (caughtUp) return;
      }
    },

    signals(review) {
      if (typeof review.words !== 'string' || review.words.trim() === '') return [{ type: 'skipped', reason: `review ${review.id} has no words.`, ref: String(review.id) }];
      const post: PostInput = {
        id: String(review.id),
        text: review.words,
        author: { id: review.by },
        rating: (review.stars - 1) / 4,
        venue: { id: `reviews:${host}`, kind: 'review-page', class: 'review', name: host },
      };
      const postedAt = Date.parse(review.at);
      if (!Number.isNaN(postedAt)) post.postedAt = postedAt;
      return [{ type: 'posted', post }];
    },
  });
}
