import fc from 'fast-check';

import type { PostInput } from '../../src/spec/post.ts';
import type { QueryNode } from '../../src/spec/query.ts';
import { emoji, filler, patterns, pieces, spellings, tags, words, type Piece, type Said } from './model.ts';

export { holds, type Piece, type Said } from './model.ts';

const at = 0;
const distance = fc.nat({ max: 3 });
const asked = fc.oneof({ weight: 4, arbitrary: fc.constantFrom<string[]>(...words) }, { weight: 1, arbitrary: fc.constantFrom<string[]>(...patterns) });

const exact: fc.Arbitrary<QueryNode> = fc.oneof(
  fc.constantFrom(...spellings).map((value): QueryNode => ({ type: 'word', value, at, exact: true })),
  fc.array(fc.constantFrom<string[]>(...spellings), { minLength: 2, maxLength: 2 }).map((list): QueryNode => ({ type: 'phrase', words: list, at, exact: true })),
);
const word: fc.Arbitrary<QueryNode> = asked.map((value) => ({ type: 'word', value, at }));
const phrase = (within: fc.Arbitrary<number | undefined>, minLength: number): fc.Arbitrary<QueryNode> =>
  fc.tuple(fc.array(asked, { minLength, maxLength: 3 }), within).map(([list, most]) => ({ type: 'phrase', words: list, at, ...(most !== undefined && { within: most }) }));
const neighbours = phrase(fc.constant(undefined), 1);
const anyOrder = phrase(distance, 2);
const sign: fc.Arbitrary<QueryNode> = fc.constantFrom(...emoji).map((value) => ({ type: 'emoji', value, at }));
const tag: fc.Arbitrary<QueryNode> = fc.constantFrom(...tags).map((value) => ({ type: value.startsWith('#') ? 'hashtag' : 'handle', value, at }));
const leet: fc.Arbitrary<QueryNode> = fc.constant({ type: 'word', value: 'acme', at, leet: true });

/** NEAR of words and phrases, and of emoji where there may be some. */
const nearOf = (term: fc.Arbitrary<QueryNode>): fc.Arbitrary<QueryNode> =>
  fc.letrec<{ node: QueryNode; operand: QueryNode }>((tie) => ({
    operand: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      term,
      neighbours,
      fc.array(tie('operand'), { minLength: 2, maxLength: 3 }).map((nodes): QueryNode => ({ type: 'or', nodes: nodes.flatMap((node) => (node.type === 'or' ? node.nodes : [node])), at })),
      tie('node'),
    ),
    node: fc.record({ type: fc.constant('near' as const), left: tie('operand'), right: tie('operand'), within: distance, ordered: fc.boolean(), at: fc.constant(at) }),
  })).node;
const near = nearOf(fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: exact }, { weight: 1, arbitrary: sign }));

/** Trees of terms, joined. */
const treeOf = (...terms: fc.MaybeWeightedArbitrary<QueryNode>[]): fc.Arbitrary<QueryNode> =>
  fc.letrec<{ node: QueryNode }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      ...terms,
      fc.record({ type: fc.constantFrom('and' as const, 'or' as const), nodes: fc.array(tie('node'), { minLength: 1, maxLength: 4 }), at: fc.constant(at) }),
      fc.record({ type: fc.constant('not' as const), node: tie('node'), at: fc.constant(at) }),
    ),
  })).node;

const inField = fc.record({ type: fc.constant('in' as const), field: fc.constantFrom('text' as const, 'title' as const, 'author' as const, 'url' as const), node: treeOf({ weight: 4, arbitrary: word }, exact, neighbours, nearOf(word)), at: fc.constant(at) });
const terms = [{ weight: 10, arbitrary: word }, { weight: 5, arbitrary: neighbours }, { weight: 2, arbitrary: tag }, { weight: 1, arbitrary: sign }, { weight: 1, arbitrary: exact }, { weight: 1, arbitrary: leet }, { weight: 3, arbitrary: near }, { weight: 3, arbitrary: anyOrder }];

const keys = {
  type: ['post', 'reply', 'repost', 'quote'], lang: ['en', 'he'], country: ['il', 'gb'], site: ['example.org', 'shop.example.org'], links: ['example.org', 'other.example'], source: ['forum', 'fo*', 'news'], venue: ['page:acme', 'page:*'], author: ['@dana_x', '@dana'],
} as const;
const key: fc.Arbitrary<QueryNode> = fc.oneof(
  ...(Object.keys(keys) as (keyof typeof keys)[]).map((field) => fc.constantFrom<string[]>(...keys[field]).map((value): QueryNode => ({ type: 'key', field, value, at }))),
  fc.constantFrom<QueryNode[]>({ type: 'range', field: 'followers', from: 100, to: null, at }, { type: 'range', field: 'followers', from: null, to: 99, at }, { type: 'range', field: 'rating', from: 0.2, to: 0.6, at }),
);

/** Whether a query may hold of a post that has none of its words, and is in none of its places: parseQuery refuses it then. */
const holdsForNothing = (node: QueryNode): boolean => {
  if (node.type === 'and') return node.nodes.every(holdsForNothing);
  if (node.type === 'or') return node.nodes.some(holdsForNothing);
  if (node.type === 'not') return failsForNothing(node.node);
  if (node.type === 'in') return holdsForNothing(node.node);
  return node.type === 'range' || (node.type === 'key' && ['lang', 'type', 'country'].includes(node.field));
};
const failsForNothing = (node: QueryNode): boolean => {
  if (node.type === 'and') return node.nodes.some(failsForNothing);
  if (node.type === 'or') return node.nodes.every(failsForNothing);
  if (node.type === 'not') return holdsForNothing(node.node);
  return node.type === 'in' ? failsForNothing(node.node) : true;
};

/** Any query of words, tags and signs with something to find. */
export const anyQuery = treeOf(...terms).filter((node) => !holdsForNothing(node));
/** Any query at all. */
export const anyQueryOfPosts = treeOf(...terms, { weight: 3, arbitrary: inField }, { weight: 3, arbitrary: key }).filter((node) => !holdsForNothing(node));

/** Things near each other. */
export const anyNear = near;
/** Mostly of words that nobody asks for. */
export const nearPieces = fc.oneof({ weight: 4, arbitrary: fc.constant(filler) }, { weight: 2, arbitrary: fc.constantFrom(...pieces) });

const list = (maxLength: number): fc.Arbitrary<Piece[]> => fc.array(fc.constantFrom(...pieces), { maxLength });
export const anyPieces = list(12);

const written = (said: readonly Piece[]): string => said.map(({ text }) => text).join(' ');
const bare = (text: string, found: string[] = []): Piece => ({ ...filler, text, exact: text, words: found });
const HANDLE = [bare('dana'), bare('x')];
const ADDRESS = ['https', 'shop', 'example', 'org', 'acme', 'corp'].map((part) => bare(part, part === 'acme' ? ['acme', 'acm*', '*cme', '*cm*', 'ac?e'] : part === 'corp' ? ['corp'] : []));

/** A post as a source gives it, and what the model knows of it: all but the language, which is told when it is taken in. */
export const anyPost: fc.Arbitrary<{ input: PostInput; said: Said }> = fc
  .record({
    text: list(10), title: fc.option(list(4)), name: fc.option(list(2)), addressed: fc.boolean(), linked: fc.boolean(), venue: fc.boolean(),
    type: fc.constantFrom('post', 'reply', 'repost', 'quote'), language: fc.constantFrom('en', 'he', 'en-GB'), country: fc.option(fc.constantFrom('IL', 'GB', 'FR')), followers: fc.option(fc.constantFrom(5, 99, 100)), rating: fc.option(fc.constantFrom(0, 0.2, 0.6, 1)),
  })
  .map(({ text, title, name, addressed, linked, venue, type, language, country, followers, rating }) => ({
    input: {
      id: '1', text: written(text), language,
      ...(title && { title: written(title) }),
      ...(name && { author: { id: 'a', name: written(name), handle: '@Dana_X', ...(followers !== null && { followers }) } }),
      ...(addressed && { url: 'https://shop.example.org/acme-corp' }),
      ...(linked && { links: ['https://www.other.example/a'] }),
      ...(venue && { venue: { id: 'page:Acme', kind: 'page' as const, class: 'social' as const, name: 'Acme' } }),
      ...(type !== 'post' && { thread: { [type === 'reply' ? 'parent' : type]: 'another' } }),
      ...(country && { country }),
      ...(rating !== null && { rating }),
    },
    said: {
      parts: { text, ...(title && { title }), ...(name && { author: [...name, ...HANDLE] }), ...(addressed && { url: ADDRESS }) },
      keys: [
        `type:${type}`, 'source:forum', `venue:${venue ? 'page:acme' : 'source:forum'}`,
        ...(name ? ['author:@dana_x'] : []), ...(addressed ? ['site:example.org', 'site:shop.example.org'] : []), ...(linked ? ['links:other.example'] : []), ...(country ? [`country:${country.toLowerCase()}`] : []),
      ],
      ...(name && followers !== null && { followers }),
      ...(rating !== null && { rating }),
    },
  }));

/** A query without its offsets. */
export function withoutPlaces(node: QueryNode): unknown {
  return JSON.parse(JSON.stringify(node, (name, value: unknown) => (name === 'at' ? undefined : value)));
}
