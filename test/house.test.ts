import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../scripts/entries.ts';
import { circles, folderCircles, forbiddenArrows, importsOf, readGraph, type Graph } from '../scripts/house.ts';

/** An invented house: file → specifiers. Files that are only imported need not be listed. */
function graphOf(files: Record<string, string[]>): Graph {
  const graph = new Map(Object.entries(files).map(([file, targets]) => [file, targets.map((to) => ({ to, line: 1 }))]));
  for (const [file, targets] of Object.entries(files)) {
    for (const to of targets.filter((target) => target.startsWith('.'))) {
      const { pathname } = new URL(to, `file:///${file}`);
      if (!graph.has(pathname.slice(1))) graph.set(pathname.slice(1), []);
    }
  }
  return graph;
}

describe('the house as it stands', () => {
  const graph = readGraph('src');

  test('has something in it', () => expect(graph.size).toBeGreaterThan(0));
  test('has no forbidden arrow', () => expect(forbiddenArrows(graph)).toEqual([]));
  test('has no circle', () => expect(circles(graph)).toEqual([]));
  test('has no circle of folders within a room', () => expect(folderCircles(graph)).toEqual([]));

  test('is entered by its own name in examples', () => {
    const examples = existsSync(join(root, 'examples')) ? readGraph('examples') : new Map<string, never[]>();
    // A template is a package of its own, and has a src of its own.
    const reached = (file: string, to: string): string => (to.startsWith('.') ? posix.join(posix.dirname(file), to) : to.replace(/^.*\/(?=(?:src|dist)\/)/, ''));
    const bypasses = [...examples].flatMap(([file, arrows]) => arrows.filter(({ to }) => /^(?:src|dist)\//.test(reached(file, to))).map(({ to }) => `${file}: ${to}`));
    expect(bypasses).toEqual([]);
  });
});

describe('a forbidden arrow is found', () => {
  test.each<[string, string, string]>([
    ['spec reaches for a helper', 'src/spec/post.ts', '../lib/text.ts'],
    ['errors reach for the vocabulary', 'src/spec/errors.ts', './post.ts'],
    ['spec touches Node', 'src/spec/post.ts', 'node:crypto'],
    ['spec uses a package other than zod', 'src/spec/post.ts', 'eld'],
    ['lib knows a room', 'src/lib/text.ts', '../intake/normalise.ts'],
    ['a room knows another', 'src/policy/decide.ts', '../surge/baseline.ts'],
    ['a room knows a language', 'src/reply/cues.ts', '../languages/en/index.ts'],
    ['a room knows the runtime', 'src/measure/figures.ts', '../runtime/ledger.ts'],
    ['a room does I/O', 'src/intake/read.ts', 'node:fs'],
    ['a language knows another', 'src/languages/he/index.ts', '../en/index.ts'],
    ['a language knows a room', 'src/languages/en/index.ts', '../../reply/cues.ts'],
    ['a source knows a room', 'src/sources/feed.ts', '../intake/normalise.ts'],
    ['a source knows another', 'src/sources/feed.ts', './file.ts'],
    ['a source knows the runtime', 'src/sources/file/index.ts', '../../runtime/clock.ts'],
    ['a publisher knows core', 'src/publishers/dry-run.ts', '../core.ts'],
    ['a default knows another room than its own', 'src/classifiers/local.ts', '../reply/cues.ts'],
    ['the model drafter knows another room than the replies', 'src/drafters/model/index.ts', '../../policy/index.ts'],
    ['the face brings the model drafter', 'src/index.ts', './drafters/model/index.ts'],
    ['a judge that fronts nothing knows a room', 'src/judges/crm.ts', '../understand/features.ts'],
    ['the runtime knows a plugin', 'src/runtime/monitor.ts', '../stores/memory.ts'],
    ['the runtime knows a language', 'src/runtime/monitor.ts', '../languages/en/index.ts'],
    ['the runtime knows a face', 'src/runtime/monitor.ts', '../core.ts'],
    ['core brings a default', 'src/core.ts', './stores/memory.ts'],
    ['core brings a language', 'src/core.ts', './languages/he/index.ts'],
    ['core knows the complete face', 'src/core.ts', './index.ts'],
    ['the face brings a plugin that is no default', 'src/index.ts', './stores/sqlite.ts'],
    ['the review face brings the runtime', 'src/review.ts', './runtime/monitor.ts'],
    ['contracts know the core', 'src/testkit/contracts/source.ts', '../../core.ts'],
    ['contracts know the scenarios', 'src/testkit/contracts/source.ts', '../scenarios/replay.ts'],
    ['scenarios know the face with defaults', 'src/testkit/scenarios/replay.ts', '../../index.ts'],
    ['p-queue outside of the runtime', 'src/sources/feed.ts', 'p-queue'],
    ['eventemitter3 outside of the runtime', 'src/core.ts', 'eventemitter3'],
    ['feedsmith outside of the feed source', 'src/sources/file.ts', 'feedsmith'],
    ['wink outside of English', 'src/languages/he/index.ts', 'wink-nlp'],
    ['wink in another classifier', 'src/classifiers/model/index.ts', 'wink-nlp'],
    ['transformers outside of its classifier', 'src/understand/features.ts', '@huggingface/transformers'],
    ['a mail client outside of its helpers', 'src/sources/email/index.ts', 'imapflow'],
    ['a mail sender outside of its publisher', 'src/lib/mail/imap.ts', 'nodemailer/lib/smtp-connection'],
    ['a combination knows a classifier', 'src/classifiers/combine/cascade.ts', '../local.ts'],
    ['the model outside of English', 'src/understand/features.ts', 'wink-eng-lite-web-model'],
    ['eld outside of languages', 'src/intake/language.ts', 'eld/small'],
    ['a package nobody declared', 'src/lib/text.ts', '@scope/left-pad/deep'],
    ['a file that is not there', 'src/lib/text.ts', './text.js'],
  ])('%s', (_, file, to) => {
    const graph = new Map(graphOf({ [file]: [to] }));
    graph.delete('src/lib/text.js');
    expect(forbiddenArrows(graph)).toHaveLength(1);
  });

  test('a file stands outside of every place', () => {
    expect(forbiddenArrows(graphOf({ 'src/helpers/misc.ts': [] }))).toEqual(['src/helpers/misc.ts: no such place in the house']);
    expect(forbiddenArrows(graphOf({ 'src/helpers.ts': [] }))).toHaveLength(1);
  });

  test('a computed name', () => {
    const graph = new Map([['src/lib/text.ts', importsOf('const name = "x"; await import(name);', 'src/lib/text.ts')]]);
    expect(forbiddenArrows(graph)).toEqual(['src/lib/text.ts:1: imports a computed name, which nobody can check']);
  });
});

test('the arrows of the picture are allowed', () => {
  const graph = graphOf({
    'src/index.ts': ['./core.ts', './languages/en/index.ts', './languages/he/index.ts', './classifiers/local.ts', './stores/memory.ts', './spec/index.ts'],
    'src/core.ts': ['./runtime/monitor.ts', './policy/index.ts', './spec/index.ts', './lib/text.ts'],
    'src/review.ts': ['./reply/review.ts', './languages/en/index.ts'],
    'src/runtime/monitor.ts': ['../policy/index.ts', '../intake/normalise.ts', './clock.ts', '../spec/index.ts', '../lib/text.ts', 'p-queue', 'eventemitter3', 'node:fs'],
    'src/policy/index.ts': ['./rules/offer.ts', '../spec/index.ts', '../lib/text.ts', 'zod', 'node:crypto'],
    'src/languages/en/index.ts': ['../../spec/index.ts', '../../lib/text.ts', './cues.ts', 'wink-nlp', 'wink-eng-lite-web-model', 'eld/small'],
    'src/sources/feed.ts': ['../spec/index.ts', '../lib/text.ts', 'feedsmith', 'node:zlib'],
    'src/stores/sqlite/index.ts': ['./migrate.ts', '../../spec/errors.ts', 'node:sqlite'],
    'src/classifiers/local.ts': ['../understand/features.ts', '../spec/index.ts'],
    'src/drafters/wording.ts': ['../reply/draft.ts'],
    'src/drafters/model/index.ts': ['./prompt.ts', '../../reply/index.ts'],
    'src/judges/profile.ts': ['../understand/features.ts'],
    'src/testkit/index.ts': ['./contracts/index.ts', './scenarios/index.ts'],
    'src/testkit/contracts/index.ts': ['../../spec/index.ts', '../../lib/text.ts'],
    'src/testkit/scenarios/index.ts': ['../../core.ts', '../../spec/index.ts'],
    'src/lib/text.ts': ['../spec/errors.ts', '../spec/language.ts', 'node:fs'],
    'src/spec/index.ts': ['./errors.ts', './post.ts', 'zod'],
  });
  expect(forbiddenArrows(graph)).toEqual([]);
  expect(circles(graph)).toEqual([]);
});

test('a circle is found, however long', () => {
  expect(circles(graphOf({ 'src/lib/a.ts': ['./a.ts'] }))).toEqual(['src/lib/a.ts → src/lib/a.ts']);
  const long = graphOf({ 'src/lib/a.ts': ['./b.ts'], 'src/lib/b.ts': ['zod', './c.ts'], 'src/lib/c.ts': ['./d.ts', './a.ts'], 'src/lib/d.ts': [] });
  expect(circles(long)).toEqual(['src/lib/a.ts → src/lib/b.ts → src/lib/c.ts → src/lib/a.ts']);
});

test('folders of a room that import each other are found, though no file does', () => {
  const round = graphOf({ 'src/surge/a/one.ts': ['../b/two.ts'], 'src/surge/b/two.ts': [], 'src/surge/b/three.ts': ['../a/four.ts'], 'src/surge/a/four.ts': [], 'src/surge/five.ts': ['./a/one.ts'] });
  expect(circles(round)).toEqual([]);
  expect(folderCircles(round)).toEqual(['src/surge/a → src/surge/b → src/surge/a']);
});

test('every way to import counts', () => {
  const text = `
    import a from './a.ts';
    import type { B } from './b.ts';
    import './c.ts';
    export * from './d.ts';
    export type { E } from './e.ts';
    const f = await import('./f.ts');
    type G = import('./g.ts').G;
    const h = require('./h.ts');
    import i = require('./i.ts');
    const text = "import nothing from './no.ts'"; // import './no.ts'
  `;
  expect(importsOf(text, 'x.ts').map(({ to }) => to)).toEqual('abcdefghi'.split('').map((letter) => `./${letter}.ts`));
  expect(importsOf(text, 'x.ts')[1]?.line).toBe(3);
});
