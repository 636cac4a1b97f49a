import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { codeBlocks, documents, typescriptBlocks, type CodeBlock } from '../scripts/code-blocks.ts';
import { root } from '../scripts/entries.ts';
import { runProgram } from './support/program.ts';

const blocks = typescriptBlocks();
const placeOf = ({ file, line }: CodeBlock): string => `${file}:${line}`;

describe('code in README.md and docs', () => {
  test('the README shows a program', () => {
    const shown = blocks.some(({ file }) => file === 'README.md');
    expect(shown).toBe(existsSync(join(root, 'README.md')));
  });

  test('compiles against the sources', { timeout: 120_000 }, () => {
    expect(errorsIn(blocks)).toEqual([]);
  });

  for (const block of blocks.filter(({ flags }) => flags.includes('run'))) {
    test(`${placeOf(block)} runs`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'kashuv-docs-'));
      try {
        const path = join(folder, 'program.mts');
        await writeFile(path, block.code);
        const { code, stderr } = await runProgram(path);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});

describe('examples', () => {
  const folder = join(root, 'examples');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : [];
  const marks = files.sort().map((file) => {
    const [first = ''] = readFileSync(join(folder, file), 'utf8').split('\n');
    return { file, mark: /^\/\/ (?:runnable(?<args>(?: \S+)*)|not run: (?<reason>\S.*))$/.exec(first)?.groups };
  });

  test('each says on its first line `// runnable`, with arguments if any, or `// not run: <reason>`', () => {
    expect(marks.filter(({ mark }) => !mark).map(({ file }) => file)).toEqual([]);
  });

  for (const { file, mark } of marks) {
    if (mark?.['args'] === undefined) continue;
    const args = mark['args'].split(' ').filter(Boolean);
    test(`${[file, ...args].join(' ')} runs`, async () => {
      const { code, stdout, stderr } = await runProgram(join(folder, file), args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toBe('');
    });
  }
});

describe('the checks of this file', () => {
  const block = (code: string): CodeBlock => ({ file: 'docs/invented.md', line: 10, language: 'ts', flags: [], code });

  test('see a type error and say where', () => {
    const [error] = errorsIn([block('const fine = 1;\nexport const wrong: string = 1;\n')]);
    expect(error).toMatch(/^docs\/invented\.md:12: Type 'number' is not assignable to type 'string'/);
  });

  test('see an import that does not exist', () => {
    expect(errorsIn([block("import { nothing } from 'kashuv/no-such-thing';\nnothing();\n")])).toHaveLength(1);
  });

  test('find fenced code', () => {
    const found = codeBlocks('a\n```ts run\nx\n```\n- b\n  ~~~~js\n  y\n  ```\n  ~~~~\n', 'a.md');
    expect(found.map(({ line, language, flags, code }) => [line, language, flags, code])).toEqual([
      [2, 'ts', ['run'], 'x\n'],
      [6, 'js', [], 'y\n```\n'],
    ]);
    expect(() => codeBlocks('```ts\nx', 'a.md')).toThrow('a.md:1');
    expect(documents().every((file) => file.endsWith('.md'))).toBe(true);
  });

  test('see a program fail', async () => {
    const { code } = await runProgram(join(root, 'test/support/no-such-program.ts'));
    expect(code).not.toBe(0);
  });
});

/** Compiles each block as a module of its own that stands, in memory only, in the repository's root. */
function errorsIn(candidates: readonly CodeBlock[]): string[] {
  if (candidates.length === 0) return [];
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, { ...ts.sys, readDirectory: () => [] }, root);
  const modules = new Map(candidates.map((block, index) => [join(root, `block-${index}.ts`), block]));
  // A short program may leave a name unused to show that it exists.
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false, noUnusedParameters: false });
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.readFile = (path) => modules.get(path)?.code ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const block = modules.get(path);
    return block ? ts.createSourceFile(path, block.code, target, true) : getSourceFile(path, target, ...rest);
  };
  const program = ts.createProgram([...modules.keys()], { ...options, noUnusedLocals: false, noUnusedParameters: false }, host);
  return [...modules].flatMap(([path, block]) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => {
      const line = source ? source.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line : 0;
      return `${block.file}:${block.line + 1 + line}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`;
    });
  });
}
