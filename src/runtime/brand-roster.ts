import type { BrandQuery, OpenMatcher } from '../query/index.ts';
// Not by the room's index: all of the room would be loaded with kashuv, where a query is only read.
import { parseQuery } from '../query/parse.ts';
import { show } from '../lib/values.ts';
import type { Brand } from '../spec/brand.ts';
import { KashuvError } from '../spec/errors.ts';
import type { SourceCoverage } from '../surge/index.ts';
import type { BrandWorker } from './brand-worker.ts';

/** The brands that are listened for: which posts concern which of them, and who works for each. */
export class BrandRoster {
  readonly #brands = new Map<string, Brand>();
  readonly #workers = new Map<string, BrandWorker>();
  /** How the sources that are not heard are, for whoever comes later. */
  readonly #silent = new Map<string, SourceCoverage>();
  #matcher: OpenMatcher | null = null;

  /** Throws CONFIG_INVALID, naming the brand, for a query that cannot be read. */
  constructor(brands: readonly Brand[]) {
    brands.forEach(({ query }, index) => refuseUnreadable(query, `brands[${index}]`));
    for (const brand of brands) this.#brands.set(brand.id, brand);
  }

  /** Begins to listen. Many queries in one take room to read and to keep: made when the monitor opens. */
  listen(compile: (queries: readonly BrandQuery[]) => OpenMatcher): void {
    this.#matcher = compile(this.brands.map(queryOf));
  }

  get brands(): Brand[] {
    return [...this.#brands.values()];
  }

  get ids(): string[] {
    return [...this.#brands.keys()];
  }

  /** There once it listens. */
  get matcher(): OpenMatcher {
    return this.#matcher as OpenMatcher;
  }

  get workers(): BrandWorker[] {
    return [...this.#workers.values()];
  }

  /** Posts waiting to be understood. */
  get backlog(): number {
    return this.workers.reduce((sum, { backlog }) => sum + backlog, 0);
  }

  health(): { id: string; backlog: number; broken: string | null }[] {
    return [...this.#workers].map(([id, worker]) => ({ id, backlog: worker.backlog, broken: worker.broken?.message ?? null }));
  }

  workerIfAny(brand: string): BrandWorker | null {
    return this.#workers.get(brand) ?? null;
  }

  worker(brand: string): BrandWorker {
    return this.#workers.get(brand) ?? this.#refuse(brand);
  }

  brand(id: string): Brand {
    return this.#brands.get(id) ?? this.#refuse(id);
  }

  /** Where the ledger can no longer be written, nothing is taken in as if it could. */
  refuseIfBroken(): void {
    for (const { broken } of this.#workers.values()) if (broken !== null) throw broken;
  }

  /** Resolves when every brand has taken in what was delivered. */
  async drained(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.idle()));
  }

  /** How a source is heard concerns all brands alike. */
  cover(source: string, change: SourceCoverage): void {
    if (change.silent) this.#silent.set(source, change);
    else this.#silent.delete(source);
    for (const worker of this.workers) worker.note(({ room }) => room.tracker.cover(source, change));
  }

  /** Sets a brand's worker to work. */
  async start(brand: string, worker: BrandWorker): Promise<void> {
    await worker.start();
    for (const [source, change] of this.#silent) worker.note(({ room }) => room.tracker.cover(source, change));
    this.#workers.set(brand, worker);
  }

  /** One more brand. It is heard once its worker is at work. */
  async add(brand: Brand, makeWorker: () => Promise<BrandWorker>): Promise<void> {
    if (this.#brands.has(brand.id)) throw new KashuvError('CONFLICT', `'${brand.id}' is there already.`, { field: 'brand.id', fix: 'Remove it first, or choose another id.' });
    refuseUnreadable(brand.query, 'brand');
    await this.start(brand.id, await makeWorker());
    this.#brands.set(brand.id, brand);
    this.matcher.add(queryOf(brand));
  }

  /** A brand less. What is owed for it is withdrawn; what is kept of it stays in the store. */
  async remove(id: string): Promise<void> {
    const worker = this.worker(id);
    this.#brands.delete(id);
    this.matcher.remove(id);
    await worker.run(({ plans, room }) => plans.withdrawAll('removed', room.session.record('brand.removed', { by: 'host' })));
    await worker.stop();
    this.#workers.delete(id);
  }

  #refuse(brand: string): never {
    throw new KashuvError('INPUT_INVALID', `no brand ${show(brand)}.`, { field: 'brand', fix: `There are: ${this.ids.join(', ')}.` });
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }
}

const queryOf = ({ id, query }: Brand): BrandQuery => ({ brand: id, query });

/** What is wrong with a query is known by its place; here it is the host's configuration. */
function refuseUnreadable(query: string, brand: string): void {
  try {
    parseQuery(query);
  } catch (error) {
    if (!KashuvError.is(error)) throw error;
    throw new KashuvError('CONFIG_INVALID', error.message.replace(`${error.field ?? ''}: `, ''), { field: `${brand}.query`, cause: error });
  }
}
