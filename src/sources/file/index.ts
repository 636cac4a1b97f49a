import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import { openFile } from './bytes.ts';
import { layoutOf } from './decode.ts';
import { rowFilter } from './filter.ts';
import { rowMapper, type FileRow } from './mapper.ts';
import { checkFileOptions, type CheckedOptions, type FileOptions } from './options.ts';
import { readInOrder } from './stream.ts';
import { readTable } from './table.ts';

export type { FileOptions } from './options.ts';
export type { FileRow } from './mapper.ts';

/**
 * Posts from a file on disk: JSON lines, a JSON array or CSV, plain or gzipped. See docs/sources/file.md.
 *
 * A row that makes no post (broken line, no text, impossible time) becomes a `skipped` signal that names the line and the fix; the rest
 * goes on. Memory is bounded in the order of the file; a JSON array and the order of time are held whole, 256 MiB at most.
 *
 * Errors: CONFIG_INVALID (options, no such file), UNAVAILABLE (the file cannot be read now; with `follow` also where it is missing),
 * INPUT_INVALID (the file as a whole is unreadable, or a bad row with `onBadRow: 'stop'`).
 */
export function file(path: string, options: FileOptions = {}): PullSource<FileRow> {
  const checked = checkFileOptions(path, options);
  const mapper = rowMapper(checked);
  return {
    contract: 1,
    name: 'file',
    instance: checked.instance,
    capabilities: { mode: checked.follow ? 'stream' : 'once', backfill: true, threads: false, authors: false, queryFeatures: [] },
    read: (request, context) => read(checked, request, context),
    signals: (row) => mapper.signals(row),
  };

  async function* read(settings: CheckedOptions, request: ReadRequest, context: CallContext): AsyncGenerator<ReadBatch<FileRow>, void> {
    if (context.signal.aborted) return;
    const filter = rowFilter(settings, mapper, request.since);
    const opened = await openFile(settings.path, settings.follow);
    try {
      if (settings.follow && opened.gzip) {
        throw new KashuvError('CONFIG_INVALID', `${settings.path} is compressed and cannot be followed.`, { field: 'file.follow', fix: 'Leave out follow.' });
      }
      const layout = settings.follow ? null : layoutOf(await opened.head(), true, settings);
      if (layout !== null && (layout.format === 'json' || settings.order === 'time')) {
        yield* readTable(opened, layout, settings, request, mapper, filter, context);
      } else yield* readInOrder(opened, { options: settings, request, filter, context });
    } finally {
      await opened.close();
    }
  }
}
