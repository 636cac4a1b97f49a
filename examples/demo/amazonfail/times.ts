/** Eastern wall time as epoch ms. Daylight saving began on 8 March 2009 at 02:00 (before: UTC−5, after: UTC−4). */
export function eastern(local: string): number {
  return wallTime(local, local < '2009-03-08T02:00' ? '-05:00' : '-04:00');
}

/** Pacific wall time as epoch ms. Daylight saving began on 8 March 2009 at 02:00 (before: UTC−8, after: UTC−7). */
export function pacific(local: string): number {
  return wallTime(local, local < '2009-03-08T02:00' ? '-08:00' : '-07:00');
}

/** The replay covers 2009 up to the end of daylight saving; `local` is `YYYY-MM-DDTHH:MM`. */
function wallTime(local: string, offset: string): number {
  const time = Date.parse(`${local}:00${offset}`);
  if (Number.isNaN(time) || local < '2009-01-01' || local >= '2009-11-01') throw new RangeError(`not a wall time between January and October 2009: ${local}`);
  return time;
}
