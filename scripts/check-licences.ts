/** Every installed package, of the production and of the development tree, carries a permissive licence. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

const permissive = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0', 'Python-2.0', 'Unlicense']);

/** Tools of development that never ship: accepted by name, also for their platform packages (`name-linux-x64-gnu`). */
const accepted = [
  'lightningcss', // MPL-2.0, unchanged, inside vite, which vitest needs
  'caniuse-lite', // CC-BY-4.0: data on browsers, unchanged, inside babel, which Stryker needs
];

interface Locked {
  version?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  link?: boolean;
  license?: string;
}

/** `MIT`, `(MIT OR GPL-3.0)`, `MIT AND ISC`: a choice needs one permissive side, a sum both. */
function isPermissive(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (/ OR /.test(bare)) return bare.split(' OR ').some(isPermissive);
  if (/ AND /.test(bare)) return bare.split(' AND ').every(isPermissive);
  return permissive.has(bare);
}

function isAccepted(name: string): boolean {
  return accepted.some((one) => name === one || name.startsWith(`${one}-`));
}

/** What the installed package says of itself; what the lock file says where this platform does not install it. */
function licenceOf(path: string, locked: Locked): string | undefined {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return locked.license;
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string | { type?: string }; licenses?: { type?: string }[] };
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? locked.license;
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
const counts = { production: new Map<string, number>(), development: new Map<string, number>() };
const problems: string[] = [];
for (const [path, locked] of Object.entries(lock.packages)) {
  if (path === '' || locked.link) continue;
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const tree = locked.dev || locked.devOptional ? 'development' : 'production';
  const licence = licenceOf(path, locked) ?? 'none stated';
  counts[tree].set(licence, (counts[tree].get(licence) ?? 0) + 1);
  if (isPermissive(licence) || (tree === 'development' && isAccepted(name))) continue;
  if (!locked.optional && !existsSync(join(root, path, 'package.json'))) problems.push(`${name} is locked but not installed; run \`npm ci\``);
  else problems.push(`${name}@${locked.version ?? '?'} (${tree}): ${licence}`);
}
for (const [tree, found] of Object.entries(counts)) {
  const summary = [...found].sort((a, b) => b[1] - a[1]).map(([licence, count]) => `${licence} ${count}`);
  console.log(`licences: ${tree}: ${summary.join(', ')}`);
}
for (const problem of problems) console.error(`licences: not permissive: ${problem}`);
if (problems.length > 0) process.exit(1);
