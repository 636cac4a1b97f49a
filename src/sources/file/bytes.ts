import { open, type FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { KashuvError } from '../../spec/errors.ts';

const CHUNK = 256 * 1024;
/** Enough to tell format, separator and header. */
const HEAD = 64 * 1024;

/** One file, kept open, so that a rotation does not pull it away. */
export interface OpenFile {
  readonly gzip: boolean;
  /** Tells this file from another one that takes its name. */
  readonly identity: string;
  /** Size in bytes as it lies on disk. */
  size(): Promise<number>;
  /** The first bytes after decompression, 64 KiB at most. */
  head(): Promise<Buffer>;
  /** The bytes after decompression from `offset` to the present end. A chunk is valid until the next one is asked for. */
  chunks(offset: number): AsyncGenerator<Buffer, void>;
  close(): Promise<void>;
}

/** Thrown by `chunks` where compressed data is damaged or cut short; all before it has been given. */
export class DamagedGzip extends Error {}

/** Opens a regular file. `retryable` says whether one that is missing may still come. */
export async function openFile(path: string, retryable: boolean): Promise<OpenFile> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw openError(path, error, retryable);
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new KashuvError('CONFIG_INVALID', `${path} is not a file.`, { field: 'file.path', fix: 'Give the path of a regular file.' });
    const magic = Buffer.alloc(2);
    await handle.read(magic, 0, 2, 0);
    const gzip = magic[0] === 0x1f && magic[1] === 0x8b;
    const chunks = (offset: number): AsyncGenerator<Buffer, void> => readErrors(path, gzip ? inflatedChunks(handle, offset) : plainChunks(handle, offset));
    return {
      gzip,
      identity: `${stat.dev}:${stat.ino}`,
      size: async () => (await handle.stat()).size,
      head: async () => {
        const parts: Buffer[] = [];
        let length = 0;
        try {
          for await (const chunk of chunks(0)) {
            parts.push(Buffer.from(chunk.subarray(0, HEAD - length)));
            length += parts.at(-1)?.length ?? 0;
            if (length >= HEAD) break;
          }
        } catch (error) {
          // Whoever reads on meets the damage in its place.
          if (!(error instanceof DamagedGzip)) throw error;
        }
        return Buffer.concat(parts, length);
      },
      chunks,
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function* plainChunks(handle: FileHandle, offset: number, fresh = false): AsyncGenerator<Buffer, void> {
  let buffer = Buffer.allocUnsafe(CHUNK);
  for (let position = offset; ; ) {
    if (fresh && position > offset) buffer = Buffer.allocUnsafe(CHUNK);
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function* inflatedChunks(handle: FileHandle, offset: number): AsyncGenerator<Buffer, void> {
  // A stream of the handle's own would not let go of it when it is destroyed.
  const file = Readable.from(plainChunks(handle, 0, true));
  const gunzip = createGunzip({ chunkSize: CHUNK });
  pipeline(file, gunzip, () => undefined);
  let skip = offset;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      const rest = chunk.subarray(Math.min(skip, chunk.length));
      skip -= chunk.length - rest.length;
      if (rest.length > 0) yield rest;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw code.startsWith('Z_') ? new DamagedGzip(code, { cause: error }) : error;
  } finally {
    gunzip.destroy();
    file.destroy();
  }
}

async function* readErrors(path: string, chunks: AsyncGenerator<Buffer, void>): AsyncGenerator<Buffer, void> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof DamagedGzip || KashuvError.is(error)) throw error;
    throw new KashuvError('UNAVAILABLE', `${path} cannot be read on (${codeOf(error)}).`, { cause: error });
  }
}

function openError(path: string, error: unknown, retryable: boolean): KashuvError {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new KashuvError(retryable ? 'UNAVAILABLE' : 'CONFIG_INVALID', `there is no file ${path}.`, {
      field: 'file.path',
      fix: 'Check the path; a relative one starts at the working directory of the process.',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EISDIR') {
    return new KashuvError('CONFIG_INVALID', `${path} may not be read (${code}).`, { field: 'file.path', fix: 'Give the process the right to read it.', cause: error });
  }
  return new KashuvError('UNAVAILABLE', `${path} cannot be opened (${code}).`, { field: 'file.path', cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';
}
