import { defineConfig } from 'vitest/config';
import { bundledCore } from './.scripts/bundledCore.mjs';

/** Everything that runs in plain Node. What needs a window runs under test/panel/vitest.config.mts or mocha in VS Code. */
export default defineConfig({
  plugins: [bundledCore()],
  test: {
    server: { deps: { external: [/\/dist\/test\/core-/] } },
    include: ['test/**/*.test.ts'],
    exclude: ['test/extension/**', 'test/**/*.browser.test.ts', '**/node_modules/**'],
    globalSetup: ['.scripts/vitestSetup.mjs'],
    setupFiles: ['test/fixedSeeds.ts'],
    maxWorkers: 2,
    // No module keeps state, so files may share a process: loading and warming up the runtime for each file took half of the time.
    isolate: false,
    // Kilobytes of stack for deep recursion: the extension's threads and the command line have more than Node's one megabyte, too.
    execArgv: ['--stack-size=3900'],
    // Limits against hanging only: the machine may be slow and busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
