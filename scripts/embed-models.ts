import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { gzipSync } from 'node:zlib';

import { root } from './entries.ts';

/** A module that does nothing but read one file of models/. */
const READS_MODEL = /^import \{ readFile \} from 'node:fs\/promises';[^]*export const (?<name>\w+) = \(\): Promise<Uint8Array> => readFile\(new URL\('(?<path>[./]+models\/[\w-]+\.(?:bin|json))', import\.meta\.url\)\);\s*$/u;

/**
 * Puts the files of models/ into the modules that read them, so that the package needs no file beside its code: it can be bundled
 * and moved. They stand gzipped in base64, in chunks of their own that are loaded when first used.
 */
export const embedModels: Plugin = {
  name: 'embed-models',
  setup(build) {
    const embedded = new Set<string>();
    // esbuild matches in Go, which knows no such flags.
    build.onLoad({ filter: /-bytes\.ts$/ }, async ({ path }) => {
      const { name, path: file } = READS_MODEL.exec(await readFile(path, 'utf8'))?.groups ?? {};
      if (name === undefined || file === undefined) return undefined;
      const bytes = gzipSync(await readFile(join(dirname(path), file)), { level: 9 });
      embedded.add(file);
      return {
        contents: `import { gunzipSync } from 'node:zlib';\nexport const ${name} = async () => gunzipSync(Buffer.from('${bytes.toString('base64')}', 'base64'));\n`,
        loader: 'ts',
        resolveDir: root,
      };
    });
    build.onEnd(() => (embedded.size === 0 ? { errors: [{ text: 'no module reads a model any more; see READS_MODEL' }] } : undefined));
  },
};
