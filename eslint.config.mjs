// Lint rules: what the compiler cannot say. Types are read only where promises are handled (extension, worker, panel, cli).
import tseslint from 'typescript-eslint';

const naming = [
  'error',
  { selector: 'default', format: ['camelCase'], leadingUnderscore: 'allow' },
  { selector: 'import', format: null },
  { selector: 'variable', format: ['camelCase', 'UPPER_CASE', 'PascalCase'], leadingUnderscore: 'allowSingleOrDouble' },
  { selector: 'function', format: ['camelCase', 'PascalCase'] },
  { selector: 'typeLike', format: ['PascalCase'] },
  { selector: 'enumMember', format: null },
  // Python's names, wire formats and tables keyed by them are not ours to spell.
  { selector: ['property', 'objectLiteralMethod', 'typeProperty', 'classProperty', 'parameterProperty', 'parameter'], format: null },
  { selector: ['method', 'classMethod', 'accessor', 'typeMethod'], format: null },
];

const coreFolders = ['base', 'python', 'recording', 'analysis', 'annotations', 'session', 'protocol', 'replay'];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '**/node_modules/**', '.vscode-test/**', '.heapglass/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.ts', 'media/**/*.ts', 'test/**/*.ts', '**/*.config.mts'],
    extends: [tseslint.configs.base],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/naming-convention': naming,
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/no-empty-function': 'off',
      'no-empty': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-debugger': 'error',
      'no-control-regex': 'error',
      'no-duplicate-imports': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
    },
  },
  {
    files: coreFolders.map((folder) => `src/${folder}/**/*.ts`),
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [
          { group: ['vscode', 'node:*', 'fs', 'path', 'os', 'worker_threads', 'crypto'], message: 'The core knows neither VS Code nor Node.' },
        ],
      }],
      'no-console': 'error',
    },
  },
  {
    files: ['media/panel/**/*.ts'],
    ignores: ['media/panel/ui/**'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [{ group: ['@vscode/webview-ui-toolkit*'], message: 'The component toolkit is imported in media/panel/ui only.' }],
      }],
    },
  },
  {
    files: ['src/extension/**/*.ts', 'src/worker/**/*.ts', 'media/panel/**/*.ts', 'media/replay/**/*.ts', 'src/cli/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error',
        {
          selector: "CallExpression[callee.object.name=/^(it|test|describe|suite)$/][callee.property.name=/^(skip|only|todo|fails)$/]",
          message: 'A test that is skipped or focused tests nothing.',
        },
      ],
    },
  },
);
