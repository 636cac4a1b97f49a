import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Time, waiting, chance and the network are handed in, so that a replay gives the same ledger. */
const injected = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take the time from the clock: ctx.now().' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from the clock: new Date(ctx.now()).' },
  { selector: "CallExpression[callee.name='Date']", message: 'Take the time from the clock: new Date(ctx.now()).' },
  { selector: "MemberExpression[object.name='performance'][property.name='now']", message: 'Take the time from the clock: ctx.now().' },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]',
    message: 'Wait through the clock: ctx.sleep(ms).',
  },
  {
    selector: 'CallExpression[callee.object.name=/^(globalThis|global)$/][callee.property.name=/^(setTimeout|setInterval|setImmediate|fetch)$/]',
    message: 'Wait through ctx.sleep(ms), fetch through ctx.fetch.',
  },
  { selector: "CallExpression[callee.object.name='AbortSignal'][callee.property.name='timeout']", message: 'Limit time through the clock.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness is injected.' },
  {
    selector: "MemberExpression[object.name='crypto'][property.name=/^(randomUUID|getRandomValues|randomBytes|randomInt)$/]",
    message: 'Randomness is injected; ids derive from content.',
  },
];

const everywhere = [
  { selector: "CallExpression[callee.name='fetch']", message: 'Use the fetch that the host handed in: ctx.fetch.' },
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Configuration comes from the host, never from the environment.' },
  {
    selector: ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind=/^(let|var)$/]',
    message: 'No module-level state: it belongs to an instance.',
  },
];

/** The named import does not tree-shake. */
const zodByNamespace = {
  selector: "ImportDeclaration[source.value='zod'] > :matches(ImportDefaultSpecifier, ImportSpecifier[imported.name='z'])",
  message: "Use import * as z from 'zod'.",
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', 'coverage/', 'models/'] },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', zodByNamespace],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A contract asks for a promise; whether this plugin has to wait for anything is its own affair.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-console': 'error',
      'no-control-regex': 'off', // hostile input is full of control characters, and the rules against it name them
      'no-restricted-syntax': ['error', zodByNamespace, ...everywhere, ...injected],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            ...['node:timers', 'node:timers/promises', 'timers', 'timers/promises'].map((name) => ({ name, message: 'Wait through the clock: ctx.sleep(ms).' })),
            { name: 'node:process', importNames: ['env', 'default'], message: 'Configuration comes from the host.' },
            {
              name: 'node:crypto',
              importNames: ['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues', 'webcrypto', 'default'],
              message: 'Randomness is injected; name the hash functions you need.',
            },
          ],
          patterns: [
            { regex: '^kashuv(/|$)', message: 'Inside src, import the file.' },
            { regex: '^eld(/|$)', allowTypeImports: true, message: 'Load it with import(): it has no entry for require, and it is heavy.' },
          ],
        },
      ],
    },
  },
  {
    // Where real time and real chance come in.
    files: ['src/runtime/clock.ts', 'src/runtime/chance.ts'],
    rules: {
      'no-restricted-syntax': ['error', zodByNamespace, ...everywhere],
      '@typescript-eslint/no-restricted-imports': 'off',
    },
  },
  {
    files: ['test/**', 'bench/**', 'eval/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
