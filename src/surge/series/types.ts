/**
 * How a step was heard. `partly`: some source was silent or held back, so the count is a lower bound. `none`: nothing was
 * heard, and the count says nothing.
 */
export type Coverage = 'full' | 'partly' | 'none';

/** How many there were in a step. */
export interface SeriesStep {
  /** Any time within the step, epoch ms, by publication. */
  at: number;
  /** All that is known of the step by now, not what was added: a whole number, 0 or more. Above 536,870,911 it counts as that. */
  count: number;
  /** Default `full`. */
  coverage?: Coverage | undefined;
  /** Within a launch watch: `watchedAlarmsPerDay` holds instead of `alarmsPerDay`. Default false. */
  watched?: boolean | undefined;
}

/** What a step usually brings. */
export interface Expected {
  /** Mean of a step at this hour and on this day of the week (UTC), as far as learned. */
  count: number;
  /** About 19 in 20 steps lie between. */
  low: number;
  high: number;
}

/** The newest moment beside the most alike one that is remembered. */
export interface Comparison {
  /** The steps from `from` to `to` steps ago. */
  from: number;
  to: number;
  /** Highest count among them, and among the same steps of the remembered moment. */
  highest: number;
  remembered: number;
}

/** The newest minutes beside what they were expected to bring. */
export interface Sudden {
  /** What the newest `steps` steps brought; a step that nothing is known of counts as expected. */
  count: number;
  /** By the hour and the day of the week, or as the last hours were, whichever is more. */
  expected: number;
  steps: number;
}

/** The newest step, judged. */
export interface SeriesReport {
  /** Where the newest step begins, epoch ms. */
  at: number;
  /** null: not covered. */
  count: number | null;
  coverage: Coverage;
  /**
   * From 0 to 1: at 1 − p, chance brings a rise like this p times a day at most. 0 also where there is nothing new to tell: within
   * the cool-down, below the least volume. null: the step is not covered, which is not calm.
   */
  score: number | null;
  /** `score` reached what the settings ask for. True once in a cool-down. */
  alarm: boolean;
  /** What an alarm is of: the last hour's steps, or as many as reach back to what rose, and what was heard in them, as far as they were covered. null: no alarm. */
  window: { steps: number; count: number } | null;
  /** Width of a step, ms. */
  stepMs: number;
  /** A surge that raised an alarm goes on: the last hour stands more than half as far above what was remembered, on the log scale. */
  ongoing: boolean;
  /** Logarithm of the factor by which every remembered moment falls short; 0: one was at least as high throughout. */
  rise: number;
  /** How often a day chance brings such a rise, the rarer of the two ways, after what the bar of the last alarm and what was not yet listened to take off. */
  perDay: number;
  /** null: nothing is known yet. */
  expected: Expected | null;
  /** null: not covered, or chance brings as much once a day and oftener, or nothing is remembered yet. */
  comparison: Comparison | null;
  /** Where it is its suddenness that chance brings more rarely; else null. */
  sudden: Sudden | null;
}

/** All a series knows, as JSON. A series made from it goes on as if it had never stopped. */
export interface SeriesState {
  /** 1: as written before sudden rises were looked at; it is read too. */
  version: 1 | 2;
  stepMs: number;
  leastRise: number;
  /** The memory, base64. */
  bytes: string;
}
