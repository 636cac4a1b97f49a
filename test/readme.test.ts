import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../scripts/entries.ts';

interface Manifest {
  version: string;
  exports: Record<string, unknown>;
  peerDependencies: Record<string, string>;
}
const manifest = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

/** Import paths that a first cell names: in full, or by their last part after the one before. */
function named(cell: string): string[] {
  let before = '';
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) => {
    if (!name.startsWith('/')) {
      before = name;
      return [name];
    }
    return [`${before}${name}`, `${dirname(before)}${name}`];
  });
}

test('README.md lists every subpath, and none that is not there', () => {
  const rows = readFileSync(join(root, 'README.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `kashuv'));
  const cells = rows.map((row) => row.split('|')[1] ?? '');
  const subpaths = Object.keys(manifest('.').exports).filter((path) => path !== './package.json').map((path) => `kashuv${path.slice(1)}`);
  const listed = new Set(cells.flatMap(named));
  expect(subpaths.filter((path) => !listed.has(path))).toEqual([]);
  const last = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(last.filter((name) => !subpaths.some((path) => (name.startsWith('/') ? path.endsWith(name) : path === name)))).toEqual([]);
});

test('the template of a source asks for the version it is tested with', () => {
  expect(manifest('examples/source-template').peerDependencies).toEqual({ kashuv: `^${manifest('.').version}` });
});
