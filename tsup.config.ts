import { defineConfig } from 'tsup';
import { embedModels } from './scripts/embed-models.ts';
import { findEntries } from './scripts/entries.ts';

/** `tsup --format esm --no-dts` is the quick build behind `npm run demo`: JavaScript for Node, nothing else. */
export default defineConfig((options) => {
  const quick = options.dts === false;
  return {
    entry: Object.fromEntries(findEntries().map(({ output, source }) => [output, source])),
    format: ['esm', 'cjs'],
    platform: 'node',
    target: 'node22.13',
    // Subpaths share their modules: one KashuvError, one set of schemas, in either format.
    splitting: true,
    // The rollup pass also keeps import() in CommonJS, where packages without a `require` condition need it.
    treeshake: !quick,
    dts: !quick,
    clean: true,
    silent: quick,
    // Else `node:sqlite` becomes `sqlite`, which does not exist.
    removeNodeProtocol: false,
    esbuildPlugins: [embedModels],
  };
});
