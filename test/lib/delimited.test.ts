import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordSplitter, sniffSeparator, splitRecord, writeRecord, type Separator } from '../../src/lib/delimited.ts';
import { lineSplitter, type RawRecord, type RecordSplitter } from '../../src/lib/lines.ts';

const feed = (splitter: RecordSplitter, bytes: Buffer, cuts: readonly number[] = []): RawRecord[] => {
  const records: RawRecord[] = [];
  let from = 0;
  for (const cut of [...cuts].map((at) => at % (bytes.length + 1)).sort((a, b) => a - b)) {
    records.push(...splitter.push(bytes.subarray(from, cut)));
    from = cut;
  }
  return [...records, ...splitter.push(bytes.subarray(from)), ...splitter.flush()];
};
const records = (text: string, options = {}): RawRecord[] => feed(recordSplitter(',', options), Buffer.from(text));
const brief = (all: readonly RawRecord[]) => all.map(({ line, text, problem }) => (text === null ? [line, problem] : [line, ...splitRecord(text, ',')]));

/** Text likely to break a parser: quotes, separators and line ends among letters. */
const nasty = fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', 'a', 'é', 'ש', ' ', '\u{1f600}') });

describe('delimited records', () => {
  test('quotes, doubled quotes and line ends in quotes', () => {
    expect(brief(records('a,b\r\n"x, y","he said ""no"""\r\n"two\nlines",\r\nlast,"end"'))).toEqual([
      [1, 'a', 'b'],
      [2, 'x, y', 'he said "no"'],
      [3, 'two\nlines', ''],
      [5, 'last', 'end'],
    ]);
  });

  test('offsets lead to the byte after each record, in UTF-8', () => {
    const text = 'שלום,1\r\n"a\nb",2\nc,3';
    const ends = records(text).map(({ end }) => end);
    expect(ends.map((end) => Buffer.from(text).subarray(0, end).toString())).toEqual(['שלום,1\r\n', 'שלום,1\r\n"a\nb",2\n', text]);
  });

  test('a broken record costs one line, and the rest goes on', () => {
    expect(brief(records('a,b\nsay "hi",1\n"x"y,2\n"never ends,3\nc,4\n'))).toEqual([
      [1, 'a', 'b'],
      [2, 'a quote stands inside a value that is not quoted'],
      [3, 'something follows the closing quote of a value'],
      [4, 'a quoted value never ends'],
      [5, 'c', '4'],
    ]);
  });

  test('a record beyond the limit is given up, also one that spans lines', () => {
    const long = 'x'.repeat(50);
    expect(brief(records(`${long}\na,b\n"${long}\n${long}\nc,d\n`, { maxBytes: 40 }))).toEqual([
      [1, 'longer than 0 KiB'],
      [2, 'a', 'b'],
      [3, 'a quoted value never ends'],
      [4, 'longer than 0 KiB'],
      [5, 'c', 'd'],
    ]);
  });

  test('whatever is written is read back, however it is cut into chunks', () => {
    const row = fc.array(nasty, { minLength: 1, maxLength: 4 }).filter((values) => values.join('') !== '');
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom<Separator>(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), fc.array(fc.nat()), (rows, separator, lineEnd, cuts) => {
        const text = rows.map((values) => writeRecord(values, separator) + lineEnd).join('');
        const read = feed(recordSplitter(separator), Buffer.from(text), cuts);
        expect(read.map((record) => splitRecord(record.text ?? 'broken', separator))).toEqual(rows);
      }),
    );
  });

  test('any bytes: chunks do not matter, lines and offsets grow, the end is reached', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array().map((bytes) => Buffer.from(bytes)), nasty.map((text) => Buffer.from(text))), fc.array(fc.nat()), fc.integer({ min: 1, max: 30 }), (bytes, cuts, maxBytes) => {
        const whole = feed(recordSplitter(','), bytes);
        expect(feed(recordSplitter(','), bytes, cuts)).toEqual(whole);
        const limited = feed(recordSplitter(',', { maxBytes }), bytes, cuts);
        for (const all of [whole, limited]) {
          all.forEach((record, index) => {
            expect(record.line).toBe(all[index - 1]?.nextLine ?? 1);
            expect(record.end).toBeGreaterThan(all[index - 1]?.end ?? 0);
          });
          expect(all.at(-1)?.end ?? 0).toBe(bytes.length);
        }
      }),
    );
  });

  test('resuming after any record gives exactly the records after it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const bytes = Buffer.from(text);
        const whole = feed(recordSplitter(','), bytes);
        whole.forEach(({ end, nextLine }, index) => {
          expect(feed(recordSplitter(',', { offset: end, line: nextLine }), bytes.subarray(end))).toEqual(whole.slice(index + 1));
        });
      }),
    );
  });

  test('the separator is what the header uses most outside of quotes', () => {
    expect(['a,b', 'a;b,"c,d,e,f";g', 'a\tb', 'alone', '"x;y;z",b'].map(sniffSeparator)).toEqual([',', ';', '\t', ',', ',']);
  });
});

describe('lines', () => {
  const lines = (text: string | Buffer, options = {}, cuts: number[] = []) => feed(lineSplitter(options), Buffer.from(text), cuts);

  test('LF, CRLF, blank lines, no end at the end', () => {
    expect(lines('a\r\n\nb\rc\nd').map(({ line, text }) => [line, text])).toEqual([[1, 'a'], [2, ''], [3, 'b\rc'], [4, 'd']]);
    expect(lines('')).toEqual([]);
    expect(lines('a\n')).toHaveLength(1);
  });

  test('what is too long is a problem and no text, and the next line is read', () => {
    const read = lines(`ok\n${'x'.repeat(100)}\nfine\n`, { maxBytes: 10 }, [5, 20, 60]);
    expect(read.map(({ line, text, problem }) => [line, text, problem])).toEqual([[1, 'ok', undefined], [2, null, 'longer than 0 KiB'], [3, 'fine', undefined]]);
  });

  test('bytes that are no UTF-8 are replaced', () => {
    expect(lines(Buffer.from([0x61, 0xff, 0xc3, 0x0a, 0x62]))[0]?.text).toBe('a\ufffd\ufffd');
  });

  test('chunks do not matter', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (bytes, cuts, maxBytes) => {
        expect(lines(Buffer.from(bytes), { maxBytes }, cuts)).toEqual(lines(Buffer.from(bytes), { maxBytes }));
      }),
    );
  });
});
