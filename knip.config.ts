import type { KnipConfig } from 'knip';
import { findEntries } from './scripts/entries.ts';

export default {
  entry: [
    // `!`: ships to users.
    ...findEntries().map(({ source }) => `${source}!`),
    'scripts/*.ts',
    'test/**/*.test.ts',
    'examples/*.ts',
    'examples/*/main.ts',
    'examples/*-template/{src/index,test/*.test}.ts',
    'eval/*.ts',
    'bench/*.ts',
    'scripts/mutation/{runner,room,ignorer}.ts',
  ],
  project: ['src/**/*.ts!', 'test/**/*.ts', 'scripts/**/*.ts', 'examples/**/*.ts', 'eval/**/*.ts', 'bench/**/*.ts', 'training/**/*.ts'],
  // A type that describes an exported function belongs to it, whether or not another file names it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreBinaries: ['openssl'], // Debian's, for test/support/dovecot.ts
  ignoreDependencies: [
    'publint', // run by path: scripts/check-package.ts
    '@arethetypeswrong/cli', // likewise
    '@huggingface/transformers', // an optional peer: loaded where a host has it, and never installed here
    '@stryker-mutator/rooms-runner', // what knip takes the runner of scripts/mutation/ for
  ],
} satisfies KnipConfig;
