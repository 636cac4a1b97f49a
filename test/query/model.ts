import type { QueryNode, WordField } from '../../src/spec/query.ts';

/** A piece of text and the terms that are found in it: the truth against which the matcher is held. */
export interface Piece {
  /** One word, perhaps with emoji after it. */
  text: string;
  /** Words that match it, with and without wildcards; a phrase matches where its words match neighbours. */
  words: string[];
  tags: string[];
  /** As it is spelled. */
  exact: string;
  emoji: string[];
  leet: string[];
  /** Words that match it where nothing else around it is Cyrillic. */
  passes: string[];
  /** Cyrillic, and passes for nothing. */
  cyrillic: boolean;
}

const ACME = ['acme', 'acm*', '*cme', '*cm*', 'ac?e'];

function piece(text: string, words: string[] = [], more: Partial<Piece> = {}): Piece {
  return { text, words, tags: [], exact: '', emoji: [], leet: [], passes: [], cyrillic: false, ...more };
}

export const filler: Piece = piece('so');

export const pieces: readonly Piece[] = [
  piece('acme', ACME, { exact: 'acme', leet: ['acme'] }), piece('ACME', ACME, { exact: 'ACME', leet: ['acme'] }), piece('Ａcme', ACME, { exact: 'Acme', leet: ['acme'] }), piece('ac\u200bme', ACME, { exact: 'acme', leet: ['acme'] }),
  piece('acmefail', ['acm*', '*cm*', '*fail']), piece('macme', ['*cme', '*cm*']), piece('#Acme', ACME, { tags: ['#acme'], exact: 'Acme', leet: ['acme'] }), piece('#acmefail', ['acm*', '*cm*', '*fail'], { tags: ['#acmefail'] }),
  piece('@acme', ACME, { tags: ['@acme'], exact: 'acme', leet: ['acme'] }), piece('4cm3', ['*cm*'], { leet: ['acme'] }),
  piece('Corp', ['corp'], { exact: 'Corp' }), piece('jobs', ['jobs']), piece('cafe', ['cafe', 'caf?']), piece('Café', ['cafe', 'café', 'caf?'], { exact: 'Café' }), piece('CAFE\u0301', ['cafe', 'café', 'caf?'], { exact: 'CAFÉ' }),
  piece('אקמי', ['אקמי', 'אק*'], { exact: 'אקמי' }), piece('באקמי', ['אקמי', 'אק*']), piece('וכשהאקמי', ['אקמי', 'אק*']), piece('ב"אקמי"', ['אקמי', 'אק*']), piece('אַקְמִי', ['אקמי', 'אק*']), piece('אקמים', ['אק*']), piece('סאקמי'),
  piece('שלום', ['שלום']), piece('לשלומ', ['שלום']), piece('הAcme', ACME, { leet: ['acme'] }), piece('צה״ל', ['צה"ל']), piece("בצה''ל", ['צה"ל']),
  // Letters of another alphabet: one among Latin ones, or all.
  piece('\u0430cme', ACME, { leet: ['acme'] }), piece('\u0410\u0421\u0415', [], { passes: ['ace'] }), piece('\u043f\u0440\u0438\u0432\u0435\u0442', [], { cyrillic: true }), piece('ᴀᴄᴍᴇ', ACME, { leet: ['acme'] }),
  piece('Corp🍎', ['corp'], { exact: 'Corp', emoji: ['🍎'] }), piece('so 🔥🍎', [], { emoji: ['🔥', '🍎'] }), piece('so👍🏽', [], { emoji: ['👍🏽'] }), piece('acme ❤️', ACME, { exact: 'acme', leet: ['acme'], emoji: ['❤'] }),
];

export const words = ['acme', 'Corp', 'jobs', 'cafe', 'café', 'אקמי', 'שלום', 'צה"ל', 'ace', 'absent'] as const;
export const patterns = ['acm*', '*cme', '*cm*', 'ac?e', 'caf?', 'אק*', '*fail'] as const;
export const spellings = ['acme', 'ACME', 'Acme', 'Café', 'Corp', 'אקמי'] as const;
export const tags = ['#ACME', '#acmefail', '@Acme', '@absent'] as const;
export const emoji = ['🍎', '🔥', '👍', '👍🏽', '❤️'] as const;

/** What was said, in parts, and what else is known of it. */
export interface Said {
  readonly parts: Partial<Readonly<Record<WordField, readonly Piece[]>>>;
  /** `field:value`. */
  readonly keys: readonly string[];
  readonly followers?: number | undefined;
  readonly rating?: number | undefined;
}

/** The plainest way to evaluate a query: on the pieces, by their lists. Pieces alone are a text of which nothing else is known. */
export function holds(node: QueryNode, said: Said | readonly Piece[]): boolean {
  return holdsIn(node, 'parts' in said ? said : { parts: { text: said }, keys: [] }, ['text', 'title']);
}

function holdsIn(node: QueryNode, said: Said, fields: readonly WordField[]): boolean {
  const somewhere = (test: (list: readonly Piece[]) => boolean): boolean => fields.some((field) => test(said.parts[field] ?? []));
  switch (node.type) {
    case 'and':
      return node.nodes.every((child) => holdsIn(child, said, fields));
    case 'or':
      return node.nodes.some((child) => holdsIn(child, said, fields));
    case 'not':
      return !holdsIn(node.node, said, fields);
    case 'in':
      return holdsIn(node.node, said, [node.field]);
    case 'word':
      if (node.leet) return somewhere((list) => list.some(({ leet }) => leet.includes(node.value.toLowerCase())));
      return somewhere((list) => spans(node, list).length > 0);
    case 'near':
    case 'emoji':
      return somewhere((list) => spans(node, list).length > 0);
    case 'phrase':
      return somewhere((list) => (node.within === undefined ? spans(node, list).length > 0 : anyOrder(node.words, node.within, list)));
    case 'hashtag':
    case 'handle':
      return (['text', 'title'] as const).some((field) => said.parts[field]?.some((item) => item.tags.includes(node.value.toLowerCase())));
    case 'key':
      return said.keys.some((key) => (node.value.endsWith('*') ? key.startsWith(`${node.field}:${node.value.slice(0, -1)}`) : key === `${node.field}:${node.value}`));
    case 'range': {
      const value = said[node.field];
      return value !== undefined && value >= (node.from ?? -Infinity) && value <= (node.to ?? Infinity);
    }
  }
}

/** Whether a word is found in one piece of a list. */
function isFound(word: string, exact: boolean, item: Piece | undefined, list: readonly Piece[]): boolean {
  if (item === undefined) return false;
  if (exact) return item.exact === word;
  const folded = word.toLowerCase();
  return item.words.includes(folded) || (item.passes.includes(folded) && list.some(({ passes }) => passes.length === 0) && !list.some(({ cyrillic }) => cyrillic));
}

type Stretch = readonly [number, number];

/** Every stretch of pieces, first to last, in which a part of NEAR holds. Emoji stand between words. */
function spans(node: QueryNode, list: readonly Piece[]): Stretch[] {
  const starts = list.map((_, index) => index);
  switch (node.type) {
    case 'or':
      return node.nodes.flatMap((child) => spans(child, list));
    case 'near': {
      const [left, right] = [spans(node.left, list), spans(node.right, list)];
      const follows = (one: Stretch, other: Stretch): boolean => other[0] > one[1] && Math.ceil(other[0]) - Math.floor(one[1]) - 1 <= node.within;
      return left.flatMap((one) => right.flatMap((other) => (follows(one, other) || (!node.ordered && follows(other, one)) ? [[Math.min(one[0], other[0]), Math.max(one[1], other[1])] as const] : [])));
    }
    case 'phrase':
      return starts.flatMap((start) => (node.words.every((word, index) => isFound(word, node.exact === true, list[start + index], list)) ? [[start, start + node.words.length - 1] as const] : []));
    case 'word':
      return starts.flatMap((start) => (isFound(node.value, node.exact === true, list[start], list) ? [[start, start] as const] : []));
    case 'emoji':
      return starts.flatMap((start) => (list[start]?.emoji ?? []).flatMap((one, index) => (one === node.value.replace('\ufe0f', '') ? [[start + 0.5 + index / 100, start + 0.5 + index / 100] as const] : [])));
    default:
      throw new Error(`${node.type} is not near anything`);
  }
}

/** Are there pieces, one for each word, with so many others between them at most? */
function anyOrder(wanted: readonly string[], within: number, list: readonly Piece[]): boolean {
  const choose = (left: readonly string[], taken: readonly number[]): boolean => {
    const [next, ...rest] = left;
    if (next === undefined) return Math.max(...taken) - Math.min(...taken) + 1 - wanted.length <= within;
    return list.some((item, index) => !taken.includes(index) && isFound(next, false, item, list) && choose(rest, [...taken, index]));
  };
  return choose(wanted, []);
}
