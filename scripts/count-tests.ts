/** Prints `N passed, N failed` from vitest's JSON report. A skipped test is a failure: a check that does not run protects nothing. */
import { readFileSync } from 'node:fs';

interface Report {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: node scripts/count-tests.ts <report.json>');
const report = JSON.parse(readFileSync(path, 'utf8')) as Report;

const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const unrun = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
for (const { fullName, status } of unrun) console.error(`not run (${status}): ${fullName}`);
// A file that does not load has no tests to count; it counts as one that failed.
const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
for (const { name } of unloaded) console.error(`does not load: ${name}`);
const failed = report.numFailedTests + unloaded.length;
console.log(`${report.numPassedTests} passed, ${failed} failed${unrun.length > 0 ? `, ${unrun.length} skipped` : ''}`);
if (!report.success || unrun.length > 0 || report.numPassedTests === 0) process.exit(1);
