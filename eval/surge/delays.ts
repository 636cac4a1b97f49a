import { makeSeries, type SeriesSettings } from '../../src/surge/series/index.ts';
import type { CalmSeries } from './calm.ts';
import { chanceOf, poisson } from './chance.ts';
import { onsetSteps, type Onset } from './onsets.ts';

const minuteMs = 60_000;
const stepMs = 5 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
/** Two weeks are listened to first; then an onset is tried every 31 hours, so that each hour of the day has its turn. */
const before = 14 * 288;
const spacing = 31 * 12;
/** A labelled window is kept clear of by a day. */
const clearMs = dayMs;

/** How soon an onset was seen. */
export interface Delay {
  event: string;
  scale: number;
  /** From when it happened to the end of the step that raised the alarm, minutes; null: not within two hours. */
  sinceEvent: number | null;
  /** The same from the begin of the first step with a mention of it. */
  sinceTalk: number | null;
  /** The same from the begin of the first step in which it brings as much as the calm series' 99th percentile; null also where none does. */
  sinceVisible: number | null;
}

export interface CalmFigures {
  name: string;
  /** Days after the first two weeks and outside of windows. */
  days: number;
  alarms: number;
  /** Days and alarms of the first two weeks. */
  earlyDays: number;
  earlyAlarms: number;
  delays: Delay[];
}

/** Runs a calm series and, in copies that go on from where it stands, each onset at each scale: `scale` times the calm series' 99th percentile at its highest. */
export function runCalm(calm: CalmSeries, onsets: readonly Onset[], scales: readonly number[], settings: SeriesSettings, seed: number): CalmFigures {
  const { rows, eventful } = calm;
  const chance = chanceOf(seed);
  const isCalm = (at: number, clear: number) => eventful.every(([from, to]) => at < from - clear || at > to + clear);
  const usual = Math.max(1, percentile(rows.map(({ count }) => count), 0.99));
  const series = makeSeries(settings);
  const figures: CalmFigures = { name: calm.name, days: 0, alarms: 0, earlyDays: 0, earlyAlarms: 0, delays: [] };
  rows.forEach(({ at, count }, index) => {
    const { alarm } = series.observe({ at, count });
    const early = index < before;
    if (isCalm(at, 0)) {
      figures[early ? 'earlyDays' : 'days'] += stepMs / dayMs;
      if (alarm) figures[early ? 'earlyAlarms' : 'alarms'] += 1;
    }
    if (early || (index - before) % spacing !== 0 || index + onsetSteps >= rows.length || !isCalm(at, clearMs)) return;
    const state = series.state();
    for (const onset of onsets) {
      for (const scale of scales) {
        const factor = (scale * usual) / Math.max(...onset.counts);
        const copy = makeSeries(settings, state);
        const laid = onset.counts.map((more) => poisson(more * factor, chance));
        const seen = laid.findIndex((more, step) => {
          const { at: then, count: calmly } = rows[index + 1 + step]!;
          return copy.observe({ at: then, count: calmly + more }).alarm;
        });
        const since = (least: number) => {
          const first = laid.findIndex((more) => more >= least);
          return seen < 0 || first < 0 ? null : ((seen - Math.min(seen, first) + 1) * stepMs) / minuteMs;
        };
        const sinceEvent = seen < 0 ? null : (seen * stepMs + onset.firstStepMs) / minuteMs;
        figures.delays.push({ event: onset.event, scale, sinceEvent, sinceTalk: since(1), sinceVisible: since(usual) });
      }
    }
  });
  return figures;
}

/** Value below which a share of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
