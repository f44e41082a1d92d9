import { defineConfig } from 'vitest/config';

/** Tests that drive a browser: the panel as a plain page, and the whole extension in a real VS Code. One window at a time. */
export default defineConfig({
  test: {
    include: ['test/**/*.browser.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['test/panel/packagedExtension.mts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
