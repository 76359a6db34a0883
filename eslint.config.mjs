import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importDirection } from './eslint/import-direction.mjs';

const NO_RANDOM = {
  object: 'Math',
  property: 'random',
  message: 'Randomness comes only from src/random.ts.',
};

/** They differ in the last digit between browsers: IEEE 754 fixes only + - * / and the square root. */
const INEXACT =
  'exp expm1 log log2 log10 log1p pow cbrt hypot sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh'.split(
    ' ',
  );

/** Where the numbers are made that decide a record, or its identity. */
const NUMBERS = {
  files: [
    'src/random.ts',
    'src/hashing.ts',
    'src/tables/**/*.ts',
    'src/descriptors/**/*.ts',
    'src/preparation/**/*.ts',
    'src/training/**/*.ts',
    'src/sweep/**/*.ts',
    'src/lessons/**/*.ts',
  ],
  ignores: [
    // Only shown, or only advice.
    'src/tables/column-summary.ts',
    // tfjs's own and a GPU's numbers are not the same bits anywhere; records name their engine.
    'src/training/tfjs/**',
    'src/training/webgpu/**',
  ],
};

/** Rooms that know no browser: plain data in, plain data out. */
const { include: pureFiles, exclude: impureFiles } = JSON.parse(
  readFileSync(new URL('tsconfig.pure.json', import.meta.url), 'utf8'),
);

const BROWSER = ['window', 'document', 'navigator', 'location', 'history', 'self']
  .concat('localStorage', 'sessionStorage', 'indexedDB', 'caches', 'fetch', 'XMLHttpRequest')
  .concat('WebSocket', 'Worker', 'SharedWorker', 'postMessage', 'requestAnimationFrame')
  .concat('process', 'Buffer', 'require');

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-cli',
      '.cache',
      'src/training/wasm/kernel',
      'tests/fixtures',
      'node_modules',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.page.json',
          './tsconfig.worker.json',
          './tsconfig.node.json',
          './tsconfig.tests.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { sim2real: { rules: { 'import-direction': importDirection } } },
    rules: {
      'sim2real/import-direction': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-properties': ['error', NO_RANDOM],
    },
  },
  {
    ...NUMBERS,
    rules: {
      'no-restricted-properties': [
        'error',
        NO_RANDOM,
        ...INEXACT.map((property) => ({
          object: 'Math',
          property,
          message: 'Its last digit differs between browsers: use src/random.ts, or multiply.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        ...['BinaryExpression[operator="**"]', 'AssignmentExpression[operator="**="]'].map(
          (selector) => ({
            selector,
            message: 'The last digit of a power differs between browsers: multiply.',
          }),
        ),
      ],
    },
  },
  {
    files: pureFiles,
    ignores: impureFiles,
    rules: {
      'no-restricted-globals': [
        'error',
        ...BROWSER.map((name) => ({ name, message: 'This room knows no browser and no Node.' })),
      ],
    },
  },
  { files: ['src/**/*.tsx'], extends: [reactHooks.configs.flat.recommended] },
);
