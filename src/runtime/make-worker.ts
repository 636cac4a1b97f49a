import type PQueue from 'p-queue';

import type { Brand } from '../spec/brand.ts';
import { BrandWorker, type BrandWorkerOptions } from './brand-worker.ts';
import { Enrichment } from './enrichment.ts';
import type { CoreOptions, Limits } from './options.ts';

/** What the workers of all brands share. */
export interface WorkerParts extends Pick<BrandWorkerOptions, 'clock' | 'context' | 'publish' | 'tell' | 'progressed'> {
  readonly options: CoreOptions;
  readonly limits: Limits;
  readonly calls: PQueue;
}

/** A worker for a brand, with classifiers and judges whose failures are told. */
export function makeWorker(brand: Brand, { options, limits, calls, ...shared }: WorkerParts): BrandWorker {
  const { clock, context, tell } = shared;
  const enrichment = new Enrichment({
    classifiers: options.classifiers,
    judges: options.judges,
    calls,
    clock,
    context,
    callTimeoutMs: limits.callTimeoutMs,
    classifierFailed: (classifier, mention, message) => tell('classifier.failed', { classifier, mention, message, retryInMs: null }),
    judgeFailed: (judge, mention, message) => tell('judge.failed', { judge, mention, message }),
  });
  return new BrandWorker({ ...shared, brand, enrichment, store: options.store, policy: options.policy, packs: options.languages, surge: options.surge, copies: options.copies, fence: null });
}
