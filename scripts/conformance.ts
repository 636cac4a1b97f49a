/**
 * Holds every source and publisher against its kit, and writes what was seen into docs/sources.md. Every test has to run: where a server is not installed it
 * says so by name and writes nothing.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conformance } from '../test/support/conformance.ts';
import { begin, end, renderConformance } from './conformance-page.ts';
import { findEntries, root } from './entries.ts';
import { weigh } from './weigh.ts';

interface Report {
  testResults: { name: string; assertionResults: { fullName: string; status: string; meta?: { conformance?: Conformance } }[] }[];
}

const page = join(root, 'docs/sources.md');
const files = globSync('test/{sources,publishers}/**/*.test.ts', { cwd: root }).filter((file) => /\b(?:source|push|publisher)Conforms\(/.test(readFileSync(join(root, file), 'utf8')));
const folder = mkdtempSync(join(tmpdir(), 'kashuv-conformance-'));
try {
  const output = join(folder, 'report.json');
  spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...files, '--reporter=json', `--outputFile.json=${output}`], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Report;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  // A file that does not load has no test that fails.
  const amiss = [...testResults.filter(({ assertionResults }) => assertionResults.length === 0).map(({ name }) => `no test ran: ${name}`), ...tests.filter(({ status }) => status !== 'passed').map(({ status, fullName }) => `${status}: ${fullName}`)];
  if (amiss.length > 0 || testResults.length !== files.length) {
    for (const problem of amiss) console.error(`conformance: ${problem}`);
    throw new Error('conformance: not every test ran and passed; nothing is written');
  }
  const records = tests.flatMap(({ meta }) => meta?.conformance ?? []);
  const sizes: Record<string, number> = {};
  for (const { subpath, source } of findEntries()) {
    if (/^\.\/(?:sources|publishers)\//.test(subpath)) sizes[subpath.slice(2)] = (await weigh(join(root, source))).first;
  }
  const text = readFileSync(page, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('docs/sources.md: the marks around what the tests saw are gone');
  writeFileSync(page, `${text.slice(0, from)}${begin}\n\n${renderConformance({ records, day: new Date().toISOString().slice(0, 10), sizes })}\n\n${text.slice(to)}`);
  console.log(`conformance: ${records.length} rules kept by ${new Set(records.map(({ adapter }) => adapter)).size} adapters; docs/sources.md is written`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
