import * as z from 'zod';

import { KashuvError } from '../../spec/errors.ts';
import { hourMs } from './layout.ts';
import type { SeriesState } from './types.ts';

const minuteMs = 60_000;

/** So high in logarithms must a rise be to matter. */
const leastRiseSchema = z.number().min(0.1).max(2);

/** What a state may be; its bytes are looked into where they are read. */
const stateSchema = z.object({ version: z.literal([1, 2]), stepMs: z.number(), leastRise: leastRiseSchema, bytes: z.string() });

/** The same, where it is the state of a series. Throws INPUT_INVALID with the field at fault. */
export function checkedState(state: SeriesState): SeriesState {
  const result = stateSchema.safeParse(state);
  if (result.success) return result.data;
  throw new KashuvError('INPUT_INVALID', 'not the state of a series.', {
    field: ['state', ...(result.error.issues[0]?.path ?? [])].map(String).join('.'),
    fix: 'Pass what state() returned, unchanged.',
  });
}

/** How a series is watched. Every default is a design choice of kashuv; docs/surge.md has the figures behind them. */
const seriesSettingsSchema = z.strictObject({
  /** Width of a step in ms. Default 5 minutes. */
  stepMs: z.int().min(minuteMs).max(hourMs).default(5 * minuteMs),
  /** Least rise over all that is remembered that matters, as the logarithm of the factor: 0.4 is half as high again. Default 0.4. */
  leastRise: leastRiseSchema.default(0.4),
  /** False alarms a day one is ready to hear: an alarm is a score of at least one minus this. Default 0.04, once in 25 days. */
  alarmsPerDay: z.number().min(0.001).max(1).default(0.04),
  /** The same within a launch watch. Default 0.2, once in five days. */
  watchedAlarmsPerDay: z.number().min(0.001).max(1).default(0.2),
  /** Least time between two alarms, ms. Default 12 h. */
  coolDownMs: z.number().min(0).max(366 * 24 * hourMs).default(12 * hourMs),
  /** What fewer than this many in an hour do is never an alarm. Default 5. */
  leastVolume: z.int().min(1).max(1_000_000).default(5),
});
/** Settings of a series, defaults filled in. Many series share one. */
export type SeriesSettings = z.infer<typeof seriesSettingsSchema>;
/** What the host writes; everything may be left out. */
export type SeriesSettingsInput = z.input<typeof seriesSettingsSchema>;

/** Fills in the defaults. Throws CONFIG_INVALID with the field at fault. */
export function seriesSettings(input: SeriesSettingsInput = {}): SeriesSettings {
  const result = seriesSettingsSchema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new KashuvError('CONFIG_INVALID', issue?.message ?? 'not a valid setting', {
    field: ['series', ...(issue?.path ?? [])].map(String).join('.'),
    fix: 'See docs/surge.md for the settings there are.',
  });
}
