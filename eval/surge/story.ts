import { chanceOf, overdispersed } from './chance.ts';
import type { Row } from './files.ts';

const stepMs = 5 * 60_000;
const stepsADay = 288;
const days = 17;
const seed = 20_090_412;
/** On the last days: a noon that is a little busier, a surge, and its echo on the next evening. */
const events = [
  { day: 14.5, height: 12, steps: 6, fadesIn: 6 },
  { day: 15.42, height: 260, steps: 5, fadesIn: 30 },
  { day: 16.75, height: 150, steps: 4, fadesIn: 20 },
] as const;

/** An invented series with a day and night and a few things that happen; the same each time. */
export function storySeries(): Row[] {
  const chance = chanceOf(seed);
  const monday = Date.UTC(2026, 0, 5);
  return Array.from({ length: days * stepsADay }, (_, step) => {
    const at = monday + step * stepMs;
    const usual = 22 * (1 + 0.7 * Math.sin((step / stepsADay - 0.3) * 2 * Math.PI));
    const more = events.reduce((sum, { day, height, steps, fadesIn }) => {
      const since = step - day * stepsADay;
      if (since < 0) return sum;
      return sum + height * Math.min(1, (since + 1) / steps) * Math.exp(-Math.max(0, since - steps) / fadesIn);
    }, 0);
    return { timestamp: new Date(at).toISOString(), at, count: overdispersed(usual + more, 0.02, chance) };
  });
}
