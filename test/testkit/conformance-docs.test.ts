import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { begin, end, renderConformance } from '../../scripts/conformance-page.ts';
import { findEntries, root } from '../../scripts/entries.ts';
import { publisherRules, pullSourceRules, pushSourceRules } from '../../src/testkit/contracts/index.ts';
import type { Conformance } from '../support/conformance.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = read('docs/sources.md');
const written = page.slice(page.indexOf(begin), page.indexOf(end));
const again = 'run `npm run conformance`';

describe('docs/sources.md', () => {
  test('names every source and publisher there is', () => {
    const subpaths = findEntries().flatMap(({ subpath }) => (/^\.\/(?:sources|publishers)\//.test(subpath) ? [`kashuv${subpath.slice(1)}`] : []));
    expect(subpaths.filter((subpath) => !written.includes(`| \`${subpath}\` |`)), again).toEqual([]);
  });

  test('has a row for every rule', () => {
    const rules = new Set<string>([...pullSourceRules, ...pushSourceRules, ...publisherRules]);
    expect([...rules].filter((rule) => !written.includes(`\n| ${rule} | `)), again).toEqual([]);
  });

  test('names every adapter that is tested, and what it is held against', () => {
    const calls = globSync('test/{sources,publishers}/**/*.test.ts', { cwd: root }).flatMap((file) => [...read(file).matchAll(/adapter: '(?<adapter>[^']+)', against: '(?<against>[^']+)'/g)].map(({ groups }) => groups));
    expect(calls.length).toBeGreaterThan(0);
    const lines = written.split('\n');
    const missing = calls.filter((call) => !lines.some((line) => line.includes(`\`kashuv/${call?.['adapter']?.split(' ', 1)[0]}\``) && line.includes(call?.['adapter']?.split(' ').slice(1).join(' ') ?? '') && line.includes(call?.['against'] ?? '')));
    expect(missing, again).toEqual([]);
  });
});

test('the page tells rules kept, reasons of those left out, and what became of faults', () => {
  const record = (more: Partial<Conformance>): Conformance => ({ adapter: 'sources/forum', kind: 'source', against: 'loopback', rule: 'is pure', faults: [], ...more });
  const records = [
    record({ rule: 'describes itself', skips: { 'keeps secrets': 'it has none', 'is pure': 'never said: it is kept' } }),
    record({}),
    record({ against: 'real server', rule: 'is pure' }),
    record({ rule: 'says what was refused', faults: [{ fault: '401', outcome: 'AUTH_FAILED' }, { fault: '429', outcome: 'RATE_LIMITED' }, { fault: '401, at its last request', outcome: 'read in full' }] }),
  ];
  const text = renderConformance({ records, day: '2024-05-01', sizes: { 'sources/forum': 4_260 } });
  expect(text).toContain('Run on 2024-05-01.');
  expect(text).toContain('| forum | `kashuv/sources/forum` | 4.3 kB | loopback, real server |');
  expect(text).toContain('\n| is pure | L R |\n');
  expect(text).toContain('\n| keeps secrets | – |');
  expect(text).toContain('- forum: *keeps secrets* – it has none.');
  expect(text).not.toContain('never said');
  expect(text).toContain('| 401 | `AUTH_FAILED` |\n| 401, at its last request | read in full |\n| 429 | `RATE_LIMITED` |');
});
