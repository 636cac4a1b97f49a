import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import { queryFeatures, type QueryFeature, type QueryNode } from '../spec/query.ts';
import { checkNodes } from './check.ts';
import { writeQuery } from './format.ts';
import { isPattern, MAX_QUERY } from './terms.ts';

/** What of a query a source can run itself. */
export interface Projection {
  /** Finds everything that the query finds, and perhaps more; null where the source has to hand over everything. */
  readonly remote: QueryNode | null;
  /** What the source does not decide, joined by AND; null where it decides all. Kashuv holds every post against the whole query anyway. */
  readonly rest: QueryNode | null;
  /** Hebrew words that the source finds only with the prefixes written out, not with any. */
  readonly prefixed: readonly string[];
}

/** Prefixes that are written out for a source that knows none; nearly all of a text's. */
const COMMON_PREFIXES = ['', 'ה', 'ב', 'ל', 'מ', 'ש', 'ו', 'כ', 'וה', 'שה', 'מה', 'כש', 'שב', 'של', 'וב', 'ול'];
const HEBREW = /^[\u05d0-\u05ea]/;

/**
 * Parts a query between a source with these features and kashuv. AND is taken for granted. What a source cannot do is weakened, so that nothing is missed: a
 * phrase to its words, NEAR to both sides, what stands under NOT only where the source does all of it. Either part may be one that only narrows, such as
 * `lang:he`, which `parseQuery` does not read alone. Throws INPUT_INVALID for what is no query.
 */
export function projectQuery(query: QueryNode, features: Iterable<QueryFeature>): Projection {
  checkNodes(query);
  const projector = new Projector(readFeatures(features));
  const parts = query.type === 'and' ? query.nodes : [query];
  const remote: QueryNode[] = [];
  const rest: QueryNode[] = [];
  for (const part of parts) {
    const weaker = projector.weaken(part);
    if (weaker !== null) remote.push(weaker);
    if (weaker !== part) rest.push(part);
  }
  // Nobody can be asked for what is only left out.
  const whole = remote.some(isAsking) ? joined(remote, query.at) : null;
  // Nor for what nobody would read.
  const asked = whole !== null && writeQuery(whole).length > MAX_QUERY ? null : whole;
  return { remote: asked, rest: asked === null ? query : joined(rest, query.at), prefixed: asked === null ? [] : projector.prefixed };
}

function isAsking(node: QueryNode): boolean {
  switch (node.type) {
    case 'not':
      return false;
    case 'and':
      return node.nodes.some(isAsking);
    case 'or':
      return node.nodes.every(isAsking);
    default:
      return true;
  }
}

function joined(parts: readonly QueryNode[], at: number): QueryNode | null {
  const nodes = parts.flatMap((part) => (part.type === 'and' ? part.nodes : [part]));
  return nodes.length > 1 ? { type: 'and', nodes, at } : (nodes[0] ?? null);
}

function readFeatures(features: unknown): ReadonlySet<QueryFeature> {
  if (Array.isArray(features) || features instanceof Set) {
    for (const feature of features as Iterable<QueryFeature>) {
      if (!queryFeatures.includes(feature)) throw new KashuvError('INPUT_INVALID', `${show(feature)} is no feature.`, { field: 'features', fix: `Features are: ${queryFeatures.join(', ')}.` });
    }
    return new Set(features as Iterable<QueryFeature>);
  }
  throw new KashuvError('INPUT_INVALID', `expected a list, got ${show(features)}.`, { field: 'features', fix: "Give what the source can do, such as ['words', 'or']." });
}

const same = (weaker: readonly (QueryNode | null)[], nodes: readonly QueryNode[]): boolean => weaker.every((node, index) => node === nodes[index]);

class Projector {
  readonly #prefixed: string[] = [];
  readonly #features: ReadonlySet<QueryFeature>;

  constructor(features: ReadonlySet<QueryFeature>) {
    this.#features = features;
  }

  /** Words for which prefixes were written out. */
  get prefixed(): string[] {
    return [...new Set(this.#prefixed)];
  }

  /** A query that holds wherever this one does: the node itself where the source decides it as we do; null for one that always holds. */
  weaken(node: QueryNode): QueryNode | null {
    const has = (feature: QueryFeature): boolean => this.#features.has(feature);
    switch (node.type) {
      case 'word':
        return this.#word(node);
      case 'phrase':
        if (!has('phrases') || node.within !== undefined || node.words.some((word) => HEBREW.test(word) || isPattern(word))) return this.#each(node.words, node.at);
        return node.exact ? { type: 'phrase', words: node.words, at: node.at } : node;
      case 'hashtag':
        return has('hashtags') ? node : null;
      case 'handle':
        return has('handles') ? node : null;
      case 'emoji':
        return has('emoji') ? node : null;
      case 'key':
      case 'range':
        return has(node.field) ? node : null;
      case 'near': {
        const [left, right] = [this.weaken(node.left), this.weaken(node.right)];
        if (has('near') && left === node.left && right === node.right) return node;
        return joined([left, right].filter((side) => side !== null), node.at);
      }
      case 'in': {
        if (has(node.field) && this.#whole(node.node)) return node;
        return node.field === 'text' || node.field === 'title' ? this.weaken(node.node) : null;
      }
      case 'not':
        return has('not') && this.#whole(node.node) ? node : null;
      case 'and': {
        const nodes = node.nodes.map((child) => this.weaken(child));
        return same(nodes, node.nodes) ? node : joined(nodes.filter((child) => child !== null), node.at);
      }
      case 'or': {
        const nodes = node.nodes.map((child) => this.weaken(child));
        if (has('or') && same(nodes, node.nodes)) return node;
        return has('or') && nodes.every((child) => child !== null) ? { type: 'or', nodes: nodes.flatMap((child) => (child.type === 'or' ? child.nodes : [child])), at: node.at } : null;
      }
    }
  }

  #word(node: Extract<QueryNode, { type: 'word' }>): QueryNode | null {
    // No source knows what it is written like.
    if (node.leet === true || !this.#features.has('words') || (isPattern(node.value) && !node.exact && !this.#features.has('wildcards'))) return null;
    // What is one word to people may be several to us: coca-cola.
    if (!HEBREW.test(node.value) || node.exact) return node.exact ? { type: 'word', value: node.value, at: node.at } : node;
    if (!this.#features.has('or')) return null;
    this.#prefixed.push(node.value);
    return { type: 'or', nodes: COMMON_PREFIXES.map((prefix) => ({ type: 'word', value: prefix + node.value, at: node.at })), at: node.at };
  }

  #each(words: readonly string[], at: number): QueryNode | null {
    return joined(words.flatMap((value) => this.weaken({ type: 'word', value, at }) ?? []), at);
  }

  /** Whether the source decides this as we do. */
  #whole(node: QueryNode): boolean {
    const before = this.#prefixed.length;
    if (this.weaken(node) === node) return true;
    this.#prefixed.length = before;
    return false;
  }
}
