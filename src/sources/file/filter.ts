import { KashuvError } from '../../spec/errors.ts';
import type { FileRow, RowMapper } from './mapper.ts';
import type { CheckedOptions } from './options.ts';

/** Whether a row is given to the monitor; an error where the host wants a bad row to stop the reading. */
export type RowFilter = (row: FileRow) => 'keep' | 'drop' | KashuvError;

export function rowFilter(options: CheckedOptions, mapper: RowMapper, since: number | undefined): RowFilter {
  return (row) => {
    if (options.onBadRow === 'stop') {
      const skipped = mapper.signals(row).find((signal) => signal.type === 'skipped');
      if (skipped !== undefined) {
        return new KashuvError('INPUT_INVALID', `${options.path}, ${skipped.reason}`, { fix: "Correct it, or set onBadRow: 'skip' to go on with the rest." });
      }
    }
    if (since === undefined) return 'keep';
    const postedAt = mapper.timeOf(row);
    return postedAt !== null && postedAt < since ? 'drop' : 'keep';
  };
}
