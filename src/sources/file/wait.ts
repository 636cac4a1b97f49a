import type { CallContext } from '../../spec/plugin.ts';

/** Real timers take no longer waits. */
const LONGEST_SLEEP_MS = 2_147_483_647;

/** Waits `ms` on the monitor's clock. False when the monitor stopped meanwhile. */
export async function pause(ms: number, context: CallContext): Promise<boolean> {
  try {
    await context.sleep(ms);
  } catch (error) {
    if (!context.signal.aborted) throw error;
  }
  return !context.signal.aborted;
}

/** Waits until the monitor's clock shows `at` (epoch ms). False when the monitor stopped meanwhile. */
export async function waitUntil(at: number, context: CallContext): Promise<boolean> {
  for (let left = at - context.now(); left > 0; left = at - context.now()) {
    if (!(await pause(Math.min(left, LONGEST_SLEEP_MS), context))) return false;
  }
  return !context.signal.aborted;
}
