// Lints the scripts that run in the page (boot/), which no bundler or compiler looks at.

import js from '@eslint/js';
import globals from 'globals';

export default [
  { files: ['boot/*.js'], ...js.configs.recommended },
  {
    files: ['boot/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'script', globals: { ...globals.browser, LIST: 'readonly' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { eqeqeq: 'error', 'no-eval': 'error', 'no-implied-eval': 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
];
