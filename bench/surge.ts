import { parseArgs } from 'node:util';

import { chanceOf, poisson } from '../eval/surge/chance.ts';
import { makeSeries, seriesSettings, type Series } from '../src/surge/series/index.ts';

/**
 * Steps a second that a series judges, and the memory that 10,000 of them take, as JSON: `npm run bench:surge [-- --brands N]`. The brands hear 0.05 to 5000
 * mentions in five minutes by day and a fifth of that by night; all of them are followed in turn, step by step, so that none stays in the processor's
 * cache. Counts are made up beforehand. Needs --expose-gc. Ends with 1 below the targets.
 */
const STEPS_PER_SECOND = 1_000_000;
const BYTES_PER_SERIES = 2_048;
const STEP_MS = 5 * 60_000;
const STEPS_A_DAY = 288;
/** Of half a day each. */
const ROUNDS = 4;
/** By then every hour of the day was heard. */
const WARM_UP_DAYS = 1.5;
const start = Date.UTC(2026, 0, 5);

const { values } = parseArgs({ options: { brands: { type: 'string', default: '10000' }, json: { type: 'boolean' } } });
const brands = Number(values.brands);
if (globalThis.gc === undefined || !(brands >= 100)) {
  process.stderr.write('needs node --expose-gc, and --brands from 100.\n');
  process.exit(2);
}

const memory = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const processor = (): number => process.cpuUsage().user / 1_000_000;

const chance = chanceOf(20_090_412);
/** A day of a hundred brands; which of them a brand hears is its number modulo a hundred, with an hour's shift each. */
const volumes = Array.from({ length: 100 }, (_, kind) => {
  const busy = 0.05 * 100_000 ** (kind / 99);
  return Int32Array.from({ length: STEPS_A_DAY }, (_, step) => poisson(busy * (0.6 + 0.4 * Math.sin((step / STEPS_A_DAY) * 2 * Math.PI)), chance));
});
const countOf = (brand: number, step: number): number => volumes[brand % 100]![(step + 12 * Math.floor(brand / 100)) % STEPS_A_DAY]!;

const settings = seriesSettings();
const followed: Series[] = new Array<Series>(brands);
const before = memory();
for (let brand = 0; brand < brands; brand++) followed[brand] = makeSeries(settings);
let alarms = 0;
const follow = (from: number, to: number): void => {
  for (let step = from; step < to; step++) {
    const at = start + step * STEP_MS;
    for (let brand = 0; brand < brands; brand++) if (followed[brand]!.observe({ at, count: countOf(brand, step) }).alarm) alarms += 1;
  }
};
follow(0, STEPS_A_DAY * WARM_UP_DAYS);
/** The best of the rounds: what else the machine does slows some of them. */
const rounds = Array.from({ length: ROUNDS }, (_, round) => {
  const from = STEPS_A_DAY * (WARM_UP_DAYS + round / 2);
  const begun = performance.now();
  const used = processor();
  follow(from, from + STEPS_A_DAY / 2);
  const steps = (brands * STEPS_A_DAY) / 2;
  return { perSecond: steps / ((performance.now() - begun) / 1000), perProcessorSecond: steps / (processor() - used) };
});
const perSecond = Math.max(...rounds.map((round) => round.perSecond));
const perProcessorSecond = Math.max(...rounds.map((round) => round.perProcessorSecond));
const bytesPerSeries = (memory() - before) / brands;
const stateBytes = JSON.stringify(followed[brands - 1]!.state()).length;

const fine = perProcessorSecond >= STEPS_PER_SECOND && bytesPerSeries <= BYTES_PER_SERIES;
process.stdout.write(`${JSON.stringify({ brands, perSecond: Math.round(perSecond), perProcessorSecond: Math.round(perProcessorSecond), bytesPerSeries: Math.round(bytesPerSeries), stateBytes, alarms, fine }, null, 2)}\n`);
process.exitCode = fine ? 0 : 1;
