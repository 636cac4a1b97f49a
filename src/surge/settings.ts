import * as z from 'zod';

import { themeSchema } from '../spec/classification.ts';
import { KashuvError } from '../spec/errors.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const span = (atLeast: number) => z.number().min(atLeast).max(366 * day);

/** How a tracker decides. Durations in milliseconds. Every default is a design choice of kashuv unless a rule is named. */
export const trackerSettingsSchema = z.strictObject({
  /** A post published more than this before the newest one heard corrects an incident, but opens nothing. Default 6 h. */
  latenessMs: span(0).default(6 * hour),
  /** Robust deviations above the baseline from which a rise is a surge. Default 5. */
  threshold: z.number().min(1).max(1000).default(5),
  /** Distinct authors without whom no volume opens an incident. Default 5. */
  minimumAuthors: z.int().min(1).max(100).default(5),
  /** Share of judged voices that must be negative before a rise of the whole volume, or any rise while there is no baseline, opens an incident. Default 0.5. */
  negativeShare: z.number().min(0).max(1).default(0.5),
  /** How long one listens before the baseline is trusted. Default 24 h. */
  warmUpMs: span(hour).default(day),
  /** Negative voices an hour that open an incident before there is a baseline (ten times as many in the first three hours). Default 20. */
  warmUpMinimum: z.int().min(1).max(1_000_000).default(20),
  /** Least time between two surges of one series. Default 12 h. */
  coolDownMs: span(0).default(12 * hour),
  /** Few voices with one grievance: what is said by whom counts before the volume does. */
  grievance: z
    .strictObject({
      /** Distinct authors. Default 3. */
      authors: z.int().min(2).max(100).default(3),
      /** Within which time. Default 48 h: people who are wronged alike do not write on the same day. */
      withinMs: span(hour).default(2 * day),
      /**
       * Themes that make a few voices weigh. `money` is left out by default: complaints about money are the daily bread of
       * every brand.
       */
      themes: z.array(themeSchema).default(['discrimination', 'safety', 'children', 'health', 'death']),
    })
    .prefault({}),
  /**
   * Calm after which an incident is reported quiet; a quarter of its duration where that is longer (7 days at most), and for one that few
   * voices began not less than `grievance.withinMs`. Default 24 h.
   */
  quietMs: span(minute).default(day),
  /** Negative mentions kept at hand, so that an incident can say which of them belong to it. Default 256. */
  remembered: z.int().min(16).max(10_000).default(256),
  /** Incidents followed at once. Default 8. */
  incidents: z.int().min(1).max(64).default(8),
});
/** Settings, defaults filled in. */
export type TrackerSettings = z.infer<typeof trackerSettingsSchema>;
/** What the host writes; everything may be left out. */
export type TrackerSettingsInput = z.input<typeof trackerSettingsSchema>;

/** Fills in the defaults. Throws CONFIG_INVALID with the field at fault. */
export function trackerSettings(input: TrackerSettingsInput = {}): TrackerSettings {
  const result = trackerSettingsSchema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = ['surge', ...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].map(String).join('.');
  const message = issue?.code === 'unrecognized_keys' ? 'no such setting' : (issue?.message ?? 'not a valid setting');
  throw new KashuvError('CONFIG_INVALID', `${message}.`, { field: path, fix: 'docs/surge.md lists the settings there are.' });
}
