/** Turns a wall-clock time (epoch ms as if it were UTC) into the instant it names in a zone. */
export type ZoneConverter = (wall: number) => number;

const DAY = 86_400_000;
const LAST = 8_640_000_000_000_000;
/** Days whose offset is kept; more than eleven years. */
const KEPT_DAYS = 4096;

/**
 * Wall clock to UTC by the machine's own time zone data. A wall time that a change of clocks skips is read with the offset before the
 * change; one that occurs twice is the earlier instant (the way of iCalendar and of Temporal's `compatible`).
 * Throws a RangeError for a zone the machine does not know.
 */
export function zoneConverter(zone: string): ZoneConverter {
  if (zone === 'UTC') return (wall) => wall;
  const offsetAt = zoneOffset(zone);
  return (wall) => {
    if (!(Math.abs(wall) <= LAST)) return wall;
    // Two days apart at most one change of clocks lies between, and no offset is longer than one day.
    const before = offsetAt(wall - DAY);
    const after = offsetAt(wall + DAY);
    if (before === after) return wall - before;
    const early = wall - Math.max(before, after);
    const late = wall - Math.min(before, after);
    if (early + offsetAt(early) === wall) return early;
    if (late + offsetAt(late) === wall) return late;
    return wall - before;
  };
}

/** The zone's offset from UTC at an instant, in ms; positive is east of Greenwich. Remembers whole days without a change of clocks. */
export function zoneOffset(zone: string): (utc: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const days = new Map<number, number>();
  const ask = (utc: number): number => {
    const within = Math.min(LAST, Math.max(-LAST, utc));
    return readOffset(format.formatToParts(within).find(({ type }) => type === 'timeZoneName')?.value ?? '');
  };
  return (utc) => {
    const day = Math.floor(utc / DAY);
    const known = days.get(day);
    if (known !== undefined) return known;
    const offset = ask(day * DAY);
    if (ask((day + 1) * DAY) !== offset) return ask(utc);
    if (days.size >= KEPT_DAYS) days.clear();
    days.set(day, offset);
    return offset;
  };
}

/** `GMT`, `GMT+03:00`, `GMT-07:52:58` in ms. */
function readOffset(name: string): number {
  const found = /^GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name);
  if (found === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = found;
  return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
