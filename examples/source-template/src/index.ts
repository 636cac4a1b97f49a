import { createApi, createRateBudget, fixedToken, type RateBudget } from 'kashuv/http';
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
  /** What the shop lets this token ask: share it among all that use the token. Default: ten requests a second. */
  budget?: RateBudget;
}

const MAX_BYTES = 5_000_000;
/** Reviews that the shop gives at once, however many are asked for. */
const PAGE = 50;

/** The reviews of a shop: `GET /reviews?after=ID&limit=N`, oldest first, 50 at most. Errors: CONFIG_INVALID (options), else as `createApi`. */
export function reviews(url: string, { token, timeoutMs = 30_000, budget = createRateBudget({ requests: 10, perMs: 1_000 }) }: ReviewsOptions): PullSource<Review> {
  if (!URL.canParse(url)) throw new KashuvError('CONFIG_INVALID', 'expected an address.', { field: 'reviews.url', fix: 'Write it in full.' });
  const { host } = new URL(url);
  const shop = createApi({ service: url, budget, tokens: fixedToken(token, 'reviews.token'), requests: { timeoutMs, maxBytes: MAX_BYTES, allowPrivate: false } });

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

    async *read({ cursor, since, limit }, context) {
      // A cursor that is not ours means: from the start.
      let after = /^\d+$/.test(cursor ?? '') ? Number(cursor) : 0;
      for (;;) {
        if (context.signal.aborted) return;
        // One more than is asked for says whether there is more; so does a full page.
        const asked = Math.min(limit + 1, PAGE);
        const found = await ask(after, asked, context);
        const taken = found.slice(0, limit);
        after = taken.at(-1)?.id ?? after;
        const caughtUp = found.length < asked;
        // The shop cannot be asked by time; a review whose time cannot be read is kept.
        const items = since === undefined ? taken : taken.filter(({ at }) => !(Date.parse(at) < since));
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
