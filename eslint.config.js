// Lints what no compiler looks at: the scripts that run in the page (boot/, demo/), and the stylesheets, which have to work in the oldest
// browsers that are supported (README, "Browsers").

import css from '@eslint/css';
import js from '@eslint/js';
import globals from 'globals';

/**
 * What newer browsers alone know. Each is an improvement on a plain rule before it, in an @supports, or a selector whose
 * rule may be missing.
 */
const IMPROVEMENTS = {
  // The grey place of a view, a code wider than usual, a phone on its side: without them more is visible, or smaller. Numbers of
  // a letter are less bold.
  allowSelectors: ['has', 'marker'],
  // `outline` is there everywhere, in some without rounded corners. The others are niceties: rags of headings, scroll bars,
  // colours of boxes, margins of paper.
  allowProperties: [
    'accent-color',
    'forced-color-adjust',
    'outline',
    'overscroll-behavior',
    'page',
    'scrollbar-gutter',
    'scrollbar-width',
    'text-size-adjust',
    'text-wrap',
    'user-select',
  ],
  allowAtRules: ['page'],
};

export default [
  {
    files: ['style/*.css'],
    plugins: { css },
    language: 'css/css',
    // Everything of 2022 is in Chrome 109, Firefox 115 and Safari 16.4.
    rules: { 'css/use-baseline': ['error', { available: 2022, ...IMPROVEMENTS }] },
  },
  { files: ['boot/*.js', 'demo/*.js'], ...js.configs.recommended },
  {
    files: ['boot/*.js', 'demo/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'script', globals: { ...globals.browser, LIST: 'readonly' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { eqeqeq: 'error', 'no-eval': 'error', 'no-implied-eval': 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
];
