import * as fc from 'fast-check';

/**
 * Properties try the same cases in every run, so that a red run is about the change and not about chance. KASHUV_SEED takes another number, or `random`,
 * which is how new cases are looked for; what they find becomes a test of its own.
 */
const { KASHUV_SEED: seed = '20090412' } = process.env;
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
