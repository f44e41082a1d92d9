/** Starts `program` in a thread with the stack size of the command line. In: the program's arguments. Out: its status. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';

declare const __dirname: string;

const thread = new Worker(path.join(__dirname, 'program.cjs'), {
  argv: process.argv.slice(2),
  resourceLimits: { stackSizeMb: 64, maxYoungGenerationSizeMb: 128, maxOldGenerationSizeMb: 6144 },
});
thread.on('exit', (status) => { process.exitCode ??= status; });
thread.on('error', (error) => {
  console.error(`internal error: ${error.stack ?? error.message}`);
  process.exitCode = 70;
});
