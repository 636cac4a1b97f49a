/** Prints what each subpath weighs, bundled, minified and gzipped with its dependencies, zod and Node's own modules left out. */
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findEntries, readManifest, root } from './entries.ts';

/** In bytes after gzip. */
const limits: Record<string, number> = { './core': 30_000 };

/** First: loaded at import. Later: behind import(), loaded when first used. */
async function weigh(output: string): Promise<{ first: number; later: number }> {
  const { outputFiles, metafile } = await build({
    entryPoints: { entry: join(root, 'dist', `${output}.js`) },
    absWorkingDir: root,
    outdir: join(root, 'dist'),
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node22.13',
    format: 'esm',
    external: ['zod', ...Object.keys(readManifest().peerDependencies ?? {})],
    logLevel: 'error',
  });
  const atStart = new Set<string>();
  const visit = (path: string): void => {
    if (atStart.has(path)) return;
    atStart.add(path);
    for (const { path: next, kind, external } of metafile.outputs[path]?.imports ?? []) {
      if (!external && kind !== 'dynamic-import') visit(next);
    }
  };
  visit('dist/entry.js');
  const sizes = { first: 0, later: 0 };
  for (const file of outputFiles) {
    const relative = file.path.slice(root.length + 1).replaceAll('\\', '/');
    sizes[atStart.has(relative) ? 'first' : 'later'] += gzipSync(file.contents, { level: 9 }).length;
  }
  return sizes;
}

const entries = findEntries();
const absent = entries.filter(({ output }) => !existsSync(join(root, 'dist', `${output}.js`)));
if (absent.length > 0) {
  console.error(`size: dist/${absent[0]?.output}.js is missing; run \`npm run build\``);
  process.exit(1);
}
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
let failed = false;
for (const { subpath, output } of entries) {
  const { first, later } = await weigh(output);
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
