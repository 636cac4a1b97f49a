import { localClassifier } from './classifiers/local.ts';
import { createMonitor as createCoreMonitor, type CoreOptions, type Monitor } from './core.ts';
import { wordingDrafter } from './drafters/wording.ts';
import { profileJudge } from './judges/profile.ts';
import { english } from './languages/en/index.ts';
import { hebrew } from './languages/he/index.ts';
import { latinIdentifier } from './languages/identify.ts';
import { prPolicy } from './policy/index.ts';
import { memoryStore } from './stores/memory.ts';

/** `brands` is all a monitor needs; everything else has a default that runs offline and sends no text anywhere. */
export type MonitorOptions = Pick<CoreOptions, 'brands'> & Partial<CoreOptions>;

/**
 * A monitor that listens in English and Hebrew, judges what is said and who says it with local cues and models, decides by the
 * public-relations policy, and keeps its ledger in memory unless `store` says otherwise.
 * Throws CONFIG_INVALID, naming the field, where an option cannot work.
 */
export function createMonitor(options: MonitorOptions): Monitor {
  const languages = (options as MonitorOptions | null | undefined)?.languages ?? [english(), hebrew()];
  return createCoreMonitor({
    store: memoryStore(),
    policy: prPolicy(),
    classifiers: [localClassifier({ packs: languages })],
    judges: [profileJudge({ packs: languages })],
    drafter: wordingDrafter(),
    identify: latinIdentifier,
    ...options,
    languages,
  });
}

export { KashuvError, systemClock, viralityRisk, virtualClock } from './core.ts';
export type * from './core.ts';
export { explainClassification } from './classifiers/local.ts';
export { explainPlan, prPolicy } from './policy/index.ts';
export { english } from './languages/en/index.ts';
export { hebrew } from './languages/he/index.ts';
export { memoryStore } from './stores/memory.ts';
