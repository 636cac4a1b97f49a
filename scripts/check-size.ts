/** Prints what each subpath weighs, bundled, minified and gzipped with its dependencies, zod and Node's own modules left out. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findEntries, root } from './entries.ts';
import { weigh } from './weigh.ts';

/** In bytes after gzip. */
const limits: Record<string, number> = { './core': 30_000 };

const entries = findEntries();
const absent = entries.filter(({ output }) => !existsSync(join(root, 'dist', `${output}.js`)));
if (absent.length > 0) {
  console.error(`size: dist/${absent[0]?.output}.js is missing; run \`npm run build\``);
  process.exit(1);
}
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
let failed = false;
for (const { subpath, output } of entries) {
  const { first, later } = await weigh(join(root, 'dist', `${output}.js`));
  const limit = limits[subpath];
  const verdict = limit === undefined ? '' : first <= limit ? `  (limit ${limit / 1000} kB)` : `  OVER the limit of ${limit / 1000} kB`;
  if (limit !== undefined && first > limit) failed = true;
  console.log(`size: kashuv${subpath.slice(1).padEnd(24)}${kilobytes(first)}${later > 0 ? ` + ${kilobytes(later).trim()} on first use` : ''}${verdict}`);
}
for (const subpath of Object.keys(limits)) {
  if (!entries.some((entry) => entry.subpath === subpath)) {
    console.error(`size: kashuv${subpath.slice(1)} has a limit but no module`);
    failed = true;
  }
}
if (failed) process.exit(1);
