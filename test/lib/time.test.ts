import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTime, timeParser } from '../../src/lib/time.ts';
import { zoneConverter, zoneOffset } from '../../src/lib/time-zone.ts';

const utc = (text: string): number => Date.parse(text);

describe('ISO 8601', () => {
  test.each<[string, string]>([
    ['2009-04-12', '2009-04-12T00:00:00Z'],
    ['2009-04-12T14:05', '2009-04-12T14:05:00Z'],
    ['2009-04-12 14:05:09', '2009-04-12T14:05:09Z'],
    ['2009-04-12T14:05:09.1239Z', '2009-04-12T14:05:09.123Z'],
    ['2009-04-12T14:05:09,5+03:00', '2009-04-12T11:05:09.5Z'],
    ['2015-02-24 11:15:59 -0800', '2015-02-24T19:15:59Z'],
    ['2009-04-12t14:05:09z', '2009-04-12T14:05:09Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
    ['2009-04-12T24:00:00Z', '2009-04-13T00:00:00Z'],
    ['0099-03-01T00:00:00Z', '0099-03-01T00:00:00Z'],
  ])('%s', (text, expected) => {
    expect(parseTime(text, { format: 'iso' })).toBe(utc(expected));
    expect(parseTime(text)).toBe(utc(expected));
  });

  test.each(['2009-02-30', '2009-13-01', '2009-04-12T25:00', '2009-04-12T14:60', '2009-04-12T14:05:61', '2009-04-12T24:00:01Z', '2009-04-12Z', '2009-04-12T14:05+25:00', '2009-4-1', 'yesterday', ''])(
    'no time: %s',
    (text) => expect(parseTime(text, { format: 'iso' })).toBeNull(),
  );

  test('reads back whatever a Date writes', () => {
    fc.assert(fc.property(fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31T23:59:59.999Z') }), (date) => parseTime(date.toISOString()) === date.getTime()));
  });
});

describe('feeds and mail', () => {
  test.each<[string, string]>([
    ['Mon, 06 Sep 2010 00:01:00 +0000', '2010-09-06T00:01:00Z'],
    ['6 Sep 2010 00:01 EST', '2010-09-06T05:01:00Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37Z'],
    ['Wed Oct 10 20:19:24 +0000 2018', '2018-10-10T20:19:24Z'],
    ['01 Jan 49 00:00:00 Z', '2049-01-01T00:00:00Z'],
  ])('%s', (text, expected) => expect(parseTime(text)).toBe(utc(expected)));

  test.each(['31 Feb 2010 00:01:00 GMT', '6 Smarch 2010 00:01:00 GMT', '6 Sep 2010 00:01:00 IST', '6 Sep 2010 24:01:00 GMT'])('no time: %s', (text) => expect(parseTime(text)).toBeNull());
});

describe('numbers', () => {
  test('epoch', () => {
    expect(parseTime(1239544800, { format: 'epoch-s' })).toBe(utc('2009-04-12T14:00:00Z'));
    expect(parseTime('1239544800.25', { format: 'epoch-s' })).toBe(utc('2009-04-12T14:00:00.25Z'));
    expect(parseTime('1239544800000', { format: 'epoch-ms' })).toBe(utc('2009-04-12T14:00:00Z'));
    for (const value of [NaN, Infinity, 1e300]) expect(parseTime(value, { format: 'epoch-ms' })).toBeNull();
    expect(parseTime('2009-04-12', { format: 'epoch-s' })).toBeNull();
  });

  test('by their size', () => {
    expect(parseTime(1239544800)).toBe(utc('2009-04-12T14:00:00Z'));
    expect(parseTime('1239544800000')).toBe(utc('2009-04-12T14:00:00Z'));
    expect(parseTime(39915.5)).toBe(utc('2009-04-12T12:00:00Z'));
    for (const value of [0, 7, 19_999, 90_000, 1e16, -5]) expect(parseTime(value)).toBeNull();
  });

  test('Excel days on the wall clock of a zone', () => {
    const parse = timeParser({ format: 'excel', zone: 'America/Los_Angeles' });
    expect(parse(42059.5)).toBe(utc('2015-02-24T12:00:00-08:00'));
    expect(parse('42195.75')).toBe(utc('2015-07-10T18:00:00-07:00'));
    // The example of the format: days before March 1900 are one off, and 29 February 1900 never was.
    expect(parseTime(1, { format: 'excel' })).toBe(utc('1900-01-01T00:00:00Z'));
    expect(parseTime(59, { format: 'excel' })).toBe(utc('1900-02-28T00:00:00Z'));
    expect(parseTime(60.5, { format: 'excel' })).toBeNull();
    expect(parseTime(61, { format: 'excel' })).toBe(utc('1900-03-01T00:00:00Z'));
    expect(parseTime(2_958_465, { format: 'excel' })).toBe(utc('9999-12-31T00:00:00Z'));
    for (const value of [0, -3, 2_958_466, NaN]) expect(parseTime(value, { format: 'excel' })).toBeNull();
  });

  test('neither text nor number is no time', () => {
    for (const value of [null, undefined, true, {}, [1], 'x'.repeat(1_000_000), '9'.repeat(1_000_000)]) expect(parseTime(value)).toBeNull();
  });
});

describe('zones', () => {
  test('clocks go forward: a wall time that is skipped counts from before the change', () => {
    const jerusalem = zoneConverter('Asia/Jerusalem');
    expect(jerusalem(utc('2024-03-29T01:59:00Z'))).toBe(utc('2024-03-28T23:59:00Z'));
    expect(jerusalem(utc('2024-03-29T02:30:00Z'))).toBe(utc('2024-03-29T00:30:00Z'));
    expect(jerusalem(utc('2024-03-29T03:30:00Z'))).toBe(utc('2024-03-29T00:30:00Z'));
  });

  test('clocks go back: a wall time that occurs twice is the first one', () => {
    const newYork = zoneConverter('America/New_York');
    expect(newYork(utc('2023-11-05T00:59:00Z'))).toBe(utc('2023-11-05T04:59:00Z'));
    expect(newYork(utc('2023-11-05T01:30:00Z'))).toBe(utc('2023-11-05T05:30:00Z'));
    expect(newYork(utc('2023-11-05T02:00:00Z'))).toBe(utc('2023-11-05T07:00:00Z'));
  });

  test('half hours, and a day that never was', () => {
    expect(zoneConverter('Asia/Kolkata')(utc('2024-01-01T05:30:00Z'))).toBe(utc('2024-01-01T00:00:00Z'));
    expect(zoneConverter('Australia/Lord_Howe')(utc('2024-04-07T01:45:00Z'))).toBe(utc('2024-04-06T14:45:00Z'));
    expect(zoneConverter('Pacific/Apia')(utc('2011-12-29T23:00:00Z'))).toBe(utc('2011-12-30T09:00:00Z'));
    expect(zoneConverter('Pacific/Apia')(utc('2011-12-31T00:30:00Z'))).toBe(utc('2011-12-30T10:30:00Z'));
  });

  test('an instant shown on a zone’s clock and read again is the same instant, unless the clock shows it twice', () => {
    const zones = ['Asia/Jerusalem', 'America/Los_Angeles', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Casablanca'];
    const year = 31_536_000_000;
    for (const zone of zones) {
      const toUtc = zoneConverter(zone);
      const offset = zoneOffset(zone);
      fc.assert(
        fc.property(fc.integer({ min: 10 * year, max: 60 * year }), (instant) => {
          const wall = instant + offset(instant);
          const read = toUtc(wall);
          return read === instant || (read < instant && read + offset(read) === wall);
        }),
      );
    }
  });

  test('an explicit zone beats the configured one', () => {
    expect(parseTime('2024-01-01T00:00:00Z', { zone: 'Asia/Jerusalem' })).toBe(utc('2024-01-01T00:00:00Z'));
    expect(parseTime('2024-01-01T00:00:00', { zone: 'Asia/Jerusalem' })).toBe(utc('2023-12-31T22:00:00Z'));
    expect(() => timeParser({ zone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});

test('whatever the input, the answer is null or a whole instant', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.anything()), fc.constantFrom('iso', 'epoch-ms', 'epoch-s', 'excel', 'auto'), (value, format) => {
      const result = parseTime(value, { format, zone: 'Asia/Jerusalem' });
      return result === null || (Number.isInteger(result) && Math.abs(result) <= 8_640_000_000_000_000 + 86_400_000);
    }),
  );
});
