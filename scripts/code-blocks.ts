import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.ts';

export interface CodeBlock {
  /** Below the root: `docs/policy.md`. */
  file: string;
  /** Of the opening fence, from 1. */
  line: number;
  language: string;
  /** What follows the language on the fence: `run`. */
  flags: string[];
  code: string;
}

/** The fenced code of one Markdown text. */
export function codeBlocks(markdown: string, file: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; indent: string; block: CodeBlock; lines: string[] } | undefined;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const [, indent = '', fence = '', info = ''] = /^(\s*)(`{3,}|~{3,})\s*(.*)$/.exec(line) ?? [];
    if (!open) {
      if (!fence) continue;
      const [language = '', ...flags] = info.trim().split(/\s+/);
      open = { fence, indent, block: { file, line: index + 1, language, flags, code: '' }, lines: [] };
    } else if (fence.startsWith(open.fence) && info === '') {
      blocks.push({ ...open.block, code: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    }
  }
  if (open) throw new Error(`${file}:${open.block.line}: a code block without an end`);
  return blocks;
}

/** README.md and everything below docs, as far as they exist. */
export function documents(base: string = root): string[] {
  const docs = existsSync(join(base, 'docs')) ? readdirSync(join(base, 'docs'), { recursive: true, encoding: 'utf8' }) : [];
  return ['README.md', ...docs.map((file) => `docs/${file.replaceAll('\\', '/')}`).sort()].filter(
    (file) => file.endsWith('.md') && existsSync(join(base, file)),
  );
}

export function typescriptBlocks(base: string = root): CodeBlock[] {
  return documents(base)
    .flatMap((file) => codeBlocks(readFileSync(join(base, file), 'utf8'), file))
    .filter(({ language }) => language === 'ts' || language === 'typescript');
}
