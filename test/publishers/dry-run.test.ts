import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { dryRun } from '../../src/publishers/dry-run.ts';
import type { PublishCommand } from '../../src/spec/reply.ts';
import { publisherConforms } from '../support/conformance.ts';
import { testContext } from '../support/context.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kashuv-dry-run-'));
  file = join(folder, 'sent.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const command = (key: string, text = 'We are sorry.'): PublishCommand => ({ action: 'reply', brand: 'acme', text, target: { venue: 'thread:1', replyTo: 'post_1' }, replyToSourceId: '1', idempotencyKey: key });
const lines = async (): Promise<unknown[]> => (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);

describe('contract', () => {
  const NO_NET = 'writes to a file of this machine and asks nobody';
  publisherConforms({ adapter: 'publishers/dry-run', against: 'files' }, {
    publisher: () => dryRun({ file, maxLength: 500 }),
    places: {
      reply: () => ({ venue: 'thread:1', replyTo: 'post_1', replyToSourceId: '1' }),
      post: () => ({ venue: 'wall', replyTo: null, replyToSourceId: null }),
      message: () => ({ venue: 'inbox:1', replyTo: null, replyToSourceId: null }),
    },
    delivered: async () => {
      const all = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { receipt: { id: string }; command: PublishCommand });
      return all.map(({ receipt, command: { text, replyToSourceId } }) => ({ id: receipt.id, text, replyTo: replyToSourceId }));
    },
    skip: { 'sees what stands in the way': NO_NET, 'tells an uncertain outcome': NO_NET, 'says what was refused': NO_NET, 'keeps secrets': NO_NET },
  });
});

test('one line a command, whatever the text holds', async () => {
  const publisher = dryRun({ file });
  const texts = ['one\ntwo\r\nthree', 'שלום\u2028עולם', '{"receipt":1}', '\0\ud83d\ude00'];
  for (const [index, text] of texts.entries()) await publisher.publish(command(`key-${index}`, text), testContext({ now: index }));
  expect((await lines()).map((line) => (line as { command: PublishCommand }).command.text)).toEqual(texts);
});

test('the receipt follows from the key, and the same key is written once', async () => {
  const publisher = dryRun({ file });
  const first = await publisher.publish(command('key'), testContext({ now: 1000 }));
  expect(first).toEqual({ id: expect.stringMatching(/^dry_[0-9a-f]{20}$/) as string, at: 1000 });
  expect(await publisher.publish(command('key'), testContext({ now: 2000 }))).toEqual(first);
  const other = await publisher.publish(command('other'), testContext({ now: 2000 }));
  expect(other.id).not.toBe(first.id);
  expect(await lines()).toHaveLength(2);
});

test('many at once are written once each', async () => {
  const publisher = dryRun({ file });
  await Promise.all(Array.from({ length: 40 }, (_, index) => publisher.publish(command(`key-${index % 10}`), testContext())));
  expect(await lines()).toHaveLength(10);
});

describe('was it sent after all?', () => {
  test('another publisher on the same file finds it', async () => {
    const receipt = await dryRun({ file }).publish(command('key'), testContext({ now: 5 }));
    const later = dryRun({ file });
    expect(await later.find?.('key', testContext({ now: 9 }))).toEqual(receipt);
    expect(await later.find?.('no such key', testContext())).toBeNull();
  });

  test('where there is no file yet, nothing was', async () => {
    expect(await dryRun({ file }).find?.('key', testContext())).toBeNull();
  });

  test('what is appended meanwhile is seen, what is cut away is gone', async () => {
    const publisher = dryRun({ file });
    await publisher.publish(command('key'), testContext());
    await dryRun({ file }).publish(command('theirs'), testContext());
    expect(await publisher.find?.('theirs', testContext())).not.toBeNull();
    await truncate(file, 0);
    expect(await publisher.find?.('key', testContext())).toBeNull();
  });

  test('a line torn by a crash was not sent, one that only lacks its break was', async () => {
    await dryRun({ file }).publish(command('whole'), testContext({ now: 3 }));
    const whole = (await readFile(file, 'utf8')).trimEnd();
    await writeFile(file, `${whole}\n${whole.replaceAll('whole', 'torn').slice(0, -20)}`);
    const publisher = dryRun({ file });
    expect(await publisher.find?.('torn', testContext())).toBeNull();
    await publisher.publish(command('torn'), testContext());
    await publisher.publish(command('next'), testContext());
    expect(await dryRun({ file }).find?.('torn', testContext())).not.toBeNull();
    expect(await dryRun({ file }).find?.('next', testContext())).not.toBeNull();

    await writeFile(file, whole);
    const second = dryRun({ file });
    expect(await second.find?.('whole', testContext())).toMatchObject({ at: 3 });
    await second.publish(command('whole'), testContext());
    expect(await readFile(file, 'utf8')).toBe(whole);
  });

  test('lines of somebody else are let be', async () => {
    await writeFile(file, 'a note\n{"receipt":{"id":1}}\nnull\n');
    const publisher = dryRun({ file });
    await publisher.publish(command('key'), testContext());
    await appendFile(file, '[]\n');
    expect(await publisher.find?.('key', testContext())).not.toBeNull();
  });
});

describe('objections', () => {
  test('check names what stands in the way', () => {
    const publisher = dryRun({ file, maxLength: 10 });
    expect(publisher.check(command('key', 'short'))).toEqual([]);
    expect(publisher.check(command('key', ' \n'))).toEqual(['the text is empty']);
    expect(publisher.check(command('key', 'x'.repeat(11)))).toEqual(['the text is 11 characters long; 10 is the most']);
  });

  test('what check objects to is not written', async () => {
    await expect(dryRun({ file, maxLength: 3 }).publish(command('key'), testContext())).rejects.toMatchObject({ code: 'REJECTED', field: 'text' });
    expect(await dryRun({ file }).find?.('key', testContext())).toBeNull();
  });

  test('an aborted call writes nothing', async () => {
    const context = testContext();
    context.abort(new Error('enough'));
    await expect(dryRun({ file }).publish(command('key'), context)).rejects.toThrow('enough');
    expect(await dryRun({ file }).find?.('key', testContext())).toBeNull();
  });

  test('a file that cannot be written is told', async () => {
    await expect(dryRun({ file: join(folder, 'missing', 'sent.jsonl') }).publish(command('key'), testContext())).rejects.toMatchObject({ code: 'UNAVAILABLE', field: 'file' });
  });

  test.each([[{ file: '' }, 'file'], [{ file: 'x', maxLength: 0 }, 'maxLength'], [{ file: 'x', maxLength: 1.5 }, 'maxLength']])('the options %j are refused', (options, field) => {
    expect(() => dryRun(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }));
  });

  test('targets are taken as told', () => {
    const publisher = dryRun({ file, reaches: ({ venue }) => venue.startsWith('forum:') });
    expect(publisher.reaches({ venue: 'forum:1', source: null })).toBe(true);
    expect(publisher.reaches({ venue: 'account:1', source: null })).toBe(false);
    expect(dryRun({ file }).reaches({ venue: 'anything', source: null })).toBe(true);
  });
});
