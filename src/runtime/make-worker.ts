import { lintQuery } from '../query/index.ts';
import type { Brand } from '../spec/brand.ts';
import { BrandWorker, type BrandWorkerOptions } from './brand-worker.ts';
import { Enrichment, type EnrichmentOptions } from './enrichment.ts';
import type { CoreOptions, Limits } from './options.ts';
import type { Turns } from './turns.ts';

/** What the workers of all brands share. */
export interface WorkerParts extends Pick<BrandWorkerOptions, 'clock' | 'context' | 'publish' | 'tell' | 'progressed'> {
  readonly options: CoreOptions;
  readonly limits: Limits;
  readonly turns: Turns;
  /** What one call may touch, as a line of work of its own. */
  readonly callContext: EnrichmentOptions['context'];
}

/** A worker for a brand, with classifiers and judges whose failures are told. */
export function makeWorker(brand: Brand, { options, limits, turns, callContext, ...shared }: WorkerParts): BrandWorker {
  const { clock, context, tell } = shared;
  // Allowed, and seldom meant: a query that finds nothing is silent otherwise.
  if (options.log !== undefined) for (const { at, rule, message, fix } of lintQuery(brand.query)) context.log('warn', `the query of '${brand.id}' is doubtful at ${at}: ${message} ${fix}`, { brand: brand.id, at, rule });
  const enrichment = new Enrichment({
    classifiers: options.classifiers,
    judges: options.judges,
    turns,
    clock,
    context: callContext,
    callTimeoutMs: limits.callTimeoutMs,
    classifierFailed: (classifier, mention, message) => tell('classifier.failed', { classifier, mention, message, retryInMs: null }),
    judgeFailed: (judge, mention, message) => tell('judge.failed', { judge, mention, message }),
  });
  return new BrandWorker({ ...shared, brand, enrichment, store: options.store, policy: options.policy, packs: options.languages, surge: options.surge, copies: options.copies, fence: null });
}
