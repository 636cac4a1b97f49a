import fc from 'fast-check';
import { appendFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { file, type FileOptions, type FileRow } from '../../src/sources/file/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { ReadBatch } from '../../src/spec/plugin.ts';
import type { PostInput, Signal } from '../../src/spec/post.ts';
import { sourceConforms, withoutFetch } from '../support/conformance.ts';
import { collect, testContext, type TestContext } from '../support/context.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kashuv-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
interface How extends FileOptions {
  limit?: number;
  cursor?: string | null;
  since?: number;
  context?: TestContext;
}
const batchesOf = (path: string, { limit = 100, cursor = null, since, context = testContext(), ...options }: How = {}): Promise<ReadBatch<FileRow>[]> =>
  collect(file(path, options).read({ cursor, limit, queries: [], ...(since !== undefined && { since }) }, context));
const read = async (path: string, how: How = {}): Promise<Signal[]> => {
  const { limit: _1, cursor: _2, since: _3, context: _4, ...options } = how;
  const source = file(path, options);
  return (await batchesOf(path, how)).flatMap(({ items }) => items.flatMap((item) => source.signals(item)));
};
const posts = (signals: readonly Signal[]): PostInput[] => signals.flatMap((signal) => (signal.type === 'posted' ? [signal.post] : []));
const texts = (signals: readonly Signal[]): string[] => posts(signals).map(({ text }) => text);
const skips = (signals: readonly Signal[]): string[] => signals.flatMap((signal) => (signal.type === 'skipped' ? [signal.reason] : []));
const lines = (...rows: unknown[]): string => rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');
const failure = async (work: Promise<unknown>): Promise<{ code: string; message: string }> => {
  const error: unknown = await work.then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  if (!KashuvError.is(error)) throw new Error(`expected a KashuvError, got ${String(error)}`);
  return { code: error.code, message: error.message };
};

describe('JSON lines', () => {
  test('fields are mapped, by name or path', async () => {
    const path = await put(
      'a.jsonl',
      lines({ key: 7, body: 'Parcel lost', user: { at: '@dana', name: 'Dana', fans: '12' }, when: '2024-05-01T10:00:00Z', stars: 4, link: 'https://example.org/7', up: 3, lang: 'en', where: 'forum/1' }),
    );
    const fields = { id: 'key', text: 'body', author: 'user.at', authorName: 'user.name', followers: 'user.fans', time: 'when', rating: 'stars', url: 'link', parent: 'up', language: 'lang', venue: 'where' };
    expect(await read(path, { fields, ratingScale: [1, 5], venue: { id: 'forum', kind: 'thread', class: 'forum' } })).toEqual([
      {
        type: 'posted',
        post: {
          id: '7',
          text: 'Parcel lost',
          author: { id: '@dana', handle: '@dana', name: 'Dana', followers: 12 },
          postedAt: Date.parse('2024-05-01T10:00:00Z'),
          rating: 0.75,
          url: 'https://example.org/7',
          thread: { parent: '3' },
          language: 'en',
          venue: { id: 'forum/1', kind: 'thread', class: 'forum', name: 'forum/1' },
        },
      },
    ]);
  });

  test('without a mapping, fields are found under their own names', async () => {
    const path = await put('a.jsonl', lines({ id: 'p1', text: 'hello', title: 'T', author: 'dana', time: 1714557600, root: 'p0' }));
    expect(posts(await read(path))).toEqual([{ id: 'p1', text: 'hello', title: 'T', author: { id: 'dana' }, postedAt: 1714557600000, thread: { root: 'p0' } }]);
  });

  test('a bad row is skipped by name of its line, with the fix, and the rest goes on', async () => {
    const path = await put('a.jsonl', lines({ text: 'one' }, '{broken', '', { words: 'x' }, { text: '  ' }, '[1]', { text: 'when?', time: '2024-02-31' }, { text: 'two' }));
    const signals = await read(path);
    expect(texts(signals)).toEqual(['one', 'two']);
    expect(skips(signals)).toEqual([
      'line 2: no JSON object; write one object per line.',
      'line 4: no text in field "text"; name the field that holds it in fields.text.',
      'line 5: no text in field "text"; name the field that holds it in fields.text.',
      'line 6: no JSON object; write one object per line.',
      'line 7: no possible time in field "time"; correct it or set time.format and time.zone.',
    ]);
    expect(signals[1]).toMatchObject({ type: 'skipped', ref: 'line 2' });
  });

  test('with onBadRow stop, what came before is given and then the line is named', async () => {
    const path = await put('a.jsonl', lines({ text: 'one' }, '{broken', { text: 'two' }));
    const given: ReadBatch<FileRow>[] = [];
    const reading = (async () => {
      for await (const batch of file(path, { onBadRow: 'stop' }).read({ cursor: null, limit: 10, queries: [] }, testContext())) given.push(batch);
    })();
    expect(await failure(reading)).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('line 2') });
    expect(given.flatMap(({ items }) => items)).toHaveLength(1);
    expect(await failure(batchesOf(path, { onBadRow: 'stop', cursor: given[0]?.cursor ?? null }))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('ids without a field differ by place, stay the same between runs, and change with the words', async () => {
    const path = await put('a.jsonl', lines({ text: 'same' }, { text: 'same' }));
    const [first, second] = posts(await read(path));
    expect(first?.id).not.toBe(second?.id);
    expect(posts(await read(path, { limit: 1 })).map(({ id }) => id)).toEqual([first?.id, second?.id]);
    await put('a.jsonl', lines({ text: 'other' }, { text: 'same' }));
    const after = posts(await read(path));
    expect([after[0]?.id === first?.id, after[1]?.id === second?.id]).toEqual([false, true]);
  });

  test('numbers beyond 2^53 keep all their digits as ids', async () => {
    const path = await put('a.jsonl', '{"id":570301130888122368,"text":"a","user":{"id":570301130888122369}}\n{"id":570301130888122369,"text":"b"}\n');
    expect(posts(await read(path, { fields: { id: 'id', author: 'user.id' } })).map(({ id, author }) => [id, author?.id])).toEqual([
      ['570301130888122368', '570301130888122369'],
      ['570301130888122369', undefined],
    ]);
    const array = await put('b.json', '[{"id":570301130888122368,"text":"a"},{"id":570301130888122369,"text":"b"}]');
    expect(posts(await read(array)).map(({ id }) => id)).toEqual(['570301130888122368', '570301130888122369']);
  });

  test('byte order mark, CRLF, Hebrew, broken UTF-8 and inherited names', async () => {
    const path = await put('a.jsonl', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"text":"שלום"}\r\n{"text":"a'), Buffer.from([0xff]), Buffer.from('b"}\r\n')]));
    expect(texts(await read(path))).toEqual(['שלום', 'a\ufffdb']);
    expect(skips(await read(path, { fields: { text: 'constructor' } }))).toHaveLength(2);
  });

  test('a line of five megabytes is skipped, a field of one megabyte is read', async () => {
    const path = await put('a.jsonl', lines({ text: 'x'.repeat(5_000_000) }, { text: 'y'.repeat(1_000_000) }, { text: 'end' }));
    const signals = await read(path);
    expect(skips(signals)).toEqual(['line 1: longer than 4096 KiB; split or shorten it.']);
    expect(texts(signals).map(({ length }) => length)).toEqual([1_000_000, 3]);
  });

  test('deep nesting neither overflows nor hangs', async () => {
    const deep = `${'{"a":'.repeat(100_000)}123456789012345678901${'}'.repeat(100_000)}`;
    const path = await put('a.jsonl', `{"id":123456789012345678901,"text":"t","x":${deep}}\n{"text":"next"}\n`);
    expect(texts(await read(path))).toContain('next');
  });

  test('nothing older than asked for', async () => {
    const path = await put('a.jsonl', lines({ text: 'old', time: '2020-01-01' }, { text: 'new', time: '2024-01-01' }, { text: 'timeless' }));
    expect(texts(await read(path, { since: Date.parse('2023-01-01') }))).toEqual(['new', 'timeless']);
  });
});

describe('CSV', () => {
  test('header, quotes, line ends in quotes, three separators', async () => {
    for (const separator of [',', ';', '\t']) {
      const path = await put(`a${separator === ',' ? '1' : separator === ';' ? '2' : '3'}.csv`, [`id${separator}"text"`, `1${separator}"a${separator} ""b""\nc"`, `2${separator}שלום`].join('\r\n'));
      expect(posts(await read(path))).toEqual([{ id: '1', text: `a${separator} "b"\nc` }, { id: '2', text: 'שלום' }]);
    }
  });

  test('broken rows are named by line', async () => {
    const path = await put('a.csv', 'id,text\n1,one\n2,two,three\n3\n\n4,say "four"\n5,"six\n6,seven\n');
    const signals = await read(path);
    expect(posts(signals).map(({ id }) => id)).toEqual(['1', '6']);
    expect(skips(signals).map((reason) => reason.split(':')[0])).toEqual(['line 3', 'line 4', 'line 6', 'line 7']);
  });

  test('Excel days on a wall clock', async () => {
    const path = await put('a.csv', 'text,day\nwinter,42059.5\nsummer,42195.75\n');
    const found = posts(await read(path, { fields: { time: 'day' }, time: { format: 'excel', zone: 'America/Los_Angeles' } }));
    expect(found.map(({ postedAt }) => new Date(postedAt ?? 0).toISOString())).toEqual(['2015-02-24T20:00:00.000Z', '2015-07-11T01:00:00.000Z']);
  });

  test('a file without rows gives none; one without a header is refused', async () => {
    expect(await batchesOf(await put('empty.csv', ''))).toMatchObject([{ items: [], caughtUp: true }]);
    expect(await read(await put('header.csv', 'id,text\n'))).toEqual([]);
    expect(await failure(read(await put('blank.csv', '\nid,text\n')))).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await failure(read(await put('broken.csv', 'id,"text\n1,x')))).toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('other forms', () => {
  test('a JSON array; its elements are named by number', async () => {
    const path = await put('a.json', JSON.stringify([{ id: 1, text: 'one' }, 5, { id: 2, text: 'two' }]));
    const signals = await read(path, { limit: 1 });
    expect(texts(signals)).toEqual(['one', 'two']);
    expect(skips(signals)).toEqual(['element 2: expected an object with the fields of a post.']);
  });

  test('JSON that is none says where, without quoting the file', async () => {
    const { code, message } = await failure(read(await put('a.json', '[{"text":"secret words"},{"text"]')));
    expect(code).toBe('INPUT_INVALID');
    expect(message).not.toContain('secret');
    expect(await failure(read(await put('b.json', '"text"')))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('the form is told from the first character where the name does not say it', async () => {
    expect(texts(await read(await put('a', '{"text":"j"}\n')))).toEqual(['j']);
    expect(texts(await read(await put('b', ' [{"text":"k"}]')))).toEqual(['k']);
    expect(texts(await read(await put('c', 'text;n\nl;1\n')))).toEqual(['l']);
    expect(texts(await read(await put('d.json', '{"text":"m"}\n{"text":"n"}\n')))).toEqual(['m', 'n']);
  });

  test('gzip by content, whatever the name', async () => {
    const zipped = gzipSync(lines({ text: 'one' }, { text: 'two' }));
    expect(texts(await read(await put('a.jsonl.gz', zipped)))).toEqual(['one', 'two']);
    expect(texts(await read(await put('a.jsonl', zipped)))).toEqual(['one', 'two']);
    expect(texts(await read(await put('plain.jsonl.gz', lines({ text: 'three' }))))).toEqual(['three']);
  });

  test('gzip that is cut short gives what it holds and says where it breaks off', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => ({ text: `row ${index} ${Math.sin(index)}` }));
    const zipped = gzipSync(lines(...rows));
    const path = await put('a.jsonl.gz', zipped.subarray(0, zipped.length - 5000));
    for (const order of ['file', 'time'] as const) {
      const signals = await read(path, { order });
      const whole = texts(signals);
      expect(whole.length).toBeGreaterThan(1000);
      expect(whole[whole.length - 1]).toBe(rows[whole.length - 1]?.text);
      expect(skips(signals).at(-1)).toMatch(/gzip data is damaged or cut short/);
    }
    expect(await failure(read(await put('a.json.gz', gzipSync('[{"text":"x"}]').subarray(0, 20)), { format: 'json' }))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('UTF-16 is refused with the fix', async () => {
    expect(await failure(read(await put('a.csv', Buffer.from('\ufeffid,text\n', 'utf16le'))))).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('UTF-8') });
  });
});

describe('order and pace', () => {
  const rows = [{ text: 'c', time: '2024-01-03' }, { text: 'none' }, '{broken', { text: 'a', time: '2024-01-01' }, { text: 'b1', time: '2024-01-02' }, { text: 'b2', time: '2024-01-02' }];

  test('order of time is stable; rows without a time come last', async () => {
    const path = await put('a.jsonl', lines(...rows));
    const signals = await read(path, { order: 'time', limit: 2 });
    expect(texts(signals)).toEqual(['a', 'b1', 'b2', 'c', 'none']);
    expect(signals.at(-1)).toMatchObject({ type: 'skipped', ref: 'line 3' });
    const inFile = posts(await read(path)).map(({ id }) => id);
    expect(posts(signals).map(({ id }) => id).sort()).toEqual(inFile.sort());
  });

  test('at pace, posts come when the clock shows their time, those of one time together', async () => {
    const path = await put('a.jsonl', lines(...rows));
    const context = testContext({ now: Date.parse('2023-12-31'), jump: true });
    const seen: [string, string[]][] = [];
    const source = file(path, { pace: 'posted' });
    for await (const { items } of source.read({ cursor: null, limit: 10, queries: [] }, context)) {
      seen.push([new Date(context.now()).toISOString().slice(0, 10), texts(items.flatMap((item) => source.signals(item)))]);
    }
    expect(seen).toEqual([['2024-01-01', ['a']], ['2024-01-02', ['b1', 'b2']], ['2024-01-03', ['c']], ['2024-01-03', ['none']]]);
  });

  test('asked only so often, posts come together at the next asking', async () => {
    const path = await put('a.jsonl', lines(...rows));
    const context = testContext({ now: Date.parse('2023-12-31'), jump: true });
    const seen: [string, string[]][] = [];
    const source = file(path, { pace: 'posted', paceEveryMs: 36 * 3_600_000 });
    for await (const { items } of source.read({ cursor: null, limit: 10, queries: [] }, context)) {
      seen.push([new Date(context.now()).toISOString().slice(0, 13), texts(items.flatMap((item) => source.signals(item)))]);
    }
    expect(seen).toEqual([['2024-01-01T12', ['a']], ['2024-01-03T00', ['b1', 'b2', 'c']], ['2024-01-03T00', ['none']]]);
  });

  test('the limit also holds within one time, and what is overdue comes at once', async () => {
    const path = await put('a.jsonl', lines(...rows));
    const early = testContext({ now: Date.parse('2023-12-31'), jump: true });
    expect((await batchesOf(path, { pace: 'posted', limit: 1, context: early })).map(({ items }) => items.length)).toEqual([1, 1, 1, 1, 1, 1]);
    const late = testContext({ now: Date.parse('2025-01-01') });
    expect(texts(await read(path, { pace: 'posted', context: late }))).toEqual(['a', 'b1', 'b2', 'c', 'none']);
  });

  test('stopping while waiting ends the reading quietly', async () => {
    const path = await put('a.jsonl', lines(...rows));
    const context = testContext({ now: Date.parse('2023-12-31') });
    const reading = batchesOf(path, { pace: 'posted', context });
    await context.sleeping();
    context.abort();
    expect(await reading).toEqual([]);
  });
});

describe('cursor', () => {
  test('from every cursor exactly the rest follows, in every form and order', async () => {
    const value = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'ש', ' ', '{', '\u{1f600}') });
    const row = fc.oneof(fc.record({ text: value, time: fc.option(fc.integer({ min: 1, max: 5 }).map((day) => `2024-01-0${day}`), { nil: undefined }) }).map((object) => JSON.stringify(object)), value.map((text) => text.replaceAll('\n', ' ')));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.constantFrom('jsonl', 'csv', 'gz', 'time', 'json'), fc.integer({ min: 1, max: 3 }), async (content, form, limit) => {
        const text = content.map((line) => `${line}\n`).join('');
        const bytes = form === 'gz' ? gzipSync(text) : form === 'csv' ? `text,time\n${text}` : form === 'json' ? JSON.stringify(content.map((line) => ({ text: line }))) : text;
        const path = await put('p', bytes);
        const how: How = { format: form === 'csv' || form === 'json' ? form : 'jsonl', ...(form === 'csv' && { separator: ',' }), order: form === 'time' ? 'time' : 'file' };
        const whole = await batchesOf(path, { ...how, limit: 1 });
        expect(whole.filter(({ caughtUp }) => caughtUp)).toEqual(whole.slice(-1));
        for (const [index, { cursor }] of whole.entries()) {
          const rest = await batchesOf(path, { ...how, limit, cursor });
          expect(rest.flatMap(({ items }) => items)).toEqual(whole.slice(index + 1).flatMap(({ items }) => items));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('any bytes in any form: posts, skips or a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('a', 'a.jsonl', 'a.csv', 'a.json', 'a.jsonl.gz'), fc.constantFrom('file', 'time'), async (bytes, name, order) => {
        const path = await put(name, name.endsWith('.gz') ? Buffer.concat([Buffer.from([0x1f, 0x8b]), bytes]) : bytes);
        await read(path, { order }).catch((error: unknown) => {
          if (!KashuvError.is(error)) throw error;
        });
      }),
      { numRuns: 150 },
    );
  });

  test('another file under the same name is read from its start, with a warning', async () => {
    const path = await put('a.jsonl', lines({ text: 'one' }, { text: 'two' }));
    const end = (await batchesOf(path)).at(-1)?.cursor ?? null;
    await put('a.jsonl', lines({ text: 'fresh' }, { text: 'words' }, { text: 'here' }));
    const context = testContext();
    expect(texts(await read(path, { cursor: end, context }))).toEqual(['fresh', 'words', 'here']);
    expect(context.logs).toMatchObject([{ level: 'warn' }]);
  });

  test('rows appended since are the only ones read', async () => {
    const path = await put('a.jsonl', lines({ text: 'one' }));
    const end = (await batchesOf(path)).at(-1)?.cursor ?? null;
    await appendFile(path, lines({ text: 'two' }));
    expect(texts(await read(path, { cursor: end }))).toEqual(['two']);
  });
});

describe('follow', () => {
  const open: AsyncIterator<unknown>[] = [];
  const follow = (path: string, context: TestContext, cursor: string | null, options: FileOptions = {}) => {
    const source = file(path, { follow: true, ...options });
    const iterator = source.read({ cursor, limit: 100, queries: [] }, context)[Symbol.asyncIterator]();
    open.push(iterator);
    return { source, iterator };
  };
  // A reading that nobody asks further keeps its file open until it is ended.
  afterEach(async () => {
    for (const iterator of open.splice(0)) await iterator.return?.();
  });

  /** The texts of a followed file, batch by batch. */
  const tail = (path: string, context: TestContext, cursor: string | null = null, options: FileOptions = {}) => {
    const { source, iterator } = follow(path, context, cursor, options);
    let last = cursor;
    return {
      get cursor() {
        return last;
      },
      async next(): Promise<string[] | 'ended'> {
        const { done, value } = await iterator.next();
        if (done) return 'ended';
        last = value.cursor;
        return texts(value.items.flatMap((item) => source.signals(item)));
      },
    };
  };
  /** What comes once the file has changed and the clock has moved. */
  const after = async (reader: ReturnType<typeof tail>, context: TestContext, change: () => Promise<unknown>): Promise<string[] | 'ended'> => {
    const pending = reader.next();
    await context.sleeping();
    await change();
    context.advance(1000);
    return pending;
  };

  test('appended lines are read when they are whole', async () => {
    const path = await put('a.jsonl', lines({ text: 'one' }));
    const context = testContext();
    const reader = tail(path, context);
    expect(await reader.next()).toEqual(['one']);
    const pending = reader.next();
    await context.sleeping();
    await appendFile(path, '{"text":');
    context.advance(1000);
    await context.sleeping();
    await appendFile(path, '"two"}\n{"text":"three"}\n');
    context.advance(1000);
    expect(await pending).toEqual(['two', 'three']);
  });

  test('rotation: the rest of the old file, then the new one', async () => {
    const path = await put('a.jsonl', lines({ text: 'one' }));
    const context = testContext();
    const reader = tail(path, context);
    await reader.next();
    const rotate = async () => {
      await appendFile(path, '{"text":"last words"}');
      await rename(path, `${path}.1`);
      await writeFile(path, lines({ text: 'one' }));
    };
    expect(await after(reader, context, rotate)).toEqual(['last words']);
    expect(await reader.next()).toEqual(['one']);
  });

  test('truncation: the file is read from its start, and the same words are a new post', async () => {
    const path = await put('a.jsonl', lines({ text: 'one' }, { text: 'two' }));
    const context = testContext();
    const { source, iterator } = follow(path, context, null);
    const first = (await iterator.next()).value as ReadBatch<FileRow>;
    const pending = iterator.next();
    await context.sleeping();
    await truncate(path);
    await appendFile(path, lines({ text: 'one' }));
    context.advance(1000);
    const second = (await pending).value as ReadBatch<FileRow>;
    const [before] = posts(first.items.flatMap((item) => source.signals(item)));
    const [again] = posts(second.items.flatMap((item) => source.signals(item)));
    expect([before?.text, again?.text, before?.id === again?.id]).toEqual(['one', 'one', false]);
  });

  test('a restart goes on where it stopped, also when the file was rotated meanwhile', async () => {
    const path = await put('a.csv', 'text\none\n');
    const context = testContext();
    const reader = tail(path, context);
    expect(await reader.next()).toEqual(['one']);
    const stopped = reader.next();
    await context.sleeping();
    context.abort();
    expect(await stopped).toBe('ended');
    await appendFile(path, 'two\n');
    const second = tail(path, testContext(), reader.cursor);
    expect(await second.next()).toEqual(['two']);
    await writeFile(path, 'text\nthree\n');
    expect(await tail(path, testContext(), second.cursor).next()).toEqual(['three']);
  });

  test('an empty file is waited for', async () => {
    const path = await put('a.csv', '');
    const context = testContext();
    const reader = tail(path, context);
    expect(await reader.next()).toEqual([]);
    expect(await after(reader, context, () => appendFile(path, 'text\none\n'))).toEqual(['one']);
  });

  test('a missing file may still come; what cannot be followed is refused', async () => {
    expect(await failure(tail(join(folder, 'none.jsonl'), testContext()).next())).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failure(tail(await put('a.gz', gzipSync('x')), testContext()).next())).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(await failure(tail(await put('a', '[{"text":"x"}]'), testContext()).next())).toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('configuration', () => {
  test.each<[string, () => unknown, string]>([
    ['an unknown option', () => file('a', { tempo: 1 } as never), 'file.tempo'],
    ['an unknown field', () => file('a', { fields: { words: 'x' } } as never), 'file.fields.words'],
    ['an unknown zone', () => file('a', { time: { zone: 'Mars/Olympus' } }), 'file.time.zone'],
    ['no path', () => file(''), 'file.path'],
    ['following in order of time', () => file('a', { follow: true, order: 'time' }), 'file.follow'],
    ['paceEveryMs without pace', () => file('a', { paceEveryMs: 1_000 }), 'file.paceEveryMs'],
    ['pace without order', () => file('a', { pace: 'posted', order: 'file' }), 'file.order'],
    ['a scale upside down', () => file('a', { ratingScale: [5, 1] }), 'file.ratingScale'],
  ])('%s is named', (_, make, field) => {
    expect(make).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }));
  });

  test('a missing file and a folder are named as given', async () => {
    expect(await failure(read('no/such/file.jsonl'))).toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('no/such/file.jsonl') });
    expect(await failure(read(folder))).toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('contract', () => {
  for (const [name, options] of Object.entries<FileOptions>({ 'in the order of the file': {}, 'in order of time': { order: 'time' }, followed: { follow: true } })) {
    describe(name, () =>
      sourceConforms(
        { adapter: `sources/file ${name}`, against: 'files' },
        {
          source: async () => file(await put('contract.jsonl', lines({ text: 'one', time: '2024-01-02' }, '{broken', { text: 'two', time: '2024-01-01' }, { text: 'three' })), options),
          posts: 3,
          skipped: 1,
          failing: () => file(join(folder, 'none.jsonl'), options),
          saying: async (said) => file(await put('said.jsonl', lines(...said.map((text) => ({ text })))), options),
          huge: async () => ({ source: file(await put('huge.jsonl', lines(...Array.from({ length: 1_000 }, (_, index) => ({ text: `n ${index}` })))), options), posts: 1_000 }),
          ...(options.order !== 'time' && {
            later: async () => {
              const path = await put('grows.jsonl', lines({ text: 'one' }));
              return { source: () => file(path, options), more: async (now) => appendFile(path, lines({ text: `at ${now}`, time: new Date(now).toISOString() })).then(() => 1) };
            },
          }),
          since: { at: Date.parse('2024-01-02T00:00:00Z'), posts: 2 },
          skip: {
            ...(options.order === 'time' && { 'hears what is new': 'a file that is sorted is read once, as it was' }),
            'reads every page': 'a file has no pages; a thousand rows are read for the rule on huge pages',
            ...withoutFetch('reads a file and asks nobody; how much of it is held at once is bounded by maxBytes, and tested beside this'),
            'tells edits and deletions': 'a file holds what was said, and no changes of it',
            'keeps secrets': 'a file is opened without any',
          },
        },
      ),
    );
  }
});
