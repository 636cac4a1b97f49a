import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { readManifest, root } from './entries.ts';

/** Bytes after bundling, minifying and gzip, with dependencies and without zod, peers and Node's own modules. First: loaded at import. Later: behind import(), loaded when first used. */
export async function weigh(entry: string): Promise<{ first: number; later: number }> {
  const { outputFiles, metafile } = await build({
    entryPoints: { entry },
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
