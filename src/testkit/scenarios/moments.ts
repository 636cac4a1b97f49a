const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SPAN = /^(?=\d)(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds of a span such as `90m`, `1h30m` or `2d`; null where it is none. */
export function spanMs(text: string): number | null {
  const [, days, hours, minutes] = SPAN.exec(text) ?? [];
  if (days === undefined && hours === undefined && minutes === undefined) return null;
  return Number(days ?? 0) * DAY + Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE;
}

/** Epoch ms of a moment: `+1h30m` after `zero`, `-2d` before it, or an ISO time that names its zone. Null where it is none. */
export function momentMs(text: string, zero: number): number | null {
  if (text.startsWith('+') || text.startsWith('-')) {
    const span = spanMs(text.slice(1));
    return span === null ? null : text.startsWith('+') ? zero + span : zero - span;
  }
  return isoMs(text);
}

/** Epoch ms of an ISO time that names its zone; null where it is none. */
export function isoMs(text: string): number | null {
  if (!ZONED.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** How far `at` lies from `zero`, in words: `+1h30m`, `-2d`, `+0m`. Whole minutes. */
export function momentOf(at: number, zero: number): string {
  const distance = Math.round(Math.abs(at - zero) / MINUTE) * MINUTE;
  const days = Math.floor(distance / DAY);
  const hours = Math.floor((distance % DAY) / HOUR);
  const minutes = (distance % HOUR) / MINUTE;
  const parts = [days > 0 ? `${days}d` : '', hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : ''].join('');
  return `${at < zero && parts !== '' ? '-' : '+'}${parts === '' ? '0m' : parts}`;
}
