import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { digest, deriveId } from '../lib/digest.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Publisher } from '../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../spec/reply.ts';

export interface DryRunOptions {
  /** The file that takes one line of JSON per command; it is made where it does not exist, its folder is not. */
  file: string;
  /** Which targets are taken. Default: all. */
  reaches?: Publisher['reaches'];
  /** Longest text, in UTF-16 units. Default: 10,000. */
  maxLength?: number;
  /** Default: `dry-run:` and the file's name. */
  instance?: string;
}

/** One line of the file. */
interface Line {
  receipt: Receipt;
  command: PublishCommand;
}

const ACTIONS: readonly PublishCommand['action'][] = ['reply', 'post', 'message'];
const DEFAULT_MAX_LENGTH = 10_000;
const CHUNK = 65_536;

/**
 * Publishes to a file instead of to the world: one line of JSON per command, appended and synced before the receipt is given.
 * The receipt follows from the idempotency key, so that a command repeated after a crash is found and not written twice.
 * Throws CONFIG_INVALID for options that cannot work, REJECTED for a command that `check` objects to, UNAVAILABLE where the file cannot be read or written.
 */
export function dryRun(options: DryRunOptions): Publisher {
  if (typeof (options as DryRunOptions | undefined)?.file !== 'string' || options.file.trim() === '') {
    throw new KashuvError('CONFIG_INVALID', 'the dry run needs a file.', { field: 'file', fix: "Name the file the commands are to be written to: dryRun({ file: 'sent.jsonl' })." });
  }
  const maxLength = options.maxLength ?? DEFAULT_MAX_LENGTH;
  if (!Number.isSafeInteger(maxLength) || maxLength < 1) {
    throw new KashuvError('CONFIG_INVALID', `${maxLength} is no length.`, { field: 'maxLength', fix: 'Hand in a whole number above 0.' });
  }
  const journal = new Journal(resolve(options.file));
  const check = (command: PublishCommand): string[] => {
    const objections: string[] = [];
    if (!ACTIONS.includes(command.action)) objections.push('this is nothing that it does');
    if (command.text.trim() === '') objections.push('the text is empty');
    if (command.text.length > maxLength) objections.push(`the text is ${command.text.length} characters long; ${maxLength} is the most`);
    return objections;
  };
  return {
    contract: 1,
    name: 'dry-run',
    instance: options.instance ?? `dry-run:${basename(options.file)}`,
    capabilities: { actions: ACTIONS, idempotency: 'lookup', maxLength, maxInFlight: 1 },
    reaches: options.reaches ?? (() => true),
    check,
    async publish(command, context) {
      context.signal.throwIfAborted();
      const [objection] = check(command);
      if (objection !== undefined) throw new KashuvError('REJECTED', `${objection}.`, { field: 'text', fix: 'Change the text and have it approved again.' });
      return journal.write(command, () => ({ id: deriveId('dry', command.idempotencyKey), at: context.now() }));
    },
    async find(idempotencyKey, context) {
      context.signal.throwIfAborted();
      return journal.find(idempotencyKey);
    },
  };
}

/** The file, read as far as it was when last looked at. Another process may append to it meanwhile. */
class Journal {
  readonly #file: string;
  readonly #receipts = new Map<string, Receipt>();
  #read = 0;
  /** What follows the last line break: a line that is still being written, or that a crash tore off. */
  #rest: Buffer = Buffer.alloc(0);
  /** One at a time, so that a key looked up and then written cannot be written twice. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  find(key: string): Promise<Receipt | null> {
    return this.#inTurn(async () => {
      await this.#catchUp();
      return this.#known(key);
    });
  }

  write(command: PublishCommand, makeReceipt: () => Receipt): Promise<Receipt> {
    return this.#inTurn(async () => {
      await this.#catchUp();
      const known = this.#known(command.idempotencyKey);
      if (known !== null) return known;
      const receipt = makeReceipt();
      const line: Line = { receipt, command };
      // A torn last line is closed, so that it cannot swallow this one.
      await this.#append(`${this.#rest.length > 0 ? '\n' : ''}${JSON.stringify(line)}\n`);
      await this.#catchUp();
      return receipt;
    });
  }

  #known(key: string): Receipt | null {
    const receipt = this.#receipts.get(name(key));
    if (receipt !== undefined) return receipt;
    // Whole but for its line break: it was written.
    const last = readLine(this.#rest.toString('utf8'));
    return last?.command.idempotencyKey === key ? last.receipt : null;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #append(text: string): Promise<void> {
    try {
      const handle = await open(this.#file, 'a');
      try {
        await handle.appendFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  async #catchUp(): Promise<void> {
    let handle;
    try {
      handle = await open(this.#file, 'r');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return this.#forget();
      throw unavailable(cause);
    }
    try {
      // A file that became shorter is another file.
      if ((await handle.stat()).size < this.#read) this.#forget();
      const chunk = Buffer.alloc(CHUNK);
      for (;;) {
        const { bytesRead } = await handle.read(chunk, 0, CHUNK, this.#read);
        if (bytesRead === 0) return;
        this.#read += bytesRead;
        this.#take(Buffer.concat([this.#rest, chunk.subarray(0, bytesRead)]));
      }
    } catch (cause) {
      throw unavailable(cause);
    } finally {
      await handle.close();
    }
  }

  #take(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      const line = readLine(bytes.toString('utf8', start, end));
      if (line !== null && !this.#receipts.has(name(line.command.idempotencyKey))) this.#receipts.set(name(line.command.idempotencyKey), line.receipt);
      start = end + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(start));
  }

  #forget(): void {
    this.#receipts.clear();
    this.#read = 0;
    this.#rest = Buffer.alloc(0);
  }
}

/** Keys are kept by digest: short, and no surprise as a name. */
const name = (key: string): string => digest(key);

/** Null for what is not a line of this publisher: a torn line, somebody's note. */
function readLine(text: string): Line | null {
  try {
    const value = JSON.parse(text) as Partial<Line> | null;
    const good = typeof value?.receipt?.id === 'string' && typeof value.receipt.at === 'number' && typeof value.command?.idempotencyKey === 'string';
    return good ? (value as Line) : null;
  } catch {
    return null;
  }
}

function unavailable(cause: unknown): KashuvError {
  if (KashuvError.is(cause)) return cause;
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
  return new KashuvError('UNAVAILABLE', `the file of the dry run cannot be used (${reason}).`, { field: 'file', fix: 'See that its folder exists and can be written to.', cause });
}
