import type { Span } from '../spec/fact.ts';
import type { Match } from '../spec/mention.ts';
import type { QueryDocument } from '../spec/query.ts';
import type { Compiled } from './compile.ts';
import { firstStretches, MOST_STEPS } from './near.ts';
import type { Found, Occurrence } from './found.ts';
import type { Budget } from './place.ts';

/** Matches reported of one post and brand; they go into the ledger. */
const MAX_MATCHES = 64;

/** Something that made a query true: as written, and where. */
export interface Reason {
  readonly term: string;
  readonly occurrences: readonly { field: Match['field']; span?: Span }[];
}

/** What one query is evaluated on. */
export class Evidence {
  readonly found: Found;
  readonly document: QueryDocument;
  /** What was worked out of things near each other, and what is left for the others; few queries come to that. */
  #near: { readonly budget: Budget; readonly known: Map<Compiled, Reason['occurrences']> } | null = null;

  constructor(found: Found, document: QueryDocument) {
    this.found = found;
    this.document = document;
  }

  /** Where things stand near each other. The same however often it is asked. */
  near(node: Extract<Compiled, { type: 'close' }>): Reason['occurrences'] {
    const { budget, known } = (this.#near ??= { budget: { steps: MOST_STEPS }, known: new Map<Compiled, Reason['occurrences']>() });
    let places = known.get(node);
    if (places === undefined) known.set(node, (places = firstStretches(node.placed, this.found, budget).map(({ field, span }) => ({ field, span }))));
    return places;
  }
}

/** True where the query holds; `reasons` then has what made it true. */
export function evaluate(node: Compiled, evidence: Evidence, reasons: Reason[]): boolean {
  switch (node.type) {
    case 'term': {
      const occurrences = evidence.found.terms.get(node.number);
      if (occurrences === undefined) return false;
      reasons.push({ term: node.term, occurrences });
      return true;
    }
    case 'test':
      if (!node.holds(evidence.document)) return false;
      reasons.push({ term: node.term, occurrences: [{ field: node.field }] });
      return true;
    case 'close': {
      const occurrences = evidence.near(node);
      if (occurrences.length === 0) return false;
      reasons.push({ term: node.term, occurrences });
      return true;
    }
    case 'not': {
      const kept = reasons.length;
      const holds = !evaluate(node.node, evidence, reasons);
      reasons.length = kept;
      return holds;
    }
    case 'and': {
      const kept = reasons.length;
      if (node.nodes.every((child) => evaluate(child, evidence, reasons))) return true;
      reasons.length = kept;
      return false;
    }
    case 'or': {
      let holds = false;
      for (const child of node.nodes) if (evaluate(child, evidence, reasons)) holds = true;
      return holds;
    }
  }
}

const RANK: Readonly<Record<string, number>> = { text: 0, title: 1, author: 2, url: 3 };

/** Each term once per field: those in the text by place, then the title's and the other parts', then what has no place. */
export function matchesOf(reasons: readonly Reason[]): Match[] {
  const seen = new Set<readonly Occurrence[] | string>();
  const matches: Match[] = [];
  for (const { term, occurrences } of reasons) {
    // Terms that find the same share their occurrences, however they are written.
    const key = occurrences.length > 0 && occurrences[0]?.span !== undefined ? (occurrences as readonly Occurrence[]) : term;
    if (seen.has(key) || seen.has(term)) continue;
    seen.add(key).add(term);
    for (const occurrence of occurrences) matches.push({ term, ...occurrence });
  }
  const rank = ({ field, span }: Match): number => (span === undefined ? 9 : (RANK[field] ?? 8));
  matches.sort((a, b) => rank(a) - rank(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return matches.slice(0, MAX_MATCHES);
}
