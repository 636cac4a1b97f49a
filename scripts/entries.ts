import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Rooms that are public as a whole. The others are reached only through a face. */
const publicRooms = ['policy', 'query', 'spec', 'testkit'];

/** Folders whose every member is public: `src/sources/feed.ts` or `src/sources/feed/index.ts` is `kashuv/sources/feed`. */
const families = ['classifiers', 'drafters', 'judges', 'languages', 'publishers', 'sources', 'stores', 'testkit'];

export interface Entry {
  /** As in `exports`: `.`, `./core`, `./sources/feed`. */
  subpath: string;
  /** Below the root, with forward slashes: `src/core.ts`. */
  source: string;
  /** Below `dist`, without an extension: `core`, `sources/feed`. */
  output: string;
}

/** Every public module, found in `src`. The bundler's entries and the `exports` map both come from this list. */
export function findEntries(base: string = root): Entry[] {
  const entries: Entry[] = [];
  const add = (name: string, source: string): void => {
    const twin = entries.find((entry) => entry.output === name);
    if (twin) throw new Error(`kashuv/${name} has two sources: ${twin.source} and ${source}`);
    entries.push({ subpath: name === 'index' ? '.' : `./${name}`, source, output: name });
  };
  const list = (folder: string) => {
    try {
      return readdirSync(join(base, folder), { withFileTypes: true });
    } catch {
      return [];
    }
  };
  const isModule = (name: string): boolean => name.endsWith('.ts') && !name.endsWith('.d.ts');
  const hasIndex = (folder: string): boolean => list(folder).some((item) => item.name === 'index.ts');

  for (const item of list('src')) {
    if (item.isFile() && isModule(item.name)) add(item.name.slice(0, -3), `src/${item.name}`);
  }
  for (const room of publicRooms) {
    if (hasIndex(`src/${room}`)) add(room, `src/${room}/index.ts`);
  }
  for (const family of families) {
    for (const item of list(`src/${family}`)) {
      const path = `src/${family}/${item.name}`;
      if (item.isDirectory() && hasIndex(path)) add(`${family}/${item.name}`, `${path}/index.ts`);
      else if (item.isFile() && isModule(item.name) && item.name !== 'index.ts') add(`${family}/${item.name.slice(0, -3)}`, path);
    }
  }
  return entries.sort((a, b) => (a.output === 'index' ? -1 : b.output === 'index' ? 1 : a.output < b.output ? -1 : 1));
}

export interface Condition {
  types: string;
  default: string;
}
export type ExportsMap = Record<string, string | { import: Condition; require: Condition }>;

/** The `exports` of package.json that belong to these entries. */
export function exportsOf(entries: readonly Entry[]): ExportsMap {
  const map: ExportsMap = {};
  for (const { subpath, output } of entries) {
    map[subpath] = {
      import: { types: `./dist/${output}.d.ts`, default: `./dist/${output}.js` },
      require: { types: `./dist/${output}.d.cts`, default: `./dist/${output}.cjs` },
    };
  }
  map['./package.json'] = './package.json';
  return map;
}

export interface Manifest {
  name: string;
  version: string;
  exports?: ExportsMap;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

export function readManifest(base: string = root): Manifest {
  return JSON.parse(readFileSync(join(base, 'package.json'), 'utf8')) as Manifest;
}
