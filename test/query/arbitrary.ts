import fc from 'fast-check';

import type { QueryNode } from '../../src/spec/query.ts';

/** A piece of text and the terms that are found in it: the truth against which the matcher is held. */
export interface Piece {
  text: string;
  /** Words that match it; a phrase matches where its words match neighbours. */
  words: string[];
  tags: string[];
}

const piece = (text: string, words: string[], tags: string[] = []): Piece => ({ text, words, tags });

const pieces: readonly Piece[] = [
  piece('acme', ['acme']), piece('ACME', ['acme']), piece('Ａcme', ['acme']), piece('ac\u200bme', ['acme']), piece('acmefail', []), piece('macme', []),
  piece('#Acme', ['acme'], ['#acme']), piece('#acmefail', [], ['#acmefail']), piece('@acme', ['acme'], ['@acme']),
  piece('Corp', ['corp']), piece('jobs', ['jobs']), piece('cafe', ['cafe']), piece('Café', ['cafe', 'café']), piece('CAFE\u0301', ['cafe', 'café']),
  piece('אקמי', ['אקמי']), piece('באקמי', ['אקמי']), piece('וכשהאקמי', ['אקמי']), piece('ב"אקמי"', ['אקמי']), piece('אַקְמִי', ['אקמי']), piece('אקמים', []), piece('סאקמי', []),
  piece('שלום', ['שלום']), piece('לשלומ', ['שלום']), piece('הAcme', ['acme']), piece('צה״ל', ['צה"ל']), piece('בצה"ל', ['צה"ל']),
];

const words = ['acme', 'Corp', 'jobs', 'cafe', 'café', 'אקמי', 'שלום', 'צה"ל', 'absent'];
const tags = ['#ACME', '#acmefail', '@Acme', '@absent'];

const term: fc.Arbitrary<QueryNode> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words).map((value): QueryNode => ({ type: 'word', value, at: 0 })) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((list): QueryNode => ({ type: 'phrase', words: list, at: 0 })) },
  { weight: 1, arbitrary: fc.constantFrom(...tags).map((value): QueryNode => ({ type: value.startsWith('#') ? 'hashtag' : 'handle', value, at: 0 })) },
);

const word = fc.constantFrom(...words).map((value): QueryNode => ({ type: 'word', value, at: 0 }));
const phrase = (within: fc.Arbitrary<number | undefined>, minLength: number): fc.Arbitrary<QueryNode> =>
  fc.tuple(fc.array(fc.constantFrom(...words), { minLength, maxLength: 3 }), within).map(([list, most]) => ({ type: 'phrase', words: list, at: 0, ...(most !== undefined && { within: most }) }));
const distance = fc.nat({ max: 3 });

const near = fc.letrec<{ node: QueryNode; operand: QueryNode }>((tie) => ({
  operand: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    phrase(fc.constant(undefined), 1),
    fc.array(tie('operand'), { minLength: 2, maxLength: 3 }).map((nodes): QueryNode => ({ type: 'or', nodes: nodes.flatMap((node) => (node.type === 'or' ? node.nodes : [node])), at: 0 })),
    tie('node'),
  ),
  node: fc.record({ type: fc.constant('near' as const), left: tie('operand'), right: tie('operand'), within: distance, ordered: fc.boolean(), at: fc.constant(0) }),
})).node;

const tree = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: term, weight: 3 },
    { arbitrary: near, weight: 1 },
    { arbitrary: phrase(distance, 2), weight: 1 },
    fc.record({ type: fc.constantFrom('and' as const, 'or' as const), nodes: fc.array(tie('node'), { minLength: 1, maxLength: 4 }), at: fc.constant(0) }),
    fc.record({ type: fc.constant('not' as const), node: tie('node'), at: fc.constant(0) }),
  ),
})).node;

/** The value of a query in a text with none of its words. */
const holdsForNothing = (node: QueryNode): boolean => holds(node, []);

/** Any query with something to find. */
export const anyQuery = tree.filter((node) => !holdsForNothing(node));

/** Things near each other. */
export const anyNear = near;
/** Mostly of words that nobody asks for. */
export const nearPieces = fc.oneof({ weight: 4, arbitrary: fc.constant(piece('so', [])) }, { weight: 2, arbitrary: fc.constantFrom(...pieces) });

export const anyPieces = fc.array(fc.constantFrom(...pieces), { maxLength: 12 });

/** The plainest way to evaluate a query: on the pieces, by their lists. */
export function holds(node: QueryNode, list: readonly Piece[]): boolean {
  switch (node.type) {
    case 'and':
      return node.nodes.every((child) => holds(child, list));
    case 'or':
      return node.nodes.some((child) => holds(child, list));
    case 'not':
      return !holds(node.node, list);
    case 'word':
      return list.some((item) => item.words.includes(node.value.toLowerCase()));
    case 'near':
      return spans(node, list).length > 0;
    case 'phrase':
      if (node.within !== undefined) return anyOrder(node.words, node.within, list);
      return list.some((_, start) => node.words.every((word, index) => list[start + index]?.words.includes(word.toLowerCase())));
    case 'hashtag':
    case 'handle':
      return list.some((item) => item.tags.includes(node.value.toLowerCase()));
    default:
      throw new Error(`${node.type} is no part of this model`);
  }
}

/** Every stretch of pieces, first to last, in which a part of NEAR holds. */
function spans(node: QueryNode, list: readonly Piece[]): (readonly [number, number])[] {
  const starts = list.map((_, index) => index);
  switch (node.type) {
    case 'or':
      return node.nodes.flatMap((child) => spans(child, list));
    case 'near': {
      const [left, right] = [spans(node.left, list), spans(node.right, list)];
      const follows = (one: readonly [number, number], other: readonly [number, number]): boolean => other[0] > one[1] && other[0] - one[1] - 1 <= node.within;
      return left.flatMap((one) => right.flatMap((other) => (follows(one, other) || (!node.ordered && follows(other, one)) ? [[Math.min(one[0], other[0]), Math.max(one[1], other[1])] as const] : [])));
    }
    case 'phrase':
      return starts.flatMap((start) => (node.words.every((word, index) => list[start + index]?.words.includes(word.toLowerCase())) ? [[start, start + node.words.length - 1] as const] : []));
    default:
      return starts.flatMap((start) => (holds(node, [list[start] as Piece]) ? [[start, start] as const] : []));
  }
}

/** Are there pieces, one for each word, with so many others between them at most? */
function anyOrder(wanted: readonly string[], within: number, list: readonly Piece[]): boolean {
  const choose = (left: readonly string[], taken: readonly number[]): boolean => {
    const [next, ...rest] = left;
    if (next === undefined) return Math.max(...taken) - Math.min(...taken) + 1 - wanted.length <= within;
    return list.some((item, index) => !taken.includes(index) && item.words.includes(next.toLowerCase()) && choose(rest, [...taken, index]));
  };
  return choose(wanted, []);
}

/** A query without its offsets. */
export function withoutPlaces(node: QueryNode): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'at' ? undefined : value)));
}

