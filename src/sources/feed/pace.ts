/** How often a feed wants to be asked, as it says itself (RSS 2.0 `ttl`, `skipHours`, `skipDays`; RDF Site Summary `sy:updatePeriod`). */
export interface FeedPace {
  /** It says that nothing changes sooner, in ms. 0: it says nothing. */
  readonly everyMs: number;
  /** Hours of the day in GMT, 0–23, in which it is not to be asked. */
  readonly skipHours: readonly number[];
  /** Days of the week in GMT, 0 for Sunday. */
  readonly skipDays: readonly number[];
}

/** Of an answer that holds no document. */
export const NO_PACE: FeedPace = { everyMs: 0, skipHours: [], skipDays: [] };

/** What a document says of its own pace, as parsed. */
export interface PaceFields {
  readonly ttl?: number | undefined;
  readonly skipHours?: readonly number[] | undefined;
  readonly skipDays?: readonly string[] | undefined;
  readonly sy?: { readonly updatePeriod?: string | undefined; readonly updateFrequency?: number | undefined } | undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const PERIODS: Readonly<Record<string, number>> = { hourly: HOUR_MS, daily: 24 * HOUR_MS, weekly: 7 * 24 * HOUR_MS, monthly: 30 * 24 * HOUR_MS, yearly: 365 * 24 * HOUR_MS };
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export function paceOf({ ttl, skipHours = [], skipDays = [], sy }: PaceFields): FeedPace {
  const period = PERIODS[sy?.updatePeriod?.trim().toLowerCase() ?? ''] ?? 0;
  const frequency = Math.max(1, positive(sy?.updateFrequency));
  return {
    everyMs: Math.max(positive(ttl) * MINUTE_MS, period / frequency),
    // RSS 0.91 counted the hours from 1 to 24.
    skipHours: skipHours.filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24).map((hour) => hour % 24),
    skipDays: skipDays.map((day) => DAYS.indexOf(day.trim().toLowerCase())).filter((day) => day >= 0),
  };
}

/** When it may be asked again after an answer at `now`, epoch ms: as it wishes, but `mostMs` later at the latest. */
export function nextAsking({ everyMs, skipHours, skipDays }: FeedPace, cacheControl: string | null, now: number, mostMs: number): number {
  const latest = now + mostMs;
  let at = now + Math.max(everyMs, maxAge(cacheControl));
  const skipped = (moment: number): boolean => skipHours.includes(new Date(moment).getUTCHours()) || skipDays.includes(new Date(moment).getUTCDay());
  while (at < latest && skipped(at)) at = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
  return Math.min(at, latest);
}

/** `max-age` in ms; what may not be kept has none. */
function maxAge(cacheControl: string | null): number {
  if (cacheControl === null || /\bno-(?:cache|store)\b/i.test(cacheControl)) return 0;
  return Number(/(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})\b/i.exec(cacheControl)?.[1] ?? 0) * 1000;
}

const positive = (value: number | undefined): number => (value !== undefined && value > 0 && Number.isFinite(value) ? value : 0);
