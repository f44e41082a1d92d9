/**
 * Starts the command line program in a thread of its own: a program may recurse as deeply as CPython lets it, which needs a
 * larger stack than Node gives its main thread, and a young generation of its size. In: nothing but the process's arguments.
 * Out: the program's exit status. Everything else is in `program.ts`.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';

declare const __dirname: string;

/** Megabytes. 750 nested native calls of the eval loop, CPython's own limit, take about 4. */
const STACK = 64;
const YOUNG_GENERATION = 128;
const OLD_GENERATION = 8192;
const BROKEN = 70;

const thread = new Worker(path.join(__dirname, 'cliProgram.js'), {
  argv: process.argv.slice(2),
  workerData: { isTerminal: process.stdout.isTTY, columns: process.stdout.columns },
  resourceLimits: { stackSizeMb: STACK, maxYoungGenerationSizeMb: YOUNG_GENERATION, maxOldGenerationSizeMb: OLD_GENERATION },
});
thread.on('exit', (status) => {
  process.exitCode ??= status;
});
thread.on('error', (error) => {
  const outOfMemory = (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
  console.error(outOfMemory ? 'heapglass: the program needs more memory than there is' : `heapglass: internal error: ${error.message}`);
  process.exitCode = BROKEN;
});
