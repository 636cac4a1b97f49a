import { KashuvError } from '../spec/errors.ts';
import { show } from '../lib/values.ts';
import type { Match } from '../spec/mention.ts';
import type { Matcher, QueryDocument, QueryNode } from '../spec/query.ts';
import { asksLanguage, compileQuery, type Compiled } from './compile.ts';
import { checkDocument } from './document.ts';
import { evaluate, Evidence, matchesOf, type Reason } from './evaluate.ts';
import type { Found } from './found.ts';
import { Scanner } from './scanner.ts';
import { triggersOf } from './triggers.ts';

/** A brand's query, as text or parsed. */
export interface BrandQuery {
  readonly brand: string;
  readonly query: string | QueryNode;
}

/** A matcher that brands join and leave while it works. */
export interface OpenMatcher extends Matcher {
  /** Adds a query behind the others; a brand may have several. Throws INPUT_INVALID, as `parseQuery` does, and adds nothing then. */
  add(query: BrandQuery): void;
  /** Takes out all queries of a brand; false where it has none. */
  remove(brand: string): boolean;
}

/**
 * Puts many brands' queries into one matcher: a text is read once, whatever their number. Reports each term that made
 * the query true, as written, with its first place in each field (offsets into the original); 64 at most.
 * Throws INPUT_INVALID naming the query, as `parseQuery` does.
 */
export function compileQueries(queries: readonly BrandQuery[]): OpenMatcher {
  if (!Array.isArray(queries)) throw new KashuvError('INPUT_INVALID', `expected a list, got ${show(queries)}.`, { field: 'queries', fix: "Give [{ brand: 'acme', query: 'acme' }]." });
  const matcher = new ManyQueries();
  (queries as readonly BrandQuery[]).forEach((query, index) => named(`queries[${index}]`, () => matcher.add(query)));
  return matcher;
}

interface Entry {
  readonly brand: string;
  readonly query: string | QueryNode;
  readonly root: Compiled;
  /** A document with none of these terms does not concern it. */
  readonly triggers: ReadonlySet<number>;
}

/** Queries taken out leave their words behind; where they are more than those that stay, all is put together anew. */
const FEW_LEFT = 64;
const NOBODY: readonly number[] = [];

class ManyQueries implements OpenMatcher {
  #scanner = new Scanner();
  /** In the order in which they came; null where one was taken out. */
  #entries: (Entry | null)[] = [];
  #live = 0;
  #asksLanguage = 0;
  /** For each term the queries that are looked at where it is found. */
  readonly #askedBy = new Map<number, number[]>();

  get asksLanguage(): boolean {
    return this.#asksLanguage > 0;
  }

  add(added: BrandQuery): void {
    const { brand, query } = readEntry(added);
    const root = compileQuery(query, this.#scanner);
    const triggers = triggersOf(root, (number) => this.#askedBy.get(number)?.length ?? 0) ?? new Set<number>();
    const index = this.#entries.push({ brand, query, root, triggers }) - 1;
    this.#live += 1;
    if (asksLanguage(root)) this.#asksLanguage += 1;
    for (const number of triggers) {
      const list = this.#askedBy.get(number);
      if (list) list.push(index);
      else this.#askedBy.set(number, [index]);
    }
  }

  remove(brand: string): boolean {
    const before = this.#live;
    for (const [index, entry] of this.#entries.entries()) {
      if (entry?.brand !== brand) continue;
      this.#entries[index] = null;
      this.#live -= 1;
      if (asksLanguage(entry.root)) this.#asksLanguage -= 1;
      for (const number of entry.triggers) {
        const left = (this.#askedBy.get(number) ?? []).filter((asking) => asking !== index);
        if (left.length > 0) this.#askedBy.set(number, left);
        else this.#askedBy.delete(number);
      }
    }
    if (this.#entries.length > FEW_LEFT + 2 * this.#live) this.#renew();
    return this.#live < before;
  }

  match(document: QueryDocument): { brand: string; matches: Match[] }[] {
    const found = this.#scanner.find(checkDocument(document));
    const hits: { brand: string; matches: Match[] }[] = [];
    for (const index of this.#candidates(found)) {
      const { brand, root } = this.#entries[index] as Entry;
      const reasons: Reason[] = [];
      if (evaluate(root, new Evidence(found, document), reasons)) hits.push({ brand, matches: matchesOf(reasons) });
    }
    return hits;
  }

  /** Queries that may hold, in the order in which they came. */
  #candidates({ terms }: Found): readonly number[] {
    let first: readonly number[] = NOBODY;
    let all: Set<number> | null = null;
    for (const number of terms.keys()) {
      const asking = this.#askedBy.get(number);
      if (asking === undefined) continue;
      if (first.length === 0) first = asking;
      else {
        all ??= new Set(first);
        for (const index of asking) all.add(index);
      }
    }
    return all === null ? first : [...all].sort((a, b) => a - b);
  }

  #renew(): void {
    const left = this.#entries.filter((entry) => entry !== null);
    this.#scanner = new Scanner();
    this.#entries = [];
    this.#live = 0;
    this.#asksLanguage = 0;
    this.#askedBy.clear();
    for (const entry of left) this.add(entry);
  }
}

function readEntry(entry: unknown): BrandQuery {
  const { brand, query } = (typeof entry === 'object' && entry !== null ? entry : {}) as { brand?: unknown; query?: unknown };
  if (typeof brand !== 'string' || brand === '') throw new KashuvError('INPUT_INVALID', `expected the id of a brand, got ${show(brand)}.`, { field: 'brand', fix: "Give { brand: 'acme', query: 'acme' }." });
  if (typeof query !== 'string' && (typeof query !== 'object' || query === null)) throw new KashuvError('INPUT_INVALID', `expected a query, got ${show(query)}.`, { field: 'query', fix: "Give its text, or what parseQuery made of it." });
  return { brand, query: query as string | QueryNode };
}

/** What goes wrong with a query names its place. */
function named(place: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!KashuvError.is(error) || error.field === undefined) throw error;
    // The message begins with the field and ends with the fix; both are put there anew.
    const message = error.message.slice(error.field.length + 2, error.fix === undefined ? undefined : -error.fix.length - 1);
    throw new KashuvError(error.code, message, { field: `${place}.${error.field}`, ...(error.fix !== undefined && { fix: error.fix }), cause: error });
  }
}
