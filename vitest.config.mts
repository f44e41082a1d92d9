import { defineConfig } from 'vitest/config';

/** Everything that runs in plain Node. What needs a window runs under test/panel/vitest.config.mts or mocha in VS Code. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/extension/**', 'test/**/*.browser.test.ts', '**/node_modules/**'],
    globalSetup: ['.scripts/vitestSetup.mjs'],
    setupFiles: ['test/fixedSeeds.ts'],
    maxWorkers: 2,
    // Limits against hanging only: the machine may be slow and busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
