/**
 * Runs a program on our own runtime, plainly or recorded, in a worker thread with the limits the extension gives its worker.
 * The time is that of the run from source text to the end of the program: by the clock, and what the process used.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { recordRun, runPlain, Toolchain } from '../../../src/session';

interface Work { program: string; recorded: boolean; dist: string; megabytes: number }
interface Outcome { output: string; milliseconds: number; processorMilliseconds: number; steps: number; megabytes: number }

const LIMITS = { steps: 100_000_000, seconds: 3600 };
/** Of the full record; older steps keep their counters. The default of the setting. */
const MEGABYTES = 256;

async function work({ program, recorded, dist, megabytes }: Work): Promise<Outcome> {
  const read = (name: string): Uint8Array => readFileSync(path.join(dist, name));
  const toolchain = await Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
  const source = readFileSync(program, 'utf8');
  const fileName = path.basename(program);
  let output = '';
  let steps = 0;
  const start = performance.now();
  const used = process.cpuUsage();
  if (recorded) {
    const run = recordRun(toolchain, {
      source, fileName, limits: { ...LIMITS, megabytes }, now: () => performance.now(), onOutput: (_stream, text) => (output += text),
    });
    steps = run.timeline?.recording.steps.count ?? 0;
  } else {
    runPlain(toolchain, { source, fileName, programArguments: [], write: (_stream, text) => (output += text) });
  }
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { output: output.trim(), milliseconds, processorMilliseconds: (user + system) / 1000, steps, megabytes: process.memoryUsage().arrayBuffers / 2 ** 20 };
}

if (isMainThread) {
  const [program, mode, dist, megabytes] = process.argv.slice(2) as [string, string, string, string | undefined];
  const worker = new Worker(__filename, {
    workerData: { program, recorded: mode === 'recorded', dist, megabytes: Number(megabytes ?? MEGABYTES) } satisfies Work,
    resourceLimits: { maxOldGenerationSizeMb: 4096, maxYoungGenerationSizeMb: 256, stackSizeMb: 64 },
  });
  worker.on('message', (outcome: Outcome) => process.stdout.write(`${JSON.stringify(outcome)}\n`));
} else {
  void work(workerData as Work).then((outcome) => parentPort?.postMessage(outcome));
}
