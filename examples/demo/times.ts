// The story is told in Eastern time, where most of the sources of its timeline were.

const parts = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York', weekday: 'short', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

function partsOf(at: number): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** `08:20`. */
export function clockTime(at: number): string {
  const { hour, minute } = partsOf(at);
  return `${hour}:${minute}`;
}

/** `12 Apr`. */
export function day(at: number): string {
  const { day: date, month } = partsOf(at);
  return `${date} ${month}`;
}

/** `12 Apr 08:20`. */
export const dayAndTime = (at: number): string => `${day(at)} ${clockTime(at)}`;

/** `9 h`, `25 min`, `3 days`. */
export function span(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 60 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
