/** The dependency picture of CONTRIBUTING.md as a table, and the check of an import graph against it. test/house.test.ts runs both. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { root } from './entries.ts';

export interface Arrow {
  /** The specifier as written. */
  to: string;
  line: number;
}
/** File below the root → what it imports: values, types, re-exports, import(). */
export type Graph = ReadonlyMap<string, readonly Arrow[]>;

/** Pure: they see nothing but what they are given. */
const rooms = ['intake', 'query', 'understand', 'surge', 'policy', 'reply', 'measure'];
const families = ['sources', 'publishers', 'classifiers', 'judges', 'drafters', 'stores'];

/** Plugins that front a room: the one room each may import. */
const fronts: Record<string, string> = {
  'classifiers/local': 'understand',
  'judges/profile': 'understand',
  'drafters/wording': 'reply',
  // Comes along with nothing: it falls back on the wording, and reviews what a model wrote before anybody sees it.
  'drafters/model': 'reply',
};
/** What `kashuv` brings along beyond `kashuv/core`. */
const defaults = ['classifiers/local', 'judges/profile', 'drafters/wording', 'stores/memory', 'policy'];

/** Packages and the only places that may import them. Everything else is undeclared. */
const packages: Record<string, (place: string) => boolean> = {
  zod: () => true,
  feedsmith: (place) => place === 'sources/feed',
  'wink-nlp': (place) => place === 'languages/en' || place === 'classifiers/wink',
  'wink-eng-lite-web-model': (place) => place === 'languages/en' || place === 'classifiers/wink',
  // Optional peers: who has them, has them.
  '@huggingface/transformers': (place) => place === 'classifiers/transformers',
  '@fedify/fedify': (place) => place === 'lib' || place === 'sources/activitypub' || place === 'publishers/activitypub',
  imapflow: (place) => place === 'lib',
  'postal-mime': (place) => place === 'lib',
  nodemailer: (place) => place === 'publishers/email',
  eld: (place) => place.startsWith('languages/'),
  'p-queue': (place) => place === 'runtime' || place === 'lib',
  eventemitter3: (place) => place === 'runtime',
};

/** Modules of Node that compute and touch nothing. */
const pureNode = ['node:buffer', 'node:crypto', 'node:string_decoder', 'node:url', 'node:util'];

/** The place in the house that a file belongs to, or undefined when it stands outside of it. */
export function placeOf(file: string): string | undefined {
  const [top, first = '', second] = file.split('/');
  if (top !== 'src') return undefined;
  const name = first.replace(/\.ts$/, '');
  if (second === undefined) return ['index', 'core', 'review', 'http'].includes(name) ? name : undefined;
  if (first === 'spec') return second === 'errors.ts' ? 'spec/errors' : 'spec';
  if (first === 'testkit') return second === 'index.ts' ? 'testkit' : `testkit/${second.replace(/\.ts$/, '')}`;
  if (first === 'languages' || families.includes(first)) return `${first}/${second.replace(/\.ts$/, '')}`;
  return [...rooms, 'lib', 'runtime'].includes(first) ? first : undefined;
}

/** Whether files at `from` may import files at `to`. */
function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  const family = from.split('/')[0] ?? '';
  const isSpec = to === 'spec' || to === 'spec/errors';
  if (from === 'spec/errors') return false;
  if (from === 'spec') return isSpec;
  if (from === 'lib') return isSpec;
  if (isSpec || to === 'lib') return true;
  if (rooms.includes(from) || family === 'languages') return false;
  if (families.includes(family)) return fronts[from] === to;
  switch (from) {
    case 'runtime':
      return rooms.includes(to);
    case 'core':
      return to === 'runtime' || rooms.includes(to);
    case 'index':
      return to === 'core' || to.startsWith('languages/') || defaults.includes(to);
    case 'review':
      return to === 'reply' || to === 'core' || to.startsWith('languages/') || defaults.includes(to);
    case 'testkit':
      return to === 'testkit/contracts' || to === 'testkit/scenarios';
    case 'testkit/scenarios':
      return to === 'core';
    default:
      return false;
  }
}

/** A module that does nothing but read one file of models/: the build puts the file into it, and nothing is read at run time. */
const readsModel = (file: string, specifier: string): boolean => file.endsWith('-bytes.ts') && specifier === 'node:fs/promises';

function mayImportNode(place: string, specifier: string): boolean {
  if (place.startsWith('spec')) return false;
  return pureNode.includes(specifier) || !(rooms.includes(place) || place.startsWith('languages/'));
}

/** Every arrow the house forbids, as `file:line: why`. */
export function forbiddenArrows(graph: Graph): string[] {
  const problems: string[] = [];
  for (const [file, arrows] of graph) {
    const from = placeOf(file);
    if (from === undefined) {
      problems.push(`${file}: no such place in the house`);
      continue;
    }
    for (const { to, line } of arrows) {
      const why = forbidden(graph, file, from, to);
      if (why !== undefined) problems.push(`${file}:${line}: ${why}`);
    }
  }
  return problems;
}

function forbidden(graph: Graph, file: string, from: string, to: string): string | undefined {
  if (to === '') return 'imports a computed name, which nobody can check';
  if (to.startsWith('.')) {
    const target = resolve(file, to);
    if (!graph.has(target)) return `imports ${to}, which is no source file`;
    const place = placeOf(target);
    return place === undefined || mayImport(from, place) ? undefined : `${from} may not import ${place} (${to})`;
  }
  if (to.startsWith('node:')) return mayImportNode(from, to) || readsModel(file, to) ? undefined : `${from} may not import ${to}`;
  const name = to.split('/', to.startsWith('@') ? 2 : 1).join('/');
  const allowed = packages[name];
  if (!allowed) return `imports ${name}, which no place may import`;
  return allowed(from) ? undefined : `${from} may not import ${name}`;
}

/** Every knot of files that import each other, as one way around it. */
export function circles(graph: Graph): string[] {
  return knots(new Map([...graph].map(([file, arrows]) => [file, targetsOf(file, arrows)])));
}

/** The same of the folders within a room. */
export function folderCircles(graph: Graph): string[] {
  const folderOf = (file: string): string | null => file.split('/').slice(0, -1)[2] === undefined ? null : file.split('/').slice(0, 3).join('/');
  const folders = new Map<string, Set<string>>();
  for (const [file, arrows] of graph) {
    const from = folderOf(file);
    if (from === null) continue;
    const next = folders.get(from) ?? new Set();
    folders.set(from, next);
    for (const target of targetsOf(file, arrows)) {
      const to = folderOf(target);
      if (to !== null && to !== from && posix.dirname(to) === posix.dirname(from)) next.add(to);
    }
  }
  return knots(new Map([...folders].map(([folder, next]) => [folder, [...next]])));
}

const targetsOf = (file: string, arrows: readonly Arrow[]): string[] => arrows.filter(({ to }) => to.startsWith('.')).map(({ to }) => resolve(file, to));

function knots(nextOf: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): void => {
    const start = path.indexOf(node);
    if (start >= 0) found.push([...path.slice(start), node].join(' → '));
    if (start >= 0 || done.has(node)) return;
    path.push(node);
    for (const target of nextOf.get(node) ?? []) visit(target);
    path.pop();
    done.add(node);
  };
  for (const node of nextOf.keys()) visit(node);
  return found;
}

/** What one file imports. A computed name is reported as ''. */
export function importsOf(text: string, file: string): Arrow[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const arrows: Arrow[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined): void => {
    const to = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '';
    arrows.push({ to, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node, node.expression);
    else if (ts.isImportTypeNode(node)) add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    else if (ts.isCallExpression(node)) {
      const { expression } = node;
      if (expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')) {
        add(node, node.arguments[0]);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return arrows;
}

/** The graph of all TypeScript files in a folder. */
export function readGraph(folder: string, base: string = root): Graph {
  const files = readdirSync(join(base, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort();
  return new Map(files.map((file) => [file, importsOf(readFileSync(join(base, file), 'utf8'), file)]));
}

function resolve(file: string, to: string): string {
  return posix.join(posix.dirname(file), to);
}
