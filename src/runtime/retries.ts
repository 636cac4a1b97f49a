import type { BrandRoom } from './brand-room.ts';
import { keys } from './keys.ts';
import type { RetryRecord } from './records.ts';

const RETRY_BASE_MS = 60_000;
const RETRY_MAX_MS = 3_600_000;

/** What nobody could understand is understood again later: after a minute, then after twice as long each time, up to an hour. `attempt`: how often it was tried again before. */
export function tryAgainLater({ session, brand, timers }: Pick<BrandRoom, 'session' | 'brand' | 'timers'>, mention: string, attempt: number): void {
  const due = session.lastAt + Math.min(RETRY_BASE_MS * 2 ** attempt, RETRY_MAX_MS);
  session.put(keys.retry(brand.id, mention), { mention, attempt: attempt + 1, due } satisfies RetryRecord);
  timers.push({ due, kind: 'retry', id: mention });
}
