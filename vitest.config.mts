import { defineConfig } from 'vitest/config';

/** Everything that runs in plain Node. What needs a window runs under test/panel/vitest.config.mts or mocha in VS Code. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/extension/**', 'test/**/*.browser.test.ts', '**/node_modules/**'],
    globalSetup: ['.scripts/vitestSetup.mjs'],
    setupFiles: ['test/fixedSeeds.ts'],
    maxWorkers: 2,
    // Kilobytes of stack for deep recursion: the extension's threads and the command line have more than Node's one megabyte, too.
    execArgv: ['--stack-size=3900'],
    // Limits against hanging only: the machine may be slow and busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
