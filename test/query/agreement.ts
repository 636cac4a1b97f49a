import fc from 'fast-check';

import { createPost } from '../../src/intake/index.ts';
import { compileQueries, formatQuery, type OpenMatcher } from '../../src/query/index.ts';
import type { QueryNode } from '../../src/spec/query.ts';
import { anyPost, anyQueryOfPosts, holds } from './arbitrary.ts';

/** Queries that a matcher holds at once, and those that leave and come after each post. */
const AT_ONCE = 250;
const COMING = 5;
/** Posts that one matcher reads. */
const POSTS = 100;

export interface Disagreement {
  readonly query: string;
  readonly post: unknown;
  readonly together: boolean;
  readonly alone: boolean;
  readonly model: boolean;
}

export interface Agreement {
  readonly pairs: number;
  /** Pairs that match. */
  readonly matching: number;
  readonly queries: number;
  /** Different posts. */
  readonly posts: number;
  /** Ten at most. */
  readonly disagreements: readonly Disagreement[];
}

interface Asking {
  readonly brand: string;
  readonly node: QueryNode;
  readonly written: string;
  readonly alone: OpenMatcher;
}

/**
 * Holds so many pairs of a query and a post, or a few more, against three judges: a matcher of 250 queries that come and go, each query compiled alone, and the
 * plain model. What is reported has to be the same together and alone.
 */
export function tryPairs(wanted: number, seed: number): Agreement {
  let pairs = 0;
  let matching = 0;
  let queries = 0;
  let posts = 0;
  const disagreements: Disagreement[] = [];
  for (let round = 0; pairs < wanted; round += 1) {
    const said = fc.sample(anyPost, { numRuns: Math.min(POSTS, Math.ceil((wanted - pairs) / AT_ONCE)), seed: seed + round });
    const coming = fc.sample(anyQueryOfPosts, { numRuns: AT_ONCE + COMING * said.length, seed: seed + round }).map((node, index) => asking(node, index));
    const matcher = compileQueries([]);
    let here: Asking[] = [];
    const join = (some: readonly Asking[]): void => {
      for (const { brand, node, written } of some) matcher.add({ brand, query: brand.endsWith('1') ? written : node });
      here.push(...some);
      queries += some.length;
    };
    join(coming.splice(0, AT_ONCE));
    for (const [index, { input, said: told }] of said.entries()) {
      const { document } = createPost(input, { source: 'Forum', seenAt: Date.UTC(2026, 0, 1), secret: 'k' });
      const known = { ...told, keys: [...told.keys, `lang:${document.language?.split('-')[0] ?? ''}`] };
      const hits = new Map(matcher.match(document).map(({ brand, matches }) => [brand, matches]));
      posts += 1;
      for (const { brand, node, written, alone } of here) {
        const [together, [hit], model] = [hits.get(brand), alone.match(document), holds(node, known)];
        pairs += 1;
        if (model) matching += 1;
        const same = JSON.stringify(together) === JSON.stringify(hit?.matches);
        if ((!same || model !== (hit !== undefined)) && disagreements.length < 10) disagreements.push({ query: written, post: input, together: together !== undefined, alone: hit !== undefined, model });
      }
      const leaving = new Set(Array.from({ length: COMING }, (_, one) => here[(index * 31 + one * 47) % here.length]));
      for (const one of leaving) if (one !== undefined) matcher.remove(one.brand);
      here = here.filter((one) => !leaving.has(one));
      join(coming.splice(0, leaving.size));
    }
  }
  return { pairs, matching, queries, posts, disagreements };
}

const asking = (node: QueryNode, index: number): Asking => ({ brand: `brand${index}`, node, written: formatQuery(node), alone: compileQueries([{ brand: 'alone', query: node }]) });
