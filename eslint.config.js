import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Import bans carry their reason, so that the message says where the line belongs.
 * @param {(string | string[])[][]} entries names or patterns, then the message
 * @returns {Record<string, ['error', ...unknown[]]>}
 */
const ban = (...entries) => ({
  'no-restricted-imports': ['error', { patterns: entries.map(([group, message]) => ({ group, message })) }],
});
const pdfmake = [['pdfmake', 'pdfmake/**'], 'pdfmake is imported only in shared/pdf/render.ts and shared/pdf/engine/.'];
const dexie = [['dexie'], 'dexie is imported only in renderer/db.'];

export default tseslint.config(
  { ignores: ['out/', 'release/', '.cache/', 'test-results/', 'node_modules/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          'shared/tsconfig.json',
          'electron/tsconfig.json',
          'renderer/tsconfig.json',
          'tests/tsconfig.json',
          'build/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSEnumDeclaration', message: 'Use an `as const` object.' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      ...ban(
        pdfmake,
        dexie,
        [['node:*', 'electron'], 'shared/ runs anywhere: no Node, no Electron.'],
        [['react', 'react-dom', 'react-aria-components'], 'shared/ draws nothing.'],
        [['**/electron/**', '**/renderer/**'], 'shared/ knows nothing of the processes that use it.'],
      ),
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'A Clock is passed in.' },
        { object: 'Math', property: 'random', message: 'Use kernel/bytes randomBytes.' },
      ],
    },
  },
  { files: ['shared/pdf/render.ts', 'shared/pdf/engine/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['electron/**/*.ts'],
    rules: ban(pdfmake, dexie, [['**/renderer/**'], 'The processes meet only in shared/ipc.']),
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      ...ban(pdfmake, dexie, [
        ['node:*', 'electron', '**/electron/**'],
        'The window reaches the computer only through renderer/host.ts.',
      ]),
    },
  },
  {
    files: ['renderer/db/**/*.ts'],
    rules: ban(pdfmake, [['react', 'node:*', 'electron'], 'renderer/db holds rows, not screens.']),
  },
  // the runners insist on a default export
  { files: ['*.config.ts', 'tests/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', { max: 600 }],
    },
  },
);
