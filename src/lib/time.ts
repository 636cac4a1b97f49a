import { zoneConverter, type ZoneConverter } from './time-zone.ts';

/**
 * How a time is written. `excel` counts days since 30 December 1899 on the wall clock of the zone. `auto` takes ISO 8601, RFC 822 and
 * the form of the C library (`Sun Apr 12 14:00:00 +0000 2009`); numbers are Excel days, epoch seconds or epoch milliseconds by their size.
 */
export type TimeFormat = 'iso' | 'epoch-ms' | 'epoch-s' | 'excel' | 'auto';

export interface TimeOptions {
  /** Default `auto`. */
  format?: TimeFormat;
  /** IANA zone of times that name none. Default `UTC`. */
  zone?: string;
}

/** Largest instant of ECMAScript, in epoch ms. */
const LAST = 8_640_000_000_000_000;
const DAY = 86_400_000;
/** Longer strings are no times. */
const LONGEST = 64;

/** Epoch ms, or null where the value is no time (also: 30 February, 25 o'clock). For many values take `timeParser`. */
export function parseTime(value: unknown, options: TimeOptions = {}): number | null {
  return timeParser(options)(value);
}

/** A parser that keeps the zone's offsets it has looked up; throws a RangeError for an unknown zone. */
export function timeParser({ format = 'auto', zone = 'UTC' }: TimeOptions = {}): (value: unknown) => number | null {
  const toUtc = zoneConverter(zone);
  const number = numberReader(format, toUtc);
  return (value) => {
    if (typeof value === 'number') return number(value);
    if (typeof value !== 'string' || value.length > LONGEST) return null;
    const text = value.trim();
    if (text === '') return null;
    if (format !== 'iso' && /^[+-]?\d+(?:\.\d*)?$/.test(text)) return number(Number(text));
    if (format === 'iso') return parseIso(text, toUtc);
    if (format !== 'auto') return null;
    return parseIso(text, toUtc) ?? parseRfc822(text, toUtc) ?? parseAsctime(text, toUtc);
  };
}

function numberReader(format: TimeFormat, toUtc: ZoneConverter): (value: number) => number | null {
  const inRange = (ms: number): number | null => (Number.isFinite(ms) && Math.abs(ms) <= LAST ? Math.round(ms) : null);
  const excel = (days: number): number | null => parseExcel(days, toUtc);
  switch (format) {
    case 'iso':
      return () => null;
    case 'epoch-ms':
      return inRange;
    case 'epoch-s':
      return (value) => inRange(value * 1000);
    case 'excel':
      return excel;
    case 'auto':
      // Days 20,000 to 80,000 are 1954 to 2119; as seconds or milliseconds they would all fall on 1 January 1970.
      return (value) => {
        const size = Math.abs(value);
        if (value >= 20_000 && value <= 80_000) return excel(value);
        if (size >= 1e8 && size < 1e11) return inRange(value * 1000);
        return size >= 1e11 && size < 1e14 ? inRange(value) : null;
      };
  }
}

/** Excel's 1900 has a 29 February that never was: day 60 is no day, and the days before it are one off. */
function parseExcel(days: number, toUtc: ZoneConverter): number | null {
  if (!(days >= 1) || days >= 2_958_466 || Math.floor(days) === 60) return null;
  const sinceEpoch = (days < 60 ? days + 1 : days) - 25_569;
  return toUtc(Math.round(sinceEpoch * DAY));
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?([A-Za-z]{1,3}|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/;
const RFC_822 = /^(?:[A-Za-z]{3,9}, ?)?(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{2,4}) (\d{1,2}):(\d{2})(?::(\d{2}))? ?([A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?$/;
const ASCTIME = /^[A-Za-z]{3} ([A-Za-z]{3}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2})(?: ([A-Za-z]{1,5}|[+-]\d{4}))? (\d{4})$/;

/** ISO 8601 as RFC 3339 and SQL write it: a date alone is its first moment; a blank for the T; seconds and zone may be absent. */
function parseIso(text: string, toUtc: ZoneConverter): number | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = found;
  if (hour === undefined && zone !== undefined) return null;
  const wall = wallTime(Number(year), Number(month), Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  if (wall === null) return null;
  return inZone(wall + Math.floor(Number(`0.${fraction ?? '0'}`) * 1000), zone, toUtc);
}

/** RFC 822 and its successors, as feeds and mail write it; years of two digits as RFC 5322 §4.3 reads them. */
function parseRfc822(text: string, toUtc: ZoneConverter): number | null {
  const found = RFC_822.exec(text);
  if (found === null) return null;
  const [, day, month = '', year = '', hour, minute, second, zone] = found;
  const written = Number(year);
  const full = year.length === 2 ? written + (written < 50 ? 2000 : 1900) : year.length === 3 ? written + 1900 : written;
  const wall = wallTime(full, monthNumber(month), Number(day), Number(hour), Number(minute), Number(second ?? 0));
  return wall === null ? null : inZone(wall, zone, toUtc);
}

function parseAsctime(text: string, toUtc: ZoneConverter): number | null {
  const found = ASCTIME.exec(text);
  if (found === null) return null;
  const [, month = '', day, hour, minute, second, zone, year] = found;
  const wall = wallTime(Number(year), monthNumber(month), Number(day), Number(hour), Number(minute), Number(second));
  return wall === null ? null : inZone(wall, zone, toUtc);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthNumber = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** Wall-clock fields as if they were UTC; null where the calendar has no such moment. 24:00 and a leap second are the next moment. */
function wallTime(year: number, month: number, day: number, hour: number, minute: number, second: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || minute > 59 || second > 60) return null;
  if (hour > 23 && !(hour === 24 && minute === 0 && second === 0)) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return null;
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Hours of the zone names RFC 822 lists. Other letters are ambiguous (IST is in Jerusalem, Delhi and Dublin): no time at all. */
const NAMED: Readonly<Record<string, number>> = { Z: 0, UT: 0, UTC: 0, GMT: 0, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 };

function inZone(wall: number, zone: string | undefined, toUtc: ZoneConverter): number | null {
  if (zone === undefined) return toUtc(wall);
  if (zone.startsWith('+') || zone.startsWith('-')) {
    const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
    const hours = Number(digits.slice(0, 2));
    const minutes = Number(digits.slice(2));
    if (hours > 23 || minutes > 59) return null;
    return wall - (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  }
  const name = zone.toUpperCase();
  return Object.hasOwn(NAMED, name) ? wall - (NAMED[name] ?? 0) * 3_600_000 : null;
}
