import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
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
const outputs = documents().flatMap((file) => outputsIn(codeBlocks(readFileSync(join(root, file), 'utf8'), file)));

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
        const { code, stdout, stderr } = await runProgram(path);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const output = outputs.find(({ of }) => of === placeOf(block));
        if (output !== undefined) expect(difference(output.lines, stdout)).toBeNull();
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }

  for (const { of, place, lines } of outputs.filter(({ of }) => !of.includes('.md:'))) {
    test(`${of} prints what ${place} shows`, { timeout: 90_000 }, async () => {
      const { code, stdout, stderr } = await runProgram(join(root, of), [], 80_000);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(difference(lines, stdout)).toBeNull();
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

  for (const program of readdirSync(folder).filter((name) => name.endsWith('-template')).flatMap((name) => globSync(`${name}/test/*.test.ts`, { cwd: folder }))) {
    test(`${program} passes`, async () => {
      const { code, stdout } = await runProgram(join(folder, program));
      expect({ code, failed: /^ℹ fail (?<count>\d+)$/m.exec(stdout)?.groups?.['count'] }, stdout).toEqual({ code: 0, failed: '0' });
    });
  }

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

  test('find what a program is said to print', () => {
    const found = codeBlocks('```ts run\nx\n```\n```text output\na\n```\n```text output\nb\n```\n```text\nno output\n```\n```text output demo.ts\nc\n```\n', 'a.md');
    expect(outputsIn(found)).toEqual([
      { of: 'a.md:1', place: 'a.md:4', lines: ['a', 'b'] },
      { of: 'demo.ts', place: 'a.md:13', lines: ['c'] },
    ]);
    expect(() => outputsIn(codeBlocks('```text output\na\n```\n', 'a.md'))).toThrow('a.md:1');
  });

  test('hold it against what the program prints', () => {
    expect(difference(['a', '…', 'd'], 'a\nb\nc\nd\n')).toBeNull();
    expect(difference(['…', 'c', '…'], 'a\nb\nc\nd\n')).toBeNull();
    expect(difference(['a', 'c'], 'a\nb\nc\n')).toBe("expected 'c', printed 'b'");
    expect(difference(['a'], 'a\nb\n')).toBe("expected the end, printed 'b'");
    expect(difference(['…', 'x', '…'], 'a\nb\n')).toBe("'x' is not printed after the lines before it");
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

interface Output {
  /** A program below the root, or the place of the `ts run` block before. */
  of: string;
  place: string;
  lines: string[];
}

/** ```text output shows what the ```ts run block before it prints, ```text output PATH what that program prints; several in a row belong together. */
function outputsIn(candidates: readonly CodeBlock[]): Output[] {
  const found: Output[] = [];
  let ran: string | undefined;
  for (const block of candidates) {
    if (block.flags.includes('run')) ran = placeOf(block);
    if (block.language !== 'text' || block.flags[0] !== 'output') continue;
    const of = block.flags[1] ?? ran;
    if (of === undefined) throw new Error(`${placeOf(block)}: output of no program`);
    const lines = block.code.trimEnd().split('\n');
    const before = found.find((one) => one.of === of);
    if (before === undefined) found.push({ of, place: placeOf(block), lines });
    else before.lines.push(...lines);
  }
  return found;
}

/** Null where what was shown is what was printed; a shown line that is `…` stands for any number of lines. */
function difference(shown: readonly string[], stdout: string): string | null {
  const printed = stdout.trimEnd().split('\n').map((line) => line.trimEnd());
  let at = 0;
  let skips = false;
  for (const line of shown) {
    if (line === '…') {
      skips = true;
      continue;
    }
    const next = skips ? printed.indexOf(line, at) : at;
    if (next < 0) return `'${line}' is not printed after the lines before it`;
    if (printed[next] !== line) return `expected '${line}', printed '${printed[next] ?? ''}'`;
    at = next + 1;
    skips = false;
  }
  return skips || at >= printed.length ? null : `expected the end, printed '${printed[at] ?? ''}'`;
}
