import { join } from 'node:path';

import { KashuvError } from '../../src/spec/errors.ts';
import { textOf } from '../run-command.ts';
import { readSeries, timeOf } from './files.ts';

const stepMs = 5 * 60_000;
/** What is laid over a calm series: two hours from when it happened. */
export const onsetSteps = 24;

/** The recorded beginning of an event whose time is on record. */
export interface Onset {
  event: string;
  /** From when it happened to the end of the first step, ms. */
  firstStepMs: number;
  /** Counts of the steps from the one it happened in. */
  counts: number[];
}

/** Reads `onsets.csv` (columns `event` and `event_time_utc_public_record`, empty where it is not known) and the series of each event. */
export function readOnsets(folder: string, usage: string): Onset[] {
  const path = join(folder, 'onsets.csv');
  const [head = '', ...lines] = textOf(path, usage).split(/\r?\n/);
  const columns = head.split(',');
  const eventColumn = columns.indexOf('event');
  const timeColumn = columns.indexOf('event_time_utc_public_record');
  if (eventColumn < 0 || timeColumn < 0) throw new KashuvError('INPUT_INVALID', 'expected the columns event and event_time_utc_public_record.', { field: `${path}:1`, fix: usage });
  return lines.flatMap((line) => {
    const cells = line.split(',');
    const event = cells[eventColumn] ?? '';
    const happened = timeOf(cells[timeColumn] ?? '');
    if (event === '' || Number.isNaN(happened)) return [];
    const first = Math.floor(happened / stepMs);
    const counts = new Array<number>(onsetSteps).fill(0);
    for (const { at, count } of readSeries(folder, `${event}.csv`)) {
      const step = Math.floor(at / stepMs) - first;
      if (step >= 0 && step < onsetSteps) counts[step] = count;
    }
    return [{ event, firstStepMs: (first + 1) * stepMs - happened, counts }];
  });
}
