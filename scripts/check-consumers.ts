/**
 * The package as its users get it: the packed tarball in fresh projects outside the repository (ESM, CommonJS, TypeScript 6,
 * TypeScript 7), each of which loads every subpath and compiles and runs the README's first program; and the template of a source.
 *
 * The package comes from the tarball. What it declares as dependencies is linked from here, and nothing else, so that an
 * undeclared import fails. Peers stay absent. The network, names included, is replaced by a feed with one complaint.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { typescriptBlocks } from './code-blocks.ts';
import { findEntries, readManifest, root } from './entries.ts';
import { withTarball } from './pack.ts';

const runForMs = 3_000;
const manifest = readManifest();
const specifiers = findEntries().map(({ subpath }) => `kashuv${subpath.slice(1)}`);

const readmeProgram = typescriptBlocks().find(({ file }) => file === 'README.md')?.code;
if (readmeProgram === undefined) {
  console.error('consumers: README.md has no ```ts block to run');
  process.exit(1);
}
const program = readmeProgram.replace(/AbortSignal\.timeout\([\d_]+\)/g, `AbortSignal.timeout(${runForMs})`);

/** CommonJS has no top-level await: imports stay at the top, the rest moves into a function. */
function wrapped(source: string): string {
  const imports = source.match(/^import [^;]*;$/gm) ?? [];
  const rest = imports.reduce((text, line) => text.replace(line, ''), source);
  return `${imports.join('\n')}\nasync function main() {\n${rest.trim()}\n}\nmain().catch((error) => { console.error(error); process.exitCode = 1; });\n`;
}
const asRequire = (source: string): string =>
  source.replace(/^import \* as (\w+) from ('[^']+');$/gm, 'const $1 = require($2);').replace(/^import (\{[^}]*\}) from ('[^']+');$/gm, 'const $1 = require($2);');

const offline = `
  import { syncBuiltinESMExports } from 'node:module';
  import names from 'node:dns/promises';
  // A feed looks up its host before it asks, so that it reaches no private address.
  names.lookup = async () => [{ address: '93.184.215.14', family: 4 }];
  syncBuiltinESMExports();
  const item = '<item><title>Broken again</title><link>https://example.org/1</link><guid>https://example.org/1</guid>'
    + '<pubDate>' + new Date().toUTCString() + '</pubDate><description>My acme kettle broke again, and nobody answers. I want my money back.</description></item>';
  const body = '<?xml version="1.0"?><rss version="2.0"><channel><title>Forum</title><link>https://example.org/</link><description>d</description>' + item + '</channel></rss>';
  globalThis.fetch = async () => new Response(body, { headers: { 'content-type': 'application/rss+xml' } });
`;

/** Loads every subpath; one that needs an absent peer may say so, anything else fails. One KashuvError for all of them. */
const loadAll = (load: string): string => `
  const peers = ${JSON.stringify(Object.keys(manifest.peerDependencies ?? {}))};
  const errors = new Set();
  for (const name of ${JSON.stringify(specifiers)}) {
    try {
      const exported = ${load};
      if (exported.KashuvError) errors.add(exported.KashuvError);
    } catch (error) {
      if (!(/NOT_FOUND/.test(error.code) && peers.some((peer) => error.message.includes("'" + peer + "'")))) throw error;
    }
  }
  if (errors.size !== 1) throw new Error(errors.size + ' classes KashuvError instead of one');
`;

interface Project {
  name: string;
  type: 'module' | 'commonjs';
  files: Record<string, string>;
  /** The compiler's package in node_modules. */
  compiler?: string;
  /** Run in this order, after compiling. */
  run: string[];
}

const compilerOptions = {
  target: 'es2023',
  module: 'nodenext',
  types: ['node'],
  outDir: 'out',
  rootDir: '.',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: false,
  skipLibCheck: false,
};
const typed = (compiler: string): Project => ({
  name: compiler,
  type: 'module',
  compiler,
  files: {
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts', '*.cts'] }),
    'program.ts': program,
    'program-cjs.cts': wrapped(program),
    'every.ts': specifiers.map((name, index) => `export * as m${index} from '${name}';`).join('\n'),
    'every-cjs.cts': specifiers.map((name, index) => `export * as m${index} from '${name}';`).join('\n'),
  },
  run: ['out/program.js', 'out/program-cjs.cjs'],
});
/** The package that a plugin author copies: it compiles against the built types, and its own tests pass. */
const template = join(root, 'examples/source-template');
const projects: Project[] = [
  { name: 'esm', type: 'module', files: { 'program.js': program, 'every.js': loadAll('await import(name)') }, run: ['every.js', 'program.js'] },
  {
    name: 'commonjs',
    type: 'commonjs',
    files: { 'program.js': asRequire(wrapped(program)), 'every.js': loadAll('require(name)') },
    run: ['every.js', 'program.js'],
  },
  typed('typescript'),
  typed('typescript7'),
  {
    name: 'source-template',
    type: 'module',
    compiler: 'typescript',
    files: Object.fromEntries(['tsconfig.json', 'src/index.ts', 'test/contract.test.ts'].map((file) => [file, readFileSync(join(template, file), 'utf8')])),
    run: ['dist/test/contract.test.js'],
  },
];

function link(folder: string, name: string): void {
  const target = join(folder, 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), target, 'junction');
}

function command(folder: string, args: string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  return { ok: status === 0, output: `${stdout}${stderr}`.trim() };
}

function tryProject(base: string, unpacked: string, { name, type, files, compiler, run }: Project): string[] {
  const folder = join(base, name);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  cpSync(unpacked, join(folder, 'node_modules', 'kashuv'), { recursive: true });
  for (const dependency of Object.keys(manifest.dependencies ?? {})) link(folder, dependency);
  if (compiler !== undefined) link(folder, '@types/node');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `consumer-${name}`, private: true, type }));
  writeFileSync(join(folder, 'offline.mjs'), offline);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  if (compiler !== undefined) {
    const bin = join(root, 'node_modules', compiler, 'bin', 'tsc');
    const { ok, output } = command(folder, [bin, '--project', '.']);
    if (!ok) return [`${name} does not compile:\n${output}`];
    console.log(`consumers: ${name} ${command(folder, [bin, '--version']).output.replace('Version ', '')} compiles`);
  }
  const problems: string[] = [];
  for (const file of run) {
    // What one program kept the next would know already, and not tell again.
    for (const kept of readdirSync(folder).filter((name) => /\.db(-|$)/.test(name))) rmSync(join(folder, kept));
    const { ok, output } = command(folder, ['--import', './offline.mjs', file]);
    const lines = output === '' ? 0 : output.split('\n').length;
    if (!ok) problems.push(`${name}: ${file} fails:\n${output}`);
    else if (lines === 0 && file.includes('program')) problems.push(`${name}: ${file} printed nothing, though it was told of a complaint`);
    else console.log(`consumers: ${name} ran ${file} (${lines} lines printed)`);
  }
  return problems;
}

const problems = await withTarball((tarball, folder) => {
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  const unpacked = join(folder, 'package');
  const packed = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as { version: string };
  if (packed.version !== manifest.version || !existsSync(join(unpacked, 'dist'))) throw new Error('the tarball holds no build of this version');
  return projects.flatMap((project) => tryProject(folder, unpacked, project));
});
for (const problem of problems) console.error(`consumers: ${problem}`);
if (problems.length > 0) process.exit(1);
