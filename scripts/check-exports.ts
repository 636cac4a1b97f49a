/**
 * Holds package.json's `exports`, the entries found in `src` and the built files together.
 *
 *   node scripts/check-exports.ts            fails when they disagree
 *   node scripts/check-exports.ts --write    writes `exports` from the entries
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportsOf, findEntries, readManifest, root } from './entries.ts';

const manifestPath = join(root, 'package.json');
const entries = findEntries();
const expected = exportsOf(entries);

if (process.argv.includes('--write')) {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, unknown>;
  const next = `${JSON.stringify({ ...manifest, exports: expected }, null, 2)}\n`;
  if (next !== readFileSync(manifestPath, 'utf8')) writeFileSync(manifestPath, next);
  console.log(`exports: ${entries.length} subpaths written`);
} else {
  const problems = [...compareMap(), ...(await compareFiles())];
  for (const problem of problems) console.error(`exports: ${problem}`);
  if (problems.length > 0) process.exit(1);
  console.log(`exports: ${entries.length} subpaths, package.json and dist agree`);
}

function compareMap(): string[] {
  const actual = readManifest().exports ?? {};
  const fix = 'run `npm run exports`';
  const problems: string[] = [];
  for (const key of Object.keys(expected)) {
    if (!(key in actual)) problems.push(`package.json lacks ${key}; ${fix}`);
    else if (JSON.stringify(actual[key]) !== JSON.stringify(expected[key])) problems.push(`package.json has a different ${key}; ${fix}`);
  }
  for (const key of Object.keys(actual)) if (!(key in expected)) problems.push(`package.json has ${key}, src has no such module; ${fix}`);
  return problems;
}

async function compareFiles(): Promise<string[]> {
  const require = createRequire(import.meta.url);
  const problems: string[] = [];
  for (const { subpath, output } of entries) {
    const files = ['js', 'cjs', 'd.ts', 'd.cts'].map((extension) => join(root, 'dist', `${output}.${extension}`));
    const missing = files.filter((file) => !existsSync(file));
    if (missing.length > 0) {
      problems.push(...missing.map((file) => `${subpath} names ${file.slice(root.length + 1)}, which the build did not make`));
      continue;
    }
    const [esm, cjs] = files as [string, string];
    try {
      const fromImport = Object.keys((await import(pathToFileURL(esm).href)) as object).sort();
      const fromRequire = Object.keys(require(cjs) as object).sort();
      if (fromImport.join() !== fromRequire.join()) {
        problems.push(`${subpath} exports [${fromImport.join(', ')}] by import but [${fromRequire.join(', ')}] by require`);
      }
    } catch (error) {
      problems.push(`${subpath} does not load: ${String(error)}`);
    }
  }
  for (const file of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.d\.c?ts$/.test(file)) continue;
    const typed = readFileSync(join(root, 'dist', file), 'utf8');
    if (/from ['"][^'"]+(?<!\.d)\.ts['"]|import\(['"][^'"]+(?<!\.d)\.ts['"]\)/.test(typed)) problems.push(`dist/${file} imports a .ts file`);
  }
  return problems;
}
